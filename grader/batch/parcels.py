"""What travels between machines: files of a folder, as one zip in memory."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

__all__ = ["pack", "pack_files", "unpack"]

_MOST_BYTES: Final = 512 << 20


def pack(path: Path) -> bytes:
    """Return a file, or the plain files of a folder, as a zip. Links are left out.

    A path that is not there gives an empty zip: whoever unpacks it finds nothing either.
    """
    held = io.BytesIO()
    left = _MOST_BYTES
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_symlink() or not file.is_file() or file.stat().st_size > left:
                continue
            left -= file.stat().st_size
            archive.write(file, file.relative_to(path.parent).as_posix())
    return held.getvalue()


def pack_files(folder: Path, names: Iterable[str]) -> bytes:
    """Return files of a folder as a zip, by their names in it; not made smaller: images are.

    Raises:
        OSError: If one cannot be read.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            archive.write(folder / name, name)
    return held.getvalue()


def unpack(parcel: bytes, folder: Path) -> None:
    """Write the files of a parcel below a folder; names that lead out of it are passed over.

    Each file appears whole, or not at all.
    """
    with zipfile.ZipFile(io.BytesIO(parcel)) as archive:
        for entry in archive.infolist():
            name = PurePosixPath(entry.filename)
            if name.is_absolute() or ".." in name.parts or entry.is_dir():
                continue
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            written = place.with_name(f".{place.name}.{os.getpid()}")
            written.write_bytes(archive.read(entry))
            written.replace(place)
