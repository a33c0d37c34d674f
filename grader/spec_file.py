"""Reading YAML that people write: every fault is told with file, line, key and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from grader.errors import SpecError
from grader.registry import closest

__all__ = ["read_spec", "read_yaml", "spec_error"]

SpecT = TypeVar("SpecT", bound=BaseModel)
# The parser in C where PyYAML has it: four times as fast, and `grader list` reads every exercise.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Lines = dict[tuple[str | int, ...], int]


def _lines(node: yaml.Node | None, at: tuple[str | int, ...] = ()) -> Lines:
    """Map the path of every key and item below `node` to its line, counted from 1."""
    found: Lines = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            path = (*at, str(key.value))
            found[path] = key.start_mark.line + 1
            found |= _lines(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            found[(*at, index)] = value.start_mark.line + 1
            found |= _lines(value, (*at, index))
    return found


def read_yaml(path: Path) -> tuple[Any, Lines]:
    """Return the file's content and the line of each of its keys.

    Raises:
        SpecError: If it is missing, not UTF-8, not YAML, or has one key twice.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        _refuse_twins(node, path)
        lines = _lines(node)  # before construction, which rewrites merged mappings
        return loader.construct_document(node) if node else None, lines
    except OSError as error:
        raise SpecError(f"cannot be read: {error.strerror}.", path) from None
    except UnicodeDecodeError:
        raise SpecError("is not UTF-8. Save it as UTF-8.", path) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SpecError(f"is not YAML: {error.problem}.", path, line) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise SpecError(f"is not YAML: {error}.", path) from None


def _refuse_twins(node: yaml.Node | None, path: Path) -> None:
    """Refuse a mapping with one key twice, where YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise SpecError(f"key {key.value!r} stands here twice. Keep one.", path, line)
            seen.add(str(key.value))
            _refuse_twins(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_twins(value, path)


def _line_of(location: tuple[str | int, ...], lines: Lines) -> int | None:
    """The line of the nearest enclosing key that the file really has."""
    while location:
        if location in lines:
            return lines[location]
        location = location[:-1]
    return None


def spec_error(
    error: ValidationError,
    path: Path,
    lines: Lines,
    *,
    at: tuple[str | int, ...] = (),
    known: Iterable[str] = (),
) -> SpecError:
    """Turn pydantic's first complaint into one sentence with line, key and remedy.

    Args:
        error: What pydantic raised.
        path: The file.
        lines: Where its keys stand, from `read_yaml`.
        at: Where in the file the validated part begins.
        known: The keys that are allowed there, for suggestions.
    """
    first = error.errors()[0]
    location = tuple(part for part in (*at, *first["loc"]) if part != "[key]")
    key = ".".join(str(part) for part in location) or "the file"
    line = _line_of(location, lines)
    if first["type"] == "extra_forbidden":
        near = closest(str(location[-1]), list(known))
        remedy = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(known)}."
        return SpecError(f"unknown key {key!r}. {remedy}", path, line)
    if first["type"] == "missing":
        return SpecError(f"key {key!r} is missing. Add it.", path, line)
    complaint = first["msg"].removeprefix("Value error, ")
    return SpecError(f"{key}: {complaint}; found {first['input']!r}.", path, line)


def _keys_at(kind: type[BaseModel], location: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys known where `location` points, following nested models by annotation."""
    for part in location[:-1]:
        field = kind.model_fields.get(str(part))
        if field and isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            kind = field.annotation
    return tuple(kind.model_fields)


def read_spec(path: Path, kind: type[SpecT]) -> tuple[SpecT, Lines]:
    """Read a whole YAML file as one pydantic model; also return the line of each of its keys.

    Raises:
        SpecError: With file, line, key and remedy, whatever is wrong with it.
    """
    content, lines = read_yaml(path)
    try:
        return kind.model_validate(content), lines
    except ValidationError as error:
        known = _keys_at(kind, error.errors()[0]["loc"])
        raise spec_error(error, path, lines, known=known) from None
