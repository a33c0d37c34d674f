"""The `grader export` commands, from argv to the file, what is said of it, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from grader import cli
from grader.errors import ExitCode
from grader.gradebook import Course, CourseExercise
from grader.grades import Grade
from grader.reports.json import render_json
from grader.results import Report
from tests.reports.samples import FAILED, GRADER_ERROR, PASSED

from .samples import CALLBACKS, CLASS, HORSES, TWO, rows

ROOT = Path(__file__).resolve().parents[2]
DUE = datetime(2026, 11, 20, tzinfo=UTC)
QUICK = """
import sys
from grader.cli import run
run(["export", "canvas", "--help"])
heavy = {name.partition(".")[0] for name in sys.modules} & {"numpy", "PIL", "tensorflow"}
sys.exit(f"imported {heavy}" if heavy else 0)
"""


class Book:
    """A gradebook with the sample class."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Sequence[str] | None]] = []

    def grades(
        self, *, course: Course, exercises: Sequence[str] | None = None
    ) -> tuple[Grade, ...]:
        self.asked.append((course, exercises))
        return tuple(each for each in TWO if exercises is None or each.exercise_id in exercises)

    def report(self, report_id: int) -> Report:
        kinds = {1: PASSED, 6: GRADER_ERROR}
        return kinds.get(report_id, FAILED).model_copy(update={"student": f"number {report_id}"})


@pytest.fixture(autouse=True)
def book(monkeypatch: pytest.MonkeyPatch) -> Book:
    book = Book()

    def opened(url: str, *, create: bool, read_only: bool) -> Book:
        assert (url, create, read_only) == ("sqlite:///class.db", False, True)
        return book

    courses = {Path("course.yaml"): Course(exercises={CALLBACKS: CourseExercise(due=DUE)})}
    monkeypatch.setattr("grader.exports.source.open_gradebook", opened)
    monkeypatch.setattr("grader.exports.source.read_course", courses.get)
    return book


def run(*arguments: str, url: str = "sqlite:///class.db") -> int:
    return cli.run(["export", *arguments, "--gradebook", url])


def test_canvas(capsys: pytest.CaptureFixture[str], tmp_path: Path, book: Book):
    assert run("canvas", "--exercise", "callbacks", "--column", "Calls (7)") == ExitCode.PASSED
    out, err = capsys.readouterr()
    assert rows(out)[0][-1] == "Calls (7)"
    assert "Fay Broken (fay)" in err
    assert book.asked == [(Course(), (CALLBACKS,))]
    template = tmp_path / "canvas.csv"
    template.write_text("Student,ID,SIS Login ID,Section,A=B (7)\nAna,501,,A,\n", encoding="utf-8")
    both = ("--template", str(template), "--column")
    assert run("canvas", *both, f"{CALLBACKS}=A=B (7)") == ExitCode.PASSED
    assert rows(capsys.readouterr().out)[1][-1] == "87.46"
    assert run("canvas", *both, "A=B (7)") == ExitCode.USAGE
    assert f"with one of {CALLBACKS}, {HORSES}" in capsys.readouterr().err


