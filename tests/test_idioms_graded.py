"""A file that was right in its time is judged on what it does, but for a strict exercise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grader.datasets.splits import DataSet
from grader.exercise import Exercise
from grader.pipeline import grade
from grader.results import Verdict
from grader.sandbox.protocol import Sandbox
from grader.submission import read_submission

pytestmark = pytest.mark.slow

OF_2019 = """\
from keras_preprocessing.image import ImageDataGenerator
import tensorflow as tf

pictures = ImageDataGenerator(rescale=1 / 255).flow_from_directory(
    '/tmp/lines', target_size=(24, 32), batch_size=16, class_mode='sparse')
model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(8, 3, activation=tf.nn.relu, input_shape=(24, 32, 3)),
    tf.keras.layers.GlobalMaxPooling2D(),
    tf.keras.layers.Dense(2, activation=tf.nn.softmax),
])
model.compile(tf.keras.optimizers.Adam(lr=0.02), loss='sparse_categorical_crossentropy',
              metrics=['accuracy'])
history = model.fit_generator(pictures, steps_per_epoch=2 * len(pictures) / 1, epochs=4)
print(history.history['acc'][-1])
"""


def test_what_was_right_in_its_time(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path
):
    path = tmp_path / "of_2019.py"
    path.write_text(OF_2019, encoding="utf-8")
    report = grade(stripes_exercise, read_submission(path), sandbox, data=stripes_data)
    assert report.verdict is Verdict.PASSED, (report.error, report.checks)
    told = {remark.where: remark.text for remark in report.remarks}
    assert "today tensorflow.keras.preprocessing" in told["line 1"].lower()
    assert "learning_rate=" in told["line 11"]
    assert "accuracy" in told["line 14"]
    assert len(report.remarks) == 7
    assert report.remarks[0].where == ""


def test_a_strict_exercise_takes_it_as_it_is(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path
):
    path = tmp_path / "of_2019.py"
    path.write_text(OF_2019, encoding="utf-8")
    strict = replace(stripes_exercise, strict=True)
    report = grade(strict, read_submission(path), sandbox, data=stripes_data)
    assert report.verdict is Verdict.FAILED
    assert report.error is not None
    assert "keras_preprocessing" in report.error.cause
    assert report.remarks == ()
