"""Submissions that only define the course's functions: putting the parts together and training.

The courses' notebooks call what the student wrote: a function that makes data, one that makes a
compiled model, a callback; then they fit. A file that holds these functions alone is trained here
in the same way. Whatever it does itself comes first: a file that fits or saves a model is taken at
its word.

Everything goes through the student's process and through `keras.Model.fit` with the spy before it,
so that it is no more trusted, and no less observed, than a `fit` of the student's own.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping, Sequence
from typing import Any, Final

import keras

from grader.inside.entry import Outcome
from grader.inside.parts.arguments import required
from grader.inside.parts.course_data import CourseData
from grader.inside.parts.making import Making
from grader.inside.spy import Spy

__all__ = ["train_parts"]

_FINISHED: Final = frozenset({"export", "save", "save_weights"})
"""What a script does with a model that it takes for trained; notebooks ask untrained ones, too."""
_ARRAY_ORDER: Final = ("images", "labels")
_FOLDER_ORDER: Final = ("training", "validation")
_NO_DATA_ORDER: Final = ("new",)


def train_parts(outcome: Outcome, spy: Spy, job: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Train what a submission's functions make, if the submission has not trained anything.

    A function of the exercise's own names that takes arguments is called with them; where there is
    none, a compiled model is made and fitted.

    Args:
        outcome: What running the file came to. An exception of the student's is put into it, as is
            the training function that was called and what it gave back.
        spy: Saw every `fit` so far.
        job: Of which `parts` (None where the exercise names none), `entry`, `datasets` and
            `weights` are read.
        text: The submission.

    Returns:
        `assembled`, where something was put together, and `model_from` where that was fitted here.
    """
    asked = job.get("parts")
    if not asked or not _is_left_to_us(outcome, spy, asked, text):
        return {}
    making = Making(outcome.namespace, asked, CourseData.of(job), dict(job.get("weights") or {}))
    told: dict[str, Any] = {"epochs": 0}
    try:
        if outcome.entry or not _call_trainer(outcome, making, job["entry"]):
            _fit(outcome, spy, making, told)
    except SystemExit:
        pass  # a function that ends the run has ended it, no more
    except BaseException as error:  # noqa: BLE001 the student's code; what it raises is evidence
        outcome.error = error
    if not (spy.fits or outcome.entry or outcome.error):
        return {}
    told |= {"called": making.called[:50], "own_data": making.has_own_data}
    by_us = told["epochs"] and outcome.error is None
    return {"assembled": told} | ({"model_from": "parts"} if by_us else {})


def _is_left_to_us(outcome: Outcome, spy: Spy, asked: Mapping[str, Any], text: str) -> bool:
    """Whether the file ended well, trained nothing and saved nothing as if it had."""
    if outcome.error is not None or _has_fitted(spy):
        return False
    if outcome.entry:
        # That the graded function trains is the student's task, unless the exercise says otherwise.
        return outcome.entry in asked["model"] and _is_compiled(outcome.returned)
    return not _saves(text)


def _has_fitted(spy: Spy) -> bool:
    return any(fit.facts["finished"] for fit in spy.fits)


def _is_compiled(model: Any) -> bool:
    return isinstance(model, keras.Model) and bool(getattr(model, "compiled", False))


def _saves(text: str) -> bool:
    """Whether a call outside of all functions saves something."""
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _FINISHED
        for statement in ast.parse(text).body
        if not isinstance(statement, definitions)
        for node in ast.walk(statement)
    )


def _call_trainer(outcome: Outcome, making: Making, names: Sequence[str]) -> bool:
    """Call the first graded function that wants arguments which can be had; say whether one was."""
    solutions = [name for name in outcome.namespace if name.startswith("solution_")]
    order = _NO_DATA_ORDER
    if making.course is not None:
        order = _ARRAY_ORDER if making.course.form == "arrays" else _FOLDER_ORDER
    for name in (*names, *solutions):
        function = outcome.namespace.get(name)
        if not inspect.isfunction(function) or not required(function):
            continue
        if (given := making.arguments(function, order)) is not None:
            outcome.entry = name
            outcome.returned = making.call(function, given)
            return True
    return False


def _fit(outcome: Outcome, spy: Spy, making: Making, told: dict[str, Any]) -> None:
    """Fit the model that the file makes as the notebook does; tell the epochs asked for.

    Nothing is done where there is no compiled model, no data, or where the model's function has
    fitted it already.
    """
    model = outcome.returned if outcome.entry else making.model()
    if not _is_compiled(model):
        return
    if not _has_fitted(spy):
        data = making.fit_data(model)
        if data is None:
            return
        more = {"y": data.y, "validation_data": data.validation}
        given = {name: value for name, value in more.items() if value is not None}
        if outcome.entry:
            making.called.append(outcome.entry)
        told["epochs"] = epochs = int(making.asked["epochs"])
        model.fit(data.x, epochs=epochs, callbacks=making.callbacks(), **given)
    outcome.returned = model
