"""What the shell gets: exit codes, what goes to which stream, and no traceback of ours."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from grader import __version__, practice
from grader.cli import run
from grader.errors import DataError, SandboxError, SpecError, UsageError
from grader.exercise import Limits
from grader.results import Report, Verdict

ROOT = Path(__file__).resolve().parent.parent
STUBS = sorted((ROOT / "exercises").glob("*/stub.py"))
IDS = sorted(path.parent.name for path in STUBS)
WEIGHTY = ("tensorflow", "keras", "numpy")

Capture = pytest.CaptureFixture[str]


def report(verdict: Verdict, **more: Any) -> Report:
    return Report(
        exercise_id=IDS[0],
        title="A title",
        student="",
        verdict=verdict,
        started_at=datetime.now(UTC),
        **more,
    )


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Return a function that says what grading comes to: a report, or something raised."""

    def grading(outcome: Any) -> None:
        def check_file(*_arguments: Any, **_options: Any) -> Report:
            if isinstance(outcome, Report):
                return outcome
            raise outcome

        monkeypatch.setattr(practice, "check_file", check_file)

    return grading


Graded = Callable[[Any], None]


@pytest.mark.parametrize(("typed", "asked"), [([], "auto"), (["--data", "real"], "real"),
                                              (["--data", "~/rps.zip"], "~/rps.zip")])  # fmt: skip
def test_which_data_are_asked_for(monkeypatch: pytest.MonkeyPatch, typed: list[str], asked: str):
    assert choices(monkeypatch, typed).data == asked


def test_idioms_of_earlier_versions_are_answered_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
):
    assert not choices(monkeypatch, []).strict
    assert choices(monkeypatch, ["--strict"]).strict


def choices(monkeypatch: pytest.MonkeyPatch, typed: list[str]) -> practice.Choices:
    """Return what `grader check` with these options grades with."""
    made: list[practice.Choices] = []

    def check_file(_name: str, _path: Path, given: practice.Choices, **_rest: Any) -> Report:
        made.append(given)
        return report(Verdict.PASSED)

    monkeypatch.setattr(practice, "check_file", check_file)
    assert run(["check", IDS[0], "x.py", *typed]) == 0
    return made[0]


# --- exit codes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict.PASSED, 0),
        (Verdict.FAILED, 1),
        (Verdict.NOT_GRADABLE, 1),
        (Verdict.GRADER_ERROR, 3),
    ],
)
@pytest.mark.parametrize("form", ["terminal", "json", "html"])
def test_a_verdict_s_exit_code(graded: Graded, capsys: Capture, verdict: Verdict, code: int,
                               form: str):  # fmt: skip
    graded(report(verdict))
    assert run(["check", "house", "mine.py", "--format", form]) == code
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (SpecError("is odd.", Path("exercise.yaml"), 3), 4, "exercise.yaml:3: is odd."),
        (DataError("the cache is full."), 4, "the cache is full."),
        (UsageError("that does not fit."), 4, "that does not fit."),
        (SandboxError("it is gone."), 3, "it is gone."),
    ],
)
def test_what_is_raised_on_purpose(
    graded: Graded, capsys: Capture, error: Exception, code: int, told: str
):
    graded(error)
    assert run(["check", "house", "mine.py"]) == code
    assert capsys.readouterr().err.strip().endswith(told)


