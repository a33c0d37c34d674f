"""Strict readers of outboxes, the folders that confined processes fill.

Everything in the trainee's is under the control of the student's code, and the examiner loaded
bytes of theirs. So the readers bound every size, refuse unknown keys, never unpickle and never
follow a link. A file that does not hold what it should raises `EvidenceError`; the pipeline
decides whose fault that is.
"""

from __future__ import annotations

import io
import json
import os
import stat
import tokenize
import warnings
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from grader.errors import EvidenceError

__all__ = ["read_array", "read_facts"]

MAX_JSON_BYTES: Final = 8 * 2**20
MAX_ARRAY_BYTES: Final = 256 * 2**20

# Everything that numpy was seen to raise over a hostile header: it evaluates and tokenizes it.
_NOT_AN_ARRAY: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    tokenize.TokenError,
)

FactsT = TypeVar("FactsT", bound=BaseModel)


def _read_bytes(path: Path, most: int) -> bytes:
    """Read a plain file of at most `most` bytes; no link, no device, no pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise EvidenceError(f"{path.name}: {error.strerror}") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)  # Python opens no folder, not even to close it
        raise EvidenceError(f"{path.name}: expected a plain file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > most:
            raise EvidenceError(f"{path.name}: {status.st_size} bytes, at most {most} are read")
        return file.read(most + 1)[:most]


def read_facts(path: Path, kind: type[FactsT]) -> FactsT:
    """Read one JSON file of an outbox.

    Raises:
        EvidenceError: If it is missing, too large, not JSON or not of this shape.
    """
    raw = _read_bytes(path, MAX_JSON_BYTES)
    try:
        return kind.model_validate(json.loads(raw))
    except (ValueError, RecursionError, ValidationError) as error:
        first = str(error).splitlines()[0][:200]
        raise EvidenceError(f"{path.name}: not valid {kind.__name__}: {first}") from None


def read_array(path: Path, *, rows: int) -> NDArray[np.float64]:
    """Read predictions: a `.npy` of numbers with `rows` rows, shape (rows, columns).

    Raises:
        EvidenceError: If it is missing, too large, not an array of real numbers or misshapen.
    """
    raw = _read_bytes(path, MAX_ARRAY_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            array = np.lib.format.read_array(io.BytesIO(raw), allow_pickle=False)
    except _NOT_AN_ARRAY as error:
        raise EvidenceError(f"{path.name}: not an array: {str(error)[:200]}") from None
    fits = array.ndim >= 1 and array.shape[0] == rows and array.size >= rows
    if array.dtype.kind not in "fiub" or not fits:
        found = f"{array.dtype} of shape {array.shape}"
        raise EvidenceError(f"{path.name}: expected {rows} rows of numbers, found {found}")
    with np.errstate(all="ignore"):  # a long double may be too large
        return array.reshape(rows, -1).astype(np.float64)
