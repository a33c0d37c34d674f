"""Two callbacks of ours around the student's: one that writes down, and one that ends training.

The first sees each epoch's logs before theirs can change them. The last has the last word on
`stop_training`, which theirs may set to False as well (`stop_training = accuracy > 0.9` does).
Keras 3 looks at it after each call of its compiled function for training, whether that is one batch
or several (`steps_per_execution`), and after each epoch. Within the validation of an epoch it looks
at `stop_evaluating` instead, after each call of that function.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import keras

from grader.inside.deadline import Deadline
from grader.inside.digest import weights_digest

__all__ = ["surround"]


def surround(
    asked: dict[str, Any],
    theirs: list[Any],
    facts: dict[str, Any],
    *,
    deadline: Deadline,
    max_epochs: int,
    tell: Callable[..., None],
) -> None:
    """Put our two callbacks around those of the student.

    Args:
        asked: The arguments of `fit`.
        theirs: The student's callbacks.
        facts: What is known of this `fit`, and grows.
        deadline: When it is ended.
        max_epochs: After how many epochs it is ended.
        tell: Takes each epoch as it is done.
    """
    ender = _Ender(asked["self"], facts, deadline, max_epochs)
    recorder = _Recorder(facts, ender, tell, min(facts["epochs_asked"], max_epochs))
    callbacks = asked.get("callbacks")
    if isinstance(callbacks, keras.callbacks.CallbackList):
        for ours in (recorder, ender):
            ours.set_model(asked["self"])  # Keras does that only for a list that it makes itself
        callbacks.callbacks.insert(0, recorder)
        callbacks.callbacks.append(ender)
    else:
        asked["callbacks"] = [recorder, *theirs, ender]


class _Ender(keras.callbacks.Callback):
    """Ends one `fit` at the limit of epochs, and after the batch in which the time is over.

    Attributes:
        cut: Whether the epoch at hand was ended before its last batch.
        weights: The digest of the weights before the student's callbacks heard of the end.
    """

    def __init__(
        self, fitted: Any, facts: dict[str, Any], deadline: Deadline, max_epochs: int
    ) -> None:
        super().__init__()
        self.cut = False
        self.weights = ""
        self._fitted = fitted
        self._facts = facts
        self._deadline = deadline
        self._max_epochs = max_epochs
        self._late = deadline.over

    def _told(self, name: str) -> int | None:
        """What Keras told its callbacks: `epochs` or `steps`."""
        return (self.params or {}).get(name)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:  # noqa: ARG002 Keras's
        if self._deadline.over:
            steps = self._told("steps")
            if steps is None or batch + 1 < steps:
                self._cut()

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:  # noqa: ARG002 Keras's
        if self._deadline.validation_over or (self._late and self._deadline.over):
            self._cut()
            self._fitted.stop_evaluating = True

    def _cut(self) -> None:
        self.cut = self._facts["out_of_time"] = True
        self._fitted.stop_training = True

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:  # noqa: ARG002 Keras's signature
        done, asked = len(self._facts["logs"]), self._facts["epochs_asked"]
        if self.cut:
            self._fitted.stop_training = True
        elif done >= self._max_epochs and asked > done:
            self._fitted.stop_training = True
            self._facts["capped"] = True
        elif self._deadline.over and not self._fitted.stop_training:
            self._fitted.stop_training = True
            self._facts["out_of_time"] = epoch + 1 < (self._told("epochs") or asked)

    def on_train_end(self, logs: Any = None) -> None:  # noqa: ARG002 Keras's signature
        if self.weights:
            self._facts["weights_put_back"] = self.weights != weights_digest(self._fitted)


class _Recorder(keras.callbacks.Callback):
    """Copies the logs of each epoch before the student's callbacks can change them."""

    def __init__(
        self, facts: dict[str, Any], ender: _Ender, tell: Callable[..., None], most: int
    ) -> None:
        super().__init__()
        self._facts = facts
        self._ender = ender
        self._tell = tell
        self._most = most
        self._begun = 0.0

    def on_train_begin(self, logs: Any = None) -> None:  # noqa: ARG002 Keras's signature
        if not self._facts["weights_before"]:
            self._facts["weights_before"] = weights_digest(self.model)
        self._begun = time.monotonic()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:  # noqa: ARG002 Keras's signature
        values = {str(key): float(value) for key, value in (logs or {}).items() if _number(value)}
        if self._ender.cut:
            self._facts["cut_short"] = values
            return
        done = self._facts["logs"]
        done.append(values)
        seconds = time.monotonic() - self._begun
        self._tell(epoch=len(done), of=self._most, logs=values, seconds=seconds)

    def on_train_end(self, logs: Any = None) -> None:  # noqa: ARG002 Keras's signature
        if self._facts.get("out_of_time"):
            self._ender.weights = weights_digest(self.model)


def _number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True
