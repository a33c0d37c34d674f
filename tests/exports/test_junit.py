from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from defusedxml import ElementTree as Strict
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.junit import render_junit
from grader.results import CheckStatus, Report
from tests.reports.samples import ERROR, FAILED, GRADER_ERROR, NOT_GRADABLE, PASSED, SAMPLES

# Of GitLab's "Unit test reports" and of what the common tools write.
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase", "system-out"},
    "properties": {"property"},
    "property": set[str](),
    "testcase": {"failure", "error", "skipped"},
    "failure": set[str](),
    "error": set[str](),
    "skipped": set[str](),
    "system-out": set[str](),
}
REQUIRED = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
    "testcase": {"classname", "name", "time"},
    "property": {"name", "value"},
    "failure": {"message"},
    "error": {"message"},
    "skipped": {"message"},
}
# XML 1.0, production [2] Char.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parsed(*reports: Report) -> ET.Element:
    text = render_junit(reports)
    assert not FORBIDDEN.search(text)
    root: ET.Element = Strict.fromstring(text.encode())
    for element in root.iter():
        assert {child.tag for child in element} <= CHILDREN[element.tag]
        assert set(element.attrib) == REQUIRED.get(element.tag, set())
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        names = [(case.get("classname"), case.get("name")) for case in cases]
        assert len(set(names)) == len(names)
        for kind, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert suite.get(count) == str(len(suite.findall(f"testcase/{kind}")))
    return root


def outcomes(report: Report) -> list[str]:
    return [case[0].tag if len(case) else "passed" for case in parsed(report).iter("testcase")]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_structure(name: str, language: str):
    root = parsed(SAMPLES[name].model_copy(update={"language": language}))
    assert int(root.get("tests", "0")) >= 1


def test_a_failed_submission():
    root = parsed(FAILED)
    (suite,) = root
    assert suite.get("name") == "c1w2_callbacks: ana"
    assert suite.get("timestamp") == "2026-11-21T09:30:00+00:00"
    assert {item.get("name"): item.get("value") for item in suite.iter("property")} == {
        "verdict": "failed", "points": "62.5", "max_points": "100", "submission_sha256": "",
    }  # fmt: skip
    assert outcomes(FAILED) == ["passed", "failure", "failure", "passed"]
    layer = suite.findall("testcase")[1]
    assert layer.get("classname") == "c1w2_callbacks.ana"
    assert layer.get("name") == "output_layer: The last layer has the right width"
    assert layer[0].text is not None
    assert layer[0].text.split("\n")[:2] == [
        "expected: 10 units with softmax", "found: 1 unit with sigmoid",
    ]  # fmt: skip
    assert "hint: There are ten digits" in layer[0].text
    assert layer[0].get("message", "").startswith("expected: 10 units with softmax found: 1 unit")
    assert "`lr=` is now spelt" in (suite.findtext("system-out") or "")


def test_what_is_no_check_has_a_case_of_its_own():
    assert outcomes(PASSED) == ["passed"] * 4
    assert outcomes(ERROR) == ["skipped"] * 4 + ["failure"]
    assert "ValueError: Arguments" in (parsed(ERROR).findtext(".//failure") or "")
    assert outcomes(NOT_GRADABLE) == ["failure"]
    assert outcomes(GRADER_ERROR) == ["passed", "error", "error"]


def test_several_reports_are_one_file():
    root = parsed(FAILED, ERROR)
    assert [root.get(name) for name in ("tests", "failures", "errors", "skipped")] == [
        "9", "3", "0", "4",
    ]  # fmt: skip
    assert root.get("time") == "49.900"
    assert len(parsed()) == 0


def test_two_checks_of_one_name_are_both_counted():
    twice = FAILED.model_copy(update={"checks": (FAILED.checks[0], FAILED.checks[0])})
    names = [case.get("name", "") for case in parsed(twice).iter("testcase")]
    assert names == ["runs: The code runs to its end", "runs (2): The code runs to its end"]


def test_nothing_printed_is_taken_for_an_attachment():
    report = ERROR.model_copy(update={"output": "[[ATTACHMENT|/etc/passwd]]"})
    root = parsed(report)
    assert "ATTACHMENT" in (root.findtext("testsuite/system-out") or "")
    assert root.findall(".//testcase/system-out") == []


def test_very_long_outputs_are_cut():
    report = ERROR.model_copy(update={"output": "x" * 5_000_000, "message": "y" * 100_000})
    assert len(render_junit([report])) < 40_000


@given(st.text(max_size=60), st.sampled_from(list(CheckStatus)))
def test_hostile_texts(text: str, status: CheckStatus):
    check = FAILED.checks[0].model_copy(
        update={"title": text, "actual": text, "reason": text, "hint": text, "status": status}
    )
    report = ERROR.model_copy(
        update={"student": text, "checks": (check,), "output": text, "submission_name": text}
    )
    parsed(report)
