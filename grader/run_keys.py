"""Digests of what the outcome of a run depends on, so that nothing is run twice for the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from grader.checks.judge import Plan
    from grader.datasets.splits import DataSet
    from grader.exercise import Exercise
    from grader.submission import Submission

__all__ = ["code_digest", "drawn_digest", "run_key"]

_LIBRARIES: Final = ("keras", "numpy", "tensorflow")
_TRIAL: Final = (2, 16, 16, 3)
"""The shape of the images on which a variation shows what it does."""


def run_key(
    exercise: Exercise,
    submission: Submission,
    *,
    data: DataSet | None,
    weights: Mapping[str, Path],
    seed: int,
    rounds: int,
    device: str,
) -> str:
    """Return a digest of everything that what a run leaves depends on."""
    of_data = data.identity if data else None
    files = {name: [path.parent.name, path.stat().st_size] for name, path in weights.items()}
    parts = [
        submission.sha256, exercise.entry.model_dump(), exercise.limits.model_dump(),
        exercise.strict, of_data, files, seed, rounds, device, code_digest(),
    ]  # fmt: skip
    return _digest(json.dumps(parts, sort_keys=True).encode())


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return a digest of the code of ours that runs with a submission, and of what it calls."""
    inside = Path(__file__).parent / "inside"
    parts = [f"{name} {version(name)}".encode() for name in _LIBRARIES]
    for path in sorted(inside.rglob("*.py")):
        parts += [path.relative_to(inside).as_posix().encode(), path.read_bytes()]
    return _digest(*parts)


def drawn_digest(plan: Plan) -> str:
    """Return a digest of what a plan asks. It uses the plan up: draw another one for a run."""
    trial = np.random.default_rng(0).integers(0, 256, _TRIAL).astype(np.uint8)
    asked: list[bytes] = [json.dumps([plan.splits, sorted(plan.probes.items())]).encode()]
    for index, questions in sorted(plan.questions.items()):
        asked += [str(index).encode(), _bytes(questions)]
    for index, vary in sorted(plan.variations.items()):
        asked += [str(index).encode(), _bytes(vary(trial))]
    for key, call in sorted(plan.keyed_calls.items()):
        asked += [f"{key} {call.names}".encode(), *map(_bytes, call.arguments)]
    return _digest(*asked)


def _bytes(value: Any) -> bytes:
    if not isinstance(value, np.ndarray):
        return repr(value).encode()
    array = cast("NDArray[Any]", value)
    return f"{array.dtype} {array.shape}".encode() + np.ascontiguousarray(array).tobytes()


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()
