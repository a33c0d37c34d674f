"""Calls of functions that students wrote: what is sent with the trainee, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from grader.errors import EvidenceError
from grader.evidence import Answered, LeftOver
from grader.facts import TrainingFacts
from grader.language import say
from grader.outbox import read_any_array

if TYPE_CHECKING:
    from grader.checks.judge import Plan

__all__ = ["lay_out_calls", "lay_out_picture", "read_calls"]


def lay_out_calls(inbox: Path, plan: Plan) -> list[dict[str, Any]]:
    """Put the arguments of all calls into the trainee's inbox; return what it is told of them."""
    told: list[dict[str, Any]] = []
    for key, call in plan.keyed_calls.items():
        if call.script:
            continue
        arguments: list[Any] = []
        for position, value in enumerate(call.arguments):
            if isinstance(value, np.ndarray):
                file = f"call-{key}-{position}.npy"
                np.save(inbox / file, cast("NDArray[Any]", value))
                arguments.append(f"{{inbox}}/{file}")
            else:
                arguments.append(value)
        told.append({"key": key, "names": list(call.names), "arguments": arguments})
    return told


def lay_out_picture(inbox: Path, plan: Plan) -> str:
    """Put what `ascent()` is to give into the trainee's inbox; return where, or ""."""
    if plan.picture is None:
        return ""
    np.save(inbox / "picture.npy", plan.picture)
    return "{inbox}/picture.npy"


def read_calls(outbox: Path, plan: Plan, facts: TrainingFacts) -> Mapping[str, Answered]:
    """Return what came back from each call, by its key.

    What cannot be read, or was never told, did not come back: that is no fault of ours.
    """
    told = {call.key: call for call in facts.calls}
    found: dict[str, Answered] = {}
    left = _left_over(outbox, facts)
    for key, call in plan.keyed_calls.items():
        if call.script:
            found[key] = Answered((plan.picture,), left=left)
            continue
        said = told.get(key)
        if said is None or said.error:
            error = said.error if said else say("nothing came back")
            found[key] = Answered(call.arguments, error=error, line=said.line if said else 0)
            continue
        try:
            answer = read_any_array(outbox / f"returned-{key}.npy")
        except EvidenceError as error:
            found[key] = Answered(call.arguments, error=str(error))
        else:
            found[key] = Answered(call.arguments, answer)
    return found


def _left_over(outbox: Path, facts: TrainingFacts) -> LeftOver:
    """Return what a file left in its variables; what cannot be read was not left."""
    said = facts.left_over
    if said is None:
        return LeftOver({})
    arrays: dict[str, NDArray[Any]] = {}
    for number, name in enumerate(said.arrays):
        with suppress(EvidenceError):
            arrays[name] = read_any_array(outbox / f"left-{number}.npy").astype(np.float64)
    kernels = tuple(np.array(each, np.float64).reshape(3, 3) for each in said.kernels)
    return LeftOver(arrays, kernels, said.weights)
