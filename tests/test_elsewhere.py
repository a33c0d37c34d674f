"""Paths of other machines: known by how they begin, laid out where they end in what is known."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from grader.causes import student_error
from grader.datasets.splits import DataSet
from grader.elsewhere import is_elsewhere, not_here, path_not_found
from grader.evidence import SourceFacts
from grader.exercise import Exercise
from grader.facts import TrainingFacts
from grader.language import use_language
from grader.pipeline import grade
from grader.results import Report, Verdict
from grader.sandbox.protocol import Sandbox
from grader.submission import read_submission

NONE_SUCH = "[Errno 2] No such file or directory: "


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Users\\kim\\train", "d:/data/rps", "\\\\server\\share", "/home/x/rps", "/Users/x/rps",
        "/content", "/content/rps", "drive/MyDrive/rps", "./drive/My Drive/rps", "/kaggle/input/x",
        "../input/rps", "/mnt/d/rps", "/root/rps",
    ],
)  # fmt: skip
def test_whose_place_it_is(path: str):
    assert is_elsewhere(path)
    assert path in not_here(path)


@pytest.mark.parametrize(
    "path",
    ["data/rps", "/tmp/rps", "rps", "../tmp2/rps.zip", "/contents/x", "https://x.org/home/y", "c:",
     "~/.keras/x", "input/rps", "/exam/home/x", "drive/x", ""],
)  # fmt: skip
def test_whose_place_it_is_not(path: str):
    assert not is_elsewhere(path)


@pytest.mark.parametrize(
    ("kind", "message", "path"),
    [
        ("FileNotFoundError", f"{NONE_SUCH}'C:\\\\Users\\\\kim\\\\a b'", "C:\\Users\\kim\\a b"),
        ("FileNotFoundError", f"{NONE_SUCH}'/exam/work\\\\sets\\\\a'", "/exam/work\\sets\\a"),
        ("NotADirectoryError", "[Errno 20] Not a directory: '/home/x/y'", "/home/x/y"),
        ("NotFoundError", "Could not find directory /content/x", "/content/x"),
        ("NotFoundError", "{{node a/b:0}} /kaggle/x.png; No such file [Op:R]", "/kaggle/x.png"),
        ("ValueError", "File not found: filepath=/content/m.keras. Please", "/content/m.keras"),
        ("OSError", "Unable to open file (name = '/Users/x/m.h5', errno = 2)", "/Users/x/m.h5"),
        ("InvalidArgumentError", "No files matched pattern: /content/x/*.png", "/content/x/*.png"),
        ("FileNotFoundError", f"{NONE_SUCH}'data/rps'", ""),
        ("FileNotFoundError", f"{NONE_SUCH}'/tmp/rps'", ""),
        ("ImportError", "cannot find x (/home/x/lib/y.so: No such file)", ""),
        ("ValueError", "expected /content/x to be a folder", ""),
    ],
)  # fmt: skip
def test_the_path_that_a_message_is_about(kind: str, message: str, path: str):
    assert path_not_found(kind, message) == path


def told(message: str, **more: Any) -> str:
    facts = TrainingFacts.model_validate(
        {
            "entry": "", "returned": "None", "model_from": "none", "exported_model": None,
            "error": {"type": "FileNotFoundError", "message": message, "frames": [[2, "f"]]},
            **more,
        }
    )  # fmt: skip
    return student_error(facts, SourceFacts("a = m = 1\nm.fit(a)\n")).cause


def test_the_cause_names_path_line_and_what_to_do():
    missing = f"{NONE_SUCH}'C:\\\\kim\\\\x'"
    assert told(missing, data_here=["data/rps"]) == (
        "C:\\kim\\x (line 2) is a place on your own computer, which is not there where your code "
        "is run: it could not be run here, and that is no mistake of your model. Read the data "
        "from data/rps."
    )
    assert told(missing).endswith("The exercise's README says where the data lies.")
    with use_language("ko"):
        assert "모델의 잘못은 아닙니다. 데이터는 data/rps에서" in told(
            missing, data_here=["data/rps"]
        )


def test_a_refused_download_goes_before():
    asked = {"url": "https://x.org/a.zip", "answered": False, "line": 1}
    assert told(f"{NONE_SUCH}'/content/a.zip'", downloads=[asked]).startswith("Your code asks for")


TRAIN = """
import os, tensorflow as tf
{setup}
train = tf.keras.utils.image_dataset_from_directory({where}, image_size=(24, 32), batch_size=16)
model = tf.keras.Sequential([
    tf.keras.Input((24, 32, 3)), tf.keras.layers.Rescaling(1 / 255),
    tf.keras.layers.Conv2D(8, 3, activation="relu"),
    tf.keras.layers.GlobalMaxPooling2D(),
    tf.keras.layers.Dense(2, activation="softmax"),
])
model.compile(tf.keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy",
              metrics=["accuracy"])
