r"""Where a submission looks on the machine that it was written on, and what of ours lies there.

`C:\Users\kim\Downloads\horse-or-human\train`, `/content/drive/MyDrive/rps` and `../sets/rps` are
not on this machine. Where the last parts of such a path say what is meant, it is laid out there all
the same.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from grader.datasets.path_parts import can_be_made, parts_alike, parts_of, plain_part, plain_parts
from grader.datasets.splits import DataSet
from grader.elsewhere import from_working_folder, is_elsewhere
from grader.literals import calls_any, given_to, texts_spelt

__all__ = [
    "SPLIT_NAMES",
    "folders_to_save_in",
    "paths_elsewhere",
    "what_lies_where",
    "word_for",
]

_MOST: Final = 20
_SPLIT_WORDS: Final = {
    **dict.fromkeys(("train", "training"), "train"),
    **dict.fromkeys(("eval", "test", "testing", "val", "valid", "validation"), "validation"),
}
SPLIT_NAMES: Final = _SPLIT_WORDS | {
    f"{word}{sign}{of}": part
    for word, part in _SPLIT_WORDS.items()
    for sign in "_-"
    for of in ("data", "images", "set")
}
"""What folders of a split are called → the split."""
_SAVED: Final = (".csv", ".h5", ".hdf5", ".json", ".keras", ".npy", ".npz", ".pickle", ".pkl",
          ".png", ".tflite")  # fmt: skip
_SAVES: Final = ("imsave", "imwrite", "save", "savefig", "savetxt", "savez")
_UNPACKS: Final = ("get_file", "unpack_archive", "unzip")
_EXTRACTS: Final = "extractall"
_READERS: Final = ("flow_from_directory", "image_dataset_from_directory")


def paths_elsewhere(text: str) -> tuple[str, ...]:
    """Return the paths that a submission spells out and that can be made here.

    They need not be those of other machines: nobody knows what lies at `../sets/rps` on another.
    """
    found = [path for path in texts_spelt(text) if _is_a_path(path) and can_be_made(path)]
    return tuple(found[: 10 * _MOST])


def _is_a_path(text: str) -> bool:
    """Whether a text may be meant for a path, rather than for "Training/validation accuracy"."""
    if is_elsewhere(text):
        return True
    led = text.startswith(("./", "../", "/", "~/"))
    return bool(re.search(r"[\w.-][\\/][\w.-]", text)) and "://" not in text and (
        led or not re.search(r"\s", text)
    )  # fmt: skip


def what_lies_where(
    paths: Sequence[str], data: DataSet, text: str, *, splits: bool
) -> dict[str, str]:
    """Return the paths of which it is known what is meant, each with a part or an archive's file.

    Args:
        paths: From `paths_elsewhere`.
        data: What there is.
        text: The submission. What it unpacks itself is left to it.
        splits: Whether it fills folders of splits itself. Then only paths of other machines are
            looked at, and those laid out as an archive is.
    """
    known = _Known(data)
    if splits:
        paths = [path for path in paths if is_elsewhere(path) or known.is_unpacked(path)]
    found = {path: place for path in paths if (place := known.place(path))}
    found = known.classes_beside(paths) | found
    found |= {path: place for path in found if (place := _read_itself(path, found, text))}
    for path in [path for path in paths if path not in found]:
        found |= known.unpacked_below(path, paths)
    files = {each.file for each in data.archives}
    tops = _tops(data)
    if calls_any(text, (*_UNPACKS, _EXTRACTS)) and _names_an_archive(data, text):
        found = {
            path: place
            for path, place in found.items()
            if place in files or not _may_be_unpacked(path, text, tops)
        }
    if splits:
        found = {
            path: place for path, place in found.items() if parts_of(path)[-1] not in SPLIT_NAMES
        }
    kept = {path: place for path, place in found.items() if not _holds_splits(path, found)}
    return dict(list(kept.items())[:_MOST])


def folders_to_save_in(paths: Iterable[str], text: str = "") -> tuple[str, ...]:
    """Return the folders of files that a submission may want to save, in the order named.

    Args:
        paths: From `paths_elsewhere`: those that end as saved files do count.
        text: The submission: what its calls of `save` are given counts as well.
    """
    given = given_to(text, *_SAVES)
    saved = [path for path in paths
             if "/" in path and (path.lower().endswith(_SAVED) or path in given)]  # fmt: skip
    return tuple(dict.fromkeys(posixpath.dirname(path) for path in saved))[:_MOST]


class _Known:
    """What the last parts of a path may be called."""

    def __init__(self, data: DataSet) -> None:
        self._files = {each.file.lower(): each.file for each in data.archives}
        for file, names in data.mirrors.items():
            self._files |= {PurePosixPath(name).name.lower(): file for name in names}
        self._folders: list[tuple[list[str], str]] = []
        if data.form == "folders":
            spelt = {f"/{split}": place for split, place in SPLIT_NAMES.items()}
            spelt |= {**data.known_paths, data.name: data.whole, **_with_splits(data)}
            self._folders = [(plain_parts(parts_of(path)), place) for path, place in spelt.items()
                             if place not in self._files.values()]  # fmt: skip
        self._unpacked = {
            inside: place
            for each in data.archives
            for inside, place in each.members.items()
            if "/" in place and "*" not in inside
        }
        self._classes = {plain_part(name): name for name in data.classes}

    def place(self, path: str) -> str:
        """Return the part or the archive's file that a path means, or ""."""
        file = self._files.get(parts_of(path)[-1].lower())
        if file:
            return file
        parts = parts_of(path)
        split, name = self._folder(parts[:-1]), self._classes.get(plain_part(parts[-1]))
        if name and split in {"train", "validation"}:
            return f"{split}/{name}"
        inner = SPLIT_NAMES.get(parts[-1].lower())
        if inner and len(parts) > 2 and (name := self._classes.get(plain_part(parts[-2]))):
            return f"{inner}/{name}"  # `set/horses/train`
        return self._folder(parts)

    def is_unpacked(self, path: str) -> bool:
        """Whether a path ends as that of a class does in an archive: `../x/PetImages/Cat`."""
        plain = plain_parts(parts_of(path))
        ends = [plain_parts(parts_of(inside)) for inside in self._unpacked]
        return any(plain[-len(end) :] == end for end in ends)

    def unpacked_below(self, path: str, paths: Iterable[str]) -> dict[str, str]:
        """Return an archive's classes below a path that ends as their folder: `../x/PetImages`.

        Empty where the text spells paths below it, for those are known by themselves.
        """
        base = path.rstrip("/\\")
        if any(each.startswith((f"{base}/", f"{base}\\")) for each in paths if each != path):
            return {}
        plain = plain_parts(parts_of(base))
        inside = {PurePosixPath(name): place for name, place in self._unpacked.items()}
        return {
            f"{base}/{name.name}": place
            for name, place in inside.items()
            if plain[-len(name.parent.parts) :] == plain_parts(name.parent.parts)
        }

    def classes_beside(self, paths: Iterable[str]) -> dict[str, str]:
        """Return paths of all classes in one folder, whatever that is called: `./week4/happy`.

        What else could lie in folders that are called like the classes of the exercise's set?
        """
        beside: dict[str, dict[str, str]] = {}
        for path in paths:
            *above, last = parts_of(path)
            if above and (name := self._classes.get(plain_part(last))):
                split = "validation" if _for_validation([*above, ""]) else "train"
                beside.setdefault("/".join(above), {})[path] = f"{split}/{name}"
        whole = [
            found for found in beside.values() if len(set(found.values())) == len(self._classes)
        ]
        return {path: place for found in whole for path, place in found.items()}

    def _folder(self, parts: Sequence[str]) -> str:
        """Return the part that is spelt like the end of a path, by most of its parts; or ""."""
        plain = plain_parts(parts)
        alike = [(parts_alike(plain, known), place) for known, place in self._folders]
        most = max((count for count, _ in alike), default=0)
        place = next((place for count, place in alike if count == most), "") if most else ""
        return "validation" if place == "train" and _for_validation(parts) else place


