"""Files that only define the course's functions, graded end to end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.checks import schemas
from grader.datasets.splits import DataSet
from grader.exercise import Exercise, read_exercise
from grader.language import use_language
from grader.pipeline import grade
from grader.results import Report, Verdict
from grader.sandbox.protocol import Sandbox
from grader.submission import read_submission

pytestmark = pytest.mark.slow

PARTS = """\
entry:
  function: solution_model
  aliases: [train_stripes]
  parts:
    model: [create_model]
    data: [train_val_datasets]
    epochs: 8
"""
MODEL = """\
def create_model():
    model = tf.keras.Sequential([
        tf.keras.Input((24, 32, 3)),
        tf.keras.layers.Conv2D(8, 3, activation="relu"),
        tf.keras.layers.GlobalMaxPooling2D(),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(tf.keras.optimizers.Adam(0.02), loss="binary_crossentropy",
                  metrics=["accuracy"])
    return model
"""
DATA = """\
def train_val_datasets(TRAINING_DIR, VALIDATION_DIR):
    def read(folder):
        return tf.keras.utils.image_dataset_from_directory(
            folder, image_size=(24, 32), batch_size=16, label_mode="binary"
        ).map(lambda images, labels: (images / 255.0, labels))
    return read(TRAINING_DIR), read(VALIDATION_DIR)
"""
STOP = """\
class StopAtGoal(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs["val_accuracy"] > 0.99:
            self.model.stop_training = True
"""
TRAIN = """\
def train_stripes(train_dataset):
    model = create_model()
    model.fit(train_dataset, epochs=8)
    return model
"""

Graded = Callable[[str], Report]


@pytest.fixture
def graded(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, tmp_path: Path
) -> Graded:
    """Return a function that grades a text for an exercise whose parts have names."""
    path = stripes_exercise.folder / "exercise.yaml"
    text = path.read_text(encoding="utf-8").replace("entry: {function: solution_model}\n", PARTS)
    path.write_text(text, encoding="utf-8")
    exercise = read_exercise(path, schemas())

    def grading(text: str) -> Report:
        file = tmp_path / "mine.py"
        file.write_text("import tensorflow as tf\n" + text, encoding="utf-8")
        return grade(exercise, read_submission(file), sandbox, data=stripes_data)

    return grading


def remark(report: Report) -> str:
    (only,) = report.remarks
    return only.text


def test_data_model_and_callback_are_put_together(graded: Graded):
    report = graded(DATA + STOP + MODEL)
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)
    assert remark(report) == (
        "Your file defines functions and never calls fit: it was trained as in the course's "
        "notebook, for at most 8 epochs, with create_model(), train_val_datasets(), StopAtGoal()."
    )
    assert "val_accuracy" in report.history[-1].logs


def test_a_model_alone_is_trained_on_the_courses_images(graded: Graded):
    with use_language("ko"):
        report = graded(MODEL)
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)
    assert "강의 데이터에 create_model()을(를) 써서 최대 8에포크" in remark(report)
    assert len(report.history) == 8


def test_a_training_function_gets_the_data_that_the_file_makes(graded: Graded):
    report = graded(DATA + MODEL + TRAIN)
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)
    assert remark(report).startswith("Your file never calls train_val_datasets(), train_stripes():")


def test_a_model_that_cannot_learn_is_still_wrong(graded: Graded):
    report = graded(DATA + MODEL.replace("Adam(0.02)", "SGD(0.0)"))
    assert report.verdict is Verdict.FAILED
    assert "never calls fit" in remark(report)
    assert [each.name for each in report.checks if each.status == "failed"] == [
        "learned",
        "accuracy",
    ]


def test_what_a_function_raises_is_told_with_its_line(graded: Graded):
    report = graded(DATA + MODEL.replace("relu", "rely"))
    assert report.verdict is Verdict.FAILED
    assert report.error is not None
    assert (report.error.type, report.error.where) == ("ValueError", "line 11")
    assert report.error.code.startswith("tf.keras.layers.Conv2D")
    assert report.error.frames == ("line 11, in create_model",)


def test_a_file_that_trains_is_left_as_it_is(graded: Graded):
    itself = "train, _ = train_val_datasets('/tmp/lines', '/tmp/lines')\n"
    report = graded(DATA + MODEL + itself + "create_model().fit(train, epochs=7)\n")
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)
    assert (len(report.history), report.remarks) == (7, ())
