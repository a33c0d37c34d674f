"""What the installed libraries raise has a sentence, and each sentence something that raises it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml

from grader.language import use_language
from grader.translations import CAUSES, GENERAL, LAST, translate

pytestmark = pytest.mark.slow

SNIPPETS: Final[dict[str, dict[str, str | list[str]]]] = yaml.safe_load(
    (Path(__file__).parent / "translations.yaml").read_text(encoding="utf-8")
)
KEPT: Final = 3000  # characters of a message that the trainee hands over

# One process runs them all, away from pytest: TensorFlow is imported once, and leaves with it.
RUN = """
import contextlib, io, json, sys, warnings
warnings.simplefilter("ignore")
import keras, numpy as np, tensorflow as tf
from tensorflow.keras import layers

def ones(*shape):
    return np.ones(shape)

def model(units=1, activation=None, loss="mse", shape=(1,)):
    last = layers.Dense(units, activation=activation)
    made = keras.Sequential([keras.Input(shape), layers.Flatten(), last])
    made.compile("sgd", loss)
    return made

def flow(x, y):
    return tf.keras.preprocessing.image.ImageDataGenerator().flow(x, y)

def callback(body):
    names = {}
    exec(body, names)
    del names["__builtins__"]
    return type("MyCallback", (keras.callbacks.Callback,), names)()

def fit(*callbacks):
    return model().fit(ones(2, 1), ones(2, 1), callbacks=list(callbacks), verbose=0)

given, told = dict(globals()), {}
for name, code in json.load(sys.stdin).items():
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(code, dict(given))
            told[name] = ""
        except BaseException as error:
            told[name] = f"{type(error).__name__}: {error}"
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def raised(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each snippet raises, "Type: message", cut where the trainee cuts it."""
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    environment |= {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    ran = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps({name: snippet["code"] for name, snippet in SNIPPETS.items()}),
        capture_output=True,
        text=True,
        cwd=tmp_path_factory.mktemp("snippets"),
        env=environment,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    return {name: text[:KEPT] for name, text in told.items()}


def matching(table: dict[str, object], text: str) -> list[str]:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return [pattern for pattern in table if re.search(pattern, plain)]


@pytest.mark.parametrize("name", SNIPPETS)
def test_the_sentence(name: str, raised: dict[str, str]):
    assert raised[name], "this does not raise any more"
    sentence = translate(raised[name])
    missing = [words for words in SNIPPETS[name]["says"] if words not in sentence]
    assert missing == [], f"{sentence!r} for {raised[name]!r}"
    assert len(sentence) <= 220
    with use_language("ko"):
        assert translate(raised[name]) not in {"", sentence}


def test_no_two_patterns_match(raised: dict[str, str]):
    tables: tuple[dict[str, object], ...] = ({**CAUSES}, {**GENERAL}, {**LAST})
    matches = {
        name: found
        for name, text in raised.items()
        for table in tables
        if len(found := matching(table, text)) > 1
    }
    assert matches == {}


def test_every_pattern_has_a_snippet(raised: dict[str, str]):
    used = {
        next(iter(matching({**CAUSES, **GENERAL, **LAST}, text)), "nothing")
        for text in raised.values()
    }
    assert sorted({*CAUSES, *GENERAL, *LAST} - used) == []


def test_colours_do_not_hide_the_cause():
    text = "ValueError: \x1b[1mUnrecognized\x1b[0m data type: x=[7.0] (of type <class 'list'>)"
    assert "np.array" in translate(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ValueError: something else",
        "TypeError: 'Optimizer' object is not iterable",
        "FileNotFoundError: [Errno 2] No such file or directory: '/content/a' -> '/tmp/b'",
        "FileNotFoundError: [Errno 2] No such file or directory: 'models/best.keras'",
        "IndexError: pop from empty list",
        "KeyError: (0, 1)",
        "TypeError: '>' not supported between instances of 'Dense' and 'float'",
    ],
)
def test_without_a_known_cause_nothing_is_said(text: str):
    assert translate(text) == ""
