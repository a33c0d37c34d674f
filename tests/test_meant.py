"""Names that are not there, and what was meant; fit behind a return."""

from __future__ import annotations

import pytest

from grader.evidence import SourceFacts
from grader.meant import name_meant, only_named
from grader.unfitted import uncalled_fit, unreached_fit

INSIDE = "is known inside solution_model only: keep what the function returns, as in"


def meant(code: str, name: str, line: int) -> str:
    return name_meant(SourceFacts(code), f"NameError: name '{name}' is not defined", line)


@pytest.mark.parametrize(
    ("code", "name", "line", "told"),
    [
        ("history = 1\nprint(histroy)", "histroy", 2, "There is no histroy; is history meant?"),
        ("train_human_dir = 1\nprint(train_dir)", "train_dir", 2, ""),
        (
            "train_generator = 1\nprint(train_gen)", "train_gen", 2,
            "There is no train_gen; is train_generator meant?",
        ),
        ("from os import path\nprint(paht)", "paht", 2, "There is no paht; is path meant?"),
        ("print(x)\nx = 1", "x", 1, "x gets its value only in line 2, below."),
        ("f(x)\nfor x in y:\n  pass", "x", 1, "x gets its value only in line 2, below."),
        (
            "def solution_model():\n  model = 1\n  return model\nmodel.save('a')", "model", 4,
            f"model {INSIDE} model = solution_model().",
        ),
        (
            "def train(x):\n  h = x\n  return h\nprint(h)", "h", 4,
            "h is known inside train only: keep what the function returns, as in h = train(…).",
        ),
        ("def f():\n  print(y)\nx = 1", "y", 2, ""),
        (
            "f(input_shape(28, 28), 1)", "input_shape", 1,
            "Between input_shape and its value an = is missing: input_shape=(28, 28).",
        ),
        ("D(8, activation=relu)", "relu", 1, "activation=relu lacks quotes: activation='relu'."),
        ("m.compile(metrics=[acc])", "acc", 1, "metrics=acc lacks quotes: metrics='acc'."),
        (
            "m.compile(optimizer=adam)", "adam", 1,
            "optimizer=adam lacks quotes: optimizer='adam'.",
        ),
        ("m.compile(optimizer=mine)", "mine", 1, ""),
        (
            "m.compile(optimizer=adam)\nadam = Adam()", "adam", 1,
            "adam gets its value only in line 2, below.",
        ),
        (
            "x = 1\nd\n", "d", 2,
            "d stands by itself in line 2, and nothing has that name: take it out.",
        ),
        ("x = 1\nd\nf(d)", "d", 2, ""),
        (
            "def solution_C2():\n  x = load()\n  return model\nmodel = solution_C2()", "model", 3,
            "Nothing in solution_C2 gives model a value: make it there.",
        ),
        ("training_datagen = 1\nf(train_datagen)", "train_datagen", 2,
         "There is no train_datagen; is training_datagen meant?"),
        ("TRAINING_DIR = 1\nf(training_dir)", "training_dir", 2,
         "There is no training_dir; is TRAINING_DIR meant?"),
        ("validation_ds = train_ds = 1\nf(val_ds)", "val_ds", 2,
         "There is no val_ds; is validation_ds meant?"),
        ("f(rescale==1/255)", "rescale", 1,
         "rescale== compares; an argument is given with one =: rescale=…."),
        ("f(fill_mode=nearest)", "nearest", 1,
         "fill_mode=nearest lacks quotes: fill_mode='nearest'."),
        (
            "f(weights=imagenet)", "imagenet", 1,
            "weights=imagenet lacks quotes: weights='imagenet'.",
        ),
        ("f(weights=weights_file)", "weights_file", 1, ""),
        (
            "import tensorflow as tf\nf(tensorflow.keras)", "tensorflow", 2,
            "tensorflow is called tf in your code: import tensorflow as tf.",
        ),
        ("pritn(3)", "pritn", 1, "There is no pritn; is print meant?"),
        (
            "l.trainable = false", "false", 1,
            "Python writes False with a capital letter, and there is no false.",
        ),
        (
            "m.get_layer(mixed7)", "mixed7", 1,
            "The name of a layer is a text, in quotes: get_layer('mixed7').",
        ),
        (
            "train_gen = 1\nval_gen = 2\nm.fit(train_gen, validation_data=test_generator)",
            "test_generator", 3, "There is no test_generator; is val_gen meant?",
        ),
        ("validation_dir = 1\nm.fit(x, validation_data=val_gen)", "val_gen", 2, ""),
        (
            "train_generator = 1\nm.fit(train_generator, validation_data=test_generator)",
            "test_generator", 2, "",
        ),
        (
            "val_datagen = 1\nval_generator = 3\nm.fit(x, validation_data=val_generatr)",
            "val_generatr", 3,
            "There is no val_generatr; is val_generator meant?",
        ),
        ("f(g(28))", "h", 1, ""),
        ("model.add(Dense(28))", "Dense", 1, ""),
        ("f(load(28))", "load", 1, ""),
        ("def f(histroy):\n  print(1)", "unlike", 2, ""),
    ],
)  # fmt: skip
def test_what_a_missing_name_is(code: str, name: str, line: int, told: str):
    assert meant(code, name, line) == told


