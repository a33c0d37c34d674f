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
import struct
import tokenize
import warnings
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from grader.errors import EvidenceError

__all__ = ["read_any_array", "read_array", "read_facts", "read_input_shape"]

MAX_JSON_BYTES: Final = 8 * 2**20
MAX_ARRAY_BYTES: Final = 256 * 2**20
_NUMBERS: Final = "fiub"
"""Kinds of types in numpy that hold real numbers."""

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

# How a zip file ends, and what stands before that where the file goes on beyond 4 GB.
_ZIP_END: Final = struct.Struct("<4s4H2LH")
_ZIP64_LOCATOR_BYTES: Final = 20
_MAX_LISTING_BYTES: Final = 2**20
_NOT_A_MODEL: Final = (
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_SHAPE_KEYS: Final = ("batch_shape", "batch_input_shape", "build_input_shape", "input_shape")

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
    array = _load(path)
    fits = array.ndim >= 1 and array.shape[0] == rows and array.size >= rows
    if array.dtype.kind not in _NUMBERS or not fits:
        found = f"{array.dtype} of shape {array.shape}"
        raise EvidenceError(f"{path.name}: expected {rows} rows of numbers, found {found}")
    return _as_floats(array).reshape(rows, -1)


def read_any_array(path: Path) -> NDArray[np.float64]:
    """Read a `.npy` of numbers of any shape.

    Raises:
        EvidenceError: If it is missing, too large or not an array of real numbers.
    """
    array = _load(path)
    if array.dtype.kind not in _NUMBERS:
        raise EvidenceError(f"{path.name}: expected numbers, found {array.dtype}")
    return _as_floats(array)


def _load(path: Path) -> NDArray[Any]:
    raw = _read_bytes(path, MAX_ARRAY_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return np.lib.format.read_array(io.BytesIO(raw), allow_pickle=False)
    except _NOT_AN_ARRAY as error:
        raise EvidenceError(f"{path.name}: not an array: {str(error)[:200]}") from None


def _as_floats(array: NDArray[Any]) -> NDArray[np.float64]:
    with np.errstate(all="ignore"):  # a long double may be too large
        return array.astype(np.float64)


def read_input_shape(model: Path) -> tuple[int | None, ...] | None:
    """Read from a `.keras` file which shape one input has, without the batch axis.

    It is what the file says of itself: good for choosing at which size to offer images, no more.

    Args:
        model: A plain file.

    Returns:
        None where the file does not say, or cannot be read.
    """
    try:
        if not _lists_little(model):
            return None
        with zipfile.ZipFile(model) as archive:
            entry = archive.getinfo("config.json")
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                return None
            with archive.open(entry) as file:
                raw = file.read(MAX_JSON_BYTES + 1)
        return _first_shape(json.loads(raw)) if len(raw) <= MAX_JSON_BYTES else None
    except _NOT_A_MODEL:
        return None


def _lists_little(path: Path) -> bool:
    """Whether the zip's list of contents is short: Python reads and keeps all of it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _ZIP_END.size - _ZIP64_LOCATOR_BYTES))
        tail = file.read()
    if len(tail) < _ZIP_END.size or tail.startswith(b"PK\6\7"):
        return False
    signature, *_, listing, _start, comment = _ZIP_END.unpack(tail[-_ZIP_END.size :])
    return signature == b"PK\5\6" and listing <= _MAX_LISTING_BYTES and not comment


def _first_shape(config: object) -> tuple[int | None, ...] | None:
    """The outermost shape in a model's config."""
    waiting: deque[object] = deque([config])
    while waiting:
        value = waiting.popleft()
        below: Iterable[Any] = ()
        if isinstance(value, dict):
            mapping = cast("dict[str, Any]", value)
            for key in _SHAPE_KEYS:
                if (shape := _shape(mapping.get(key))) is not None:
                    return shape
            below = mapping.values()
        elif isinstance(value, list):
            below = cast("list[Any]", value)
        waiting.extend(below)
    return None


def _shape(value: object) -> tuple[int | None, ...] | None:
    if not isinstance(value, list) or not 1 < len(cast("list[Any]", value)) <= 10:
        return None
    sizes = cast("list[Any]", value)[1:]
    return tuple(sizes) if all(each is None or type(each) is int for each in sizes) else None
