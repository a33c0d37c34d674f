"""Of a path that is not there, the one most like it is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.inside.lacking import meant_by
from grader.translations import translate


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("PetImages/Cat/cat.1.jpg", "PetImages/Dog/dog.1.jpg", "rps/rock/rock01.png"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("PetImages/Dogs", "PetImages/Dog"),
        ("./petimages/Cat/", "PetImages/Cat"),
        ("PetImages/Cats/cat.1.jpg", "PetImages/Cat/cat.1.jpg"),
        ("PetImages/Catcat.1.jpg", "PetImages/Cat/cat.1.jpg"),
        ("PetImagesCat", "PetImages/Cat"),
        ("PetImages/Cat/cat.2.jpg", ""),  # an image that is not there is no slip of the other's
        ("PetImages/Catcat.2.jpg", ""),
        ("rps/paper", ""),
        ("elsewhere/Cat", ""),
    ],
)
def test_a_path(here: Path, asked: str, meant: str):
    for path in (asked, str(here / asked)):
        with pytest.raises(FileNotFoundError) as raised:
            Path(path).stat()
        found = meant_by(raised.value)
        assert found in {meant, str(here / meant)}
        assert bool(found) == bool(meant)


def test_two_letters_are_like_too_much():
    with pytest.raises(AttributeError) as raised:
        getattr(sys, "ar")  # noqa: B009 as a student wrote it
    assert meant_by(raised.value) == ""


def test_a_folder_that_tensorflow_misses(here: Path):
    found = meant_by(ValueError(f"Could not find directory {here}/PetImages/Dogs"))
    assert found == f"{here}/PetImages/Dog"


def test_a_folder_of_images_is_not_searched(here: Path):
    for number in range(300):
        (here / f"rps/rock{number}").mkdir()
    with pytest.raises(FileNotFoundError) as raised:
        list(Path("rps/rockk").iterdir())
    assert meant_by(raised.value) == ""


def test_words():
    missing = "FileNotFoundError: [Errno 2] No such file or directory: '/tmp/{}'"
    assert "is /tmp/rps/rock meant?" in translate(missing.format("rps/rok"), meant="/tmp/rps/rock")
    joined = translate(missing.format("Catcat.1.jpg"), meant="/tmp/Cat/cat.1.jpg")
    assert "Between a folder and a name belongs a /" in joined
    assert "README" in translate(missing.format("rps/rok"))


def test_the_folder_of_a_generator_without_images():
    class Reader:
        samples, directory = 0, "data/validation"

    def fit(x: Reader) -> None:
        raise ValueError("The PyDataset has length 0")

    with pytest.raises(ValueError, match="length 0") as raised:
        fit(Reader())
    assert meant_by(raised.value) == "data/validation"
    assert meant_by(ValueError("The PyDataset has length 0")) == ""
    assert meant_by(ValueError("x")) == ""
