"""The arrays in a file of pretrained weights, by their digests: what a frozen base still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["array_digests", "digests_by_file"]


def digests_by_file(weights: Mapping[str, Path]) -> dict[str, frozenset[str]]:
    """Return the arrays' digests of each file, by one of the names that Keras knows it by.

    Args:
        weights: Files of pretrained weights, by names; one file may have several.

    Raises:
        OSError: If one cannot be read, or is no HDF5 file.
    """
    names = {path: name for name, path in weights.items()}
    return {name: array_digests(path) for path, name in names.items()}


@cache
def array_digests(path: Path) -> frozenset[str]:
    """Return sha256 of each array in an HDF5 file with its shape, hex.

    `grader.inside.digest.array_digest` computes the same of a model's weights.

    Args:
        path: A weights file of this host's own; never one of a student's.

    Raises:
        OSError: If it cannot be read, or is no HDF5 file.
    """
    h5py: Any = import_module("h5py")  # a tenth of a second; only transfer learning needs it
    found: set[str] = set()

    def note(_name: str, entry: Any) -> None:
        if isinstance(entry, h5py.Dataset) and entry.dtype.kind == "f":
            numbers = np.ascontiguousarray(entry[()], dtype="<f4")
            digest = hashlib.sha256(repr(tuple(int(size) for size in numbers.shape)).encode())
            digest.update(numbers.tobytes())
            found.add(digest.hexdigest())

    with h5py.File(path, "r") as file:
        file.visititems(note)
    return frozenset(found)
