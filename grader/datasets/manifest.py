"""A data set's manifest: `datasets/<name>.yaml` → `Manifest`.

Whatever is wrong in it is a `SpecError` that names the file, the line, the key and what to write
instead.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from grader.datasets.plain_yaml import Key, Lines, read_yaml
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
    content, lines = read_yaml(path)
    try:
        manifest = Manifest.model_validate(content)
    except ValidationError as error:
        raise _spec_error(path, lines, error) from None
    if manifest.name != path.stem:
        message = f"name: expected {path.stem!r}, the file's own name; found {manifest.name!r}."
        raise SpecError(message, path, lines.get(("name",)))
    return manifest


def _spec_error(path: Path, lines: Lines, error: ValidationError) -> SpecError:
    """Turn pydantic's weightiest complaint into one sentence with line, key and remedy."""
    # A misspelt key is two complaints, and "is missing" is the one that misleads.
    worst = min(error.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
    key: Key = worst["loc"]
    line = next((lines[key[:n]] for n in range(len(key), -1, -1) if key[:n] in lines), None)
    where = ".".join(str(part) for part in key) or "the file"
    if worst["type"] == "extra_forbidden":
        return SpecError(f"unknown key {where!r}. {_remedy(key)}", path, line)
    if worst["type"] == "missing":
        return SpecError(f"key {where!r} is missing. Add it.", path, line)
    found, complaint = worst["input"], worst["msg"].removeprefix("Value error, ")
    shown = "" if isinstance(found, (dict, BaseModel)) else f"; found {found!r}"
    return SpecError(f"{where}: {complaint}{shown}.", path, line)


def _remedy(key: Key) -> str:
    """Suggest what the mapping around a wrong key does have."""
    inside: dict[str | int, type[Strict]] = {
        "title": Title,
        "real": Real,
        "sources": Source,
        "originals": Source,
        "embedded": Embedded,
        "sizes": Sizes,
    }
    owner: type[Strict] = Manifest
    for part in key[:-1]:
        owner = inside.get(part, owner)
    known = list(owner.model_fields)
    similar = closest(str(key[-1]), known)
    return f"Did you mean {' or '.join(similar)}?" if similar else f"Known: {', '.join(known)}."
