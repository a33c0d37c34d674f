"""Files that only define the course's functions are trained as the course's notebooks do."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from grader.facts import FitFacts
from grader.run_facts import AssembledFacts

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

keras: Any = importlib.import_module("keras")
tf: Any = importlib.import_module("tensorflow")
entry: Any = importlib.import_module("grader.inside.entry")
spying: Any = importlib.import_module("grader.inside.spy")
ledger: Any = importlib.import_module("grader.inside.answers.ledger")
assemble: Any = importlib.import_module("grader.inside.parts.assemble")

NAMES = ["solution_model", "house_model", "train_digits", "train_faces"]
LINE = {
    "model": ["define_and_compile_model", "create_model"],
    "data": ["create_training_data"],
    "epochs": 4,
}
ARRAYS = {
    "model": ["create_model", "convolutional_model"],
    "normalize": ["reshape_and_normalize"],
    "epochs": 2,
}
FOLDERS = {
    "model": ["create_final_model", "create_model"],
    "data": ["image_generator", "training_dataset_fn", "train_val_generators"],
    "pretrained": ["create_pre_trained_model"],
    "features": ["output_of_last_layer"],
    "epochs": 2,
}
HEAD = """\
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator
"""
LINE_DATA = """\
def create_training_data():
    x = np.array([1.0, 2.0, 3.0], dtype=float)
    return x, x / 2 + 0.5