def _with_splits(data: DataSet) -> dict[str, str]:
    """Return names like "training-horse-or-human", with the split that each means."""
    whole = {data.name, *(PurePosixPath(path).name for path, part in data.known_paths.items()
                          if part in {".", "train"})} - {*SPLIT_NAMES}  # fmt: skip
    return {
        spelling: split
        for name in whole
        for word, split in _SPLIT_WORDS.items()
        for spelling in (f"{word}-{name}", f"{name}-{word}")
    }


def _read_itself(path: str, found: Mapping[str, str], text: str) -> str:
    """Return the split that a set's own folder is for where its classes are read from it, or ""."""
    if found[path] != ".":
        return ""
    place = _normal(path)
    read = {_normal(each) for each in given_to(text, *_READERS) if each}
    beneath = (each for each in found if "/" in found[each])
    if place not in read and all(_normal(each).parent != place for each in beneath):
        return ""
    return "validation" if _for_validation(parts_of(path)) else "train"


def _for_validation(parts: Sequence[str]) -> bool:
    """Whether a folder above the set's own says so: `sets-validation/horse-or-human`.

    The set's name alone stands for the training images. "test" is left out: projects are called so.
    """
    above = parts[:-1] if SPLIT_NAMES.get(parts[-1].lower()) != "train" else ()
    words = {word for part in above for word in re.split(r"[^a-z]+", part.lower())}
    return not words.isdisjoint({"eval", "val", "valid", "validation"})


def _holds_splits(path: str, found: Mapping[str, str]) -> bool:
    """Whether splits are looked for below a path, so that class folders would be in the way."""
    base = path.rstrip("/\\")
    below = (each.rstrip("/\\") for each in found)
    return any(
        other.startswith((f"{base}/", f"{base}\\")) and parts_of(other)[-1].lower() in SPLIT_NAMES
        for other in below
    )


def _may_be_unpacked(path: str, text: str, tops: Collection[str]) -> bool:
    """Whether the text may make a path by unpacking; not if it is seen to unpack somewhere else.

    Args:
        path: That it names.
        text: The submission.
        tops: The folders that lie in an archive without one around them.
    """
    if calls_any(text, _UNPACKS):
        return True
    asked = _normal(path)
    for folder in given_to(text, _EXTRACTS):
        if folder is None or _normal(folder).is_relative_to(asked):
            return True
        into = _normal(folder)
        if asked.is_relative_to(into) and asked.relative_to(into).parts[0] in tops:
            return True
    return False


def _tops(data: DataSet) -> frozenset[str]:
    """What appears in a folder into which an archive of the set is unpacked."""
    inside = (name for each in data.archives for name in each.members)
    return frozenset(
        top for name in inside for top in ([parts_of(name)[0]] if name else data.classes)
    )


def _normal(path: str) -> PurePosixPath:
    return PurePosixPath(posixpath.normpath(from_working_folder(path.replace("\\", "/"))))


def _names_an_archive(data: DataSet, text: str) -> bool:
    return any(word_for(each.file) in text for each in data.archives)


def word_for(file: str) -> str:
    """Return what a text names an archive by: no ending, but for "train.zip" and its like."""
    stem = PurePosixPath(file).stem
    return file if stem in SPLIT_NAMES else stem
