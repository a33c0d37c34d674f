"""Folders of ours that a submission makes itself, as it must when it is run by hand.

Course code often makes a folder and unpacks an archive there. Our images lie there already, so each
such folder may be made once more; a second time Python complains, as it always does.
"""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any

from grader.inside.answers.ledger import Ledger
from grader.inside.clearing import take_another_place

__all__ = ["data_in", "folders_beside_classes", "let_manage", "make_links", "make_places"]


def let_manage(places: Iterable[str], ledger: Ledger) -> None:
    """Answer for folders that are made though they are there, and removed though they are not.

    Args:
        places: What was laid out: absolute paths of files and folders.
        ledger: What was not there is recorded in it.
    """
    _let_make(places)
    _let_remove(ledger)
    _let_copy()


def _let_make(places: Iterable[str]) -> None:
    """Let each folder at, below and right above `places` be made once although it is there.

    `os.makedirs` and `Path.mkdir` rest on `os.mkdir`, so that one answers for all.
    """
    operating: Any = os
    mkdir = operating.mkdir
    ours = {folder for place in places for folder in _folders(Path(place))}

    @functools.wraps(mkdir)
    def make(path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        try:
            mkdir(path, mode, dir_fd=dir_fd)
        except FileNotFoundError as error:
            if _of_another_machine(path):
                raise
            raise FileNotFoundError(error.errno, "No folder to make it in", str(path)) from None
        except FileExistsError:
            folder = None if dir_fd is not None else os.path.realpath(os.fsdecode(path))
            if folder not in ours:
                raise
            ours.remove(folder)

    operating.mkdir = make


def _let_remove(ledger: Ledger) -> None:
    """Let `shutil.rmtree` find nothing: course code clears away what its last run left."""
    utilities: Any = shutil
    remove = utilities.rmtree

    @functools.wraps(remove)
    def rmtree(path: Any, *arguments: Any, **keywords: Any) -> None:
        if os.path.lexists(path):
            remove(path, *arguments, **keywords)
            take_another_place()
        else:
            ledger.pass_over("nothing_removed", os.fsdecode(path))

    utilities.rmtree = rmtree


def _let_copy() -> None:
    """Let an image of ours be copied to where it lies already, under one inode and another name."""
    utilities: Any = shutil
    copyfile = utilities.copyfile

    @functools.wraps(copyfile)
    def copied(src: Any, dst: Any, *, follow_symlinks: bool = True) -> Any:
        try:
            return copyfile(src, dst, follow_symlinks=follow_symlinks)
        except FileNotFoundError as error:
            if _of_another_machine(dst) or not Path(src).exists():
                raise
            raise FileNotFoundError(error.errno, "No folder to write to", str(dst)) from None
        except shutil.SameFileError:
            if Path(src).absolute() == Path(dst).absolute():
                raise
            return dst

    utilities.copyfile = copied


def _of_another_machine(path: Any) -> bool:
    """Whether a folder that is not there may be one of the student's own computer."""
    spelt = os.fsdecode(path)
    return Path(spelt).is_absolute() and not spelt.startswith("/tmp/")  # noqa: S108 the course's


def make_links(names: Iterable[str], work: str) -> None:
    """Give the folder in which a submission runs other names: "/content", as Colab calls it."""
    for name in names:
        with suppress(OSError):  # without it, its own name is the only one, as it was
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).symlink_to(work, target_is_directory=True)


def make_places(folders: Iterable[str]) -> None:
    """Make the folders that a submission saves to on its own machine, as far as that can be."""
    for folder in folders:
        with suppress(OSError):
            Path(folder).mkdir(parents=True, exist_ok=True)


def data_in(work: str, places: Iterable[str]) -> tuple[str, ...]:
    """Return the places below `data` in the folder `work`, as they are spelt from there."""
    return tuple(
        os.path.relpath(place, work) for place in places if place.startswith(f"{work}/data/")
    )


def folders_beside_classes(
    work: str, places: Iterable[str], datasets: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """Yield folders that were put beside all class folders of a set, as they are spelt in `work`.

    Args:
        work: The folder in which the submission runs.
        places: What was laid out: absolute paths of files and folders.
        datasets: Set name to `form` and `classes`.
    """
    sets = [{*each["classes"]} for each in datasets.values() if each.get("form") == "folders"]
    around = {folder for place in places for folder in (Path(place), Path(place).parent)}
    for folder in sorted(around):
        within = _folders_in(folder)
        for classes in sets:
            for name in sorted(within - classes) if classes <= within else ():
                if not classes <= _folders_in(folder / name):  # an archive unpacked once more
                    place = str(folder / name)
                    yield os.path.relpath(place, work) if place.startswith(f"{work}/") else place


def _folders_in(folder: Path) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if entry.is_dir()}
    except OSError:
        return set()


def _folders(place: Path) -> set[str]:
    """A place with all folders below it, and those above it that are nobody else's."""
    roots = {Path(root).resolve() for root in ("/", "/tmp", ".", Path.home())}  # noqa: S108
    above = takewhile(lambda folder: folder not in roots, place.resolve().parents)
    return {os.path.realpath(each) for each in (*above, *(row[0] for row in os.walk(place)))}