"""
LINE_MODEL = """\
def define_and_compile_model():
    model = tf.keras.Sequential([tf.keras.Input((1,)), layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
"""
STOP = """\
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs["accuracy"] >= 0.0:
            self.model.stop_training = True
"""
GENERATORS = """\
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
    made = ImageDataGenerator(rescale=1 / 255., horizontal_flip=True)
    train = made.flow_from_directory(
        directory=TRAINING_DIR, batch_size=3, target_size=(8, 8), class_mode="binary")
    held_out = ImageDataGenerator(rescale=1 / 255.).flow_from_directory(
        VALIDATION_DIR, batch_size=3, target_size=(8, 8), class_mode="binary")
    return train, held_out
"""


def digits_model(first: str, loss: str = "sparse_categorical_crossentropy") -> str:
    return dedent(f"""\
        def create_model():
            model = tf.keras.Sequential([{first}, layers.Dense(10, activation="softmax")])
            model.compile("adam", "{loss}", metrics=["accuracy"])
            return model
        """)


def faces_model(
    units: int, loss: str, first: str = "tf.keras.Input((8, 8, 3))", name: str = "create_model"
) -> str:
    return dedent(f"""\
        def {name}():
            model = tf.keras.Sequential([{first}, layers.Flatten(), layers.Dense({units})])
            model.compile("adam", "{loss}", metrics=["accuracy"])
            return model
        """)


SCALES = "tf.keras.Input((6, 6, 1)), layers.RandomFlip(), layers.Rescaling(1 / 255)"


class Ran:
    """What came of one file."""

    def __init__(self, outcome: Any, spy: Any, told: dict[str, Any]) -> None:
        spy.look_back()
        self.outcome = outcome
        self.told = told
        self.fits = [FitFacts.model_validate(each.facts) for each in spy.fits]
        self.model, self.model_from = outcome.model(spy)

    @property
    def done(self) -> AssembledFacts:
        assert self.outcome.error is None, self.outcome.error
        return AssembledFacts.model_validate(self.told["assembled"])

    @property
    def fit(self) -> FitFacts:
        (only,) = self.fits
        return only


Run = Callable[..., Ran]


def _as_they_are(_tree: Any, _told: Any) -> dict[str, Any]:
    return {}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    """Return a function that runs a file as the trainee does, its parts included."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setitem(sys.modules, "submission", sys)
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)
    family = next(
        each for each in keras.layers.RandomFlip.__mro__ if "Preprocessing" in each.__name__
    )
    monkeypatch.setattr(family, "__call__", family.__call__)
    # It hides this package from the process that the student's code runs in.
    monkeypatch.setattr(entry, "pass_over_imports", _as_they_are)
    events = os.open(os.devnull, os.O_WRONLY)
    tf.config.run_functions_eagerly(True)  # tracing takes longer than these trainings

    def running(text: str, parts: dict[str, Any] | None, **more: Any) -> Ran:
        path = tmp_path / "submission.py"
        keras.utils.set_random_seed(1)
        spy = spying.Spy(str(path), events, 3)
        spy.install()
        outcome = entry.run_submission(HEAD + text, path, NAMES, ledger.Ledger(str(path), {}, {}))
        job = {"entry": NAMES, "parts": parts, **more}
        return Ran(outcome, spy, assemble.train_parts(outcome, spy, job, HEAD + text))

    yield running
    tf.config.run_functions_eagerly(False)
    os.close(events)


@pytest.fixture
def digits(tmp_path: Path) -> dict[str, Any]:
    """Return a job's data set of 24 grey images, 6 × 6, of ten classes."""
    rng = np.random.default_rng(1)
    images, labels = rng.integers(0, 256, (24, 6, 6), dtype=np.uint8), np.arange(24) % 10
    images[:, 0, :2] = 0, 255
    place = tmp_path / "digits.npz"
    np.savez(place, x_train=images, y_train=labels, x_test=images[:6], y_test=labels[:6])
    told = {"root": str(place), "form": "arrays", "classes": [str(n) for n in range(10)]}
    return {"datasets": {"digits": told}}


@pytest.fixture
def faces(tmp_path: Path) -> dict[str, Any]:
    """Return a job's data set of images in folders, 8 × 8, of two classes."""
    from PIL import Image

    rng = np.random.default_rng(2)
    for split, count in (("train", 6), ("validation", 3)):
        for name in ("happy", "sad"):
            folder = tmp_path / "faces" / split / name
            folder.mkdir(parents=True)
            for number in range(count):
                pixels = rng.integers(0, 256, (8, 8, 3), dtype=np.uint8)
                pixels[0, :2] = [[0], [255]]
                Image.fromarray(pixels).save(folder / f"{number}.png")
    told = {"root": str(tmp_path / "faces"), "form": "folders", "classes": ["happy", "sad"]}
    return {"datasets": {"faces": told}}


def test_data_and_a_compiled_model_are_fitted(run: Run):
    ran = run(LINE_DATA + LINE_MODEL, LINE)
    assert ran.done.called == ("define_and_compile_model", "create_training_data")
    assert (ran.done.epochs, ran.done.own_data) == (4, True)
    assert ran.told["model_from"] == "parts"
    assert ran.model.input_shape == (None, 1)
    assert ran.fit.inputs is not None
    assert (ran.fit.inputs.high, ran.fit.epochs_asked, len(ran.fit.logs)) == (3.0, 4, 3)
    assert ran.fit.capped
    assert ran.fit.line == 0


def test_a_function_of_a_new_house_is_called_with_one(run: Run):
    text = """\
def house_model(y_new):
    model = tf.keras.Sequential([tf.keras.Input((1,)), layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(np.arange(3.0), np.arange(3.0), epochs=2)
    return model.predict(y_new)[0]
"""
    ran = run(text, LINE)
    assert (ran.outcome.entry, ran.model_from) == ("house_model", "fit")
    assert ran.outcome.returned.shape == (1,)
    assert (ran.done.called, ran.done.epochs) == (("house_model",), 0)
    assert "model_from" not in ran.told


def test_without_data_or_a_data_set_nothing_is_fitted(run: Run):
    ran = run(LINE_MODEL, LINE)
    assert (ran.told, ran.fits, ran.model) == ({}, [], None)


@pytest.mark.parametrize(
    "text",
    [
        LINE_DATA + LINE_MODEL + "model = define_and_compile_model()\n"
        "model.fit(*create_training_data(), epochs=1)\n",
        LINE_DATA + LINE_MODEL + "if __name__ == '__main__':\n"
        "    define_and_compile_model().fit(*create_training_data())\n",
        LINE_DATA + LINE_MODEL.replace("define_and_compile", "solution") + "x = 1\n",
        LINE_DATA + LINE_MODEL + "define_and_compile_model().save('house.keras')\n",
        LINE_DATA + LINE_MODEL.replace('    model.compile("sgd", "mse")\n', ""),
        LINE_DATA + LINE_MODEL + "undefined\n",
    ],
    ids=["fits", "as_main", "graded_function", "saves_untrained", "never_compiled", "raises"],
)
def test_what_the_file_does_itself_wins(run: Run, text: str):
    ran = run(text, LINE)
    assert ran.told == {}
    assert len(ran.fits) == (".fit(" in text)


def test_a_script_that_only_looks_at_its_model_is_trained(run: Run):
    looks = "untrained = define_and_compile_model()\nprint(untrained.predict(np.array([[7.0]])))\n"
    ran = run(LINE_DATA + LINE_MODEL + looks, LINE)
    assert ran.done.epochs == 4


def test_an_exercise_without_parts_leaves_the_file_alone(run: Run):
    assert run(LINE_DATA + LINE_MODEL, None).told == {}


def test_an_entry_that_is_a_part_as_well_is_fitted(run: Run):
    text = LINE_DATA + LINE_MODEL.replace("define_and_compile_model", "house_model")
    assert run(text, LINE).told == {}
    ran = run(text, LINE | {"model": ["house_model"]})
    assert (ran.model_from, ran.done.epochs, ran.done.own_data) == ("returned", 4, True)
    assert set(ran.done.called) == {"house_model", "create_training_data"}


def test_a_model_part_that_fits_by_itself_is_fitted_once(run: Run):
    text = LINE_MODEL.replace(
        "    return", "    model.fit(np.ones(3), np.ones(3), epochs=1)\n    return"
    )
    ran = run(LINE_DATA + text, LINE)
    assert (ran.done.epochs, len(ran.fit.logs), ran.model_from) == (0, 1, "returned")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LINE_DATA + LINE_MODEL.replace('"sgd"', "optimiser"), "optimiser"),
        (LINE_DATA.replace("dtype=float", "dtype=flaot") + LINE_MODEL, "flaot"),
        ("def house_model(y_new):\n    return later\n", "later"),
    ],
)
def test_what_a_part_raises_is_the_students(run: Run, text: str, line: str, tmp_path: Path):
    ran = run(text, LINE)
    told = entry.raised_facts(ran.outcome.error, tmp_path / "submission.py")
    number, _ = told["frames"][-1]
    assert line in (HEAD + text).splitlines()[number - 1]
    assert line in told["message"]
    assert ran.model is None


