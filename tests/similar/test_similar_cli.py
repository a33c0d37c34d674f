"""`grader similar`, from argv to what is printed and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.cli import run
from grader.errors import ExitCode
from grader.notebooks import notebook_from_python
from grader.similar.ranking import AT_LEAST

from .copies import ROOT, disguised, renamed, right_ones, stub_of

HORSES = "c1w4_horse_or_human"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a class of five, one of them a copy, with what else lies in such folders."""
    for name, sample in zip(("ana", "ben", "cem"), right_ones(HORSES), strict=False):
        (tmp_path / name).mkdir()
        (tmp_path / name / "solution.py").write_text(sample.text)
    copied = disguised((tmp_path / "ben/solution.py").read_text())
    (tmp_path / "dao.ipynb").write_text(notebook_from_python(copied))
    (tmp_path / "eva.py").write_text(stub_of(HORSES))
    for hidden in (".git/x.py", "__MACOSX/x.py", ".y.py", "notes.txt", "ana/model.keras"):
        (tmp_path / hidden).parent.mkdir(exist_ok=True)
        (tmp_path / hidden).write_text("print(1)")
    (tmp_path / "link").symlink_to(ROOT / "tests")
    (tmp_path / "link.py").symlink_to(tmp_path / "eva.py")
    return tmp_path


def test_a_copy_in_a_class(folder: Path, capsys: Capture):
    assert run(["similar", str(folder), "--exercise", "horse_or_human_compact"]) == ExitCode.PASSED
    assert run(["similar", str(folder), "--exercise", HORSES]) == ExitCode.PASSED
    out, err = capsys.readouterr()
    assert "ben" in out
    assert "dao" in out
    assert "not a proof" in out
    assert "ana" not in out
    assert "Submissions compared: 5" in err


def test_of_one_exercise_only_what_is_for_it_is_compared(folder: Path, capsys: Capture):
    for name in ("ana", "ben"):
        (folder / name / "house_prices.py").write_text("model = 'the same in both'\n")
    assert run(["similar", str(folder), "--exercise", "house"]) == ExitCode.PASSED
    out, _ = capsys.readouterr()
    assert "identical" in out
    assert "dao" not in out
    assert run(["similar", str(folder)]) == ExitCode.PASSED
    assert "ana/house_prices.py" in capsys.readouterr().out


def test_json_and_the_page(folder: Path, capsys: Capture):
    page = folder / "page.html"
    told = ["--out", str(page), "--format", "json", "--at-least", "0.2", "--most", "1"]
    assert run(["similar", str(folder), "--exercise", HORSES, *told]) == ExitCode.PASSED
    out, err = capsys.readouterr()
    found = json.loads(out)
    (pair,) = found["pairs"]
    assert (pair["first"], pair["second"]) == ("ben", "dao")
    assert pair["share"] > 0.8
    assert (found["exercise_id"], found["compared"], found["left_out"]) == (HORSES, 5, [])
    assert ">dao" in page.read_text(encoding="utf-8")
    assert str(page) in err.replace("\n", "")


def test_without_an_exercise_all_stubs_are_left_out(tmp_path: Path, capsys: Capture):
    for n, id_ in enumerate((HORSES, "c1w2_callbacks")):
        (tmp_path / f"{n}a.py").write_text(stub_of(id_))
        (tmp_path / f"{n}b.py").write_text(renamed(stub_of(id_)))
    assert run(["similar", str(tmp_path), "--at-least", "0", "--format", "json"]) == ExitCode.PASSED
    found = json.loads(capsys.readouterr().out)
    assert (found["compared"], found["pairs"]) == (4, [])


def test_what_cannot_be_read_is_listed(folder: Path, capsys: Capture):
    (folder / "\x1b[2Jbig.py").write_text("x = 1\n" * 200_000)
    (folder / "bytes.py").write_bytes(b"\xff\xfe")
    assert run(["similar", str(folder), "--exercise", HORSES]) == ExitCode.PASSED
    err = capsys.readouterr().err
    assert "more than 1 MB" in err
    assert "bytes.py" in err
    assert "\x1b" not in err
    assert run(["similar", str(folder), "--format", "json"]) == ExitCode.PASSED
    assert len(json.loads(capsys.readouterr().out)["left_out"]) == 2


@pytest.mark.parametrize("files", [[], ["a.py"], ["a.py", "b.py"]])
def test_too_few(tmp_path: Path, files: list[str], capsys: Capture):
    for name in files:
        (tmp_path / name).write_text("" if name == "b.py" else "x = 1")
    assert run(["similar", str(tmp_path)]) == ExitCode.NOTHING_TO_GRADE
    err = capsys.readouterr().err
    assert "At least two submissions" in err
    assert ("b.py is empty" in err) == ("b.py" in files)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{folder}/none"], "is no folder"),
        (["{folder}/eva.py"], "is no folder"),
        (["{folder}", "--exercise", "nowhere"], "nowhere"),
        (["{folder}", "--out", "{folder}"], "cannot be written"),
        (["{folder}", "--at-least", "2"], "at-least"),
        (["{folder}", "--most", "0"], "most"),
    ],
)
def test_a_wrong_command(folder: Path, arguments: list[str], words: str, capsys: Capture):
    given = [argument.format(folder=folder) for argument in arguments]
    assert run(["similar", *given]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert words in err
    assert out == ""


def test_a_folder_that_holds_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
):
    monkeypatch.setattr("grader.similar_cli._MOST_ENTRIES", 3)
    for n in range(5):
        (tmp_path / f"{n}.txt").touch()
    assert run(["similar", str(tmp_path)]) == ExitCode.USAGE
    assert "more than 3 files" in capsys.readouterr().err


def test_the_default_share_is_the_measured_one(capsys: Capture):
    assert run(["similar", "--help"]) == ExitCode.PASSED
    assert str(AT_LEAST) in capsys.readouterr().out
