"""A data set's manifest: `datasets/<name>.yaml` → `Manifest`.

The YAML is read as data and nothing more: no tags, no anchors, no key twice. Whatever is wrong is
a `SpecError` that names the file, the line, the key and what to write instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from grader.errors import SpecError, UnknownNameError
from grader.registry import closest

__all__ = [
    "Embedded",
    "Manifest",
    "Real",
    "Sizes",
    "Source",
    "Title",
    "load_manifest",
    "read_manifest",
]

MAX_BYTES = 1_000_000

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Pixels = Annotated[int, Field(ge=1, le=4096)]
# At most 1,000,000 images: more would not be rendered "on first use in seconds".
Count = Annotated[int, Field(ge=1, le=1_000_000)]


class Strict(BaseModel):
    """Frozen; an unknown key or a wrong type is an error, never a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Title(Strict):
    """What a student reads, by language."""

    en: Text
    ko: Text


class Source(Strict):
    """One file of the real data set, as its publisher serves it."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+/\S+$")]
    bytes: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    confirmed: bool
    """False: the digest was read in one place only, and a mismatch is not proof of damage."""


class Real(Strict):
    """Where the real data set comes from and what may be done with it."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1, strict=False)]
    originals: Annotated[tuple[Source, ...], Field(strict=False)] = ()
    """Files with the same content in another packing, for when `sources` cannot be had."""
    licence: Text
    citation: Text
    layout: Name


class Sizes(Strict):
    """Images in each split."""

    train: Count
    validation: Count
    hidden: Count


class Embedded(Strict):
    """The stand-in that is drawn on this machine."""

    recipe: Name
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    sizes: Sizes


class Manifest(Strict):
    """One data set, real and embedded."""

    name: Name
    title: Title
    classes: Annotated[tuple[Text, ...], Field(min_length=2, max_length=256, strict=False)]
    image_size: Annotated[tuple[Pixels, Pixels], Field(strict=False)]
    """Height and width in pixels."""
    channels: Literal[1, 3]
    real: Real
    known_paths: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    """How course files spell the place of the data."""
    embedded: Embedded

    @model_validator(mode="after")
    def _distinct(self) -> Manifest:
        for key, values in (("classes", self.classes), ("known_paths", self.known_paths)):
            if len(set(values)) < len(values):
                raise ValueError(f"{key} names one thing twice")
        return self


def load_manifest(name: str, folder: Path) -> Manifest:
    """Find `<folder>/<name>.yaml` and read it.

    Raises:
        UnknownNameError: There is no such file; carries suggestions.
        SpecError: It is written wrongly.
    """
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if name not in known:
        suggestions = closest(name, known)
        remedy = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        raise UnknownNameError(f"there is no data set named {name!r}.{remedy}", suggestions)
    return read_manifest(folder / f"{name}.yaml")


def read_manifest(path: Path) -> Manifest:
    """Read one manifest, strictly.

    Raises:
        SpecError: It cannot be read or is written wrongly; names file, line, key and remedy.
    """
    lines: Lines = {}
    content = _read_yaml(path, lines)
    try:
        manifest = Manifest.model_validate(content)
    except ValidationError as error:
        raise _spec_error(path, lines, error) from None
    if manifest.name != path.stem:
        message = f"name: expected {path.stem!r}, the file's own name, found {manifest.name!r}"
        raise SpecError(message, path, lines.get(("name",)))
    return manifest


Key = tuple[str | int, ...]
Lines = dict[Key, int]

_SCALARS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null")}


def _read_yaml(path: Path, lines: Lines) -> object:
    """Return the file's content and fill in the line, from 1, of every key in it."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SpecError(f"cannot be read: {error.strerror}", path) from None
    if len(raw) > MAX_BYTES:
        raise SpecError(f"has {len(raw)} bytes, more than {MAX_BYTES}", path)
    try:
        text = raw.decode("utf-8")
        _refuse_anchors(text, path)
        node = _compose(text)
        return None if node is None else _value(node, (), path, lines)
    except UnicodeDecodeError as error:
        raise SpecError(f"is not UTF-8 at byte {error.start}; save it as UTF-8", path) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SpecError(f"is not YAML: {error.problem}", path, line) from None
    except yaml.YAMLError as error:
        raise SpecError(f"is not YAML: {' '.join(str(error).split())}", path) from None
    except RecursionError:
        raise SpecError("is nested too deeply", path) from None


def _compose(text: str) -> yaml.Node | None:
    # PyYAML has no types.
    compose = cast("Callable[..., yaml.Node | None]", yaml.compose)  # pyright: ignore[reportUnknownMemberType]
    return compose(text, Loader=yaml.SafeLoader)


def _refuse_anchors(text: str, path: Path) -> None:
    """Refuse `&x` and `*x`: a manifest needs none, and nested ones fill the memory."""
    parse = cast("Callable[..., Iterator[yaml.Event]]", yaml.parse)  # pyright: ignore[reportUnknownMemberType]
    for event in parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            line = event.start_mark.line + 1
            raise SpecError(f"has an anchor or alias {event.anchor!r}; write it out", path, line)


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


def _spec_error(path: Path, lines: Lines, error: ValidationError) -> SpecError:
    """Turn pydantic's first complaint into one sentence with a line and a remedy."""
    first = error.errors(include_url=False)[0]
    key: Key = first["loc"]
    line = next(lines[key[:n]] for n in range(len(key), -1, -1) if key[:n] in lines)
    where, kind = _dotted(key), first["type"]
    if kind == "extra_forbidden":
        return SpecError(f"{where}: there is no such key.{_remedy(key)}", path, line)
    if kind == "missing":
        return SpecError(f"{where}: is missing; add it", path, line)
    found: Any = first["input"]
    shown = "" if isinstance(found, (dict, list, BaseModel)) else f", found {found!r}"
    return SpecError(f"{where}: {first['msg']}{shown}", path, line)


def _remedy(key: Key) -> str:
    """Suggest the keys that the mapping around a wrong key does have."""
    owner: type[BaseModel] = Manifest
    for part in key[:-1]:
        inside = {"title": Title, "real": Real, "sources": Source, "originals": Source}
        inside |= {"embedded": Embedded, "sizes": Sizes}
        owner = inside.get(str(part), owner)
    known = list(owner.model_fields)
    similar = closest(str(key[-1]), known)
    if similar:
        return f" Did you mean {' or '.join(similar)}?"
    return f" Known keys: {', '.join(known)}."
