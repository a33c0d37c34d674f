"""When the time for training is over, `fit` ends, whatever callbacks say, and a copy is kept."""

from __future__ import annotations

import importlib
import inspect
import threading
from typing import Any

import numpy as np
import pytest

from grader.facts import FitFacts

pytestmark = pytest.mark.filterwarnings("ignore")

keras: Any = importlib.import_module("keras")
deadlines: Any = importlib.import_module("grader.inside.deadline")
spying: Any = importlib.import_module("grader.inside.spy")

X, Y = np.arange(24, dtype=np.float32).reshape(12, 2) / 24, np.arange(12) % 2
BATCHES = 6
"""In an epoch over X with two images a batch."""


class Hooks(keras.callbacks.Callback):
    """A student's callback that lets the time be over at one batch or epoch, and counts.

    Args:
        spy: The spy whose time it is.
        epoch: In which epoch that is, counted from 0.
        batch: After which batch of it; at its end without one.
        test_batch: After which batch of its validation.
        undo: Whether it also sets `stop_training` to False wherever it can.
    """

    def __init__(self, spy: Any, epoch: int = 0, *, batch: int | None = None,
                 test_batch: int | None = None, undo: bool = False) -> None:  # fmt: skip
        keras.callbacks.Callback.__init__(self)
        self.spy, self.epoch, self.batch, self.test_batch = spy, epoch, batch, test_batch
        self.undo, self.now, self.batches, self.test_batches = undo, 0, 0, 0
        self.ends = 0

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self.now = epoch

    def _after(self, *, due: bool) -> None:
        if due and self.now == self.epoch:
            self.spy.deadline.ends = 0.0
        if self.undo:
            self.model.stop_training = False

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.batches += 1
        self._after(due=batch == self.batch)

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        self.test_batches += 1
        self._after(due=batch == self.test_batch)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self._after(due=self.batch is None and self.test_batch is None)

    def on_train_end(self, logs: Any = None) -> None:
        self.ends += 1


@pytest.fixture
def spy() -> Any:
    return spying.Spy("submission.py", -1, 20)


