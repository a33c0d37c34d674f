"""Folders of images that only their author has are answered with the exercise's own."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.elsewhere import is_elsewhere

Answer = Callable[..., dict[str, Any]]

HEAD = (
    "import keras, os\n"
    "from tensorflow.keras.preprocessing.image import ImageDataGenerator\n"
    "def flow(folder):\n"
    "    return ImageDataGenerator().flow_from_directory(folder, class_mode='binary').samples\n"
    "def files(folder):\n"
    "    return len(keras.utils.image_dataset_from_directory(folder, batch_size=1))\n"
)


@pytest.mark.parametrize(
    ("code", "found", "told"),
    [
        ("[flow('my_animals'), len(os.listdir('my_animals'))]", [20, 2], ["my_animals"]),
        ("[files('./sets/a/')]", [20], ["./sets/a/"]),
        (
            r"[flow('dataset\\mine'), flow('dataset\\mytest')]",
            [20, 8],
            ["dataset/mine", "dataset/mytest"],
        ),
        ("[flow('a'), files('b'), flow('b'), files('a')]", [20, 8, 8, 20], ["a", "b"]),
        ("[flow('all/my-test'), flow('all/mine')]", [8, 20], ["all/my-test", "all/mine"]),
        ("[files('validation_pics'), files('pics')]", [8, 20], ["validation_pics", "pics"]),
        ("[flow(os.getcwd() + '/contest')]", [20], ["/contest"]),
        ("[flow('../week4/animals')]", [20], ["../week4/animals"]),
    ],
)
def test_the_exercise_s_images_are_read_instead(
    answer: Answer, tmp_path: Path, code: str, found: list[int], told: list[str]
):
    seen = answer(HEAD + f"said['x'] = {code}", work=str(tmp_path / "work"))
    assert seen["error"] == ""
    assert seen["said"]["x"] == found
    assert not (tmp_path / "week4").exists()  # nothing is made outside
    own = [each["what"] for each in seen["facts"]["passed_over"] if each["kind"] == "own_folder"]
    assert [what.removeprefix(str(tmp_path / "work")) for what in own] == told


@pytest.mark.parametrize(
    "code",
    [
        "flow('/home/kim/animals')",
        "flow('../input/animals')",
        "flow('drive/MyDrive/animals')",
        "flow('C:/animals')",
        "flow('a'); flow('b'); flow('c')",
        "files('my_test'); files('my_val')",
    ],
)
def test_others_are_not_there(answer: Answer, tmp_path: Path, code: str):
    seen = answer(HEAD + code, work=str(tmp_path / "work"))
    assert "No such file" in seen["error"] or "Could not find" in seen["error"]


def test_a_validation_folder_that_is_there_leaves_the_training_images(
    answer: Answer, tmp_path: Path
):
    lay_out = "import os; os.makedirs('own/val/x'); os.makedirs('own/train/x')\n"
    code = "said['x'] = [flow('own/val'), flow('mine'), flow('other')]"
    seen = answer(HEAD + code, lay_out, work=str(tmp_path / "work"))
    assert seen["said"]["x"] == [0, 20, 8]


def test_a_folder_that_is_there_is_read_as_windows_spells_it(answer: Answer, tmp_path: Path):
    lay_out = "import os; os.makedirs('own/x')\n"
    seen = answer(HEAD + r"said['x'] = flow('.\\own')", lay_out, work=str(tmp_path / "work"))
    assert seen["said"]["x"] == 0
    assert seen["facts"]["passed_over"] == []


def test_a_folder_that_is_there_is_read_itself(answer: Answer, tmp_path: Path):
    lay_out = "import os; os.makedirs('own/x')\n"
    seen = answer(HEAD + "said['x'] = flow('own')", lay_out, work=str(tmp_path / "work"))
    assert seen["said"]["x"] == 0
    assert seen["facts"]["passed_over"] == []


OPENED = "import zipfile; zipfile.ZipFile('archive.zip').extractall('got')\n"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("[len(os.listdir('got/all/train/horses')), flow('got/all/train')]", [10, 20]),
        ("[len(os.listdir('got/validation/human')), flow('got/validation')]", [4, 8]),
        ("[len(os.listdir('got/train'))]", [2]),
        ("[len(os.listdir('/tmp/nobody/test/horses/')), flow('/tmp/nobody/test')]", [4, 8]),
    ],
)
def test_folders_of_an_archive_that_is_not_there(
    answer: Answer, tmp_path: Path, code: str, found: list[int]
):
    seen = answer(OPENED + HEAD + f"said['x'] = {code}", work=str(tmp_path / "work"))
    assert seen["error"] == "", seen["trace"]
    assert seen["said"]["x"] == found


@pytest.mark.parametrize("opened", ["", OPENED])
def test_a_folder_that_nobody_has_is_not_listed(answer: Answer, tmp_path: Path, opened: str):
    twice = "os.listdir('a/train/horses'); os.listdir('b/train/horses'); os.listdir('c/horses')"
    seen = answer(opened + HEAD + twice, work=str(tmp_path / "work"))
    assert "No such file" in seen["error"]


@pytest.mark.parametrize(
    "path",
    [
        "C:/animals", "C:\\animals", "\\\\server\\animals", "/home/kim/a", "/Users/kim/a", "/mnt/a",
        "/media/a", "/root/a", "/Volumes/a", "/content/a", "/content", "drive/MyDrive/a",
        "./drive/My Drive/a", "/kaggle/input/a", "../input/a", "animals", "./animals", "../animals",
        "/tmp/animals", "/data/animals", "drives/a", "/contents/a",
    ],
)  # fmt: skip
def test_places_of_other_machines_are_those_that_the_report_tells(path: str):
    own: Any = importlib.import_module("grader.inside.answers.own_folders")
    assert bool(own.ELSEWHERE.match(path)) == is_elsewhere(path)
