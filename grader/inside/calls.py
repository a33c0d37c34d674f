"""Calling functions of the student's with inputs of ours, and keeping what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from grader.inside.entry import raised_facts

__all__ = ["make_calls"]

# Taken before the student's code can put something else in their place.
_save: Final = np.save
_load: Final = np.load


def make_calls(
    namespace: Mapping[str, Any], asked: Sequence[Mapping[str, Any]], outbox: Path, file: Path
) -> list[dict[str, Any]]:
    """Call each function that was asked for and save what it gives back.

    Args:
        namespace: The submission's names after it ran.
        asked: For each call `key`, `names` (the first that is a function is called) and
            `arguments`, a list of numbers and of paths of `.npy` files.
        outbox: Answers are saved there as `returned-<key>.npy`.
        file: The submission, for the line of an exception.
    """
    return [_call(namespace, each, outbox, file) for each in asked]


def _call(
    namespace: Mapping[str, Any], asked: Mapping[str, Any], outbox: Path, file: Path
) -> dict[str, Any]:
    found: list[Callable[..., Any]] = [
        namespace[name] for name in asked["names"] if callable(namespace.get(name))
    ]
    key = str(asked["key"])
    if not found:
        return {"key": key, "error": f"NameError: {asked['names'][0]}"}
    # Loaded anew for each call: a function may well work in its argument.
    arguments = [
        _load(each, allow_pickle=False) if isinstance(each, str) else each
        for each in asked["arguments"]
    ]
    try:
        returned = found[0](*arguments)
        answer = np.asarray(returned)
        if answer.dtype.kind not in "fiub":
            return {"key": key, "error": f"TypeError: {type(returned).__name__}"[:1000]}
        _save(outbox / f"returned-{key}.npy", answer)
    except BaseException as error:  # noqa: BLE001 the student's code; it is evidence
        facts = raised_facts(error, file)
        line = facts["frames"][-1][0] if facts["frames"] else 0
        return {"key": key, "error": f"{facts['type']}: {facts['message']}"[:1000], "line": line}
    return {"key": key}
