"""What in a manifest must fit together: parts, archives, sources and the spellings of paths."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.datasets.manifest import Manifest

__all__ = ["complaint_about", "complaints_about_paths"]

# A class is a folder's name, and nothing that a path could be made of.
_CLASS_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]*")
_NUMBERED = re.compile(r"(?:[^*]+/)?[^*/]*\*[^*/]*\.\w+")
_IDX = re.compile(r"(train|t10k)-(images-idx3|labels-idx1)-ubyte\.gz")
# Places that hold more than one data set; a view of one of ours there would hide the rest.
_TOO_HIGH = {".", "..", "/", "/tmp", "~", "data", "tmp"}  # noqa: S108 spelt, never written to


def complaint_about(manifest: Manifest) -> str | None:
    """Return what does not fit together, as one sentence without a full stop."""
    return next(_complaints(manifest), None)


def _complaints(manifest: Manifest) -> Iterator[str]:
    yield from _twice("classes", manifest.classes)
    yield from _twice("archives", [archive.file for archive in manifest.archives])
    yield from _folders(manifest) if manifest.form == "folders" else _arrays(manifest)
    files = {source.file for source in (*manifest.real.sources, *manifest.real.originals)}
    for file in manifest.real.mirrors:
        if file not in files:
            yield f"real.mirrors: {file!r} is no file of sources or originals ({_listed(files)})"
    if manifest.real.held_out.split == "validation" and not manifest.real.sizes.validation:
        yield "real.held_out: the validation split has no images to hold out; say split: train"
    names = {archive.file for archive in manifest.archives}
    yield from complaints_about_paths(manifest.known_paths)
    for spelling, place in manifest.known_paths.items():
        if place not in manifest.parts | names:
            known = _listed(names | manifest.parts)
            found = f"{place!r}, at {spelling!r}"
            yield f"known_paths: {found}, is neither a part nor an archive ({known})"


def _folders(manifest: Manifest) -> Iterator[str]:
    if manifest.channels != 3:
        yield "channels: images in folders have 3; found 1"
    if list(manifest.classes) != sorted(manifest.classes):
        yield "classes: for folders, Keras numbers them as sorted; write them so"
    for name in manifest.classes:
        if not _CLASS_FOLDER.fullmatch(name):
            yield f"classes: {name!r} cannot be a folder's name; use letters, digits, - and _"
    yield from _members(manifest)
    for part in manifest.embedded.names:
        if part not in manifest.parts or "/" not in part:
            known = _listed(each for each in manifest.parts if "/" in each)
            yield f"embedded.names: {part!r} is no class of a public part ({known})"
    for source in manifest.real.sources:
        if manifest.archive(source.file) is None:
            yield f"real.sources: {source.file} is none of the archives, so nobody could unpack it"
    if manifest.real.originals:
        yield "real.originals: only the form arrays has other packings; remove them"


def _members(manifest: Manifest) -> Iterator[str]:
    for archive in manifest.archives:
        if not archive.members:
            yield f"archives: {archive.file} needs members, folder inside it → part"
        for inside, part in archive.members.items():
            if part not in manifest.parts - {"."}:
                found = f"{part!r}, of {archive.file}, is not a part"
                yield f"archives: {found} ({_listed(manifest.parts - {'.'})})"
            if inside and (inside != posixpath.normpath(inside) or inside[0] in "./"):
                yield f"archives: {inside!r}, in {archive.file}, must be a plain path inside it"
            if "*" in inside and not _NUMBERED.fullmatch(inside):
                found = f"{inside!r}, in {archive.file}"
                yield f"archives: {found}, needs one * in its last part and an ending, x/cat.*.jpg"
            if "*" in inside and archive.file in {each.file for each in manifest.real.sources}:
                yield f"archives: {archive.file} is a source, which lies in folders; remove the *"


def _arrays(manifest: Manifest) -> Iterator[str]:
    if manifest.channels != 1:
        yield "channels: arrays are grey, 1; found 3"
    name = f"{manifest.name}.npz"
    if manifest.archive(name) is None:
        found = _listed(archive.file for archive in manifest.archives)
        remedy = f"found {found}; rename one of the two"
        yield f"archives: the arrays of {manifest.name} are published as {name}; {remedy}"
    for archive in manifest.archives:
        if archive.members or not archive.file.endswith(".npz"):
            yield f"archives: {archive.file} must be an .npz without members, as the form is arrays"
    for packing in (manifest.real.sources, manifest.real.originals):
        files = sorted(source.file for source in packing)
        idx = [file for file in files if _IDX.fullmatch(file)]
        one_npz = len(files) == 1 and files[0].endswith(".npz")
        if files and not one_npz and (idx != files or len(set(files)) != 4):
            yield "real: arrays come as one .npz or as the four idx files, *-ubyte.gz"


def complaints_about_paths(spellings: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with how places are spelt: each must be plain and stand alone."""
    seen = sorted(spellings)
    for spelling in seen:
        if not spelling or spelling in _TOO_HIGH or (spelling[0] == "~" and spelling[:2] != "~/"):
            yield f"known_paths: {spelling!r} is too high up; name the folder of the data itself"
        elif spelling != posixpath.normpath(spelling) or "\\" in spelling:
            yield f"known_paths: write {spelling!r} as {posixpath.normpath(spelling)!r}"
        for other in seen:
            if spelling.startswith(f"{other}/"):
                yield f"known_paths: {spelling!r} lies inside {other!r}; keep one of the two"


def _twice(key: str, values: Iterable[str]) -> Iterator[str]:
    kept = list(values)
    if len(set(kept)) < len(kept):
        yield f"{key} names one thing twice"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