def test_moodle(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert run("moodle") == ExitCode.PASSED
    assert rows(capsys.readouterr().out)[0] == [
        "Full name", "ID number", "Email address", CALLBACKS, HORSES,
    ]  # fmt: skip
    template = tmp_path / "worksheet.csv"
    template.write_text("Identifier,Points\nParticipant 71,\n", encoding="utf-8")
    given = ("--template", str(template), "--exercise", "callbacks")
    assert run("moodle", *given, "--column", "Points") == ExitCode.PASSED
    assert capsys.readouterr().out == "Identifier,Points\nParticipant 71,87.46\n"
    assert run("moodle", *given) == ExitCode.USAGE
    assert "worksheet.csv is not a grading worksheet" in capsys.readouterr().err


def test_csv(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    out = tmp_path / "new" / "grades.csv"
    assert run("csv", "--wide", "--excel", "--out", str(out)) == ExitCode.PASSED
    text = out.read_bytes().decode()
    assert text.startswith("\ufeffstudent,")
    assert "\r" not in text
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"Written to {out}." in shown.err
    assert run("csv") == ExitCode.PASSED
    assert len(rows(capsys.readouterr().out)) == len(TWO) + 1
    assert run("csv", "--out", str(out / "below")) == ExitCode.USAGE
    assert "cannot be written: " in capsys.readouterr().err


def test_nbgrader(capsys: pytest.CaptureFixture[str], book: Book):
    assert run("nbgrader", "--course", "course.yaml") == ExitCode.PASSED
    assert rows(capsys.readouterr().out)[1][:2] == [CALLBACKS, "2026-11-20 00:00:00"]
    assert book.asked[0][0].due("ana", CALLBACKS) == DUE


def test_junit_and_markdown(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert run("junit", "--student", "ana", "--student", "fay") == ExitCode.PASSED
    shown = capsys.readouterr().out
    assert shown.count("<testsuite ") == 3
    assert "number 6" in shown
    one = tmp_path / "one.json"
    one.write_text(render_json(FAILED), encoding="utf-8")
    two = ["--report", str(one), "--report", str(one)]
    assert cli.run(["export", "junit", *two]) == ExitCode.PASSED
    assert capsys.readouterr().out.count("<testsuite ") == 2
    assert cli.run(["export", "markdown", *two]) == ExitCode.PASSED
    assert capsys.readouterr().out.count("## ") == 4


def test_gradescope_from_a_report(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    path, out = tmp_path / "report.json", tmp_path / "results.json"
    path.write_text(render_json(PASSED), encoding="utf-8")
    command = ["export", "gradescope", "--report", str(path), "--out", str(out)]
    assert cli.run(command) == ExitCode.PASSED
    assert json.loads(out.read_text())["tests"][3]["visibility"] == "after_published"
    assert cli.run([*command, "--hidden-checks", "visible"]) == ExitCode.PASSED
    assert json.loads(out.read_text())["tests"][3]["visibility"] == "visible"
    out.unlink()
    path.write_text(render_json(GRADER_ERROR), encoding="utf-8")
    capsys.readouterr()
    assert cli.run(command) == ExitCode.GRADER_ERROR
    assert "not the student" in capsys.readouterr().err
    assert not out.exists()


def test_gradescope_from_a_gradebook(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    folder = tmp_path / "out"
    assert run("gradescope", "--out", str(folder)) == ExitCode.PASSED
    written = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.json"))
    assert written == [
        f"{CALLBACKS}/ana-1.json", f"{CALLBACKS}/bo-2.json", f"{CALLBACKS}/cho-3.json",
        f"{CALLBACKS}/eve-5.json", f"{HORSES}/ana-1.json", f"{HORSES}/dee-1.json",
    ]  # fmt: skip
    err = capsys.readouterr().err
    assert f"Fay Broken (fay) {CALLBACKS}: The grader failed" in err
    assert f"6 files are in {folder}." in err
    assert run("gradescope") == ExitCode.USAGE
    assert "--out" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["canvas", "moodle", "csv", "nbgrader", "junit", "markdown"])
def test_what_there_is_nothing_of(
    capsys: pytest.CaptureFixture[str], command: str, book: Book, monkeypatch: pytest.MonkeyPatch
):
    assert run(command, url="") == ExitCode.USAGE
    assert "--gradebook URL" in capsys.readouterr().err
    assert run(command, "--exercise", "callbakcs") == ExitCode.USAGE
    assert "no exercise named" in capsys.readouterr().err
    assert run(command, "--exercise", "house") == ExitCode.USAGE
    assert "no grades of what was asked for" in capsys.readouterr().err
    assert book.asked == [(Course(), ("c1w1_house_prices",))]


def test_a_template_is_read_before_the_gradebook(
    capsys: pytest.CaptureFixture[str], book: Book, tmp_path: Path
):
    for command in ("canvas", "moodle"):
        assert run(command, "--template", str(tmp_path / "none.csv")) == ExitCode.USAGE
        assert "none.csv cannot be read" in capsys.readouterr().err
    assert book.asked == []


def test_korean(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRADER_LANG", "ko")
    assert run("csv") == ExitCode.PASSED
    out, err = capsys.readouterr()
    assert out.startswith("student,name,")
    assert "채점기" in err
    assert len(CLASS) < len(rows(out))


def test_help_is_quick():
    command = [sys.executable, "-c", QUICK]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "--template" in ran.stdout
