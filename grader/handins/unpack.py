"""Unpacking a class's archive without trusting a name in it.

What a student may have chosen, a file's name or content, never keeps the others from being
graded: such an entry is listed. What is wrong with the archive as a whole is refused.
"""

from __future__ import annotations

import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from grader.errors import UsageError
from grader.handins.found import Reading
from grader.handins.listing import is_junk
from grader.handins.names import safe_name
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["unpack"]

MOST_ENTRIES: Final = 100_000
MOST_BYTES: Final = 4 * 2**30
_MOST_DEPTH: Final = 20
_BLOCK: Final = 1 << 20
_UTF8: Final = 0x800
_LOCKED: Final = 0x1


def unpack(path: Path, scratch: Path, reading: Reading) -> Path:
    """Unpack `path` into a fresh folder in `scratch` and return that.

    Links, names that lead out of the folder and names with control characters are listed in
    `reading`, as are entries that are damaged or locked.

    Raises:
        UsageError: It is no archive, or holds more entries or bytes than are taken.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _require_few(path, members)
            scratch.mkdir(parents=True, exist_ok=True)
            target = Path(tempfile.mkdtemp(prefix=f"{safe_name(path.stem)}-", dir=scratch))
            for member in members:
                _unpack_one(archive, member, path, target, reading)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        raise UsageError(
            say("{archive} is not a whole .zip: download it again, or unpack it and name the "
                "folder.", archive=path)
        ) from None  # fmt: skip
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(
            say("{archive} cannot be unpacked: {why}.", archive=path, why=why)
        ) from None
    return target


def _require_few(path: Path, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > MOST_ENTRIES or total > MOST_BYTES:
        raise UsageError(
            say(
                "{archive} holds {count} entries of {size:.0f} MB; at most {most} of {room:.0f} MB "
                "are taken. Unpack it yourself and name the folder.",
                archive=path, count=len(members), size=total / 1e6, most=MOST_ENTRIES,
                room=MOST_BYTES / 1e6,
            )
        )  # fmt: skip


def _unpack_one(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, target: Path, reading: Reading
) -> None:
    name = _name(member)
    parts = PurePosixPath(name).parts
    if not parts or any(is_junk(part) for part in parts):
        return
    why = _name_refusal(name) or _kind_refusal(member)
    if why:
        reading.leave(path / plain_line(name).lstrip("/"), why)
        return
    place = target.joinpath(*parts)
    try:
        if member.is_dir() or name.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, place.open("xb") as written:
            for block in _blocks(source, member.file_size):
                written.write(block)
    except FileExistsError:
        reading.leave(path / name, say("The archive holds this twice; the first was taken."))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        place.unlink(missing_ok=True)
        reading.leave(path / name, say("This is damaged in the archive, or packed unusually."))
    except (NotADirectoryError, IsADirectoryError):
        reading.leave(path / name, say("The archive holds this twice; the first was taken."))


def _blocks(source: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield never more than the archive said at first, whatever it would unpack to."""
    left = size
    while left > 0 and (block := source.read(min(_BLOCK, left))):
        left -= len(block)
        yield block


def _name(member: zipfile.ZipInfo) -> str:
    """Return an entry's path with `/`.

    Programs that do not mark their names as UTF-8 write them in the encoding of the system: on a
    Korean Windows that is cp949, which `zipfile` reads as cp437.
    """
    name = member.filename
    if not member.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "cp949") if raw and not raw.isascii() else ():
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _name_refusal(name: str) -> str:
    """Return why an entry of this name is not unpacked; "" where it is."""
    place = PurePosixPath(name)
    has_drive = bool(place.parts) and place.parts[0][1:2] == ":"
    if place.is_absolute() or ".." in place.parts or has_drive:
        return say("Its name leads out of the archive, so it was not unpacked.")
    if any(unicodedata.category(char) == "Cc" for char in name):
        return say("Its name holds control characters, so it was not unpacked.")
    if len(place.parts) > _MOST_DEPTH or any(len(part.encode()) > 255 for part in place.parts):
        return say("Its name is too long, so it was not unpacked.")
    return ""


def _kind_refusal(member: zipfile.ZipInfo) -> str:
    """Return why an entry of this kind is not unpacked; "" where it is."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return say("This is a link, and links are not followed.")
    if member.flag_bits & _LOCKED:
        return say("This is locked with a password: ask for it without.")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return say("This is damaged in the archive, or packed unusually.")
    return ""
