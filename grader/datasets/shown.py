"""What of a data set a submission finds, and where: decided from the words in its text.

Everything is a private copy, so that students may move and delete images. Downloads of the
course's archives are answered from files that lie ready, read-only.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from grader.datasets.foreign import (
    SPLIT_NAMES,
    folders_to_save_in,
    paths_elsewhere,
    what_lies_where,
    word_for,
)
from grader.datasets.splits import DataSet
from grader.elsewhere import WORKING_FOLDERS, from_working_folder
from grader.literals import in_use

__all__ = ["Shown", "show", "show_weights"]

_SHARED: Final = frozenset({"", "data", "tmp", *SPLIT_NAMES})
"""Names of folders that say nothing of what lies in them."""
_MAKES_FOLDERS: Final = ("mkdir", "makedirs")
_FILLS_THEM: Final = ("shutil", "copy", "rename", "symlink")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is laid out for one run.

    Attributes:
        copies: Files and folders of ours, and where a private copy of each is found. Places begin
            with `{work}`, `{data}` or `{home}`, or are absolute.
        lent: Name → a file of ours that is shown read-only under that name.
        downloads: Last part of a URL's path → the name in `lent` of the file that answers it.
        archives: Set name → where the `.npz` lies that `load_data` reads.
        datasets: Set name → root (where the images of the set lie, for arrays the `.npz`), form and
            classes.
        counts: How many images a split of the published set has, and how many it has here.
        folders: Places like those of `copies` that a submission may want to save to.
        links: Other names of the folder in which the submission runs, spelt like `copies`.
    """

    copies: tuple[tuple[Path, str], ...] = ()
    lent: Mapping[str, Path] = field(default_factory=dict[str, Path])
    downloads: Mapping[str, str] = field(default_factory=dict[str, str])
    archives: Mapping[str, str] = field(default_factory=dict[str, str])
    datasets: Mapping[str, Any] = field(default_factory=dict[str, Any])
    counts: tuple[tuple[int, int], ...] = ()
    folders: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def show(data: DataSet | None, text: str) -> Shown:
    """Say what a submission with this text finds.

    A spelling of the data's place is laid out where its last part occurs in the text (of a class,
    the one before will do), but for folders that the text splits images into itself; classes in
    `data/` itself are, unless the text asks for `data/<name>`. Paths of other machines are laid out
    where it is known what they mean.

    Raises:
        DataError: An archive cannot be packed.
    """
    elsewhere = paths_elsewhere(text)
    folders = tuple(_inside(folder) for folder in folders_to_save_in(elsewhere, text))
    links = tuple(_spelt(name) for name in WORKING_FOLDERS if name in text)
    if data is None:
        return Shown(folders=folders, links=links)
    arrays = data.form == "arrays"
    root = f"{{data}}/{data.name}{'.npz' if arrays else ''}"
    lent = {file: data.archive(file) for file in _named_archives(data, text)}
    names = {file: (file, *data.mirrors.get(file, ())) for file in lent}
    return Shown(
        copies=tuple(dict.fromkeys(_copies(data, root, text, elsewhere))),
        lent=lent,
        downloads={name: file for file, known in names.items() for name in known},
        archives={data.name: root} if arrays else {},
        datasets={data.name: {"root": root, "form": data.form, "classes": list(data.classes)}},
        counts=_counts(data) if arrays else (),
        folders=folders,
        links=links,
    )


def _counts(data: DataSet) -> tuple[tuple[int, int], ...]:
    """Return the numbers of images, published and here, of each split that has fewer here."""
    here = (len(data.labels("train")), len(data.labels("validation")))
    pairs = zip(data.published, here, strict=False)
    return tuple((published, count) for published, count in pairs if published != count)


def show_weights(weights: Mapping[str, Path], text: str) -> dict[str, tuple[Path, str]]:
    """Return the weights of networks that the text names: file name → file, place.

    Args:
        weights: Canonical file names, `mobilenet_v2_weights_…`, and where each file lies.
        text: The submission.
    """
    words = text.lower().replace("_", "")
    return {
        name: (path, f"{{data}}/weights/{name}")
        for name, path in weights.items()
        if name.partition("_weights")[0].replace("_", "") in words
    }


