"""Skeletons, the proof that an exercise is whole, and the schema that editors read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import nbformat
import pytest
import yaml

from grader.authoring import (
    check_exercises,
    exercise_schema,
    new_exercise,
    write_notebooks,
)
from grader.checks import CHECKS, schemas
from grader.errors import UnknownNameError, UsageError
from grader.exercise import Exercise, read_exercise
from grader.results import CheckResult, CheckStatus, Report, Verdict

ROOT = Path(__file__).resolve().parent.parent
EXERCISE_ID = "c9w1_skeleton"
IDS = sorted(path.parent.name for path in (ROOT / "exercises").glob("*/exercise.yaml"))


def finished(text: str) -> str:
    return text.replace("TODO", "done")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A root with one new exercise, its TODOs written, and without tests, as installed ones are."""
    shutil.copytree(ROOT / "datasets", tmp_path / "datasets")
    for path in new_exercise(EXERCISE_ID, tmp_path):
        path.write_text(finished(path.read_text("utf-8")), encoding="utf-8")
    shutil.rmtree(tmp_path / "tests")
    return tmp_path


def sentences(root: Path, grade: Callable[[Exercise, Path], Report] | None = None) -> list[str]:
    """Return the faults, but that there are too few examples."""
    found = (fault.sentence for fault in check_exercises(root, grade=grade))
    return [sentence for sentence in found if "examples; write at least" not in sentence]


def report(verdict: Verdict, failing: tuple[str, ...] = (), message: str = "") -> Report:
    checks = tuple(
        CheckResult(
            name=name, title=name, status=CheckStatus.FAILED, points=0, max_points=1, hint="think"
        )
        for name in failing
    )
    return Report(
        exercise_id=EXERCISE_ID,
        title="",
        student="",
        verdict=verdict,
        checks=checks,
        message=message,
        started_at=datetime.now(UTC),
    )


# --- the exercises that there are ------------------------------------------------------------


@pytest.mark.parametrize("exercise_id", IDS)
def test_the_exercises_are_whole(exercise_id: str):
    assert list(check_exercises(ROOT, [exercise_id])) == []


# --- new -------------------------------------------------------------------------------------


def test_a_new_exercise_lacks_only_what_its_author_writes(tmp_path: Path):
    shutil.copytree(ROOT / "datasets", tmp_path / "datasets")
    written = new_exercise(EXERCISE_ID, tmp_path)
    assert all(path.is_file() for path in written)
    read_exercise(written[0], schemas())
    faults = sentences(tmp_path)
    assert [fault for fault in faults if "TODO left" in fault] == faults[:3]
    assert [fault.partition(": ")[2] for fault in faults[3:]] == [
        "right_first: there is no submission beside expect.yaml.",
        "wrong_untrained: there is no submission beside expect.yaml.",
    ]


def test_a_new_exercise_is_whole_once_its_author_has_written(whole: Path):
    assert sentences(whole) == []


