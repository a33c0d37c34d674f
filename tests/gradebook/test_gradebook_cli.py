"""The `grader gradebook` commands, from argv to what is printed and the exit code."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader import cli
from grader.errors import ExitCode
from grader.gradebook import Gradebook, open_gradebook
from grader.grades import Student

from .making import ERROR, FAILED, HOUSE, NOON, PASSED, keep

ROOT = Path(__file__).resolve().parents[2]
COURSE = """\
format: 1
title: Autumn
count: latest
timezone: Asia/Seoul
late: {per_day: 0.1}
exercises:
  c1w1_house_prices: {weight: 3}
  c1w2_callbacks: {due: 2026-12-01T12:00}
"""
QUICK = """
import json, sys
from grader.cli import run
code = run(json.loads(sys.argv[1]))
loaded = {name.partition(".")[0] for name in sys.modules} & {"numpy", "sqlalchemy", "tensorflow"}
print(json.dumps([code, sorted(loaded)]), file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("GRADER_GRADEBOOK", raising=False)
    with open_gradebook("gradebook.db") as book:
        book.add_students([Student("ana", "Ana Ng"), Student("kim", "김민지"), Student("kai")])
        keep(book, "k1", PASSED, 95)
        keep(book, "k2", FAILED, 60, at=NOON)
        keep(book, "k3", ERROR, 0, student="kim", exercise_id=HOUSE)
    return tmp_path


def run(*arguments: str) -> int:
    return cli.run(["gradebook", *arguments])


def opened() -> Gradebook:
    return open_gradebook("gradebook.db", read_only=True)


def test_the_grades(capsys: pytest.CaptureFixture[str], folder: Path):
    assert run("show") == ExitCode.PASSED
    out = capsys.readouterr().out
    assert "gradebook.db · students: 3 · exercises: 2 · the best attempt counts" in " ".join(
        out.split()
    )
    assert "ana Ana Ng  ·             ✓ 95       47.5%\n" in out
    assert "kim 김민지  ! ?           ·          ?\n" in out
    assert "  ! kim, c1w1_house_prices: the grader failed (report 3)" in out
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    assert run("show") == ExitCode.PASSED
    out = capsys.readouterr().out
    assert out.startswith("\nAutumn\n")
    assert "the latest attempt counts" in " ".join(out.split())
    # Handed in at 21:00 in Seoul, nine hours late; and the other exercise weighs three times.
    assert "ana Ana Ng  ·             ✗ 54↓      13.5%\n" in out


def test_some_of_the_grades(capsys: pytest.CaptureFixture[str]):
    assert run("show", "--exercise", "call", "--student", "Ng", "--format", "csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("ana,Ana Ng,c1w2_callbacks,passed,95,100,")
    assert run("show", "--student", "민지", "--format", "json") == ExitCode.PASSED
    content = json.loads(capsys.readouterr().out)
    assert [each["student"] for each in content["grades"]] == ["kim", "kim"]
    assert [each["concern"] for each in content["attention"]] == ["grader_error"]


def test_one_student(capsys: pytest.CaptureFixture[str], folder: Path):
    (folder / "mine.yaml").write_text(COURSE, encoding="utf-8")
    assert run("student", "ana", "--course", "mine.yaml") == ExitCode.PASSED
    out = capsys.readouterr().out
    for words in ("Ana Ng (ana)", "times in Asia/Seoul", "due 2026-12-01 12:00", "1 day late",
                  "54 of 100 points", "handed in 2026-12-01 21:00"):  # fmt: skip
        assert words in out
    assert run("student", "kai") == ExitCode.PASSED
    assert "times in UTC" in capsys.readouterr().out


def test_points_from_a_person(capsys: pytest.CaptureFixture[str]):
    command = ["override", "an", "call", "75.5", "--reason", "the exam room had no power"]
    assert run(*command, "--author", "lee") == ExitCode.PASSED
    assert capsys.readouterr().out == (
        "ana, c1w2_callbacks: 75.5 of 100 points from lee stand from now on.\n"
    )
    assert run(*command) == ExitCode.PASSED
    capsys.readouterr()
    assert run("withdraw", "ana", "call", "--reason", "sent again", "--author", "kim") == 0
    assert "the grader's own points count again" in capsys.readouterr().out
    assert run("history", "ana", "callb") == ExitCode.PASSED
    out = capsys.readouterr().out
    where = [out.index(words) for words in (
        "passed 95", "failed 60", "75.5 points from lee", f"75.5 points from {getpass.getuser()}",
        "withdrawn by kim: sent again",
    )]  # fmt: skip
    assert where == sorted(where)
    with opened() as book:
        assert [each.points for each in book.grades(students=["ana"])] == [0, 95]


def test_nobody_is_logged_in(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert run("override", "ana", "call", "1", "--reason", "so") == ExitCode.USAGE
    assert "Say who decides: --author NAME." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["student", "zzz"], "knows no student zzz. `grader gradebook show` lists all."),
        (["student", "k"], "k could mean kai, kim. Type more of it."),
        (["student", "anna"], "Did you mean ana?"),
        (["student", ""], "knows no student"),
        (["history", "ana", "calbacks"], "There is no exercise calbacks. Did you mean"),
        (["history", "ana", "c1w3"], "c1w3 could mean c1w3_convolution_by_hand"),
        (["override", "ana", "call", "500", "--reason", "x"], "has 100 points; found 500"),
        (["override", "ana", "call", "5", "--reason", " "], "Say why"),
        (["override", "ana", "call", "5"], "--reason"),
        (["override", "ana", "call", "many", "--reason", "x"], "POINTS"),
        (["withdraw", "ana", "call", "--reason", "x"], "nothing to withdraw"),
        (["show", "--course", "none.yaml"], "none.yaml: cannot be read"),
        (["show", "--gradebook", "none.db"], "There is no gradebook"),
        (["override", "ana", "call", "5", "--reason", "x", "--gradebook", "none.db"], "There is"),
        (["show", "--gradebook", "mysql://x/y"], "mysql://… names no gradebook"),
        (["show", "--format", "xml"], "xml"),
    ],
)
def test_what_is_wrong(
    capsys: pytest.CaptureFixture[str], folder: Path, arguments: list[str], words: str
):
    assert run(*arguments) == ExitCode.USAGE
    told = capsys.readouterr()
    assert words in " ".join(told.err.split())
    assert told.out == ""
    assert not (folder / "none.db").exists()


