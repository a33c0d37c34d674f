"""Files written for Colab, graded end to end without a network: answered, refused, told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grader.datasets.splits import DataSet
from grader.exercise import Exercise
from grader.pipeline import grade
from grader.results import Report, Verdict
from grader.sandbox.protocol import Sandbox
from grader.submission import read_submission

pytestmark = pytest.mark.slow

TRAIN = """\
import tensorflow as tf
def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        where, image_size=(24, 32), batch_size=16)
    model = tf.keras.Sequential([
        tf.keras.Input((24, 32, 3)), tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(8, 3, activation="relu"),
        tf.keras.layers.GlobalMaxPooling2D(),
        tf.keras.layers.Dense(2, activation="softmax"),
    ])
    model.compile(tf.keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy",
                  metrics=["accuracy"])
    model.fit(train, epochs=8)
    return model
"""
COLAB = [
    "!wget --no-check-certificate \\\n  https://example.org/b/mirrored.zip \\\n  -O /tmp/s.zip",
    "import zipfile\nwhere = '/tmp/stripes'\nzipfile.ZipFile('/tmp/s.zip').extractall(where)",
    "n = !ls $where\nprint(n)",
    "!pip install -q tensorflow\n%matplotlib inline\n!nvidia-smi\n!curl -O https://x.org/cat.jpg",
    TRAIN,
    "from google.colab import files\nfor name in files.upload():\n    print(name)",
    "import google.colab.drive\ngoogle.colab.drive.mount('/content/drive')",
]


def graded(exercise: Exercise, data: DataSet, sandbox: Sandbox, path: Path, text: str) -> Report:
    path.write_text(text, encoding="utf-8")
    return grade(exercise, read_submission(path), sandbox, data=data)


def notebook(*cells: str) -> str:
    made: list[dict[str, Any]] = [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_a_notebook_from_colab(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path
):
    report = graded(
        stripes_exercise, stripes_data, sandbox, tmp_path / "colab.ipynb", notebook(*COLAB)
    )
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)
    assert "['across', 'upright']" in report.output
    (remark,) = report.remarks
    assert "https://x.org/cat.jpg" in remark.text
    assert remark.where == "cell 4, line 4"


def test_a_script_with_shell_lines_and_get_file(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path
):
    text = (
        "!wget -q https://example.org/a/stripes.zip\n!unzip -q stripes.zip -d one\n"
        "import tensorflow as tf, os, urllib.request\n"
        "url = 'https://example.org/a/all_stripes.zip'\n"
        "where = tf.keras.utils.get_file('all', origin=url, extract=True) + '/all/train'\n"
        "assert sorted(os.listdir('one/across')) == sorted(os.listdir(where + '/across'))\n" + TRAIN
    )
    report = graded(stripes_exercise, stripes_data, sandbox, tmp_path / "mine.py", text)
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)
    assert report.remarks == ()


def test_what_is_refused_is_the_first_cause(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path
):
    text = (
        "import os  # stripes\n!wget -q https://x.org/flowers.zip\nos.listdir('flowers')\n" + TRAIN
    )
    report = graded(stripes_exercise, stripes_data, sandbox, tmp_path / "mine.py", text)
    assert report.verdict is Verdict.FAILED
    assert report.error is not None
    assert report.error.type == "FileNotFoundError"
    assert report.error.cause.startswith(
        "Your code asks for https://x.org/flowers.zip (line 2). There is no network while grading;"
    )
    assert "stripes.zip" in report.error.cause
    assert report.remarks == ()


def test_weights_that_are_not_here(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path
):
    text = (
        "import tensorflow as tf\ndef solution_model():\n"
        "    return tf.keras.applications.InceptionV3(include_top=False, weights='imagenet')\n"
    )
    report = graded(stripes_exercise, stripes_data, sandbox, tmp_path / "mine.py", text)
    assert report.error is not None
    assert report.error.cause == (
        "inception_v3 (line 3) comes with weights that were trained elsewhere, and they are not "
        "here: build a network of your own, or take the one that the task names. Also seen: "
        "No line of your code calls fit."
    )
