"""Folders and archives of images that only their author has: the exercise's are read instead.

A file that reads `./my_faces` is as right as one that reads `data`; where it keeps its images says
nothing of its model. Places of other machines are not answered here: the report names them.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from keras.src.legacy.preprocessing import image as legacy  # the classes behind the public names
from keras.src.utils import dataset_utils

from grader.inside.answers.ledger import Ledger

__all__ = ["ELSEWHERE", "answer_folders"]

_FOR_VALIDATION: Final = re.compile(
    r"(?:^|[^a-z])(?:eval|test(?:ing)?|val(?:id|idation)?)(?:[^a-z]|$)"
)
ELSEWHERE: Final = re.compile(
    r"(?:\./)?drive/My ?Drive|[A-Za-z]:[\\/]|.*\\|(?:\.\./)+input(?:/|$)"
    r"|/(?:content|home|kaggle|media|mnt|root|Users|Volumes)(?:/|$)"
)
"""Kept in step with `grader.elsewhere`, which says of such places what they are."""
_OF_WINDOWS: Final = re.compile(r"(?![A-Za-z]:|\\|/)[^\\]*\\")
"""A path from the folder of the run, parted as Windows parts it."""


def answer_folders(ledger: Ledger, datasets: Mapping[str, Mapping[str, Any]], work: str) -> None:
    """Let Keras read the exercise's images where a folder is asked for that is not there.

    Args:
        ledger: What was not there is recorded in it.
        datasets: Set name to `root` and `form`; the first one in folders stands in.
        work: The folder in which the submission runs.
    """
    roots = [Path(each["root"]) for each in datasets.values() if each.get("form") == "folders"]
    if not roots or not work:
        return
    stand_in = _StandIn(roots[0], Path(work), ledger)
    index, made = dataset_utils.index_directory, legacy.DirectoryIterator.__init__

    @functools.wraps(index)
    def index_directory(directory: Any, *arguments: Any, **keywords: Any) -> Any:
        return index(stand_in.place(directory), *arguments, **keywords)

    @functools.wraps(made)
    def make(self: Any, directory: Any, *arguments: Any, **keywords: Any) -> None:
        made(self, stand_in.place(directory), *arguments, **keywords)

    dataset_utils.index_directory = index_directory
    legacy.DirectoryIterator.__init__ = make
    _let_list(stand_in)


def _let_list(stand_in: _StandIn) -> None:
    """Let `os.listdir` find what an archive of the student's own would have held."""
    operating: Any = os
    original = operating.listdir

    @functools.wraps(original)
    def listdir(path: Any = None) -> Any:
        try:
            return original(path)
        except FileNotFoundError:
            found = stand_in.class_or_split(path)
            if not found:
                raise
            return original(found)

    operating.listdir = listdir


class _StandIn:
    """The exercise's splits, each for one folder that is not there."""

    def __init__(self, root: Path, work: Path, ledger: Ledger) -> None:
        self._root, self._work, self._ledger = root, work, ledger
        self._train_is_read = False
        self._given: dict[str, str] = {}

    def place(self, asked: Any) -> Any:
        """Return the folder to read: the one asked for if it is there or nobody knows a better."""
        if not isinstance(asked, str | os.PathLike):
            return asked
        spelt = os.fspath(asked)
        if not isinstance(spelt, str):
            return asked
        if _OF_WINDOWS.match(spelt):
            asked = spelt = spelt.replace("\\", "/")
        place = os.path.normpath(self._work / spelt)
        if ELSEWHERE.match(spelt) and not spelt.startswith(str(self._work)):
            return asked
        if os.path.lexists(place):
            self._train_is_read |= not _is_for_validation(place, spelt)
            return asked
        return self._given.get(place) or self._new(place, spelt) or asked

    def class_or_split(self, asked: Any) -> str:
        """Return the folder that one of an archive that is not there must be; or ""."""
        if not isinstance(asked, str | os.PathLike) or not self._ledger.opened_of_their_own():
            return ""
        spelt = Path(os.fsdecode(asked))
        classes = {each.name.lower(): each.name for each in (self._root / "train").iterdir()}
        name = spelt.name.lower()
        known = classes.get(name) or classes.get(f"{name}s") or ""
        found = Path(self.place(str(spelt.parent if known else spelt)), known)
        return str(found) if found.is_relative_to(self._root) or found.is_dir() else ""

    def _new(self, place: str, spelt: str) -> str:
        """Return the split that a folder must be meant for, "" where that cannot be told."""
        later = self._train_is_read or _is_for_validation(place, spelt)
        folder = str(self._root / ("validation" if later else "train"))
        if folder in self._given.values() or not Path(folder).is_dir():
            return ""
        self._given[place] = folder
        self._train_is_read |= not later
        self._ledger.pass_over("own_folder", spelt)
        if Path(place).is_relative_to(self._work):  # elsewhere it may be the host's own
            with suppress(OSError):  # for whoever lists it later; what Keras reads is known
                Path(place).parent.mkdir(parents=True, exist_ok=True)
                Path(place).symlink_to(folder, target_is_directory=True)
        return folder


def _is_for_validation(place: str, spelt: str) -> bool:
    """Whether a folder calls itself so; of an absolute path only its end says what it is for."""
    last = Path(place).parts[-2:] if spelt.startswith("/") else (spelt,)
    return bool(_FOR_VALIDATION.search("/".join(last).lower()))