def test_in_a_notebook_the_name_may_have_been_left_over():
    source = SourceFacts("history = 1\nprint(histroy)", notebook=True, starts=((1, 1),))
    told = name_meant(source, "NameError: name 'histroy' is not defined", 2)
    assert told.startswith("There is no histroy; is history meant?")
    assert told.endswith("left over in your session: restart and run from top to bottom.")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "import keras\nkeras.Model.fit.s",
            (
                "keras.Model.fit.s in line 2 does nothing but name something, and there is no s in "
                "it: take the line out."
            ),
        ),
        ("import keras\nx = keras.Model.fit.s", ""),
        ("import keras\nkeras.Model.fit.t", ""),
    ],
)
def test_a_line_that_only_names_something(code: str, told: str):
    source = SourceFacts(code, notebook=False, starts=())
    text = "AttributeError: 'function' object has no attribute 's'"
    assert only_named(source, text, 2) == told


def test_other_exceptions_say_nothing_of_names():
    assert name_meant(SourceFacts("x = 1"), "KeyError: 'x'", 1) == ""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("def f():\n  model = m()\n  return model\n  model.fit(x)", 3),
        ("def f():\n  if a:\n    return 1\n    h = m.fit_generator(x)\n  m.fit(y)", 3),
    ],
)
def test_a_fit_behind_a_return_is_named(code: str, line: int):
    told = unreached_fit(SourceFacts(code))
    assert told == (f"What stands below return (line {line}) is never run, and fit stands there.")


@pytest.mark.parametrize(
    "code",
    ["def f():\n  if a:\n    return 1\n  m.fit(x)", "def f():\n  m.fit(x)\n  return m\n  print(m)"],
)
def test_a_fit_that_is_reached_is_not(code: str):
    assert unreached_fit(SourceFacts(code)) == ""


def test_a_name_of_a_library_is_no_other_name():
    source = SourceFacts("ImageDataGenerator = 1\nprint(ImageData)")
    text = "NameError: name 'ImageData' is not defined"
    assert "is ImageDataGenerator meant?" in name_meant(source, text, 2)
    assert name_meant(source, text, 2, imported={"ImageData"}) == ""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "class Net:\n  def run(self):\n    self.m.fit(x)",
            "fit stands in run (line 2), and nothing calls that.",
        ),
        ("class Net:\n  def run(self):\n    self.m.fit(x)\nNet().run()", ""),
        ("class Net:\n  def __call__(self):\n    self.m.fit(x)\nNet()()", ""),
        ("def train():\n  print(1)", ""),
    ],
)
def test_a_fit_that_nothing_calls(code: str, told: str):
    assert uncalled_fit(SourceFacts(code)) == told


METHOD = "class Net:\n    def train(self):\n        self.m.fit(x)\n"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            METHOD + "def conduct():\n    Net().train()\n",
            "fit stands in train, which only conduct (line 4) calls, and nothing calls that.",
        ),
        (METHOD + "def conduct():\n    Net().train()\nconduct()\n", ""),
        (METHOD + "def conduct():\n    Net().train()\nNet().train()\n", ""),
        (
            METHOD + "def conduct():\n    Net()\n",
            "fit stands in train (line 2), and nothing calls that.",
        ),
    ],
)
def test_a_fit_that_only_an_uncalled_function_comes_to(code: str, told: str):
    assert uncalled_fit(SourceFacts(code)) == told
