"""What a batch's own machine has and another may lack: real images, weights, and what runs left.

A worker elsewhere asks for it. A folder of the cache is brought to a machine once, however many
workers there are on it, and compared with its record, byte for byte, before it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from pydantic import BaseModel, ConfigDict

from grader.batch.parcels import pack, pack_files, unpack
from grader.datasets.contents import Contents, contents_of, damages, read_contents, record_path
from grader.datasets.publish import published
from grader.errors import DataError
from grader.kept_runs import KeptRun, KeptRuns
from grader.language import say
from grader.practice import host_weights
from grader.submission import read_submission

if TYPE_CHECKING:
    from grader.batch.preparing import Entry, Known

__all__ = ["BroughtRuns", "Home", "Store", "Supply", "bring", "choices_of", "supplies_of"]

_PART_BYTES: Final = 64 << 20


class Supply(BaseModel):
    """A folder of the cache.

    Attributes:
        place: Where it is, below the cache.
        contents: What it holds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: str
    contents: Contents

    def parts(self) -> Iterator[list[str]]:
        """Yield the names of its files, as many at a time as may travel together."""
        part: list[str] = []
        room = _PART_BYTES
        for name, facts in self.contents.files.items():
            if part and facts.bytes > room:
                yield part
                part, room = [], _PART_BYTES
            part.append(name)
            room -= facts.bytes
        if part:
            yield part


class Home(Protocol):
    """The batch's own machine, asked from another."""

    def part(self, place: str, names: Sequence[str]) -> bytes:
        """Return files of a folder of the cache as a parcel."""
        ...

    def run(self, key: str) -> bytes:
        """Return what was kept under a key as a parcel, or nothing."""
        ...


class Store:
    """A `Home`: answers for the batch's own machine.

    Args:
        cache: The folder with the data sets.
        kept: The folder with what runs left.
    """

    def __init__(self, cache: Path, kept: Path) -> None:
        self._cache, self._kept = cache, KeptRuns(kept)

    def part(self, place: str, names: Sequence[str]) -> bytes:
        """Return files of a folder of the cache as a parcel."""
        return pack_files(self._cache / place, names)

    def run(self, key: str) -> bytes:
        """Return what was kept under a key as a parcel, or nothing."""
        return pack(self._kept.place(key)) if self._kept.find(key) else b""


@dataclass(frozen=True, slots=True)
class BroughtRuns(KeptRuns):
    """Runs of this machine are kept here; those of others are looked for at home.

    Attributes:
        brought: The folder for what was brought from there.
        home: Whom to ask.
    """

    brought: Path = Path()
    home: Home | None = None

    def find(self, key: str) -> tuple[KeptRun, Path] | None:
        """Return what was kept under a key, here or at home. See `KeptRuns.find`."""
        here = KeptRuns.find(self, key)
        if here or self.fresh or not self.home:
            return here
        elsewhere = KeptRuns(self.brought)
        if parcel := self.home.run(key):
            unpack(parcel, elsewhere.place(key).parent)
        return elsewhere.find(key)


def choices_of(known: Iterable[Known]) -> dict[str, str]:
    """Return which data a batch is graded on, by data set, in words that hold on any machine."""
    sets = [each.data for each in known if each.data]
    return {each.name: each.real_folder.name if each.real_folder else "embedded" for each in sets}


def supplies_of(known: Iterable[Known], entries: Iterable[Entry], cache: Path) -> Iterator[Supply]:
    """Yield what a batch needs of this machine's cache and a machine cannot draw for itself.

    Raises:
        DataError: If a record of it is damaged.
    """
    folders = {each.data.real_folder for each in known if each.data and each.data.real_folder}
    for entry in entries:
        if entry.job:
            submission = read_submission(entry.handin.path)
            folders |= {path.parent for path in host_weights(submission).values()}
    home = cache.absolute()
    for folder in sorted(each for each in folders if each.is_relative_to(home)):
        contents = read_contents(record_path(folder)) or contents_of(folder)
        yield Supply(place=folder.relative_to(home).as_posix(), contents=contents)


def bring(supply: Supply, cache: Path, home: Home) -> Path:
    """Return the folder on this machine, brought from the batch's own if it was not here.

    Raises:
        DataError: If the cache cannot be written, or what came is not what was sent.
    """
    place = cache.absolute() / supply.place
    sizes = {name: facts.bytes for name, facts in supply.contents.files.items()}

    def write(folder: Path) -> None:
        for names in supply.parts():
            unpack(home.part(supply.place, names), folder)
        if found := damages(folder, supply.contents):
            raise DataError(
                say("{name} came damaged from the batch's own machine: {file}.",
                    name=supply.place, file=found[0].path.name)
            )  # fmt: skip

    return published(place.parent, place.name, sizes, write)
