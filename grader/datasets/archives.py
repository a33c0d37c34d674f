"""Archives with the layout of the originals, packed from what a student may see anyway."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from grader.datasets.manifest import Archive
from grader.datasets.publish import durable, published

__all__ = ["pack"]

# An empty archive: the record that ends every other one, too.
_LEAST_BYTES: Final = 22
# The first day that the format knows: the same content gives the same bytes.
_DAY: Final = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path, digest: str, public: Path, archive: Archive) -> Path:
    """Return the archive, packed first where the cache does not hold it.

    Images are stored as they are: they are packed already, and it takes a tenth of the time.

    Args:
        folder: The data set's place in the cache.
        digest: Of the public part.
        public: The public part.
        archive: Its name, and which part lies where inside it.

    Raises:
        DataError: The cache cannot be written.
    """

    def write(target: Path) -> None:
        with durable(target / archive.file) as file, zipfile.ZipFile(file, "w") as packed:
            for name, path in _content(public, archive):
                _add(packed, name, path)

    name = f"archives-{digest}-{Path(archive.file).stem}"
    return published(folder, name, {archive.file: _LEAST_BYTES}, write) / archive.file


def _content(public: Path, archive: Archive) -> Iterator[tuple[str, Path]]:
    """Yield what the archive holds, each folder before what lies in it."""
    seen: set[str] = set()
    for inside, part in archive.members.items():
        laid = _numbered if "*" in inside else _as_they_lie
        for name, path in laid(public / part, inside):
            for parent in (*reversed(Path(name).parents), Path(name)):
                shown = parent.as_posix()
                if shown in seen or shown == ".":
                    continue
                seen.add(shown)
                yield shown, path if parent == Path(name) else public


def _as_they_lie(top: Path, inside: str) -> Iterator[tuple[str, Path]]:
    """Yield a folder and all below it, with the name of each in the archive."""
    for path in (top, *sorted(top.rglob("*"))):
        name = "/".join(each for each in (inside, path.relative_to(top).as_posix()) if each)
        yield name.removesuffix("/."), path


def _numbered(top: Path, inside: str) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder, named by numbers: "train/cat.0.jpg" of "train/cat.*.jpg"."""
    files = [path for path in sorted(top.rglob("*")) if path.is_file()]
    for number, path in enumerate(files):
        yield inside.replace("*", str(number)), path


def _add(packed: zipfile.ZipFile, name: str, path: Path) -> None:
    if path.is_dir():
        entry = zipfile.ZipInfo(f"{name}/", _DAY)
        entry.external_attr = (stat.S_IFDIR | 0o755) << 16 | 0x10
        packed.writestr(entry, b"")
        return
    entry = zipfile.ZipInfo(name, _DAY)
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, packed.open(entry, "w") as target:
        while block := source.read(1 << 20):
            target.write(block)
