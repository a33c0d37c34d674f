"""What is asked for and what there is: every answer and every refusal passes through here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from grader.inside.spy import student_line

__all__ = ["Ledger", "is_weights_name", "last_part"]

_MOST_ENTRIES: Final = 200
_MOST_FILES: Final = 100
_MOST_COUNTS: Final = 20
_MOST_CHARACTERS: Final = 500
_WEIGHTS_NAME: Final = re.compile(r"\w[\w.]*_weights_tf_dim_ordering_tf_kernels[\w.]*\.h5")
# The convolutions of MobileNetV2 are the same for every size of image, so one file serves all.
_ROWS: Final = re.compile(r"(?<=_\d\.\d\d_)\d{2,3}(?=_no_top\.h5$)|(?<=_\d\.\d_)\d{2,3}(?=_no_top)")


def last_part(url: str) -> str:
    """Return the last part of a URL's path: "rps.zip" of ".../rps.zip?alt=media"."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    return path.strip().rstrip("/").rpartition("/")[2]


def is_weights_name(name: str) -> bool:
    """Whether a file's name is one under which Keras looks for pretrained weights."""
    return _WEIGHTS_NAME.fullmatch(name) is not None


@dataclass(slots=True)
class Ledger:
    """The files that there are, and a record of what was asked for.

    Attributes:
        submission: The path under which the student's code was compiled.
        files: The last part of a URL's path, and the path inside of what answers it.
        weights: A file name of pretrained weights, and the path inside of what answers it.
        named: The file names that a refusal lists; those of `files` where it is empty.
        entries: One dict a question: url, answered, line.
        counts: One dict a line that counted on the published number of images: line, published,
            here.
        passed_over: One dict each: kind, what, line; see `grader.run_facts.PassedOver`.
        trained: Says whether anything has been trained so far.
        data: Where data lies ready, as a submission may spell it.
        look_around: Called at the end, for what is only to be seen then.
    """

    submission: str
    files: dict[str, str]
    weights: dict[str, str]
    named: tuple[str, ...] = ()
    entries: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    counts: list[dict[str, int]] = field(default_factory=list[dict[str, int]])
    passed_over: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    trained: Callable[[], bool] = bool
    data: tuple[str, ...] = ()
    look_around: Callable[[], object] = bool

    def find(self, name: str) -> str | None:
        """Return the path of what answers to a file name; None where nothing does."""
        for table in (self.weights, self.files):
            for known, path in table.items():
                if known.lower() == name.lower() and Path(path).is_file():
                    return path
        bare = _ROWS.sub("*", name)
        if bare != name:
            for known, path in self.weights.items():
                if _ROWS.sub("*", known) == bare and Path(path).is_file():
                    return path
        return None

    def answer(self, url: str) -> str | None:
        """Return the path of what answers a URL; where nothing does, None. Both are recorded."""
        path = self.find(last_part(url))
        self._record(url, answered=path is not None)
        return path

    def refuse(self, url: str) -> str:
        """Record that nothing answers; return the sentence for an exception."""
        self._record(url, answered=False)
        return self.refusal(url)

    def refusal(self, url: str) -> str:
        """Return why a URL is not answered, for the message of an exception."""
        here = ", ".join(self.names()) or "none"
        return f"no network while grading: cannot fetch {url[:_MOST_CHARACTERS]} (here are: {here})"

    def is_ours(self, path: str) -> bool:
        """Whether a file is as long as one that was answered with, and so a copy of it."""
        size = Path(path).stat().st_size
        sources = [*self.files.values(), *self.weights.values()]
        return any(Path(own).is_file() and Path(own).stat().st_size == size for own in sources)

    def names(self) -> list[str]:
        """Return the names of the files that can be asked for."""
        return sorted(self.named or self.files)[:_MOST_FILES]

    def facts(self) -> dict[str, Any]:
        """Return what goes to the outbox."""
        self.look_around()
        return {
            "downloads": self.entries,
            "files_here": [name[:_MOST_CHARACTERS] for name in self.names()],
            "data_here": [place[:_MOST_CHARACTERS] for place in self.data[:_MOST_FILES]],
            "passed_over": self.passed_over,
            "counts": self.counts,
        }

    def pass_over(self, kind: str, what: str = "", line: int = 0) -> None:
        """Record what the run went on without.

        Args:
            kind: As `grader.run_facts.PassedOver` has it.
            what: What it is about.
            line: The student's line, where it is not the one that runs now.
        """
        place = line or student_line(self.submission)
        entry = {"kind": kind, "what": what[:_MOST_CHARACTERS], "line": place}
        if entry not in self.passed_over and len(self.passed_over) < _MOST_ENTRIES:
            self.passed_over.append(entry)

    def opened_of_their_own(self) -> bool:
        """Whether an archive was opened that only the student has."""
        return any(each["kind"] == "own_archive" for each in self.passed_over)

    def count(self, published: int, here: int) -> None:
        """Record that the student's line counts on more images than there are here."""
        line = student_line(self.submission)
        told = {"published": published, "here": here, "line": line}
        if told not in self.counts and len(self.counts) < _MOST_COUNTS:
            self.counts.append(told)

    def _record(self, url: str, *, answered: bool) -> None:
        line = student_line(self.submission)
        entry = {"url": url[:_MOST_CHARACTERS], "answered": answered, "line": line}
        if entry not in self.entries and len(self.entries) < _MOST_ENTRIES:
            self.entries.append(entry)
