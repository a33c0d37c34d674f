"""Gradescope's submission_metadata.yml, of which only a few keys are read.

The rest, the output of every student's tests, is passed over event by event: it may be large and
as deep as a student likes, and nothing of it is ever built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, cast

import yaml

from grader.errors import UsageError
from grader.handins.times import read_time
from grader.language import say

__all__ = ["Submitted", "Submitter", "read_metadata"]

MAX_BYTES: Final = 256 * 2**20
_WANTED: Final = frozenset({"submitters", "created_at"})
_MOST_DEPTH: Final = 6

# The parser in C where PyYAML has it is many times as fast.
_Loader = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(frozen=True, slots=True)
class Submitter:
    """One of those who handed in; what is not known is empty.

    Attributes:
        sid: The student's number at the school.
    """

    name: str = ""
    sid: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One entry.

    Attributes:
        folder: The name of the folder in the export.
        submitters: All of a group.
        submitted_at: Of the attempt that the export holds; None where it is not told.
    """

    folder: str
    submitters: tuple[Submitter, ...]
    submitted_at: datetime | None


def read_metadata(path: Path) -> list[Submitted]:
    """Read the list of an export.

    Raises:
        UsageError: It cannot be read, is too big, or is not what Gradescope writes.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path, say("it is larger than {most} MB", most=MAX_BYTES // 2**20))
        with path.open("rb") as file:
            content = _Content(file.read(MAX_BYTES)).read()
    except OSError as error:
        raise _refused(path, error.strerror or type(error).__name__) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(path, say("line {line} is not YAML", line=line)) from None
    except (yaml.YAMLError, ValueError):
        raise _refused(path, say("it is not YAML in UTF-8")) from None
    if content is None:
        raise _refused(path, say("it lists no folders"))
    return [_submitted(folder, values) for folder, values in content.items()]


def _refused(path: Path, why: str) -> UsageError:
    return UsageError(
        say("{file} cannot be read: {why}. Export the submissions from Gradescope again.",
            file=path, why=why)
    )  # fmt: skip


def _submitted(folder: str, values: dict[str, object]) -> Submitted:
    listed = values.get("submitters")
    people = cast("list[object]", listed) if isinstance(listed, list) else []
    submitters = tuple(each for each in map(_submitter, people) if each != Submitter())
    return Submitted(folder, submitters, read_time(_text(values.get("created_at"))))


def _submitter(values: object) -> Submitter:
    known = cast("dict[str, object]", values) if isinstance(values, dict) else {}
    return Submitter(_text(known.get("name")), _text(known.get("sid")), _text(known.get("email")))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) and value not in {"~", "null"} else ""


class _Content:
    """The wanted keys of the first document's mapping of mappings."""

    def __init__(self, raw: bytes) -> None:
        # PyYAML has no types.
        parse = cast("Callable[..., Iterator[yaml.Event]]", yaml.parse)  # pyright: ignore[reportUnknownMemberType]
        self._events = parse(raw, Loader=_Loader)
        self._anchors: dict[str, object] = {}

    def read(self) -> dict[str, dict[str, object]] | None:
        """Return them by folder; None where there is no such mapping."""
        start = next((e for e in self._events if isinstance(e, yaml.NodeEvent)), None)
        if not isinstance(start, yaml.MappingStartEvent):
            return None
        content: dict[str, dict[str, object]] = {}
        for key, event in self._pairs():
            if isinstance(event, yaml.MappingStartEvent):
                content[key] = self._wanted()
            else:
                self._skip(event)
        # The end of the document shows that the file is whole.
        for _ in self._events:
            pass
        return content

    def _wanted(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, event in self._pairs():
            if key in _WANTED:
                found[key] = self._value(event, 0)
            else:
                self._skip(event)
        return found

    def _pairs(self) -> Iterator[tuple[str, yaml.Event]]:
        """Yield each key with the first event of its value, which the caller then consumes."""
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            is_word = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
            key = self._value(event, 0) if is_word else self._skip(event)
            yield _text(key).lstrip(":"), next(self._events)

    def _value(self, event: yaml.Event, depth: int) -> object:
        if isinstance(event, yaml.AliasEvent):
            return self._anchors.get(event.anchor)
        value: object = None
        if isinstance(event, yaml.ScalarEvent):
            value = cast("str", event.value)
        elif depth >= _MOST_DEPTH:
            self._skip(event)
        elif isinstance(event, yaml.MappingStartEvent):
            value = {key: self._value(inner, depth + 1) for key, inner in self._pairs()}
        elif isinstance(event, yaml.SequenceStartEvent):
            value = [self._value(inner, depth + 1) for inner in self._items()]
        self._remember(event, value)
        return value

    def _items(self) -> Iterator[yaml.Event]:
        """Yield the first event of each item, which the caller then consumes."""
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield event

    def _skip(self, event: yaml.Event) -> None:
        """Consume a value without building it."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.ScalarEvent):
                # A string that is there twice is an alias of the first, wherever that stands.
                self._remember(event, cast("str", event.value))
            if depth == 0:
                return
            event = next(self._events)

    def _remember(self, event: yaml.Event, value: object) -> None:
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._anchors[cast("str", event.anchor)] = value
