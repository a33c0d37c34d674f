"""A submission that saves another model than it trained is told so; nobody else is."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

import pytest

keras: Any = importlib.import_module("keras")
spy_module: Any = importlib.import_module("grader.inside.spy")
saved_module: Any = importlib.import_module("grader.inside.saved")

CODE = """
def do(model, name, *arguments):
    getattr(model, name)(*arguments)
"""


def dense() -> Any:
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(3), keras.layers.Dense(1)])


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a watch over a file that trained one model; nothing is written."""

    def nothing(*_: Any, **__: Any) -> None:
        """Write and read no file."""

    for name in ("save", "load_weights", "set_weights"):
        monkeypatch.setattr(keras.Model, name, nothing)
    spy = spy_module.Spy("submission.py", -1, 10)
    spy.models.append(dense())
    spy.fits.append(SimpleNamespace(facts={"finished": True}))
    return saved_module.Saved.watching(spy, CODE)


def do(model: Any, name: str, *arguments: Any) -> None:
    """Call a method from a line of the submission."""
    names: dict[str, Any] = {}
    exec(compile(CODE, "submission.py", "exec"), names)
    names["do"](model, name, *arguments)


def test_an_untrained_model_is_noted_until_the_trained_one_is_saved(saved: Any):
    do(dense(), "save", "a.h5")
    assert saved.untrained_line == 3
    do(saved.spy.models[0], "save", "a.h5")
    assert saved.untrained_line == 0


def test_a_part_of_what_was_trained_is_trained(saved: Any):
    trained = saved.spy.models[0]
    do(keras.Model(trained.inputs, trained.layers[0].output), "save", "a.h5")
    do(keras.Sequential([trained, keras.layers.Softmax()]), "save", "a.h5")
    assert saved.untrained_line == 0


@pytest.mark.parametrize("name", ["load_weights", "set_weights"])
def test_weights_that_were_given_are_trained(saved: Any, name: str):
    model = dense()
    do(model, name, "a.weights.h5")
    do(model, "save", "a.h5")
    assert saved.untrained_line == 0


def test_before_training_nothing_is_wrong(saved: Any):
    saved.spy.fits.clear()
    do(dense(), "save", "a.h5")
    assert saved.untrained_line == 0


def test_a_file_that_reads_models_is_not_watched(saved: Any):
    watch = saved_module.Saved.watching(saved.spy, "load_model('a.h5')")
    do(dense(), "save", "a.h5")
    assert saved.facts() == {"saved_untrained": 3}
    assert watch.facts() == {"saved_untrained": 0}


def test_what_we_save_is_not_theirs(saved: Any):
    dense().save("a.keras")
    assert saved.untrained_line == 0