def _named_archives(data: DataSet, text: str) -> list[str]:
    """Return the archives whose name, or a mirror's, occurs in the text, without its ending."""
    return [
        each.file
        for each in data.archives
        if any(word_for(name) in text for name in (each.file, *data.mirrors.get(each.file, ())))
    ]


def _copies(
    data: DataSet, root: str, text: str, elsewhere: Sequence[str]
) -> Iterator[tuple[Path, str]]:
    """Yield what is copied where; the first copy is the one that answers are read from."""
    yield from _part(data, ".", root)
    files = {each.file for each in data.archives}
    splits = _splits(text)
    found = what_lies_where(elsewhere, data, text, splits=splits)
    classes = _classes_in_data(data)
    if any(_beside(path, classes) and _last(path) not in SPLIT_NAMES and place not in files
           for path, place in found.items()):  # fmt: skip
        classes = {}  # the text asks for a folder of the set's own in `data`
    in_data = {} if f"data/{data.name}" in text else classes
    named = in_data | {
        spelling: place
        for spelling, place in data.known_paths.items()
        if any(name in text for name in _names(spelling, place, files))
        and spelling not in classes
        and not (_last(spelling) in SPLIT_NAMES and splits)
    }
    by_name = f"data/{data.name}"
    spelt_out = any(posixpath.normpath(path) == by_name for path in found)
    if data.form == "folders" and not in_data and not spelt_out:
        yield from _part(data, ".", f"{{work}}/{by_name}")
    named |= {
        path: place for path, place in found.items() if place in files or not _beside(path, classes)
    }
    for spelling, place in named.items():
        if place in files:
            yield data.archive(place), _inside(spelling)
        else:
            yield from _part(data, place, _inside(spelling))


def _splits(text: str) -> bool:
    """Whether the text makes folders and fills them: images of ours there would be in the way."""
    done = in_use(text)
    return any(word in done for word in _MAKES_FOLDERS) and any(
        word in done for word in _FILLS_THEM
    )


def _part(data: DataSet, part: str, place: str) -> Iterator[tuple[Path, str]]:
    """Yield a part of the public data; of the whole only what students know, its splits."""
    if data.form == "arrays":
        yield data.public_folder / f"{data.name}.npz", place
    elif part == ".":
        for split in ("train", "validation"):
            if (data.public_folder / split).is_dir():
                yield data.public_folder / split, f"{place}/{split}"
    elif (data.public_folder / part).is_dir():
        yield data.public_folder / part, place


def _classes_in_data(data: DataSet) -> dict[str, str]:
    """Return the classes that lie in `data/` itself, where another folder would be one class more.

    Code that reads all of `data` does not name them.
    """
    classes = {f"{split}/{name}" for split in ("train", "validation") for name in data.classes}
    return {
        spelling: place
        for spelling, place in data.known_paths.items()
        if _parent(spelling) == "data" and place in classes
    }


def _names(spelling: str, place: str, files: Collection[str]) -> Iterator[str]:
    """Yield what in a text may stand for a spelling: of a class, the folder above it as well."""
    path = PurePosixPath(spelling)
    yield path.stem if place in files else path.name
    if "/" in place and path.parent.name not in _SHARED:
        yield path.parent.name


def _beside(spelling: str, classes: Iterable[str]) -> bool:
    """Whether a folder would lie beside those of classes, and be taken for one."""
    plain = {PurePosixPath(each) for each in classes}
    path = PurePosixPath(spelling)
    return path not in plain and path.parent in {each.parent for each in plain}


def _parent(spelling: str) -> str:
    return PurePosixPath(spelling).parent.as_posix()


def _last(spelling: str) -> str:
    return PurePosixPath(spelling).name


def _inside(spelling: str) -> str:
    """Return a known path as an order spells it; the folders of `links` are the one they mean."""
    return _spelt(from_working_folder(spelling))


def _spelt(spelling: str) -> str:
    if spelling.startswith("~/"):
        return "{home}" + spelling[1:]
    return spelling if spelling.startswith("/") else f"{{work}}/{posixpath.normpath(spelling)}"