def test_a_fit_that_raises_is_told_with_what_was_done(run: Run):
    ran = run(LINE_DATA.replace("x / 2", "x[:2] / 2") + LINE_MODEL, LINE)
    assert isinstance(ran.outcome.error, ValueError)
    assert ran.told["assembled"]["epochs"] == 4
    assert ("model_from" in ran.told, ran.model) == (False, None)


def test_images_are_divided_and_the_files_callback_is_passed(run: Run, digits: dict[str, Any]):
    text = STOP + digits_model("tf.keras.Input((6, 6)), layers.Flatten()")
    ran = run(text, ARRAYS, **digits)
    assert ran.fit.inputs is not None
    assert (ran.fit.inputs.shape, ran.fit.inputs.high) == ((6, 6), 1.0)
    assert [each.class_name for each in ran.fit.callbacks] == ["EarlyStoppingCallback"]
    assert len(ran.fit.logs) == 1
    assert ran.done.called == ("create_model", "EarlyStoppingCallback")
    assert not ran.done.own_data


@pytest.mark.parametrize(
    ("first", "shape", "high"),
    [
        ("tf.keras.Input((36,))", (36,), 1.0),
        ("layers.Conv2D(2, 3), layers.Flatten()", (6, 6, 1), 1.0),
        ("layers.Flatten()", (6, 6, 1), 1.0),
        (f"{SCALES}, layers.Flatten()", (6, 6, 1), 255),
        (
            f"tf.keras.Sequential([{SCALES}]), layers.Flatten()",
            (6, 6, 1),
            255,
        ),
    ],
)
def test_images_come_as_the_model_wants_them(
    run: Run, digits: dict[str, Any], first: str, shape: tuple[int, ...], high: float
):
    ran = run(digits_model(first), ARRAYS, **digits)
    assert ran.done.epochs == 2
    assert ran.fit.inputs is not None
    assert (ran.fit.inputs.shape, ran.fit.inputs.high) == (shape, high)


