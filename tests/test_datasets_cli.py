"""The `grader datasets` commands, from argv to what is printed and the exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from grader import cli
from grader.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
QUICK = """
import json, sys
from grader.cli import run
code = run(json.loads(sys.argv[1]))
loaded = {name.partition(".")[0] for name in sys.modules} & {"numpy", "PIL", "tensorflow"}
print(json.dumps([code, sorted(loaded)]), file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("GRADER_CACHE", str(folder))
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def faces(tmp_path: Path) -> Path:
    """Write a set laid out as happy-or-sad is."""
    for start, name in enumerate(("happy", "sad")):
        folder = tmp_path / "given" / name
        folder.mkdir(parents=True)
        for number in range(8):
            image = Image.new("RGB", (150, 150), (start * 200, number * 20, 90))
            image.save(folder / f"{name}-{number}.png")
    return tmp_path / "given"


def test_the_list(capsys: pytest.CaptureFixture[str], cache: Path, faces: Path):
    assert cli.run(["datasets", "fetch", "happy", "--from", str(faces)]) == 0
    capsys.readouterr()
    assert cli.run(["datasets", "list"]) == ExitCode.PASSED
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines) <= 80
    shown = "\n".join(lines)
    for words in ("Data sets", "Pretrained networks", "rock_paper_scissors", "10 classes, 28×28"):
        assert words in shown
    (happy,) = [line for line in lines if "happy_or_sad" in line]
    assert "real, 16 images" in happy
    (mnist,) = [line for line in lines if " mnist " in line]
    assert "not yet drawn" in mnist
    assert mnist.split()[-1] != "0"
    assert str(cache) in "".join(line.strip() for line in lines)


def test_showing_the_facts(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["datasets", "show", "cats"]) == ExitCode.PASSED
    shown = " ".join(capsys.readouterr().out.split())
    for words in (
        "cats, dogs", "68.6 MB", "(unconfirmed)", "unclear", "Asirra", "/tmp/PetImages/Cat",
        "cats_and_dogs_filtered.zip", "50% of validation is held out",
        "grader datasets fetch cats_vs_dogs",
    ):  # fmt: skip
        assert words in shown
    assert cli.run(["datasets", "show", "inception_v3"]) == ExitCode.PASSED
    shown = " ".join(capsys.readouterr().out.split())
    assert "InceptionV3" in shown
    assert "not here: fetch it" in shown


@pytest.mark.parametrize(
    ("name", "words"), [("mnits", "mnist"), ("zebra", "rock_paper_scissors"), ("_or_", "happy_or")]
)
@pytest.mark.parametrize("command", ["show", "fetch", "preview", "verify"])
def test_an_unknown_name(capsys: pytest.CaptureFixture[str], command: str, name: str, words: str):
    assert cli.run(["datasets", command, name]) == ExitCode.USAGE
    told = capsys.readouterr().err
    assert f"There is no data set or network '{name}'" in told
    assert words in told


def test_importing(capsys: pytest.CaptureFixture[str], faces: Path):
    (faces / "sad" / "Thumbs.db").write_bytes(b"x")
    command = ["datasets", "fetch", "happy_or_sad", "--from", str(faces)]
    assert cli.run(command) == ExitCode.PASSED
    out, err = capsys.readouterr()
    assert "happy_or_sad: train 16 images in" in out
    assert "Files passed over: 1 no images." in out
    assert "The published train has 80 images; this one has 16." in out
    assert "Licence: none stated." in out
    assert "looking at images" in err
    assert cli.run(["datasets", "fetch", "happy_or_sad"]) == ExitCode.PASSED
    assert "is here already" in capsys.readouterr().out


def test_what_cannot_be_imported(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "happy-or-sad.zip", "w") as archive:
        archive.writestr("happy/1.png", b"x")
    path = str(tmp_path / "happy-or-sad.zip")
    assert cli.run(["datasets", "fetch", "happy", "--from", path]) == ExitCode.USAGE
    assert "is not the published happy-or-sad.zip: expected" in capsys.readouterr().err
    assert cli.run(["datasets", "fetch", "happy", "--unverified"]) == ExitCode.USAGE
    assert "--unverified goes with --from" in capsys.readouterr().err
    two = ["--from", path, "--from", path]
    assert cli.run(["datasets", "fetch", "inception_v3", *two]) == ExitCode.USAGE
    assert "one weights file" in capsys.readouterr().err


