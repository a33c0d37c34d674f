"""Looking over the shoulder of `Model.fit`: what it was given, and how each epoch went.

The spy observes and changes nothing that a student could notice, but for three things: the
progress bar is off (it costs time and nobody sees it), training ends at the exercise's limit of
epochs and when its time is over, and two callbacks of ours stand around theirs. See
`grader.inside.steps` for a fourth, which nobody can notice.
"""

from __future__ import annotations

import functools
import inspect
import json
import operator
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import keras

from grader.inside.deadline import Deadline
from grader.inside.digest import weights_digest
from grader.inside.feeds import Feed, classes_of
from grader.inside.idioms.endless import go_round
from grader.inside.recorder import surround
from grader.inside.same_images import all_trained_on
from grader.inside.steps import fewer_returns

__all__ = ["Fit", "Spy", "of_keras", "student_line"]

_MOST_AUGMENTERS: Final = 50
_MOST_LEFT_OUT: Final = 50


@dataclass(slots=True)
class Fit:
    """One call of `fit`; `facts` is what goes to the outbox.

    Attributes:
        feed: What it was fed with, as long as that was not looked at.
    """

    model: Any
    callbacks: list[Any]
    states: list[dict[str, Any]]
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    feed: Feed | None = None


@dataclass(slots=True)
class Spy:
    """Records every `fit` of the process.

    Attributes:
        submission: The path under which the student's code was compiled.
        events: The descriptor that progress is written to.
        max_epochs: Where a `fit` is ended, whatever it asks for.
        deadline: When the one at work is ended, and later ones are left out.
        augmenters: The augmentation layers that were called, by the names of their classes.
        left_out: The student's lines that called `fit` when the time was over.
        rounds: How often an epoch goes round its batches.
    """

    submission: str
    events: int
    max_epochs: int
    deadline: Deadline = field(default_factory=Deadline)
    fits: list[Fit] = field(default_factory=list[Fit])
    models: list[Any] = field(default_factory=list[Any])
    remarks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    augmenters: list[str] = field(default_factory=list[str])
    left_out: list[int] = field(default_factory=list[int])
    seconds_training: float = 0.0
    rounds: int = 1

    def install(self) -> None:
        """Put the spy in front of `keras.Model.fit`."""
        kind: Any = keras.Model
        original = kind.fit
        signature = inspect.signature(original)
        spy = self

        @functools.wraps(original)
        def fit(model: Any, *arguments: Any, **keywords: Any) -> Any:
            bound = signature.bind(model, *arguments, **keywords)
            return spy.watch(original, bound)

        kind.fit = fit
        self._watch_augmenters()

    def _watch_augmenters(self) -> None:
        """Note which augmentation layers are called, in a model or in a dataset's `map`."""
        family: Any = next(
            (each for each in keras.layers.RandomFlip.__mro__ if "Preprocessing" in each.__name__),
            None,
        )
        if family is None:
            return
        original, known = family.__call__, self.augmenters

        @functools.wraps(original)
        def call(layer: Any, *arguments: Any, **keywords: Any) -> Any:
            name = type(layer).__name__
            if name not in known and name.startswith("Random") and len(known) < _MOST_AUGMENTERS:
                known.append(name)
            return original(layer, *arguments, **keywords)

        family.__call__ = call

    def number(self, model: Any) -> int | None:
        """Return the model's number in the order of first fits, None if it was never fitted."""
        return next((n for n, known in enumerate(self.models) if known is model), None)

    def trained_number(self, model: Any) -> int | None:
        """Return the number of the fit that taught the model: its own, or one of its parts'.

        A head may be trained on features that a frozen base computed once, and joined to it after:
        all that could be trained of the fitted model is then in this one.
        """
        own = self.number(model)
        if own is not None:
            return own
        inside = {id(weight) for weight in getattr(model, "weights", ())}
        parts = [
            number
            for number, known in enumerate(self.models)
            if (taught := {id(weight) for weight in known.trainable_weights}) and taught <= inside
        ]
        return parts[-1] if parts else None

    def watch(self, original: Callable[..., Any], bound: inspect.BoundArguments) -> Any:
        """Run one `fit` between two callbacks of ours, unless its time is over."""
        asked = bound.arguments
        model = asked["self"]
        if (late := self.deadline.over) and (history := self._left_out(model)) is not None:
            return history
        if self.number(model) is None:
            self.models.append(model)
        theirs = _as_list(asked.get("callbacks"))
        seen = all_trained_on(asked.get("x"), asked.get("validation_data"))
        feeds = Feed.of(asked.get("x"), asked.get("y")), Feed.of(asked.get("validation_data"))
        self.look_back(but=asked.get("x"))
        if feeds[0].kind == "generator":
            asked["x"] = feeds[0].given
        rounds = self.rounds if go_round(asked, self.rounds) else 1
        record = Fit(model, theirs, [_state(callback) for callback in theirs])
        record.facts = self._asked(asked, theirs) | {"rounds": rounds, "validation_seen": seen}
        self.fits.append(record)
        surround(asked, theirs, record.facts, deadline=self.deadline, max_epochs=self.max_epochs,
                 tell=self.tell)  # fmt: skip
        asked["verbose"] = 0
        started = time.monotonic()
        with self.deadline.training():
            try:
                with fewer_returns(model, asked, theirs):
                    history = original(*bound.args, **bound.kwargs)
                record.facts["finished"] = not late
            finally:
                self.seconds_training += time.monotonic() - started
                record.facts["weights_after"] = weights_digest(model)
                record.facts |= _fed(*feeds)
                record.feed = feeds[0] if feeds[0].unseen else None
        return history

    def _left_out(self, model: Any) -> Any:
        """Note that a `fit` came too late, and return what it is answered with.

        It is the history of the model's training so far. Without one, None: then a single batch is
        trained, so that code which goes on finds a model with weights and a history with its keys.
        """
        line = student_line(self.submission)
        if line not in self.left_out and len(self.left_out) < _MOST_LEFT_OUT:
            self.left_out.append(line)
        history = getattr(model, "history", None)
        known = self.number(model) is not None and isinstance(history, keras.callbacks.History)
        return history if known else None

    def look_back(self, *, but: Any = None) -> None:
        """Look at what earlier calls of `fit` were fed with, now that nobody reads it any more.

        Args:
            but: Data that is about to be read again.
        """
        seen: dict[int, Feed] = {}
        for fit in self.fits:
            if fit.feed is None or fit.feed.given is but:
                continue
            feed = seen.setdefault(id(fit.feed.given), fit.feed)
            feed.look()
            fit.facts |= {"inputs": feed.inputs, "labels": feed.labels}
            fit.feed = None

    def _asked(self, asked: Mapping[str, Any], callbacks: list[Any]) -> dict[str, Any]:
        """What is known of a `fit` before it begins."""
        model = asked["self"]
        return {
            "model": self.number(model),
            "epochs_asked": _epochs_asked(asked),
            "logs": [],
            "finished": False,
            "callbacks": [self._describe(callback) for callback in callbacks],
            "validation": asked.get("validation_data") is not None
            or bool(asked.get("validation_split")),
            "weights_before": weights_digest(model),
            "line": student_line(self.submission),
        }

    def _describe(self, callback: Any) -> dict[str, Any]:
        kind = callback if inspect.isclass(callback) else type(callback)
        lines = [
            function.__code__.co_firstlineno
            for function in vars(kind).values()
            if inspect.isfunction(function) and function.__code__.co_filename == self.submission
        ]
        is_callback = isinstance(callback, keras.callbacks.Callback)
        return {
            "class_name": kind.__name__[:200],
            "built_in": of_keras(callback),
            "passed_as": "class"
            if inspect.isclass(callback)
            else "instance"
            if is_callback
            else "other",
            "line": min(lines, default=0),
        }

    def tell(self, **event: Any) -> None:
        """Write one line of progress; nobody reads it where nobody looks."""
        with suppress(OSError):
            os.write(self.events, json.dumps(event).encode() + b"\n")