@pytest.mark.parametrize(
    ("loss", "shape"),
    [("categorical_crossentropy", (10,)), ("sparse_categorical_crossentropy", ())],
)
def test_labels_come_in_the_form_of_the_loss(
    run: Run, digits: dict[str, Any], loss: str, shape: tuple[int, ...]
):
    ran = run(digits_model("layers.Flatten()", loss), ARRAYS, **digits)
    assert ran.fit.labels is not None
    assert ran.fit.labels.shape == shape


def test_the_files_own_normalization_is_used(run: Run, digits: dict[str, Any]):
    text = """\
def reshape_and_normalize(images):
    assert images.dtype == np.uint8
    return np.expand_dims(images, -1) / 510.0
"""
    ran = run(text + digits_model("tf.keras.Input((6, 6, 1)), layers.Flatten()"), ARRAYS, **digits)
    assert ran.fit.inputs is not None
    assert (ran.fit.inputs.shape, ran.fit.inputs.high) == ((6, 6, 1), 0.5)
    assert ran.done.called == ("create_model", "reshape_and_normalize")


TRAINS_DIGITS = (
    STOP
    + digits_model("layers.Flatten()")
    + """\
def train_digits(x_train, y_train):
    model = create_model()
    x_train = x_train * 1.0
    return model.fit(x_train, y_train, epochs=3, callbacks=[EarlyStoppingCallback()])
"""
)


def test_a_training_function_gets_images_and_labels(run: Run, digits: dict[str, Any]):
    ran = run(TRAINS_DIGITS, ARRAYS, **digits)
    assert (ran.outcome.entry, ran.model_from) == ("train_digits", "fit")
    assert (ran.done.called, ran.done.epochs) == (("train_digits",), 0)
    assert ran.fit.inputs is not None
    assert ran.fit.labels is not None
    assert (ran.fit.inputs.shape, ran.fit.inputs.high) == ((6, 6), 1.0)
    assert (ran.fit.labels.shape, ran.fit.labels.high) == ((), 9)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(x_train, y_train):", "(pixels, digits):\n    x_train, y_train = pixels, digits"),
        ("(x_train, y_train):", "(y_train, x_train):"),
        ("(x_train, y_train):", "(*, x_train, y_train):"),
        ("x_train * 1.0", "x_train / 255.0"),
        ("(x_train, y_train):", "(model, x_train, y_train, x_test, y_test, callbacks, epochs):"),
    ],
    ids=["by_position", "by_name", "keywords", "divides_itself", "everything"],
)
def test_arguments_are_found_by_name_and_position(
    run: Run, digits: dict[str, Any], old: str, new: str
):
    ran = run(TRAINS_DIGITS.replace(old, new), ARRAYS, **digits)
    assert ran.done.called[-1] == "train_digits"
    assert ran.fit.inputs is not None
    assert ran.fit.labels is not None
    assert (ran.fit.inputs.shape, ran.fit.inputs.high) == ((6, 6), 1.0)
    assert (ran.fit.labels.shape, ran.fit.labels.high) == ((), 9)


def test_the_files_own_variables_come_first(run: Run, digits: dict[str, Any]):
    text = TRAINS_DIGITS + "x_train, y_train = np.full((8, 6, 6), 0.25), np.zeros(8)\n"
    ran = run(text, ARRAYS, **digits)
    assert ran.fit.inputs is not None
    assert ran.fit.inputs.high == 0.25


