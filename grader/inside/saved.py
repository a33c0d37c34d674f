"""Whether what a submission saves is what it trained: in an exam, the file is what counts."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras

from grader.inside.spy import Spy, student_line

__all__ = ["Saved"]

_TAUGHT_OTHERWISE = ("load_weights", "set_weights")


@dataclass(slots=True)
class Saved:
    """Watches `Model.save`.

    Attributes:
        spy: Knows which models were trained.
        untrained_line: The student's line that last saved a model of which nothing was trained or
            read from anywhere, although another one was; 0 where what was saved last is fine.
    """

    spy: Spy
    untrained_line: int = 0
    _taught: list[Any] = field(default_factory=list[Any])

    @classmethod
    def watching(cls, spy: Spy, text: str) -> Saved:
        """Put a watch in front of `keras.Model.save` and of what gives a model its weights.

        A submission that reads whole models from files is not watched: these were trained before.
        """
        watch = cls(spy)
        if "load_model" not in text:
            kind: Any = keras.Model
            for name in _TAUGHT_OTHERWISE:
                setattr(kind, name, watch._noted(getattr(kind, name)))
            kind.save = watch._watched(kind.save)
        return watch

    def facts(self) -> dict[str, int]:
        """Return what goes to the outbox."""
        return {"saved_untrained": self.untrained_line}

    def _noted(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def teach(model: Any, *arguments: Any, **keywords: Any) -> Any:
            self._taught.append(model)
            return original(model, *arguments, **keywords)

        return teach

    def _watched(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def save(model: Any, *arguments: Any, **keywords: Any) -> Any:
            if line := student_line(self.spy.submission):
                self.untrained_line = line if self._is_untrained(model) else 0
            return original(model, *arguments, **keywords)

        return save

    def _is_untrained(self, model: Any) -> bool:
        """Say whether another model was trained, and of this one nothing, in whatever way."""
        if not any(fit.facts.get("finished") for fit in self.spy.fits):
            return False
        if any(each is model for each in self._taught):
            return False
        trained = {id(weight) for each in self.spy.models for weight in each.weights}
        return not trained & {id(weight) for weight in model.weights}