def test_an_exception_of_ours(
    graded: Graded, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    graded(RuntimeError("deep inside"))
    assert run(["check", "house", "mine.py"]) == 3
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "Traceback" not in streams.err
    assert "deep inside" not in streams.err
    assert "not your fault" in streams.err
    (kept,) = tmp_path.glob("grader-crash-*.txt")
    assert str(kept) in streams.err
    assert "RuntimeError: deep inside" in kept.read_text("utf-8")


def test_control_c(graded: Graded, capsys: Capture):
    graded(KeyboardInterrupt())
    assert run(["check", "house", "mine.py"]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "Interrupted. Nothing was lost" in streams.err


def test_control_c_in_korean(graded: Graded, capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRADER_LANG", "ko")
    graded(KeyboardInterrupt())
    assert run(["check", "house", "mine.py"]) == 2
    assert "중단했습니다" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["check"],
        ["check", "house"],
        ["check", "house", "mine.py", "--format", "pdf"],
        ["check", "house", "mine.py", "--seed", "-1"],
        ["check", "house", "mine.py", "--seed", "many"],
        ["check", "house", "mine.py", "--device", "tpu"],
        ["list", "--lang", "fr"],
        ["--no-such-option"],
        ["author", "no-such-command"],
        ["show", "no-such-exercise"],
        ["hint", "no-such-exercise"],
        ["hint", "house", "no-such-check"],
        ["author", "new", "not an id"],
    ],
)
def test_the_command_line_is_wrong(capsys: Capture, arguments: list[str]):
    assert run(arguments) == 4
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err
    assert "Traceback" not in streams.err


def test_an_unknown_exercise_gets_a_suggestion(capsys: Capture, tmp_path: Path):
    file = tmp_path / "mine.py"
    file.write_text("x = 1\n", encoding="utf-8")
    assert run(["check", "c1w2_calbacks", str(file)]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "Did you mean c1w2_callbacks" in streams.err
    assert run(["check", "c1", str(file)]) == 1
    assert "could mean" in capsys.readouterr().err


# --- what needs no grading --------------------------------------------------------------------


def test_version_and_help(capsys: Capture):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"grader {__version__}\n"
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(command in told for command in ("check", "list", "show", "hint", "doctor", "author"))


def test_list(capsys: Capture):
    assert run(["list"]) == 0
    told = capsys.readouterr().out
    assert all(id_ in told for id_ in IDS)
    assert run(["list", "--lang", "ko"]) == 0
    assert capsys.readouterr().out != told


@pytest.mark.parametrize("exercise", IDS)
def test_show_and_hint(capsys: Capture, exercise: str):
    assert run(["show", exercise]) == 0
    assert exercise in capsys.readouterr().out
    assert run(["hint", exercise]) == 0
    assert f"grader hint {exercise} runs" in capsys.readouterr().out
    assert run(["hint", exercise, "runs"]) == 0
    assert "Run the file from top to bottom" in capsys.readouterr().out


def test_author_schema_is_one(capsys: Capture):
    assert run(["author", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_author_check_and_new(capsys: Capture, tmp_path: Path):
    assert run(["author", "check", IDS[0]]) == 0
    assert "✓ no faults" in capsys.readouterr().out
    (tmp_path / "datasets").mkdir()
    assert run(["author", "new", "c9w1_mine", "--root", str(tmp_path)]) == 0
    assert "exercise.yaml" in capsys.readouterr().out
    assert run(["author", "check", "--root", str(tmp_path)]) == 1
    assert "✗ c9w1_mine: " in capsys.readouterr().out
    assert run(["author", "notebooks", "--root", str(tmp_path)]) == 0


# --- files that cannot be graded --------------------------------------------------------------


def missing(folder: Path) -> Path:
    return folder / "mine.py"


def empty(folder: Path) -> Path:
    path = folder / "mine.py"
    path.touch()
    return path


def several(folder: Path) -> Path:
    for name in ("one.py", "two.ipynb"):
        (folder / name).write_text("x = 1\n", encoding="utf-8")
    return folder


def several_in_a_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "mine.zip", "w") as archive:
        archive.writestr("one.py", "x = 1\n")
        archive.writestr("two.py", "x = 2\n")
    return folder / "mine.zip"


def empty_folder(folder: Path) -> Path:
    return folder


def written(name: str, content: bytes) -> Callable[[Path], Path]:
    def writing(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return writing


def stub(folder: Path) -> Path:
    return written("mine.py", (ROOT / "exercises/c1w1_house_prices/stub.py").read_bytes())(folder)


def stub_notebook(folder: Path) -> Path:
    raw = (ROOT / "exercises/c1w1_house_prices/stub.ipynb").read_bytes()
    return written("mine.ipynb", raw)(folder)


NOT_GRADABLE = {
    "missing": (missing, "There is no file mine.py"),
    "empty": (empty, "mine.py is empty"),
    "several": (several, "2 files with code"),
    "several in a zip": (several_in_a_zip, "2 files with code"),
    "none": (empty_folder, "has no .py or .ipynb file"),
    "not UTF-8": (written("mine.py", b"x = '\xe9'\n"), "is not UTF-8 text (line 1)"),
    "not JSON": (written("mine.ipynb", b"{"), "mine.ipynb"),
    "no notebook": (written("mine.ipynb", b"[1, 2]"), "mine.ipynb"),
    "syntax error": (written("mine.py", b"x = 1\ny = (\n"), "line 2"),
    "stub": (stub, "still the untouched stub"),
    "stub notebook": (stub_notebook, "still the untouched stub"),
    "too large": (written("mine.py", b"#" * (10 * 2**20 + 1)), "larger than 10 MB"),
    "a model": (written("model.keras", b"PK"), "is a saved model"),
}


@pytest.mark.parametrize("case", NOT_GRADABLE)
def test_not_gradable(capsys: Capture, tmp_path: Path, case: str):
    make, words = NOT_GRADABLE[case]
    assert run(["check", "house", str(make(tmp_path)), "--format", "json"]) == 1
    streams = capsys.readouterr()
    found = Report.model_validate_json(streams.out)
    assert found.verdict is Verdict.NOT_GRADABLE
    assert words in found.message
    assert (found.checks, found.runs, found.points) == ((), (), 0)
    assert streams.err == ""


def test_a_syntax_error_has_its_line_and_a_caret(capsys: Capture, tmp_path: Path):
    path = written("mine.py", b"model = make()\nmodel.fit(x y)\n")(tmp_path)
    assert run(["check", "house", str(path)]) == 1
    told = capsys.readouterr().out
    lines = told.splitlines()
    at = next(n for n, line in enumerate(lines) if "model.fit(x y)" in line)
    assert lines[at + 1].index("^") == lines[at].index("x y")
    assert "line 2" in told
    assert "Traceback" not in told


# --- where the report goes --------------------------------------------------------------------


def test_json_is_the_report(graded: Graded, capsys: Capture):
    made = report(Verdict.PASSED, points=3, max_points=4, output="\x1b[2J")
    graded(made)
    assert run(["check", "house", "mine.py", "--format", "json"]) == 0
    assert Report.model_validate_json(capsys.readouterr().out) == made


@pytest.mark.parametrize("form", ["terminal", "json", "html"])
def test_output_is_a_file(graded: Graded, capsys: Capture, tmp_path: Path, form: str):
    made = report(Verdict.FAILED)
    graded(made)
    target = tmp_path / "report"
    assert run(["check", "house", "mine.py", "--format", form, "--output", str(target)]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert f"The report is in {target}." in streams.err.replace("\n", "")
    text = target.read_text("utf-8")
    assert "\x1b" not in text
    assert "A title" in text
    if form == "json":
        assert Report.model_validate_json(text) == made
    assert text.startswith("<!doctype html>") == (form == "html")


@pytest.mark.parametrize("form", ["terminal", "json", "html"])
def test_an_output_that_cannot_be_written(
    graded: Graded, capsys: Capture, tmp_path: Path, form: str
):
    graded(report(Verdict.PASSED))
    for target in (tmp_path, tmp_path / "no" / "such" / "folder"):
        assert run(["check", "house", "mine.py", "--format", form, "--output", str(target)]) == 0
        streams = capsys.readouterr()
        assert "cannot be written" in streams.err
        assert "A title" in streams.out


# --- quick ------------------------------------------------------------------------------------

QUICK = """
import json, sys
from grader.cli import run
from grader.exercise import Limits
code = run(json.loads(sys.argv[1]))
loaded = {name.partition(".")[0] for name in sys.modules} & set(json.loads(sys.argv[2]))
print(json.dumps([code, sorted(loaded)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["list"], 0),
        (["hint", "house"], 0),
        (["check", "--help"], 0),
        (["check", "house", "{broken}"], 1),
        (["check", "no-such-exercise", "{broken}"], 1),
    ],
)
def test_nothing_heavy_is_imported(tmp_path: Path, arguments: list[str], code: int):
    broken = written("mine.py", b"model = (\n")(tmp_path)
    filled = [argument.format(broken=broken) for argument in arguments]
    command = [sys.executable, "-c", QUICK, json.dumps(filled), json.dumps(WEIGHTY)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(ran.stderr.splitlines()[-1]) == [code, []]


def test_the_command_itself(tmp_path: Path):
    broken = written("mine.py", b"model = (\n")(tmp_path)
    command = [sys.executable, "-m", "grader", "check", "house", str(broken)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "line 1" in ran.stdout
    assert ran.stderr == ""


# --- progress is the student's word -----------------------------------------------------------


class Shown:
    """A view that keeps what it is told."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def stage(self, text: str, *, most: float = math.inf) -> None:
        self.seen.append((text, most) if most < math.inf else text)

    def fraction(self, stage: str, share: float) -> None:
        self.seen.append((stage, share))

    def epoch(self, number: int, of: int, logs: Any) -> None:
        self.seen.append((number, of, logs))


def test_progress_is_shown():
    view = Shown()
    show = practice.shown_on(view, Limits(wall_seconds=100))
    show({"stage": "training"})
    show({"epoch": 1, "of": 10, "logs": {"loss": 0.5, "x" * 99: 1.0, "odd": "text"}})
    show({"stage": "examining"})
    assert view.seen[::2] == [("running your code", 90), "looking at the model"]
    assert view.seen[1:2] == [(1, 10, {"loss": 0.5, "x" * 40: 1.0})]


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"stage": []},
        {"stage": {"a": 1}},
        {"stage": "no such"},
        {"epoch": 10**400, "of": 1, "logs": {}},
        {"epoch": 1, "of": -1, "logs": {}},
        {"epoch": "1", "of": 1, "logs": {}},
        {"epoch": 1, "of": 1, "logs": []},
    ],
)
def test_odd_progress_is_passed_over(event: dict[str, Any]):
    view = Shown()
    practice.shown_on(view, Limits())(event)
    assert view.seen == []
