"""Reading YAML that people write: every fault is told with file, line, key and remedy."""

from __future__ import annotations

import typing
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel, ValidationError

from grader.errors import SpecError
from grader.plain_yaml import Key, Lines, read_yaml
from grader.registry import closest

__all__ = ["read_spec", "spec_error"]

SpecT = TypeVar("SpecT", bound=BaseModel)


def read_spec(path: Path, kind: type[SpecT]) -> tuple[SpecT, Lines]:
    """Read a whole YAML file as one pydantic model; also return the line of each of its keys.

    Raises:
        SpecError: With file, line, key and remedy, whatever is wrong with it.
    """
    content, lines = read_yaml(path)
    try:
        return kind.model_validate(content), lines
    except ValidationError as error:
        known = _keys_at(kind, _weightiest(error)[0])
        raise spec_error(error, path, lines, known=known) from None


def _weightiest(error: ValidationError) -> tuple[Key, str, str, object]:
    """Return place, type, message and input of the complaint that helps most.

    A misspelt key is two complaints, and that the right one "is missing" would mislead.
    """
    first = min(error.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
    return first["loc"], first["type"], first["msg"], first["input"]


def spec_error(
    error: ValidationError, path: Path, lines: Lines, *, at: Key = (), known: Iterable[str] = ()
) -> SpecError:
    """Turn pydantic's weightiest complaint into one sentence with line, key and remedy.

    Args:
        error: What pydantic raised.
        path: The file.
        lines: Where its keys stand, from `read_yaml`.
        at: Where in the file the validated part begins.
        known: The keys that are allowed there, for suggestions.
    """
    inner, type_, message, found = _weightiest(error)
    location = tuple(part for part in (*at, *inner) if part != "[key]")
    line = next(
        (lines[location[:n]] for n in range(len(location), -1, -1) if location[:n] in lines), None
    )
    key = ".".join(str(part) for part in location) or "the file"
    if type_ == "extra_forbidden":
        near = closest(str(location[-1]), list(known))
        remedy = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(known)}."
        return SpecError(f"unknown key {key!r}. {remedy}", path, line)
    if type_ == "missing":
        return SpecError(f"key {key!r} is missing. Add it.", path, line)
    complaint = message.removeprefix("Value error, ")
    shown = "" if isinstance(found, (dict, BaseModel)) else f"; found {found!r}"
    if isinstance(found, dict) and message.startswith("Input should be"):
        keys = ", ".join(map(str, cast("dict[object, object]", found)))
        shown = f"; found a mapping with {keys}. One value for each form of the data is written "
        shown += "{embedded: …, real: …}"
    return SpecError(f"{key}: {complaint}{shown}.", path, line)


def _keys_at(kind: type[BaseModel], location: Key) -> tuple[str, ...]:
    """The keys known where `location` points, following nested models by annotation."""
    for part in location[:-1]:
        field = kind.model_fields.get(str(part))
        kind = (field and _model_in(field.annotation)) or kind
    return tuple(kind.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The first pydantic model inside an annotation such as `tuple[Source, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in typing.get_args(annotation))
    return next((model for model in found if model), None)
