"""A batch that is killed, with SIGKILL and at any moment, ends with the grades of a whole one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.errors import DataError
from grader.gradebook import Course, open_gradebook

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[2]
ID = "c1w3_convolution_by_hand"
EXAMPLES = ROOT / "tests" / "submissions" / ID


def submissions(folder: Path) -> Path:
    """A class of six; two of them handed in the same file."""
    names = sorted(path.name for path in EXAMPLES.iterdir())[:5]
    for number, name in enumerate([*names, names[0]]):
        (source,) = (EXAMPLES / name).glob("submission.*")
        place = folder / "class" / f"student{number}" / f"{ID}{source.suffix}"
        place.parent.mkdir(parents=True)
        place.write_bytes(source.read_bytes())
    return folder / "class"


def begun(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "grader", "batch", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def grades(book: Path) -> dict[str, tuple[str, float, int]]:
    """Return of each student verdict, points and how many reports there are."""
    try:
        return _grades(book)
    except DataError:  # it is not there yet, or has no tables yet
        return {}


def _grades(book: Path) -> dict[str, tuple[str, float, int]]:
    with open_gradebook(book, create=False, read_only=True) as opened:
        return {
            grade.student.key: (
                str(grade.verdict),
                grade.points,
                len(opened.reports_of(grade.student.key, ID)),
            )
            for grade in opened.grades(course=Course())
            if grade.verdict
        }


def alive(marks: str) -> list[int]:
    """Return the processes whose environment has the marks."""
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            text, state = path.read_bytes(), (path.parent / "stat").read_text().split()[2]
        except OSError:
            continue
        if marks.encode() in text and state != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="workers are ended with the batch on Linux")
def test_killed_and_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = submissions(tmp_path)
    asked = [str(place), "--exercise", ID, "--workers", "2", "--no-pages"]
    whole = begun(*asked, "--out", str(tmp_path / "whole"))
    assert whole.wait(300) == 0
    wanted = grades(tmp_path / "whole" / "gradebook.db")
    assert len(wanted) == 6
    assert {count for _, _, count in wanted.values()} == {1}

    monkeypatch.setenv("KILLED_BATCH", mark := f"mark{os.getpid()}")
    out = tmp_path / "killed"
    process = begun(*asked, "--out", str(out))
    ends = time.monotonic() + 200
    while not grades(out / "gradebook.db") and time.monotonic() < ends:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(60)
    assert grades(out / "gradebook.db")
    while alive(mark) and time.monotonic() < ends:  # the workers end with it
        time.sleep(0.1)
    assert alive(mark) == []
    assert begun("--resume", "--out", str(out)).wait(300) == 0
    assert grades(out / "gradebook.db") == wanted
