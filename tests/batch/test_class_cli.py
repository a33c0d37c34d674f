"""`grader batch` and `grader gradebook regrade`, with workers that are played."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader import resources
from grader.batch.options import Options, default_workers, last_of_each, read_options
from grader.cli import run
from grader.errors import ExitCode, UsageError
from grader.gradebook import Course, open_gradebook
from grader.results import Verdict
from tests.batch.test_many import Played, report

HAND = "c1w3_convolution_by_hand"
CODE = "def convolve(image, kernel, weight):\n    return {}\n"
Class = Callable[..., Path]


@pytest.fixture
def executor(monkeypatch: pytest.MonkeyPatch) -> Played:
    played = Played()

    def make(*_: Any) -> Played:
        return played

    monkeypatch.setattr("grader.batch.beginning.executor_of", make)
    return played


@pytest.fixture
def folder(tmp_path: Path) -> Class:
    def made(**texts: str) -> Path:
        for student, text in texts.items():
            place = tmp_path / "class" / student
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{HAND}.py").write_text(text, encoding="utf-8")
        return tmp_path / "class"

    return made


@pytest.fixture
def exercises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one exercise, to be changed."""
    copy = tmp_path / "exercises"
    shutil.copytree(resources.exercises_folder() / HAND, copy / HAND)
    monkeypatch.setattr(resources, "exercises_folder", lambda: copy)
    return copy / HAND / "exercise.yaml"


def verdicts(book: Path) -> dict[str, str]:
    with open_gradebook(book) as opened:
        grades = opened.grades(course=Course())
        return {each.student.key: each.verdict.value for each in grades if each.verdict}


@pytest.mark.usefixtures("executor")
def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["batch", str(tmp_path / "nothing"), "--all"]) == ExitCode.USAGE
    assert "There is no " in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_class_is_graded(
    folder: Class, executor: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    place = folder(ada=CODE.format(1), ben=CODE.format(2))
    (place / "notes.py").write_text("x = 1\n", encoding="utf-8")
    assert run(["batch", str(place), "--all"]) == ExitCode.PASSED
    shown = capsys.readouterr()
    assert "Graded 2 submissions." in shown.out
    assert "✓ 2 passed" in shown.out
    assert "notes.py" in shown.err
    assert "1/2  ✓ passed  100/100  ada" in shown.err
    assert verdicts(tmp_path / "class-graded" / "gradebook.db") == {
        "ada": "passed",
        "ben": "passed",
    }
    assert executor.begun == ["ada", "ben"]
    assert executor.closed


def test_who_handed_in_nothing_is_named(
    folder: Class, executor: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    del executor
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\nada,Ada Lovelace\nben,Ben Kim\n", encoding="utf-8")
    place = folder(ada=CODE.format(1))
    asked = ["batch", str(place), "--exercise", "by_hand", "--roster", str(roster)]
    assert run([*asked, "--out", str(tmp_path / "out")]) == ExitCode.PASSED
    assert "Handed in nothing: ben" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{folder}"], "--exercise ID"),
        (["{folder}", "--all", "--exercise", "by_hand"], "--exercise ID"),
        ([], "Name the class's folder"),
        (["{folder}", "--all", "--executor", "slurm"], "--executor"),
        (["{folder}", "--all", "--isolation", "none"], "--isolation"),
        (["{folder}", "--exercise", "by_hnd"], "no exercise named"),
        (["{folder}/nowhere", "--all"], "nowhere"),
        (["{folder}", "--all", "--lang", "fr"], "en or ko"),
        (["{folder}", "--all", "--workers", "0"], "--workers"),
        (["{folder}", "--all", "--course", "{folder}/course.yaml"], "course.yaml"),
        (["{folder}", "--all", "--out", "{folder}/ada/c1w3_convolution_by_hand.py"], "cannot"),
        (["--resume"], "--out FOLDER"),
        (["--resume", "--out", "{folder}"], "gradebook"),
    ],
)
def test_what_makes_no_sense_is_said(
    folder: Class,
    executor: Played,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
):
    place = folder(ada=CODE.format(1))
    given = [argument.format(folder=place) for argument in arguments]
    assert run(["batch", *given]) == ExitCode.USAGE
    shown = capsys.readouterr()
    assert words in shown.err
    assert "Traceback" not in shown.err
    assert executor.begun == []


