"""What the `grader datasets` commands ask of a data set and of a pretrained network."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from grader.datasets.fetch import Tell
from grader.datasets.manifest import Source
from grader.language import say

__all__ = ["Item", "source_facts"]


class Item(ABC):
    """A data set or a pretrained network.

    Attributes:
        name: The manifest's.
        title: In the current language.
        summary: What it holds, in a few words.
        home: Its folder in the cache.
        is_network: A pretrained network rather than a data set.
    """

    name: str
    title: str
    summary: str
    home: Path
    is_network: bool

    @property
    @abstractmethod
    def state(self) -> str:
        """Which of it is on this computer, in a few words."""

    @abstractmethod
    def facts(self) -> list[tuple[str, str]]:
        """Return what the manifest says, (label, text) a line."""

    @abstractmethod
    def fetch(self, paths: Sequence[Path], *, unverified: bool, tell: Tell) -> list[str]:
        """Download it, or import `paths`; return sentences about what came.

        Raises:
            DataError: It cannot be had, is refused, or the cache cannot be written.
        """

    @abstractmethod
    def preview(self, output: Path | None, *, data: str, tell: Tell) -> list[Path]:
        """Draw contact sheets and return their paths.

        Raises:
            UsageError: It has no images.
        """

    @abstractmethod
    def fault(self) -> str:
        """Return what is wrong beyond single files; "" where nothing is."""

    def remedy(self) -> str:
        """Return what to do about damage."""
        return say(
            "To mend it: `grader datasets clear {name}`; what is drawn is drawn again, and what "
            "was fetched comes back with `grader datasets fetch {name}`.",
            name=self.name,
        )


def source_facts(sources: Sequence[Source]) -> list[tuple[str, str]]:
    """Return a line for each published file: address, size, digest."""
    facts: list[tuple[str, str]] = []
    for source in sources:
        doubt = "" if source.confirmed else " " + say("(unconfirmed)")
        size = say("{size:.1f} MB", size=source.bytes / 1e6)
        text = f"{source.url}, {size}, sha256 {source.sha256}{doubt}"
        facts.append((say("source"), text))
    return facts
