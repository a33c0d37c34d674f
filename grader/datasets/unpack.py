"""Reading other people's archives and folders without trusting them.

Nothing is unpacked as it stands: of an archive only the image files directly inside the folders
that the manifest names are read, one by one, and written under names of ours plus their own last
part. So no path leads out of the folder, and a link is never followed.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from grader.errors import DataError
from grader.language import say

__all__ = ["Entry", "FolderTree", "Tree", "ZipTree", "image_fault"]

# The largest published set has 25,000 files of 0.8 GB; the largest image of it has 1 MB.
MOST_FILES: Final = 100_000
MOST_BYTES: Final = 4_000_000_000
MOST_FILE_BYTES: Final = 64_000_000
MOST_PIXELS: Final = 4096 * 4096
_SUFFIXES: Final = {".bmp", ".gif", ".jpeg", ".jpg", ".png"}
# First bytes of what TensorFlow decodes.
_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that is there to be read.

    Attributes:
        name: Its last path part.
        size: Bytes.
        is_plain: False for a link or a device, which are never read.
        read: Returns its bytes.
    """

    name: str
    size: int
    is_plain: bool
    read: Callable[[], bytes]


class Tree(ABC):
    """Folders with files in them, on the disk or in an archive; "" is the top."""

    @abstractmethod
    def holds(self, folder: str) -> bool:
        """Say whether there is such a folder."""

    @abstractmethod
    def entries(self, folder: str) -> Iterator[Entry]:
        """Yield what lies directly in a folder, sorted by name, folders left out."""

    @abstractmethod
    def tops(self) -> list[str]:
        """Return the names of the folders at the top."""


class FolderTree(Tree):
    """A folder on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def holds(self, folder: str) -> bool:  # noqa: D102 the base class says
        return (self._folder / folder).is_dir()

    def entries(self, folder: str) -> Iterator[Entry]:  # noqa: D102
        try:
            found = sorted(os.scandir(self._folder / folder), key=lambda each: each.name)
        except OSError as error:
            raise _unreadable(self._folder / folder, error) from None
        _require_few(self._folder, len(found))
        for each in found:
            if not each.is_dir(follow_symlinks=False):
                path = Path(each.path)
                facts = each.stat(follow_symlinks=False)
                plain = stat.S_ISREG(facts.st_mode)
                yield Entry(each.name, facts.st_size, plain, lambda path=path: _content(path))

    def tops(self) -> list[str]:  # noqa: D102
        try:
            return sorted(each.name for each in os.scandir(self._folder) if each.is_dir())
        except OSError as error:
            raise _unreadable(self._folder, error) from None


class ZipTree(Tree):
    """A .zip; bounded before a byte of it is unpacked.

    Raises:
        DataError: It is no archive, is damaged or encrypted, is too big, or has a path that leads
            out of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folders: dict[str, list[zipfile.ZipInfo]] = {"": []}
        try:
            self._archive = zipfile.ZipFile(path)
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
            raise _unreadable(path, error) from None
        members = self._archive.infolist()
        _require_few(path, len(members))
        total = sum(member.file_size for member in members)
        if total > MOST_BYTES:
            raise DataError(
                say(
                    "{path} would unpack to {found:.0f} MB; at most {most:.0f} MB are taken.",
                    path=path, found=total / 1e6, most=MOST_BYTES / 1e6,
                )
            )  # fmt: skip
        for member in members:
            self._add(member)

    def _add(self, member: zipfile.ZipInfo) -> None:
        name = member.filename
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
            raise DataError(
                say("{path} is refused: it has a file that leads out of it ({name}).",
                    path=self._path, name=repr(name))
            )  # fmt: skip
        is_folder = not name or name.endswith("/")  # is_dir() of Python 3.11 asks for a last letter
        folders = place.parts if is_folder else place.parts[:-1]
        for depth in range(len(folders) + 1):
            self._folders.setdefault("/".join(folders[:depth]), [])
        if not is_folder:
            self._folders["/".join(folders)].append(member)

    def holds(self, folder: str) -> bool:  # noqa: D102
        return folder in self._folders

    def entries(self, folder: str) -> Iterator[Entry]:  # noqa: D102
        found = {PurePosixPath(each.filename).name: each for each in self._folders[folder]}
        for name, member in sorted(found.items()):
            kind = stat.S_IFMT(member.external_attr >> 16)
            plain = kind in {0, stat.S_IFREG}
            yield Entry(name, member.file_size, plain, lambda each=member: self._read(each))

    def tops(self) -> list[str]:  # noqa: D102
        return sorted(folder for folder in self._folders if folder and "/" not in folder)

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        try:
            # Never more than the archive says, whatever its data would unpack to.
            with self._archive.open(member) as file:
                return file.read(member.file_size)
        except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError) as error:
            raise _unreadable(f"{self._path}, {member.filename}", error) from None
        except Exception as error:  # noqa: BLE001 zlib, lzma and bz2 have errors of their own
            raise _unreadable(f"{self._path}, {member.filename}", error) from None


def image_fault(entry: Entry) -> tuple[str, bytes]:
    """Read an entry as an image that TensorFlow decodes.

    Returns:
        Why it is passed over ("" where it is an image), and its bytes.

    Raises:
        DataError: It cannot be read at all.
    """
    if not entry.is_plain:
        return say("links"), b""
    if PurePosixPath(entry.name).suffix.lower() not in _SUFFIXES or entry.name.startswith("."):
        return say("no images"), b""
    if not entry.size:
        return say("empty"), b""
    if entry.size > MOST_FILE_BYTES:
        return say("too big"), b""
    content = entry.read()
    return ("" if _can_be_decoded(content) else say("damaged images")), content


def _can_be_decoded(content: bytes) -> bool:
    if not content.startswith(_STARTS):
        return False
    import warnings

    from PIL import Image

    formats = ["BMP", "GIF", "JPEG", "PNG"]

    try:
        with warnings.catch_warnings():
            # An odd tag in a photo is nothing that a person could mend here.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=formats) as image:
                if image.width * image.height > MOST_PIXELS:
                    return False
                image.load()
            # Pillow forgives a PNG whose end is missing; `verify` reads all of its chunks.
            with Image.open(io.BytesIO(content), formats=formats) as image:
                image.verify()
    except Exception:  # noqa: BLE001 whatever Pillow raises about a file, it is no image
        return False
    return True


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _require_few(path: Path, count: int) -> None:
    if count > MOST_FILES:
        raise DataError(
            say("{path} has {found} files; at most {most} are taken.",
                path=path, found=count, most=MOST_FILES)
        )  # fmt: skip


def _unreadable(path: object, error: Exception) -> DataError:
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return DataError(say("{path} cannot be read: {why}.", path=path, why=why))
