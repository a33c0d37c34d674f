"""What somebody hands over as a real data set: which folders of it hold which class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.datasets.contents import file_sha256
from grader.datasets.manifest import Manifest, Source
from grader.datasets.packings import IDX_FILES
from grader.datasets.unpack import FolderTree, Tree, ZipTree
from grader.errors import DataError
from grader.language import say

__all__ = ["Place", "find_arrays", "find_images", "known_layouts"]

# How many folders at the top of what is handed over are looked into.
_MOST_TOPS: Final = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where the images of one class of one split lie.

    Attributes:
        tree: A folder or an archive.
        folder: The folder in it.
        split: "train" or "validation".
        class_name: The class.
    """

    tree: Tree
    folder: str
    split: str
    class_name: str


def find_images(manifest: Manifest, paths: Sequence[Path], *, unverified: bool) -> list[Place]:
    """Return where each class of each split lies in what was handed over.

    Args:
        manifest: A data set in folders.
        paths: Archives or folders.
        unverified: Take archives whose digest is not the published one.

    Raises:
        DataError: Nothing is recognised, an archive is missing, or one is not the published one.
    """
    _require_there(paths)
    originals = _originals(manifest.real.sources, paths)
    if originals:
        _require_all(manifest.real.sources, originals, unverified=unverified)
        places: list[Place] = []
        for file, path in originals.items():
            found = _places(manifest, ZipTree(path), _members(manifest, file), "")
            if not found:
                raise DataError(say("{path} has not the folders of the published {file}.",
                                    path=path, file=file))  # fmt: skip
            places += found
        return places
    for path in paths:
        tree = FolderTree(path) if path.is_dir() else ZipTree(path)
        for base in ("", *tree.tops()[:_MOST_TOPS]):
            for layout in _layouts(manifest):
                if found := _places(manifest, tree, layout, base):
                    return found
    raise _unrecognised(manifest, paths)


def find_arrays(manifest: Manifest, paths: Sequence[Path], *, unverified: bool) -> dict[str, Path]:
    """Return the files that hold the arrays: `{"npz": path}`, or one for each of the four keys.

    Raises:
        DataError: As `find_images`.
    """
    _require_there(paths)
    for path in paths:
        if path.is_file() and path.suffix == ".npz":
            _require_published(manifest, [path], unverified=unverified)
            return {"npz": path}
        folder = path if path.is_dir() else path.parent
        idx = {key: folder / file for key, file in IDX_FILES.items()}
        if all(each.is_file() for each in idx.values()):
            _require_published(manifest, idx.values(), unverified=unverified)
            return idx
        packed = folder / f"{manifest.name}.npz"
        if path.is_dir() and packed.is_file():
            _require_published(manifest, [packed], unverified=unverified)
            return {"npz": packed}
    raise _unrecognised(manifest, paths)


def known_layouts(manifest: Manifest) -> list[str]:
    """Return, a line each, what `find_images` and `find_arrays` know."""
    files = [source.file for source in manifest.real.sources]
    if manifest.form == "arrays":
        npz = f"{manifest.name}.npz"
        idx = say("a folder with {files}", files=", ".join(IDX_FILES.values()))
        return [npz, idx]
    shown = [", ".join(_class_folders(manifest, layout)) for layout in _layouts(manifest)]
    return [
        say("the published {files}, or a folder with them", files=", ".join(files)),
        *(say("a folder or .zip with {files}", files=each) for each in dict.fromkeys(shown)),
    ]


def _layouts(manifest: Manifest) -> Iterator[Mapping[str, str]]:
    """Yield folder → part of each layout in which the data may lie on somebody's disk."""
    if manifest.real.sizes.validation:
        yield {"train": "train", "validation": "validation"}
    else:
        yield {"": "train"}
        yield {"train": "train"}
    unpacked: dict[str, str] = {}
    for source in manifest.real.sources:
        for inside, part in _members(manifest, source.file).items():
            # What has no folder of its own in the archive is unpacked into one named after it.
            unpacked[inside or source.file.removesuffix(".zip")] = part
    yield unpacked


def _members(manifest: Manifest, file: str) -> Mapping[str, str]:
    archive = manifest.archive(file)
    return {} if archive is None else archive.members


def _class_folders(manifest: Manifest, layout: Mapping[str, str]) -> Iterator[str]:
    for inside, part in layout.items():
        split, _, only = part.partition("/")
        del split
        yield from (
            f"{inside}/" if only else _join(inside, f"{name}/") for name in manifest.classes
        )


def _places(
    manifest: Manifest, tree: Tree, layout: Mapping[str, str], base: str
) -> list[Place] | None:
    """Return the class folders of a layout; None where one of them is not there."""
    places: list[Place] = []
    for inside, part in layout.items():
        split, _, only = part.partition("/")
        for name in [only] if only else manifest.classes:
            folder = _join(base, inside, *([] if only else [name]))
            if not tree.holds(folder):
                return None
            places.append(Place(tree, folder, split, name))
    return places


def _join(*parts: str) -> str:
    return "/".join(part for part in parts if part)


def _originals(sources: Iterable[Source], paths: Sequence[Path]) -> dict[str, Path]:
    """Return the published archives among the paths and in the folders among them, by name."""
    found: dict[str, Path] = {}
    for source in sources:
        for path in paths:
            candidate = path / source.file if path.is_dir() else path
            if candidate.name == source.file and candidate.is_file():
                found[source.file] = candidate
    return found


def _require_all(sources: Sequence[Source], found: Mapping[str, Path], *, unverified: bool) -> None:
    missing = [source.file for source in sources if source.file not in found]
    if missing:
        raise DataError(
            say(
                "There is {found}, but {missing} is missing, and both make the data set. Give the "
                "folder that holds both, or --from twice.",
                found=", ".join(found), missing=", ".join(missing),
            )
        )  # fmt: skip
    for source in sources:
        _require_digest(source, found[source.file], unverified=unverified)


def _require_published(manifest: Manifest, paths: Iterable[Path], *, unverified: bool) -> None:
    """Hold files that carry a published file's name to its digest."""
    known = {each.file: each for each in (*manifest.real.sources, *manifest.real.originals)}
    for path in paths:
        if source := known.get(path.name):
            _require_digest(source, path, unverified=unverified)


def _require_digest(source: Source, path: Path, *, unverified: bool) -> None:
    if unverified:
        return
    try:
        digest, size = file_sha256(path), path.stat().st_size
    except OSError as error:
        raise DataError(
            say("{path} cannot be read: {why}.", path=path, why=error.strerror)
        ) from None
    if digest != source.sha256:
        raise DataError(
            say(
                "{path} is not the published {file}: expected sha256 {expected} ({size} bytes), "
                "found {found} ({found_size} bytes). To use it all the same, add --unverified.",
                path=path, file=source.file, expected=source.sha256, size=source.bytes,
                found=digest, found_size=size,
            )
        )  # fmt: skip


def _require_there(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise DataError(say("{path} does not exist.", path=path))


def _unrecognised(manifest: Manifest, paths: Sequence[Path]) -> DataError:
    lines = [
        say("{path} holds nothing that is known as {name}. What is known:",
            path=", ".join(str(path) for path in paths), name=manifest.name),
        *(f"  · {layout}" for layout in known_layouts(manifest)),
    ]  # fmt: skip
    return DataError("\n".join(lines))