@pytest.mark.parametrize("wrong", ["", "mine", "c1w1", "C1W1_house", "c1w1_../x", "c1w1_a b"])
def test_an_id_of_another_form_is_refused(tmp_path: Path, wrong: str):
    with pytest.raises(UsageError, match="no id for an exercise"):
        new_exercise(wrong, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(whole: Path):
    with pytest.raises(UsageError, match="exists already"):
        new_exercise(EXERCISE_ID, whole)


def test_notebooks_are_written_where_they_differ(whole: Path):
    assert write_notebooks(whole) == ()
    stub = whole / "exercises" / EXERCISE_ID / "stub.py"
    stub.write_text(stub.read_text("utf-8") + "\n# more\n", encoding="utf-8")
    assert write_notebooks(whole, ["skeleton"]) == (stub.with_suffix(".ipynb"),)
    assert sentences(whole) == []


def test_notebooks_are_notebooks(whole: Path):
    made = list(whole.rglob("*.ipynb"))
    assert made
    for path in made:
        nbformat.validate(json.loads(path.read_text("utf-8")))


def test_a_markdown_cell_that_is_code_is_told(whole: Path):
    stub = whole / "exercises" / EXERCISE_ID / "stub.py"
    stub.write_text("# %% [markdown]\nx = 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="stub"):
        write_notebooks(whole)
    assert any("markdown" in sentence for sentence in sentences(whole))


# --- check, without training -----------------------------------------------------------------


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        file = root / path.format(id=EXERCISE_ID)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def removed(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path.format(id=EXERCISE_ID)).unlink()


def stub_is_solution(root: Path) -> None:
    stub = root / "exercises" / EXERCISE_ID / "stub.py"
    solution = root / "solutions" / EXERCISE_ID / "solution.py"
    solution.write_text(stub.read_text("utf-8"), encoding="utf-8")
    write_notebooks(root)


def asks_about_no_images(root: Path) -> None:
    replaced(SPEC, "dataset: mnist\n", "")(root)
    replaced(SPEC, OUTPUT_LAYER, "check: accuracy\n    at_least: 0.9")(root)


OUTPUT_LAYER = "check: output_layer\n    units: 10\n    activation: softmax"
SPEC, README = "exercises/{id}/exercise.yaml", "exercises/{id}/README.md"
STUB, SOLUTION = "exercises/{id}/stub", "solutions/{id}/solution"


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (replaced(SPEC, "units: 10", "units: 10\n    unit: 1"), "Did you mean units?"),
        (replaced(SPEC, "check: learned", "check: lerned"), "Did you mean learned?"),
        (replaced(SPEC, "title: {en: done, ko: done}", "title: done"), "the title is in one"),
        (replaced(SPEC, "      ko: done\n", ""), "hint of check output_layer is in one language"),
        (replaced(SPEC, "dataset: mnist", "dataset: mnits"), "Did you mean mnist?"),
        (
            replaced(SPEC, OUTPUT_LAYER, "check: layer_count\n    kind: conv2d\n    exactly: 1"),
            "'conv2d' is none of Keras's layers. Did you mean Conv2D?",
        ),
        (
            replaced(SPEC, OUTPUT_LAYER, "check: layer_order\n    kinds: [Flatten, Denze]"),
            "'Denze' is none of Keras's layers. Did you mean Dense?",
        ),
        (
            replaced(SPEC, OUTPUT_LAYER, "check: compiled_with\n    loss: [binary_crossentropie]"),
            "Did you mean binary_crossentropy?",
        ),
        (
            replaced(SPEC, OUTPUT_LAYER, "check: compiled_with\n    optimizer: [RMSProb]"),
            "none of Keras's optimizers. Did you mean RMSprop?",
        ),
        (asks_about_no_images, "check accuracy asks about images; write `dataset:`"),
        (replaced(README, "`learned`", "it learned"), "README.md does not name check `learned`"),
        (replaced(README, "| 30 | |", "| 20 | |"), "says | `output_layer` | … | 30 |;"),
        (replaced(README, "| 60 | required |", "| 60 | |"), "| `learned` | … | 60 | required;"),
        (removed("exercises/{id}/README.ko.md"), "README.ko.md is missing"),
        (removed(f"{STUB}.py"), "stub.py is missing"),
        (replaced(f"{STUB}.py", "return model", "return model)"), "stub.py does not read"),
        (replaced(f"{STUB}.ipynb", "model = None", "model = 1"), "stub.ipynb is not what stub.py"),
        (removed(f"{STUB}.ipynb"), "stub.ipynb is not what stub.py gives"),
        (removed(f"{SOLUTION}.py"), "solution.py is missing"),
        (replaced(f"{SOLUTION}.ipynb", "Dense", "Dence"), "solution.ipynb is not what solution.py"),
        (
            replaced(f"{SOLUTION}.py", "return model", "return model)"),
            "solution.py is not gradable",
        ),
        (stub_is_solution, "solution.py is not gradable"),
        (replaced(README, "done", "TODO"), "× TODO left"),
    ],
)
def test_what_is_wrong_is_told_with_its_remedy(
    whole: Path, harm: Callable[[Path], None], told: str
):
    harm(whole)
    found = sentences(whole)
    assert any(told in sentence for sentence in found), found


def test_losses_and_optimizers_may_be_spelt_as_students_spell_them(whole: Path):
    replaced(SPEC, OUTPUT_LAYER, "check: compiled_with\n    loss: [bce]\n    optimizer: [adam]")(
        whole
    )
    assert [sentence for sentence in sentences(whole) if "none of Keras" in sentence] == []


def test_names_choose_exercises(whole: Path):
    new_exercise("c9w2_other", whole)
    shutil.rmtree(whole / "tests")
    assert {fault.exercise_id for fault in check_exercises(whole)} == {"c9w2_other"}
    assert list(check_exercises(whole, ["skeleton"])) == []
    with pytest.raises(UnknownNameError):
        list(check_exercises(whole, ["nothing"]))


# --- check, with training --------------------------------------------------------------------


def example(root: Path, expectation: str) -> Path:
    folder = root / "tests" / "submissions" / EXERCISE_ID / "wrong_reads_acc"
    folder.mkdir(parents=True)
    (folder / "submission.py").write_text("model = 1\n", encoding="utf-8")
    (folder / "expect.yaml").write_text(expectation, encoding="utf-8")
    return folder / "submission.py"


EXPECTED = "verdict: failed\nfailing: [learned]\nsays: [think]\ncause: [think]\n"


def test_what_is_graded_is_the_solution_and_every_example(whole: Path):
    wrong = example(whole, EXPECTED)
    graded: list[Path] = []

    def grade(exercise: Exercise, path: Path) -> Report:
        assert exercise.id == EXERCISE_ID
        graded.append(path)
        return report(Verdict.FAILED, ("learned",)) if path == wrong else report(Verdict.PASSED)

    assert sentences(whole, grade) == []
    assert graded == [whole / "solutions" / EXERCISE_ID / "solution.py", wrong]


