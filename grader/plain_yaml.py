"""YAML as data and nothing more: no tags, no anchors, no merged mappings, no key twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import yaml

from grader.errors import SpecError

__all__ = ["Key", "Lines", "read_yaml"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 50

Key = tuple[str | int, ...]
Lines = dict[Key, int]

# The parser in C where PyYAML has it is many times as fast, and `grader list` reads every exercise.
_Loader = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))

_SCALARS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null")}


def read_yaml(path: Path) -> tuple[object, Lines]:
    """Return the file's content and the line, from 1, of every key and item in it.

    Raises:
        SpecError: It cannot be read, is too big, is not UTF-8 or not YAML, or is more than data.
    """
    lines: Lines = {}
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SpecError(f"cannot be read: {error.strerror}", path) from None
    if len(raw) > MAX_BYTES:
        raise SpecError(f"has {len(raw)} bytes, more than {MAX_BYTES}", path)
    try:
        text = raw.decode("utf-8")
        _refuse_tricks(text, path)
        node = _compose(text)
        return (None if node is None else _value(node, (), path, lines)), lines
    except UnicodeDecodeError as error:
        raise SpecError(f"is not UTF-8 at byte {error.start}; save it as UTF-8", path) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SpecError(f"is not YAML: {error.problem}", path, line) from None
    except yaml.YAMLError as error:
        raise SpecError(f"is not YAML: {' '.join(str(error).split())}", path) from None


def _compose(text: str) -> yaml.Node | None:
    # PyYAML has no types.
    compose = cast("Callable[..., yaml.Node | None]", yaml.compose)  # pyright: ignore[reportUnknownMemberType]
    return compose(text, Loader=_Loader)


def _refuse_tricks(text: str, path: Path) -> None:
    """Refuse anchors, which fill the memory when nested, and depth, which PyYAML is slow at."""
    parse = cast("Callable[..., Iterator[yaml.Event]]", yaml.parse)  # pyright: ignore[reportUnknownMemberType]
    depth = 0
    for event in parse(text, Loader=_Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise SpecError(f"has an anchor or alias {event.anchor!r}; write it out", path, line)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise SpecError(f"is nested more than {MAX_DEPTH} deep", path, line)


def _value(node: yaml.Node, key: Key, path: Path, lines: Lines) -> object:
    """Return the node as plain data; `lines` learns where each key stands."""
    line = node.start_mark.line + 1
    lines.setdefault(key, line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, key, path, lines)
    if isinstance(node, yaml.SequenceNode):
        items = cast("list[yaml.Node]", node.value)
        return [_value(item, (*key, i), path, lines) for i, item in enumerate(items)]
    if node.tag not in _SCALARS:
        shown = node.tag.removeprefix("tag:yaml.org,2002:")
        remedy = "put the value in quotes, without a tag"
        raise SpecError(f"{_dotted(key)}: found a {shown}; {remedy}", path, line)
    try:
        return cast("object", yaml.SafeLoader("").construct_object(node))  # pyright: ignore[reportUnknownMemberType]
    except (ValueError, LookupError):
        message = f"{_dotted(key)}: {node.value!r} has no value; put it in quotes"
        raise SpecError(message, path, line) from None


def _mapping(node: yaml.MappingNode, key: Key, path: Path, lines: Lines) -> dict[str, object]:
    """Return a mapping whose keys are strings, each there once."""
    found: dict[str, object] = {}
    pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
    for name_node, value_node in pairs:
        line = name_node.start_mark.line + 1
        if not isinstance(name_node, yaml.ScalarNode) or name_node.tag not in _SCALARS:
            raise SpecError(f"{_dotted(key)}: a key must be one word", path, line)
        name = cast("str", name_node.value)
        if name in found:
            remedy = "remove one of the two"
            raise SpecError(f"{_dotted((*key, name))}: is there twice; {remedy}", path, line)
        lines[*key, name] = line
        found[name] = _value(value_node, (*key, name), path, lines)
    return found


def _dotted(key: Key) -> str:
    return ".".join(str(part) for part in key) or "the file"