def test_where_the_grades_are(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "gradebook.db").rename(folder / "other.db")
    assert run("show") == ExitCode.USAGE
    monkeypatch.setenv("GRADER_GRADEBOOK", str(folder / "other.db"))
    assert run("show") == ExitCode.PASSED
    monkeypatch.setenv("GRADER_GRADEBOOK", "none.db")
    assert run("show", "--gradebook", "other.db") == ExitCode.PASSED


def test_korean(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRADER_LANG", "ko")
    assert run("show") == ExitCode.PASSED
    assert "사람의 확인이 필요합니다" in capsys.readouterr().out


def test_showing_disturbs_no_writer(capsys: pytest.CaptureFixture[str]):
    with open_gradebook("gradebook.db") as book, book.writing() as session:
        session.connection()
        assert run("show") == ExitCode.PASSED


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["gradebook", "--help"], []),
        (["gradebook", "show", "--help"], []),
        (["gradebook", "show"], ["sqlalchemy"]),
    ],
)
def test_nothing_heavy_is_imported(folder: Path, arguments: list[str], loaded: list[str]):
    command = [sys.executable, "-c", QUICK, json.dumps(arguments)]
    ran = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )  # fmt: skip
    assert json.loads(ran.stderr.splitlines()[-1]) == [0, loaded]