def test_weights(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "mine.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
    command = ["datasets", "fetch", "inception_v3", "--from", str(tmp_path / "mine.h5")]
    assert cli.run(command) == ExitCode.USAGE
    assert cli.run([*command, "--unverified"]) == ExitCode.PASSED
    assert "not the published file" in capsys.readouterr().out
    assert cli.run(["datasets", "preview", "inception_v3"]) == ExitCode.USAGE
    assert "has no images" in capsys.readouterr().err


def test_previews(capsys: pytest.CaptureFixture[str], cache: Path, faces: Path, tmp_path: Path):
    cli.run(["datasets", "fetch", "happy", "--from", str(faces)])
    capsys.readouterr()
    assert cli.run(["datasets", "preview", "happy"]) == ExitCode.PASSED
    sheets = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [sheet.name for sheet in sheets] == [
        "happy_or_sad-real-happy.png",
        "happy_or_sad-real-sad.png",
    ]
    assert sheets[0].parent == cache / "happy_or_sad" / "previews"
    for start, sheet in enumerate(sheets):
        with Image.open(sheet) as image:
            # Of each class a quarter is held out: six tiles in one row, all of the own class.
            assert image.size == (8 * 116 + 4, 116 + 4)
            reds = [image.getpixel((4 + 56 + column * 116, 60)) for column in range(8)]
        kept = [each[0] for each in reds if isinstance(each, tuple)]
        assert kept == [start * 200] * 6 + [255] * 2
    command = ["datasets", "preview", "happy", "--output", str(tmp_path / "out")]
    assert cli.run(command) == ExitCode.PASSED
    assert len(list((tmp_path / "out").glob("*.png"))) == 2
    (tmp_path / "file").write_bytes(b"")
    command = ["datasets", "preview", "happy", "--output", str(tmp_path / "file")]
    assert cli.run(command) == ExitCode.USAGE


def test_damage_is_found_said_and_mended(
    capsys: pytest.CaptureFixture[str], cache: Path, faces: Path
):
    assert cli.run(["datasets", "verify"]) == ExitCode.PASSED
    assert "mnist: nothing is here yet" in capsys.readouterr().out
    fetch = ["datasets", "fetch", "happy", "--from", str(faces)]
    cli.run(fetch)
    capsys.readouterr()
    assert cli.run(["datasets", "verify", "happy"]) == ExitCode.PASSED
    assert "16 files" in capsys.readouterr().out
    (path,) = cache.glob("happy_or_sad/real/real-*/train/sad/sad-3.png")
    path.write_bytes(b"x")
    assert cli.run(["datasets", "verify"]) == ExitCode.FAILED
    told = capsys.readouterr().out
    assert "✗  happy_or_sad: damaged" in told
    assert f"{path}: expected " in told
    assert "found 1 bytes" in told
    assert "grader datasets fetch happy_or_sad" in told
    assert cli.run(fetch) == ExitCode.PASSED
    assert "was damaged and is removed" in capsys.readouterr().out
    assert cli.run(["datasets", "verify", "happy"]) == ExitCode.PASSED


def test_a_pointer_without_its_folder_is_damage(
    capsys: pytest.CaptureFixture[str], cache: Path, faces: Path
):
    cli.run(["datasets", "fetch", "happy", "--from", str(faces)])
    (cache / "happy_or_sad/real/current.json").write_bytes(b"?")
    assert cli.run(["datasets", "verify", "happy"]) == ExitCode.FAILED
    assert "The real happy_or_sad in the cache is damaged." in capsys.readouterr().out
    assert cli.run(["datasets", "list"]) == ExitCode.PASSED
    assert "damaged" in capsys.readouterr().out


def test_clearing_asks_first(
    capsys: pytest.CaptureFixture[str],
    cache: Path,
    faces: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    fetch = ["datasets", "fetch", "happy", "--from", str(faces)]
    cli.run(fetch)
    (cache / "happy_or_sad" / "mine.txt").write_bytes(b"mine")
    (cache / "else").mkdir()
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert cli.run(["datasets", "clear"]) == ExitCode.USAGE
    assert "--yes" in capsys.readouterr().err
    for answer, left in (("n", 1), ("y", 0)):
        terminal = io.StringIO(f"{answer}\n")
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", terminal)
        assert cli.run(["datasets", "clear", "happy"]) == ExitCode.PASSED
        assert len(list(cache.glob("happy_or_sad/real/real-*/"))) == left
    assert "mine.txt is not the grader's and was left" in capsys.readouterr().err
    cli.run(fetch)
    assert cli.run(["datasets", "clear", "--yes"]) == ExitCode.PASSED
    assert sorted(path.name for path in cache.iterdir()) == ["else", "happy_or_sad"]
    assert (cache / "happy_or_sad" / "mine.txt").read_bytes() == b"mine"
    (cache / "happy_or_sad" / "mine.txt").unlink()
    assert cli.run(["datasets", "clear", "--yes"]) == ExitCode.PASSED
    assert "There is nothing to remove." in capsys.readouterr().out


def test_korean(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRADER_LANG", "ko")
    assert cli.run(["datasets", "show", "happy"]) == ExitCode.PASSED
    assert "웃는 얼굴과 슬픈 얼굴" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["datasets", "--help"], ["datasets", "list"]])
def test_nothing_heavy_is_imported(arguments: list[str]):
    command = [sys.executable, "-c", QUICK, json.dumps(arguments)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(ran.stderr.splitlines()[-1]) == [0, []]