def test_what_wants_an_argument_that_nobody_knows_is_passed_over(run: Run, digits: dict[str, Any]):
    text = TRAINS_DIGITS.replace("x_train, y_train):", "x_train, y_train, patience):")
    ran = run(text, ARRAYS, **digits)
    assert ran.done.called == ("create_model", "EarlyStoppingCallback")
    assert ran.done.epochs == 2


CALLBACKS = (
    digits_model("layers.Flatten()")
    + STOP
    + """\
class Patient(EarlyStoppingCallback):
    pass
class WantsMore(tf.keras.callbacks.Callback):
    def __init__(self, threshold):
        super().__init__()
"""
)


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ("", ["Patient"]),
        ("mine = Patient()\nagain = mine\n", ["Patient"]),
        ("mine = [WantsMore(1), tf.keras.callbacks.TerminateOnNaN()]\n",
         ["WantsMore", "TerminateOnNaN", "Patient"]),
    ],
)  # fmt: skip
def test_each_callback_of_the_file_is_passed_once(
    run: Run, digits: dict[str, Any], more: str, names: list[str]
):
    ran = run(CALLBACKS + more, ARRAYS, **digits)
    assert [each.class_name for each in ran.fit.callbacks] == names


@pytest.mark.parametrize(
    ("units", "loss", "shape"),
    [
        (1, "binary_crossentropy", (1,)),
        (2, "categorical_crossentropy", (2,)),
        (2, "sparse_categorical_crossentropy", ()),
    ],
)
def test_a_model_alone_is_trained_on_the_courses_images(
    run: Run, faces: dict[str, Any], units: int, loss: str, shape: tuple[int, ...]
):
    ran = run(faces_model(units, loss), FOLDERS, **faces)
    assert (ran.fit.fed_by, ran.fit.validation) == ("dataset", True)
    assert ran.fit.inputs is not None
    assert ran.fit.labels is not None
    assert (ran.fit.inputs.shape, ran.fit.inputs.high) == ((8, 8, 3), 1.0)
    assert ran.fit.labels.shape == shape
    assert not ran.done.own_data


def test_images_are_read_at_the_models_size_and_left_to_its_rescaling(
    run: Run, faces: dict[str, Any]
):
    first = "tf.keras.Input((4, 5, 1)), layers.Rescaling(1 / 255)"
    ran = run(faces_model(1, "binary_crossentropy", first), FOLDERS, **faces)
    assert ran.fit.inputs is not None
    assert ran.fit.inputs.shape == (4, 5, 1)
    assert ran.fit.inputs.high > 1


def test_generators_of_folders_and_a_model(run: Run, faces: dict[str, Any]):
    ran = run(GENERATORS + faces_model(1, "binary_crossentropy"), FOLDERS, **faces)
    assert ran.done.called == ("create_model", "train_val_generators")
    assert ran.done.own_data
    assert (ran.fit.fed_by, ran.fit.validation) == ("generator", True)
    assert ran.fit.augmentation["horizontal_flip"]
    assert ran.fit.validation_augmentation == {}
    assert "val_accuracy" in ran.fit.logs[0]


@pytest.mark.parametrize(
    ("names", "splits"),
    [
        ("VALIDATION_DIR, TRAINING_DIR", ("validation", "train")),
        ("path, other_path", ("train", "validation")),
        ("a, b", ("train", "validation")),
        ("root, *, test_dir", ("train", "validation")),
    ],
)
def test_folders_are_found_by_name_and_position(
    run: Run, faces: dict[str, Any], names: str, splits: tuple[str, str]
):
    seen = names.replace("*, ", "")
    text = f"seen = []\ndef train_val_generators({names}):\n    seen.extend([{seen}])\n"
    ran = run(text + faces_model(1, "mse"), FOLDERS, **faces)
    assert [Path(each).name for each in ran.outcome.namespace["seen"]] == list(splits)
    assert ran.outcome.error is not None  # it gave back None


