"""What a published folder holds: each file's size and sha256, written beside the folder.

`<cache>/<name>/<folder>.files.json` records `<cache>/<name>/<folder>`, so that damage is noticed
later without drawing or fetching anything again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.datasets.publish import durable
from grader.errors import DataError

__all__ = [
    "Contents",
    "Damage",
    "FileFacts",
    "contents_of",
    "damages",
    "discard",
    "file_sha256",
    "read_contents",
    "record_path",
    "write_contents",
]

_MOST_BYTES = 64_000_000


class FileFacts(BaseModel):
    """One file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Contents(BaseModel):
    """All files of one published folder, by their path in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal[1] = 1
    files: Mapping[str, FileFacts]

    @property
    def digest(self) -> str:
        """Name of these bytes: the first 16 hex digits of a sha256 over paths and digests."""
        lines = (f"{path}\0{facts.sha256}\n" for path, facts in sorted(self.files.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Damage:
    """One file that is not as it was published.

    Attributes:
        path: The file.
        expected: What it should be; "" where nobody recorded the file.
        found: What it is; "" where it is gone.
    """

    path: Path
    expected: str
    found: str


def file_sha256(path: Path) -> str:
    """Return the file's sha256 as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record_path(folder: Path) -> Path:
    """Return where the contents of a published folder are recorded."""
    return folder.with_name(f"{folder.name}.files.json")


def contents_of(folder: Path) -> Contents:
    """Read every file below `folder` and say what it holds. Links are not followed."""
    return Contents(
        files={
            path.relative_to(folder).as_posix(): FileFacts(
                bytes=path.stat().st_size, sha256=file_sha256(path)
            )
            for path in _files(folder)
        }
    )


def _files(folder: Path) -> list[Path]:
    found = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def write_contents(contents: Contents, path: Path) -> None:
    """Write a record."""
    with durable(path) as file:
        file.write(contents.model_dump_json().encode())


def read_contents(path: Path) -> Contents | None:
    """Read a record; None where there is none.

    Raises:
        DataError: It is there and cannot be understood.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DataError(f"{path} is damaged: it is too big to be a record of files")
        return Contents.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not a record of files"
        raise DataError(f"{path} is damaged: {why}") from None


def damages(
    folder: Path, contents: Contents, tell: Callable[[int], None] | None = None
) -> list[Damage]:
    """Compare a folder with its record, byte for byte.

    Args:
        folder: The published folder.
        contents: What it should hold.
        tell: Told the bytes of each file that was looked at.
    """
    found: list[Damage] = []
    for name, facts in sorted(contents.files.items()):
        path = folder / name
        try:
            size = path.stat().st_size
            digest = file_sha256(path) if size == facts.bytes else ""
        except OSError as error:
            gone = isinstance(error, FileNotFoundError)
            found.append(Damage(path, _shown(facts), "" if gone else str(error.strerror)))
            continue
        if digest != facts.sha256:
            actual = f"sha256 {digest[:16]}…" if digest else f"{size} bytes"
            found.append(Damage(path, _shown(facts), actual))
        if tell:
            tell(facts.bytes)
    extra = [p for p in _files(folder) if p.relative_to(folder).as_posix() not in contents.files]
    return found + [Damage(path, "", f"{path.stat().st_size} bytes") for path in extra]


def discard(folder: Path) -> None:
    """Remove a published folder and its record: it is whole until it is out of everybody's way."""
    if folder.is_dir() and not folder.is_symlink():
        aside = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder.parent))
        folder.rename(aside / "discarded")
        shutil.rmtree(aside, ignore_errors=True)
    record_path(folder).unlink(missing_ok=True)


def _shown(facts: FileFacts) -> str:
    return f"{facts.bytes} bytes, sha256 {facts.sha256[:16]}…"
