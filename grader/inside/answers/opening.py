"""An archive of the course that is opened where it does not lie: it was uploaded there, by hand.

A notebook of Colab reads `/content/drive/MyDrive/rps.zip`, or `rps.zip` after `files.upload()`. Of
a file that is not there the name says which archive is meant.
"""

from __future__ import annotations

import functools
import io
import os
import tarfile
import zipfile
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from grader.inside.answers.ledger import Ledger
from grader.inside.answers.own_folders import ELSEWHERE

__all__ = ["answer_archives", "lying_at"]

_EMPTY: Final = b"PK\x05\x06" + bytes(18)
"""An archive of nothing: a file in the format of .zip may end where it begins."""
_OF_SETS: Final = ("cat", "dog", "flower", "happy", "horse", "human", "mnist", "paper", "rock",
                   "rps", "sad", "scissor")  # fmt: skip
"""What the names of archives say of the images in them."""
_ALIKE: Final = 0.8


def answer_archives(ledger: Ledger, classes: Collection[str] = ()) -> None:
    """Let `zipfile` and `tarfile` read an archive that is known by its name, wherever it is named.

    `shutil.unpack_archive` and pandas rest on the two. An archive that only its author has is an
    empty one; where the folders in it are looked for, the exercise's images are.

    Args:
        ledger: What was not there is recorded in it.
        classes: The names of the exercise's folders of images; none where it has none.
    """
    zipped: Any = zipfile
    tarred: Any = tarfile
    made, is_zip, opened = zipped.ZipFile.__init__, zipped.is_zipfile, tarred.TarFile.open

    @functools.wraps(made)
    def make(self: Any, file: Any, mode: str = "r", *arguments: Any, **keywords: Any) -> None:
        found = lying_at(file, ledger) if mode == "r" else file
        if mode == "r" and found is file and classes and _is_of_their_own(file, classes, ledger):
            found = io.BytesIO(_EMPTY)
            ledger.pass_over("own_archive", os.fspath(file))
        made(self, found, mode, *arguments, **keywords)

    @functools.wraps(is_zip)
    def is_zipfile(filename: Any) -> bool:
        return is_zip(lying_at(filename, ledger))

    def open_tar(
        cls: Any, name: Any = None, mode: str = "r", *arguments: Any, **keywords: Any
    ) -> Any:
        del cls
        found = lying_at(name, ledger) if mode.startswith("r") else name
        return opened(found, mode, *arguments, **keywords)

    zipped.ZipFile.__init__ = make
    zipped.is_zipfile = is_zipfile
    tarred.TarFile.open = classmethod(open_tar)
    tarred.open = tarred.TarFile.open


def _is_of_their_own(named: Any, classes: Collection[str], ledger: Ledger) -> bool:
    """Whether an archive that is not there is one of the student's own making.

    One that was to be downloaded is not, nor one of a name that is nearly right, or that tells of
    other images.
    """
    if not isinstance(named, str | os.PathLike):
        return False
    spelt = os.fspath(named)
    if not isinstance(spelt, str) or not spelt.endswith(".zip") or os.path.lexists(spelt):
        return False
    name = Path(spelt).name.lower()
    if ELSEWHERE.match(spelt) or any("://" in each["url"] for each in ledger.entries):
        return False
    ours = " ".join(classes).lower()
    foreign = [word for word in _OF_SETS if word in name and word not in ours]
    return not foreign and not get_close_matches(name, ledger.names(), 1, _ALIKE)


def lying_at(named: Any, ledger: Ledger) -> Any:
    """Return where an archive lies: where it is named or, if nothing is there, where ours does."""
    if not isinstance(named, str | os.PathLike):
        return named
    spelt = os.fspath(named)
    if not isinstance(spelt, str) or os.path.lexists(spelt):
        return named
    # A path of Windows has its name behind the other stroke.
    return ledger.find(Path(spelt.replace("\\", "/")).name) or named
