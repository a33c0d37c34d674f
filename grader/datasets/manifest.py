"""A data set's manifest: `datasets/<name>.yaml` → `Manifest`.

Whatever is wrong in it is a `SpecError` that names the file, the line, the key and what to write
instead.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from grader.errors import SpecError, UnknownNameError
from grader.registry import closest
from grader.spec_file import read_spec

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
    manifest, lines = read_spec(path, Manifest)
    if manifest.name != path.stem:
        message = f"name: expected {path.stem!r}, the file's own name; found {manifest.name!r}."
        raise SpecError(message, path, lines.get(("name",)))
    return manifest
