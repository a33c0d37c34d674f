from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import ExitCode, GraderError
from grader.exports.gradescope import render_gradescope
from grader.exports.visibility import Visibility
from grader.results import CheckStatus, Report
from tests.reports.samples import (
    ERROR,
    FAILED,
    GRADER_ERROR,
    HOSTILE,
    NOT_GRADABLE,
    PASSED,
    RUNS_CHECK,
    SAMPLES,
)

# Gradescope's documentation, "Autograder Specifications": Output format.
VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "simple_format", "html", "md", "ansi"]}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number", "minimum": 0},
        "execution_time": {"type": "integer", "minimum": 0},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
        "leaderboard": {"type": "array"},
    },
    "anyOf": [{"required": ["score"]}, {"required": ["tests"]}],
}

VALIDATOR: Any = jsonschema.Draft202012Validator(SCHEMA)
jsonschema.Draft202012Validator.check_schema(SCHEMA)


def results(report: Report, hidden: Visibility = Visibility.AFTER_PUBLISHED) -> dict[str, Any]:
    content = json.loads(render_gradescope(report, hidden))
    VALIDATOR.validate(content)
    return content


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - {"grader_error"}))
def test_every_report_is_as_documented(name: str):
    assert results(SAMPLES[name])["score"] == SAMPLES[name].points


def test_a_failed_submission():
    content = results(FAILED)
    assert (content["score"], content["execution_time"]) == (62.5, 45)
    assert content["stdout_visibility"] == "hidden"
    runs, layer, stop, accuracy = content["tests"]
    assert runs == {
        "name": "The code runs to its end",
        "number": "1",
        "status": "passed",
        "score": 10,
        "max_score": 10,
        "output": "finished in 41 s of 900 s",
        "output_format": "text",
        "tags": ["runs", "required"],
        "visibility": "visible",
    }
    expected, found, hint = layer["output"].split("\n")
    assert expected == "expected: 10 units with softmax"
    assert found == "found: 1 unit with sigmoid"
    assert hint.startswith("hint: There are ten digits")
    assert (stop["status"], stop["score"], stop["max_score"]) == ("failed", 12.5, 35)
    assert (accuracy["visibility"], accuracy["tags"]) == ("after_published", ["accuracy", "hidden"])


def test_nothing_that_students_see_at_once_tells_what_hidden_checks_found():
    content = results(PASSED)
    at_once = [content["output"]]
    at_once += [test["output"] for test in content["tests"] if test["visibility"] == "visible"]
    for word in ("0.934", "100", "passed"):
        assert all(word not in text for text in at_once)


def test_the_verdict_is_said_where_nothing_is_held_back():
    content = results(PASSED, Visibility.VISIBLE)
    assert content["output"].startswith("✓ passed · 100 of 100 points")
    assert {test["visibility"] for test in content["tests"]} == {"visible"}
    open_checks = FAILED.model_copy(update={"checks": (RUNS_CHECK,)})
    assert "✗ not passed yet" in results(open_checks)["output"]


def test_remarks_and_the_error_are_shown():
    assert "`lr=` is now spelt `learning_rate=`" in results(FAILED)["output"]
    content = results(ERROR)
    for words in ("one-hot rows", "line 34", "    model.fit(im", "ValueError: Arg", "(20000, 28"):
        assert words in content["output"]
    assert {test["status"] for test in content["tests"]} == {"failed"}
    assert content["tests"][0]["output"].startswith("skipped: There is no model to look at")


def test_a_file_that_cannot_be_graded_says_why_and_has_no_tests():
    content = results(NOT_GRADABLE)
    assert (content["score"], content["tests"]) == (0, [])
    assert "'(' was never closed" in content["output"]


def test_a_grader_s_fault_makes_no_file_and_no_zero():
    with pytest.raises(GraderError, match=r"not the student.*ZeroDivisionError") as caught:
        render_gradescope(GRADER_ERROR)
    assert caught.value.exit_code is ExitCode.GRADER_ERROR


def test_a_check_without_points_has_no_score():
    remark = RUNS_CHECK.model_copy(update={"points": 0, "max_points": 0})
    (test,) = results(FAILED.model_copy(update={"checks": (remark,)}))["tests"]
    assert "score" not in test
    assert "max_score" not in test


def test_korean():
    content = results(FAILED.model_copy(update={"language": "ko"}))
    assert content["tests"][1]["output"].startswith("기대: 10 units")


def test_the_student_s_control_characters_are_taken_out():
    texts = json.dumps(results(HOSTILE), ensure_ascii=False)
    assert "\\u001b" not in texts
    assert texts.isprintable()


def test_very_long_texts_are_cut_and_it_is_said():
    long = "x" * 3_000_000
    check = RUNS_CHECK.model_copy(update={"status": CheckStatus.FAILED, "actual": long})
    report = ERROR.model_copy(update={"checks": (check,), "message": long, "output": long})
    text = render_gradescope(report)
    assert len(text) < 40_000
    assert "is left out here]" in json.loads(text)["tests"][0]["output"]
    assert "is left out here]" in json.loads(text)["output"]


@given(st.text(max_size=60), st.floats(0, 1e6), st.sampled_from(list(Visibility)))
def test_hostile_texts(text: str, seconds: float, hidden: Visibility):
    check = RUNS_CHECK.model_copy(
        update={"title": text, "actual": text, "hidden": True, "status": CheckStatus.FAILED}
    )
    report = FAILED.model_copy(
        update={
            "message": text,
            "wall_seconds": seconds,
            "versions": {text: text},
            "checks": (check,),
        }
    )
    content = results(report, hidden)
    assert content["tests"][0]["visibility"] == hidden.value
