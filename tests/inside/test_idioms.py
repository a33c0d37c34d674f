"""Idioms of earlier versions: what today's libraries say to them, and what they are answered."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.idioms import IDIOMS

histories: Any = importlib.import_module("grader.inside.idioms.histories")

TABLE = Path(__file__).parents[1] / "idioms.yaml"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))

# Forks for each snippet, as the trainee's server does for each submission.
RUNS = """
import json, os, sys, tempfile
import grader.inside.train
from grader.inside.answers.install import install as answer_downloads
from grader.inside.idioms.install import install
from grader.inside.idioms.record import Record

BEFORE = '''
import numpy as np, tensorflow as tf, keras
from keras import layers
ones = lambda *shape: np.ones(shape, "float32")
def model(units=1):
    built = keras.Sequential([keras.Input((1,)), layers.Dense(units)])
    built.compile("sgd", "mse", metrics=["accuracy"])
    return built
def pictures():
    built = keras.Sequential([keras.Input((2, 2, 3)), layers.Flatten(), layers.Dense(1)])
    built.compile("sgd", "mse", metrics=["accuracy"])
    return built
flow = lambda count: tf.keras.preprocessing.image.ImageDataGenerator().flow(
    ones(count, 2, 2, 3), ones(count), batch_size=2)
'''

def run(code, answered):
    os.chdir(tempfile.mkdtemp())
    told = {"error": "", "seen": None}
    names = {"__name__": "__main__", "see": lambda value: told.update(seen=value)}
    exec(BEFORE, names)
    answer_downloads({}, "snippet.py")
    record = install(code, "snippet.py") if answered else Record("snippet.py")
    try:
        exec(compile(code, "snippet.py", "exec"), names)
    except Exception as error:
        told["error"] = f"{type(error).__name__}: {error}"
    return told | {"facts": record.facts()}

for line in sys.stdin:
    code, answered = json.loads(line)
    reads, writes = os.pipe()
    if os.fork() == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with os.fdopen(writes, "w") as pipe:
            pipe.write(json.dumps(run(code, answered), default=str))
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        told = pipe.read()
    os.wait()
    print(told, flush=True)
"""


@pytest.fixture(scope="module")
def told() -> dict[tuple[str, bool], dict[str, Any]]:
    """Everything is run once, in one process of its own."""
    orders = [(name, answered) for name in CASES for answered in (False, True)]
    fed = "".join(json.dumps([CASES[name]["code"], answered]) + "\n" for name, answered in orders)
    done = subprocess.run(
        [sys.executable, "-c", RUNS],
        input=fed,
        capture_output=True,
        text=True,
        check=True,
        env={"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "HOME": "/nonexistent"},
    )
    lines = done.stdout.splitlines()
    return {order: json.loads(line) for order, line in zip(orders, lines, strict=True)}


def test_there_is_a_snippet_for_every_idiom():
    assert set(CASES) == set(IDIOMS)


@pytest.mark.parametrize("name", CASES)
def test_today_s_libraries_do_not_take_it(name: str, told: dict[tuple[str, bool], Any]):
    case, run = CASES[name], told[name, False]
    if "error" in case:
        assert re.search(case["error"], run["error"])
    else:
        assert (run["error"], run["seen"]) == ("", case["without"])


@pytest.mark.parametrize("name", CASES)
def test_it_is_answered_and_noted(name: str, told: dict[tuple[str, bool], Any]):
    run = told[name, True]
    assert run["error"] == ""
    assert run["seen"] == CASES[name].get("gives")
    noted = {each["name"]: each["lines"] for each in run["facts"]}
    assert name in noted
    assert all(line > 0 for line in noted[name])


LOGS = "callback = lambda logs: logs.get('acc') > 0.99\n"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("history.history['acc']", True),
        ("tf.train.AdamOptimizer()", True),
        ("sess = tf.Session(config=tf.ConfigProto())", True),
        ("tf.set_random_seed(1)", True),
        ("", False),
        ("history.history['acc'], history.history['accuracy']", False),
        ("tf.train.AdamOptimizer()\nlogs['accuracy']", False),
        ("tf.train.Checkpoint(), tf.compat.v1.Session, mine.Session()", False),
        ("def", False),
    ],
)
def test_which_files_are_of_the_time_of_acc(more: str, *, expected: bool):
    assert histories.speaks_of_acc(LOGS + more) is expected