def test_a_generator_is_passed_to_the_training_function(run: Run, faces: dict[str, Any]):
    text = (
        GENERATORS.replace(
            "train_val_generators(TRAINING_DIR, VALIDATION_DIR)", "image_generator()"
        )
        .replace("TRAINING_DIR", "'faces/train'")
        .replace("VALIDATION_DIR", "'faces/validation'")
        .replace("train, held_out", "train")
        + faces_model(1, "binary_crossentropy", name="other")
        + """\
def train_faces(train_generator):
    return other().fit(x=train_generator, epochs=1)
"""
    )
    ran = run(text, FOLDERS, **faces)
    assert ran.done.called == ("image_generator", "train_faces")
    assert ran.done.own_data
    assert (ran.fit.augmentation["horizontal_flip"], ran.fit.validation) == (True, False)
    del faces["datasets"]
    assert run(text, FOLDERS, **faces).done.called == ("image_generator", "train_faces")


def test_without_a_generator_the_training_function_gets_the_courses_images(
    run: Run, faces: dict[str, Any]
):
    text = (
        faces_model(1, "binary_crossentropy", name="other")
        + """\
def train_faces(train_dataset, validation_dataset):
    return other().fit(train_dataset, validation_data=validation_dataset, epochs=1)
"""
    )
    ran = run(text, FOLDERS, **faces)
    assert (ran.done.called, ran.fit.validation) == (("train_faces",), True)
    assert ran.fit.inputs is not None
    assert (ran.fit.inputs.shape, ran.fit.inputs.high) == ((8, 8, 3), 1.0)


def test_a_place_that_the_notebook_defines_is_lent(run: Run, faces: dict[str, Any]):
    text = """\
def training_dataset_fn():
    return tf.keras.utils.image_dataset_from_directory(
        BASE_DIR, image_size=(8, 8), batch_size=4, label_mode="binary")
"""
    ran = run(text + faces_model(1, "binary_crossentropy"), FOLDERS, **faces)
    assert ran.done.called == ("create_model", "training_dataset_fn")
    assert not ran.fit.validation
    ran = run("BASE_DIR = 'nowhere'\n" + text + faces_model(1, "mse"), FOLDERS, **faces)
    assert ran.outcome.error is not None


TRANSFER = """\
def create_pre_trained_model({argument}):
    assert {name} == {expected!r}, {name}
    inputs = tf.keras.Input((8, 8, 3))
    base = tf.keras.Model(inputs, layers.Conv2D(2, 3, name="cut")(inputs))
    base.trainable = False
    return base

def output_of_last_layer(pre_trained_model):
    return pre_trained_model.get_layer("cut").output

def create_final_model(pre_trained_model, last_output):
    x = layers.Dense(1, activation="sigmoid")(layers.Flatten()(last_output))
    model = tf.keras.Model(pre_trained_model.input, x)
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return model
"""
WEIGHTS = {"mobile.h5": "/data/weights/mobile.h5"}
INCEPTION = "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"


@pytest.mark.parametrize(
    ("before", "argument", "name", "weights", "expected"),
    [
        ("", "local_weights_file", "local_weights_file", WEIGHTS, "/data/weights/mobile.h5"),
        ("", "path", "path", WEIGHTS, "/data/weights/mobile.h5"),
        ("", "file", "file", {}, INCEPTION),
        ("", "", "LOCAL_WEIGHTS_FILE", WEIGHTS, "/data/weights/mobile.h5"),
        ("local_weights_file = '/tmp/x.h5'\n", "local_weights_file", "local_weights_file",
         WEIGHTS, "/tmp/x.h5"),
    ],
    ids=["by_name", "a_path", "by_position", "lent", "own_variable"],
)  # fmt: skip
def test_a_pretrained_network_is_built_upon(
    run: Run,
    faces: dict[str, Any],
    before: str,
    argument: str,
    name: str,
    weights: dict[str, str],
    expected: str,
):
    text = before + TRANSFER.format(argument=argument, name=name, expected=expected)
    ran = run(text + GENERATORS, FOLDERS, weights=weights, **faces)
    assert ran.done.called == (
        "create_pre_trained_model",
        "output_of_last_layer",
        "create_final_model",
        "train_val_generators",
    )
    assert len(ran.model.trainable_weights) == 2