def network(inputs: int = 2) -> Any:
    model = keras.Sequential([keras.Input((inputs,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=["mae"])
    return model


def fit(spy: Any, model: Any, *callbacks: Any, **more: Any) -> Any:
    asked = {"x": X, "y": Y, "batch_size": 2, "epochs": 9, "callbacks": list(callbacks), **more}
    bound = inspect.signature(keras.Model.fit).bind(model, **asked)
    return spy.watch(keras.Model.fit, bound)


def facts(spy: Any, number: int = -1) -> FitFacts:
    return FitFacts.model_validate(spy.fits[number].facts)


# --- how a fit ends ---------------------------------------------------------------------------


@pytest.mark.parametrize("undo", [False, True])
def test_it_ends_after_the_batch_at_hand_and_that_epoch_is_not_counted(spy: Any, *, undo: bool):
    hooks = Hooks(spy, 2, batch=3, undo=undo)
    history = fit(spy, network(), hooks)
    told = facts(spy)
    assert hooks.batches == 2 * BATCHES + 4
    assert hooks.ends == 1
    assert (len(told.logs), told.epochs_begun) == (2, 3)
    assert (told.out_of_time, told.finished, told.capped) == (True, True, False)
    assert set(told.cut_short) == {"loss", "mae"}
    assert len(history.history["loss"]) == 3


def test_it_ends_between_two_calls_of_the_compiled_function(spy: Any):
    steps = 25
    x, y = np.zeros((120, 2), np.float32), np.zeros(120)
    model = network()

    class Late(deadlines.Deadline):
        """Over once the second call has come back."""

        @property
        def over(self) -> bool:
            return int(model.optimizer.iterations) >= 2 * steps

    spy.deadline = Late()
    fit(spy, model, x=x, y=y, batch_size=1)
    assert int(model.optimizer.iterations) == 2 * steps
    assert facts(spy).out_of_time


@pytest.mark.parametrize("undo", [False, True])
def test_between_epochs_nothing_is_cut_short(spy: Any, *, undo: bool):
    hooks = Hooks(spy, 3, undo=undo)
    fit(spy, network(), hooks)
    told = facts(spy)
    assert hooks.batches == 4 * BATCHES
    assert (len(told.logs), told.cut_short, told.out_of_time) == (4, {}, True)


def test_after_the_last_batch_of_an_epoch_its_validation_is_whole(spy: Any):
    hooks = Hooks(spy, 1, test_batch=2)
    fit(spy, network(), hooks, validation_data=(X, Y))
    told = facts(spy)
    assert hooks.test_batches == 2 * BATCHES
    assert (len(told.logs), told.cut_short, told.out_of_time) == (2, {}, True)


def test_a_validation_that_takes_too_long_is_ended(spy: Any):
    spy.deadline.validation_ends = 0.0
    hooks = Hooks(spy, 0)
    fit(spy, network(), hooks, validation_data=(X, Y))
    told = facts(spy)
    assert hooks.test_batches == 1
    assert (told.logs, told.out_of_time) == ((), True)
    assert "val_loss" in told.cut_short


def test_a_fit_that_has_all_its_epochs_was_not_ended(spy: Any):
    fit(spy, network(), Hooks(spy, 8))
    assert (len(facts(spy).logs), facts(spy).out_of_time) == (9, False)


def test_a_fit_that_the_student_ended_was_not_ended_by_the_time(spy: Any):
    class Stops(Hooks):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.model.stop_training = True
            self.spy.deadline.ends = 0.0

    fit(spy, network(), Stops(spy))
    assert (len(facts(spy).logs), facts(spy).out_of_time) == (1, False)


def test_the_limit_of_epochs_cannot_be_undone_either(spy: Any):
    spy.max_epochs = 3
    fit(spy, network(), Hooks(spy, 99, undo=True))
    assert (len(facts(spy).logs), facts(spy).capped) == (3, True)


@pytest.mark.parametrize(
    ("asked", "epochs"), [({"epochs": np.int64(3)}, 3), ({"epochs": 7, "initial_epoch": 5}, 2)]
)
def test_how_many_epochs_were_asked_for(spy: Any, asked: dict[str, Any], epochs: int):
    fit(spy, network(), **asked)
    assert (len(facts(spy).logs), facts(spy).epochs_asked) == (epochs, epochs)


def test_a_list_of_callbacks_that_the_student_made(spy: Any):
    model, hooks = network(), Hooks(spy, 1, batch=2, undo=True)
    made = keras.callbacks.CallbackList([hooks], add_history=True, model=model)
    fit(spy, model, callbacks=made)
    assert (len(facts(spy).logs), facts(spy).out_of_time) == (1, True)


def test_whether_callbacks_put_the_best_weights_back_is_seen(spy: Any):
    model = network()
    best = keras.callbacks.EarlyStopping("loss", mode="max", patience=99, restore_best_weights=True)
    fit(spy, model, best, Hooks(spy, 2))
    assert facts(spy).weights_put_back


def test_the_last_weights_are_not_taken_for_the_best(spy: Any):
    fit(spy, network(), Hooks(spy, 2))
    assert (facts(spy).out_of_time, facts(spy).weights_put_back) == (True, False)


# --- later fits -------------------------------------------------------------------------------


def test_a_later_fit_of_the_model_is_left_out(spy: Any):
    model = network()
    first = fit(spy, model, Hooks(spy, 1))
    before = model.get_weights()
    assert fit(spy, model) is first
    assert all((a == b).all() for a, b in zip(before, model.get_weights(), strict=True))
    assert (len(spy.fits), spy.left_out) == (1, [0])


def test_a_model_that_comes_too_late_is_trained_for_one_batch(spy: Any):
    fit(spy, network(), Hooks(spy, 1))
    hooks = Hooks(spy, 99)
    late = network()
    history = fit(spy, late, hooks, validation_data=(X, Y))
    assert (hooks.batches, hooks.test_batches) == (1, 1)
    assert set(history.history) == {"loss", "mae", "val_loss", "val_mae"}
    assert (facts(spy).finished, facts(spy).out_of_time, spy.left_out) == (False, True, [0])


# --- what is laid aside -----------------------------------------------------------------------


def test_a_copy_is_made_once_and_only_when_fit_has_ended(spy: Any):
    model = network()
    copies: list[tuple[bool, int]] = []

    def lay_aside() -> bool:
        copies.append((spy.fits[-1].facts["finished"], int(model.optimizer.iterations)))
        return True

    class Nested(Hooks):
        """Trains another model when the time is over."""

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.spy.deadline.ends = 0.0
            fit(spy, network())

    spy.deadline.guard(lay_aside)
    fit(spy, model, Nested(spy))
    assert len(copies) == 1
    assert copies[0][1] == BATCHES
    fit(spy, network())
    assert len(copies) == 1


def test_a_copy_is_made_while_other_code_is_at_work():
    made = threading.Event()

    def lay_aside() -> bool:
        made.set()
        return True

    deadlines.Deadline(0.0).guard(lay_aside)
    assert made.wait(60)


def test_no_copy_is_made_while_fit_is_at_work_or_after_the_end():
    copies: list[int] = []
    deadline = deadlines.Deadline(0.0)
    with deadline.training():
        deadline.guard(lambda: bool(copies.append(1)) or True)
        deadline._keep()
        assert copies == []
        deadline.release()
    assert copies == []


def test_without_a_model_it_is_tried_again_and_an_error_is_nobody_s(spy: Any):
    tried: list[int] = []
    deadline = deadlines.Deadline(0.0)

    def lay_aside() -> bool:
        tried.append(1)
        if len(tried) == 1:
            raise ValueError("odd model")
        return len(tried) == 3

    deadline._lay_aside = lay_aside
    for _ in range(5):
        with deadline.training():
            pass
    assert len(tried) == 3


def test_what_a_job_says():
    job = {"begun": 100.0, "train_seconds": 20.0, "reserve_seconds": 5.0}
    deadline = deadlines.Deadline.of(job)
    assert (deadline.ends, deadline.validation_ends) == (120.0, 122.5)
    assert not deadlines.Deadline.of({}).over