@pytest.mark.parametrize("failing", [("learned",), ("learned", "output_layer")])
def test_what_hangs_on_chance_may_fail(whole: Path, failing: tuple[str, ...]):
    wrong = example(whole, EXPECTED + "by_chance: [output_layer]\n")

    def grade(_exercise: Exercise, path: Path) -> Report:
        return report(Verdict.FAILED, failing) if path == wrong else report(Verdict.PASSED)

    assert sentences(whole, grade) == []


@pytest.mark.parametrize(
    ("only", "names"),
    [
        (["solution"], ["skeleton"]),
        (["wrong_*"], ["wrong_reads_acc"]),
        (["solution", "wrong_reads_acc"], ["skeleton", "wrong_reads_acc"]),
        (["right_*"], []),
    ],
)
def test_patterns_choose_what_is_graded(whole: Path, only: list[str], names: list[str]):
    example(whole, EXPECTED)
    graded: list[str] = []

    def grade(_exercise: Exercise, path: Path) -> Report:
        graded.append(path.parent.name)
        return report(Verdict.FAILED, ("learned",))

    list(check_exercises(whole, grade=grade, only=only))
    assert [name.removeprefix("c9w1_") for name in graded] == names


@pytest.mark.parametrize(
    ("expectation", "found", "told"),
    [
        (EXPECTED, report(Verdict.PASSED), "expected failed, found passed"),
        (EXPECTED, report(Verdict.GRADER_ERROR, message="broke"), "found grader_error (broke)"),
        (EXPECTED, report(Verdict.FAILED, ("runs",)), "expected to fail learned, found runs"),
        (EXPECTED, report(Verdict.FAILED, ("learned", "runs")), "found learned, runs"),
        (
            EXPECTED + "by_chance: [output_layer]\n",
            report(Verdict.FAILED, ("learned", "runs", "output_layer")),
            "found learned, output_layer, runs",
        ),
        ("verdict: failed\n", report(Verdict.FAILED, ("runs",)), "expected to fail none"),
        (
            EXPECTED.replace("[think]", "[think, acc]", 1),
            report(Verdict.FAILED, ("learned",)),
            "does not say 'acc'",
        ),
        (
            EXPECTED.replace("cause: [think]", "cause: [acc]"),
            report(Verdict.FAILED, ("learned",)),
            "what it says first is 'learned:",
        ),
        ("verdict: fail", report(Verdict.FAILED), "expect.yaml:1: verdict:"),
        ("verdict: failed\nfail: []", report(Verdict.FAILED), "Did you mean failing?"),
    ],
)
def test_an_unexpected_report_is_told(whole: Path, expectation: str, found: Report, told: str):
    wrong = example(whole, expectation)
    faults = sentences(whole, lambda _, path: found if path == wrong else report(Verdict.PASSED))
    assert any(told in fault for fault in faults), faults


def test_without_a_solution_nothing_is_graded(whole: Path):
    removed(f"{SOLUTION}.py")(whole)
    (fault,) = sentences(whole, lambda _exercise, _path: pytest.fail("graded"))
    assert "solution.py is missing" in fault


def test_a_solution_that_fails_is_told(whole: Path):
    (fault,) = sentences(whole, lambda _exercise, _path: report(Verdict.FAILED))
    assert fault.startswith(f"solutions/{EXERCISE_ID}/solution.py: expected passed, found failed")


# --- schema ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = exercise_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("exercise_id", IDS)
def test_the_schema_takes_what_the_reader_takes(validator: Any, exercise_id: str):
    path = ROOT / "exercises" / exercise_id / "exercise.yaml"
    assert list(validator.iter_errors(yaml.safe_load(path.read_text("utf-8")))) == []


def test_the_schema_has_every_check_and_every_key():
    definitions = exercise_schema()["$defs"]
    for name in CHECKS:
        keys = {
            "check",
            "points",
            "required",
            "hidden",
            "remark",
            "hint",
            *CHECKS[name].parameters.model_fields,
        }
        assert set(definitions[f"check_{name}"]["properties"]) == keys


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"titel": "x"},
        {"checks": []},
        {"checks": [{"check": "runs"}]},
        {"checks": [{"check": "runz", "hint": "x"}]},
        {"checks": [{"check": "runs", "hint": "x", "units": 1}]},
        {"checks": [{"check": "output_layer", "hint": "x", "units": "many"}]},
        {"checks": [{"check": "output_layer", "hint": "x", "units": {"imaginary": 1}}]},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(validator: Any, change: dict[str, Any]):
    right = {
        "format": 1,
        "title": "x",
        "checks": [{"check": "output_layer", "hint": "x", "units": {"embedded": 1, "real": 2}}],
    }
    assert validator.is_valid(right)
    assert not validator.is_valid(right | change)