model.fit(train, epochs=8)
{after}
"""


@pytest.fixture
def graded(stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path):
    def graded(where: str, setup: str = "", after: str = "") -> Report:
        path = tmp_path / "mine.py"
        path.write_text(TRAIN.format(setup=setup, where=where, after=after), encoding="utf-8")
        exercise = dataclasses.replace(stripes_exercise, attempts=1)
        return grade(exercise, read_submission(path), sandbox, data=stripes_data)

    return graded


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setup", "where"),
    [
        (r"base = 'C:\\Users\\kim\\Downloads\\stripes'", "os.path.join(base, 'train')"),
        (r"base = r'C:\Users\kim\Downloads\stripes'", r"base + '\\train'"),
        ("base = '/content/drive/MyDrive/data/Lines'", "base"),
        ("base = '../input/stripes'", "f'{base}/training'"),
        (
            "import zipfile\nzipfile.ZipFile('/content/stripes.zip').extractall('/content/x')",
            "'/content/x'",
        ),
    ],
    ids=["windows", "windows-joined-by-hand", "drive", "kaggle", "archive"],
)
def test_a_right_file_of_another_machine_passes(graded: Any, setup: str, where: str):
    report = graded(where, setup)
    if report.runs[0].confinement != "full" and where.startswith("'/"):
        pytest.skip("without confinement the place is the host's own")
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)


@pytest.mark.slow
def test_what_is_not_known_could_not_be_run_here(graded: Any):
    report = graded(r"r'C:\Users\kim\flowers'")
    assert report.verdict is Verdict.FAILED
    assert report.error is not None
    assert report.error.cause.startswith(
        "C:\\Users\\kim\\flowers (line 4) is a place on your own computer"
    )
    assert "data/stripes/train, data/stripes/validation" in report.error.cause


@pytest.mark.slow
def test_what_is_saved_on_another_machine_fails_nothing(graded: Any, sandbox: Sandbox):
    if sandbox.confinement != "full":
        pytest.skip("without confinement the place is the host's own")
    report = graded(
        "'data/stripes/train'",
        after="model.save('/content/drive/MyDrive/m.keras')\nmodel.save('C:/kim/m.keras')\n"
        "import matplotlib.pyplot as plt\nplt.savefig('/Users/kim/plots/a.png')",
    )
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setup", "where"),
    [
        ("os.makedirs('data/stripes/train/tmp')", "'data/stripes/train', label_mode='binary'"),
        ("os.makedirs('data/stripes/train/tmp')", "'data/stripes/train', label_mode='categorical'"),
    ],
)
def test_a_folder_beside_the_class_folders_is_the_cause(graded: Any, setup: str, where: str):
    report = graded(where, setup, after="")
    assert report.error is not None
    assert report.error.cause.startswith("The folder data/stripes/train/tmp lies beside the class")
    assert report.remarks == ()


@pytest.mark.slow
def test_a_hidden_folder_is_a_class_to_a_generator_only(graded: Any):
    hidden = "os.makedirs('data/stripes/train/.ipynb_checkpoints')"
    report = graded("'data/stripes/train'", hidden)
    assert report.verdict is Verdict.PASSED
    assert [remark.text.split()[2] for remark in report.remarks] == [
        "data/stripes/train/.ipynb_checkpoints"
    ]
    report = graded(
        "'data/stripes/train'",
        f"{hidden}\nflow = tf.keras.preprocessing.image.ImageDataGenerator().flow_from_directory("
        "'data/stripes/train', target_size=(24, 32))\n"
        "print(len(flow.class_indices))\nraise SystemExit",
    )
    assert report.output.endswith("3\n")
