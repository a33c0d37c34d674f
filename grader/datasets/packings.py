"""Arrays as their publishers pack them: one `.npz`, or four idx files under gzip.

The idx format: two zero bytes, 8 for unsigned bytes, the number of dimensions, each dimension as
a big-endian 32-bit number, then the bytes (Y. LeCun's page on MNIST).
"""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from grader.errors import DataError
from grader.language import say

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[np.uint8]]

__all__ = ["IDX_FILES", "KEYS", "read_idx", "read_npz", "require_images"]

KEYS: Final = ("x_train", "y_train", "x_test", "y_test")
IDX_FILES: Final[Mapping[str, str]] = {
    "x_train": "train-images-idx3-ubyte.gz",
    "y_train": "train-labels-idx1-ubyte.gz",
    "x_test": "t10k-images-idx3-ubyte.gz",
    "y_test": "t10k-labels-idx1-ubyte.gz",
}
_MOST_BYTES: Final = 1_000_000_000


def read_idx(path: Path) -> NDArray[np.uint8]:
    """Read one idx file under gzip.

    Raises:
        DataError: It is damaged, is something else, or is too big.
    """
    import numpy as np

    try:
        with gzip.open(path) as file:
            zeros, kind, dimensions = struct.unpack(">HBB", file.read(4))
            if zeros or kind != 8 or not 1 <= dimensions <= 3:
                raise _damaged(path, "no idx file of bytes")
            shape = struct.unpack(f">{dimensions}I", file.read(4 * dimensions))
            count = int(np.prod(shape, dtype=np.float64))
            if count > _MOST_BYTES:
                raise _damaged(path, f"{count} bytes")
            content = file.read(count + 1)
    except (OSError, EOFError, struct.error, zlib.error) as error:
        raise _damaged(path, getattr(error, "strerror", None) or str(error)) from None
    if len(content) != count:
        raise _damaged(path, f"{len(content)} bytes for the shape {shape}")
    return np.frombuffer(content, dtype=np.uint8).reshape(shape)


def read_npz(path: Path) -> Arrays:
    """Read the four arrays of an `.npz`.

    Raises:
        DataError: It is damaged, lacks one of them, or is too big.
    """
    import numpy as np

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > _MOST_BYTES:
            raise _damaged(path, f"{size} bytes")
        with np.load(path, allow_pickle=False) as opened:
            missing = sorted(set(KEYS) - set(opened.files))
            if missing:
                raise _damaged(path, f"no {', '.join(missing)}")
            arrays: dict[str, Any] = {key: opened[key] for key in KEYS}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(path, getattr(error, "strerror", None) or str(error)) from None
    return {key: _bytes(path, key, array) for key, array in arrays.items()}


def _bytes(path: Path, key: str, array: Any) -> NDArray[np.uint8]:
    import numpy as np

    if array.dtype.kind not in "iu" or (array.size and not 0 <= array.min() <= array.max() < 256):
        raise _damaged(path, f"{key}: {array.dtype}")
    return np.ascontiguousarray(array, dtype=np.uint8)


def require_images(path: Path, arrays: Arrays, image_size: tuple[int, int], classes: int) -> None:
    """Hold the arrays to the manifest.

    Raises:
        DataError: A shape or a label is not as it should be.
    """
    for half in ("train", "test"):
        images, labels = arrays[f"x_{half}"], arrays[f"y_{half}"]
        if images.ndim != 3 or images.shape[1:] != image_size or labels.shape != images.shape[:1]:
            raise _damaged(path, f"x_{half} {images.shape}, y_{half} {labels.shape}")
        if len({*labels.tolist()}) != classes or labels.max() >= classes:
            raise _damaged(path, f"y_{half}: {len({*labels.tolist()})} / {classes}")


def _damaged(path: Path, why: object) -> DataError:
    return DataError(say("{path} is not what it should be: {why}.", path=path, why=why))