def of_keras(callback: Any) -> bool:
    """Whether a callback, or its class, is one of Keras's own."""
    kind = callback if inspect.isclass(callback) else type(callback)
    return kind.__module__.startswith("keras.")


def _fed(training: Feed, validation: Feed) -> dict[str, Any]:
    """What was seen of the data so far."""
    return {
        "inputs": training.inputs,
        "labels": training.labels,
        "fed_by": training.kind,
        "empty": training.empty,
        "images": training.images,
        "classes": classes_of(training.given),
        "augmentation": training.augmentation,
        "validation_augmentation": validation.augmentation,
        "validation_times": validation.times(training),
    }


def _epochs_asked(asked: Mapping[str, Any]) -> int:
    """How many epochs a `fit` will train: `epochs` is where it ends, not how many there are."""
    try:
        return operator.index(asked.get("epochs", 1)) - operator.index(
            asked.get("initial_epoch", 0)
        )
    except TypeError:
        return 0


def _as_list(callbacks: Any) -> list[Any]:
    """The callbacks as Keras itself would flatten them: one, a list, a tuple, nested or none."""
    if callbacks is None:
        return []
    if isinstance(callbacks, keras.callbacks.CallbackList):
        return list(callbacks.callbacks)
    return list(keras.tree.flatten(callbacks))


def _state(callback: Any) -> dict[str, Any]:
    """A callback's own attributes before training, to be put back before each probe."""
    import copy

    state: dict[str, Any] = {}
    for name, value in getattr(callback, "__dict__", {}).items():
        plain = isinstance(value, (list, dict, set))
        try:
            state[name] = copy.deepcopy(value) if plain else value
        except Exception:  # noqa: BLE001 whatever their objects do; shared is good enough
            state[name] = value
    return state


def student_line(submission: str) -> int:
    """Return the innermost line of the student's code on the stack, 0 if there is none."""
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_filename == submission:
            return frame.f_lineno
        frame = frame.f_back
    return 0