def test_an_empty_folder_has_nothing_to_grade(
    executor: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    place = tmp_path / "class"
    (place / "ada").mkdir(parents=True)
    (place / "ada" / "plan.pdf").write_bytes(b"%PDF")
    assert run(["batch", str(place), "--all"]) in {ExitCode.NOTHING_TO_GRADE, ExitCode.USAGE}
    assert capsys.readouterr().err
    assert executor.begun == []


def test_a_batch_is_gone_on_with(
    folder: Class, executor: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    place = folder(ada=CODE.format(1), ben=CODE.format(2), cho=CODE.format(3))
    out = tmp_path / "out"

    def stops(job: Any) -> Any:
        if job.student == "ben":
            raise KeyboardInterrupt
        return report(job)

    executor.answer = stops
    assert run(["batch", str(place), "--all", "--out", str(out), "--seed", "7"]) == 2
    assert "--resume" in capsys.readouterr().err
    assert verdicts(out / "gradebook.db") == {"ada": "passed"}
    seeds: list[int] = []

    def notes(job: Any) -> Any:
        seeds.append(job.seed)
        return report(job)

    executor.answer, executor.begun = notes, []
    assert run(["batch", "--resume", "--out", str(out)]) == ExitCode.PASSED
    assert executor.begun == ["ben", "cho"]
    assert seeds == [7, 7]
    assert verdicts(out / "gradebook.db") == dict.fromkeys(("ada", "ben", "cho"), "passed")


def test_a_changed_exercise_is_graded_again(
    folder: Class, executor: Played, exercises: Path, tmp_path: Path
):
    place, out = folder(ada=CODE.format(1)), tmp_path / "out"
    assert run(["batch", str(place), "--all", "--out", str(out)]) == ExitCode.PASSED
    assert run(["gradebook", "regrade", "--out", str(out)]) == ExitCode.PASSED
    assert executor.begun == ["ada"]
    text = exercises.read_text(encoding="utf-8")
    exercises.write_text(text.replace("pass_score: 0.8", "pass_score: 0.9"), encoding="utf-8")
    assert exercises.read_text(encoding="utf-8") != text
    with open_gradebook(out / "gradebook.db") as book:
        book.override("ada", HAND, 50, author="kim", reason="a talk about it")

    def fails(job: Any) -> Any:
        return report(job, Verdict.FAILED)

    executor.answer = fails
    assert run(["gradebook", "regrade", "--out", str(out)]) == ExitCode.PASSED
    assert executor.begun == ["ada", "ada"]
    assert verdicts(out / "gradebook.db") == {"ada": "failed"}
    with open_gradebook(out / "gradebook.db") as book:
        (grade,) = book.grades(course=Course())
        assert (grade.points, grade.attempts) == (50, 1)


def test_a_folder_that_is_gone_is_said(
    folder: Class, executor: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    del executor
    place, out = folder(ada=CODE.format(1)), tmp_path / "out"
    run(["batch", str(place), "--all", "--out", str(out)])
    shutil.rmtree(place)
    assert run(["gradebook", "regrade", "--out", str(out)]) == ExitCode.USAGE
    assert "is gone" in capsys.readouterr().err


def test_it_is_gone_on_with_from_another_folder(
    folder: Class, executor: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder(ada=CODE.format(1))
    monkeypatch.chdir(tmp_path)
    assert run(["batch", "class", "--all"]) == ExitCode.PASSED
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    folder(ben=CODE.format(2))
    assert run(["batch", "--resume", "--out", str(tmp_path / "class-graded")]) == ExitCode.PASSED
    assert executor.begun == ["ada", "ben"]


def test_options_survive_the_gradebook(tmp_path: Path):
    options = Options(folder=tmp_path, exercise=HAND, out=tmp_path, limit_to=("ada",), workers=3)
    assert read_options(options.model_dump_json()) == options
    with pytest.raises(UsageError, match="another version"):
        read_options('{"folder": 1}')
    other = options.model_copy(update={"exercise": None})
    begun = [each.model_dump_json() for each in (options, other, options)]
    assert last_of_each(begun) == [
        options.model_copy(update={"limit_to": ()}),
        other.model_copy(update={"limit_to": ()}),
    ]
    assert len(last_of_each(begun, "by_hand")) == 2
    assert len(last_of_each(begun, "callbacks")) == 1


def test_workers_suit_the_host():
    assert default_workers() >= 1
