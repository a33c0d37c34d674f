"""An archive of the course is found by its name, wherever a submission says that it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Answer = Callable[..., dict[str, Any]]

WAYS = {
    "zipfile": "import zipfile\nassert zipfile.is_zipfile('horse-or-human.zip')\n"
    "with zipfile.ZipFile('horse-or-human.zip') as z:\n    z.extractall('got')",
    "imported before": "with ZipFile('/content/drive/MyDrive/horse-or-human.zip', 'r') as z:\n"
    "    z.extractall('got')",
    "of Windows": "import zipfile\n"
    r"zipfile.ZipFile('C:\\Users\\kim\\horse-or-human.zip').extractall('got')",
    "shutil": "import shutil\nshutil.unpack_archive('horse-or-human.zip', 'got')",
    "unzip": "import os\nos.system('unzip -q horse-or-human.zip -d got')",
}


@pytest.mark.parametrize("way", WAYS)
def test_an_archive_that_does_not_lie_there(answer: Answer, tmp_path: Path, way: str):
    told = answer(WAYS[way], before="from zipfile import ZipFile")
    assert told["error"] == "", told["trace"]
    assert [path for path in (tmp_path / "work/got").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "code",
    [
        "import zipfile\nzipfile.ZipFile('flowers.zip')",
        "import zipfile\nzipfile.ZipFile('cats_and_dogs.zip')",
        "import zipfile\nzipfile.ZipFile('horse-or-humans.zip')",
        "import zipfile\nzipfile.ZipFile('/content/drive/MyDrive/mine.zip')",
        "import zipfile\nzipfile.ZipFile('mine.data')",
        "import os, zipfile\nos.system('wget https://x.org/mine.zip')\nzipfile.ZipFile('mine.zip')",
        "import tarfile\ntarfile.open('horse.tar.gz')",
    ],
)
def test_any_other_is_as_missing_as_ever(answer: Answer, code: str):
    assert "FileNotFoundError" in answer(code)["error"]


def test_one_of_the_student_s_own_is_empty(answer: Answer):
    told = answer(
        "import zipfile\n"
        "with zipfile.ZipFile('./inputs/archive.zip', 'r') as z:\n"
        "    z.extractall('horse-or-human')\n"
        "    said['names'] = z.namelist()"
    )
    assert told["said"] == {"names": []}
    own = [each["what"] for each in told["facts"]["passed_over"] if each["kind"] == "own_archive"]
    assert own == ["./inputs/archive.zip"]


def test_one_that_is_made_is_made(answer: Answer, tmp_path: Path):
    told = answer("import zipfile\nzipfile.ZipFile('horse-or-human.zip', 'x').close()")
    assert told["error"] == "", told["trace"]
    assert (tmp_path / "work/horse-or-human.zip").is_file()


def test_one_that_lies_there_is_read(answer: Answer):
    told = answer(
        "import zipfile\nwith zipfile.ZipFile('horse-or-human.zip', 'w') as z:\n"
        "    z.writestr('a.txt', 'a')\n"
        "said['names'] = zipfile.ZipFile('horse-or-human.zip').namelist()"
    )
    assert told["said"] == {"names": ["a.txt"]}
