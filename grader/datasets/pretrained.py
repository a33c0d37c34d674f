"""A pretrained network's manifest: `datasets/pretrained/<name>.yaml` → `Backbone`, and its file.

```
<datasets>/pretrained/<name>.yaml  <embedded.file>   what rides with the grader
<cache>/pretrained/<name>/weights-<digest>/<file>    what `fetch` brought, under Keras's own name
```
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from grader.datasets.contents import file_sha256
from grader.datasets.manifest import FileName, Name, Source, Strict, Text, Title, Url
from grader.datasets.publish import durable, published
from grader.datasets.spellings import complaints_about_paths
from grader.errors import DataError, SpecError, UnknownNameError
from grader.language import say
from grader.registry import closest
from grader.spec_file import read_spec

__all__ = [
    "Backbone",
    "CarriedWeights",
    "PublishedWeights",
    "Weights",
    "WeightsSource",
    "backbone_names",
    "find_weights",
    "import_weights",
    "load_backbone",
    "read_backbone",
]

_HDF5 = b"\x89HDF\r\n\x1a\n"


class WeightsSource(Source):
    """The published weights file."""

    md5: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = None
    """What Keras compares before it loads `weights="imagenet"`; None where it compares nothing."""


class PublishedWeights(Strict):
    """Where the published weights come from and what may be done with them."""

    sources: Annotated[tuple[WeightsSource, ...], Field(min_length=1, max_length=1, strict=False)]
    mirrors: Mapping[str, Annotated[tuple[Url, ...], Field(strict=False)]] = Field(
        default_factory=dict
    )
    """The source's file → other URLs that courses use for the same bytes."""
    licence: Text
    citation: Text


class CarriedWeights(Strict):
    """Weights of our own that ride with the grader, beside the manifest."""

    file: FileName
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Field(ge=1)]
    card: FileName
    """The file that says how they were made, beside the manifest as well."""


class Backbone(Strict):
    """One pretrained network without its top."""

    name: Name
    title: Title
    network: Literal["InceptionV3", "MobileNetV2"]
    """Its name in `keras.applications`."""
    alpha: Annotated[float, Field(gt=0, le=2)] | None = None
    """MobileNetV2's width."""
    files: Annotated[tuple[FileName, ...], Field(min_length=1, strict=False)]
    """Names under which Keras looks for the weights in `~/.keras/models`."""
    known_paths: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    """How course files spell the place of the weights."""
    real: PublishedWeights
    embedded: CarriedWeights | None = None

    @property
    def source(self) -> WeightsSource:
        """The one published file."""
        return self.real.sources[0]

    @model_validator(mode="after")
    def _fits_together(self) -> Backbone:
        for complaint in complaints_about_paths(self.known_paths):
            raise ValueError(complaint)
        if len(set(self.known_paths)) < len(self.known_paths):
            raise ValueError("known_paths names one thing twice")
        if (self.alpha is None) != (self.network == "InceptionV3"):
            raise ValueError("alpha: MobileNetV2 has one, InceptionV3 has none")
        if self.source.file not in self.files:
            raise ValueError(f"files: add {self.source.file}, the published file's own name")
        if set(self.real.mirrors) - {self.source.file}:
            raise ValueError(f"real.mirrors: the only file is {self.source.file}")
        return self


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights file that this host has.

    Attributes:
        path: The file.
        profile: "real": fetched; "embedded": rides with the grader.
        sha256: Of the file, 64 hex digits.
        published: Whether it is the publisher's own file, byte for byte.
    """

    path: Path
    profile: Literal["real", "embedded"]
    sha256: str
    published: bool


def backbone_names(folder: Path) -> list[str]:
    """Return the names of all manifests in `<folder>/pretrained`, sorted."""
    return sorted(path.stem for path in (folder / "pretrained").glob("*.yaml"))


def load_backbone(name: str, folder: Path) -> Backbone:
    """Find `<folder>/pretrained/<name>.yaml` and read it.

    Raises:
        UnknownNameError: There is no such file; carries suggestions.
        SpecError: It is written wrongly.
    """
    known = backbone_names(folder)
    if name not in known:
        suggestions = closest(name, known)
        remedy = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        raise UnknownNameError(f"there is no pretrained network {name!r}.{remedy}", suggestions)
    return read_backbone(folder / "pretrained" / f"{name}.yaml")


def read_backbone(path: Path) -> Backbone:
    """Read one manifest, strictly.

    Raises:
        SpecError: It cannot be read or is written wrongly; names file, line, key and remedy.
    """
    backbone, lines = read_spec(path, Backbone)
    if backbone.name != path.stem:
        message = f"name: expected {path.stem!r}, the file's own name; found {backbone.name!r}."
        raise SpecError(message, path, lines.get(("name",)))
    return backbone


def find_weights(backbone: Backbone, *, cache_folder: Path | None, folder: Path) -> Weights | None:
    """Return what was fetched, else what rides with the grader, else None.

    Args:
        backbone: Which network.
        cache_folder: Where `fetch` keeps things; None leaves what was fetched aside.
        folder: The folder with one manifest a data set.
    """
    if cache_folder is not None and (found := _fetched(backbone, cache_folder)):
        return found
    if (carried := backbone.embedded) is not None:
        path = folder / "pretrained" / carried.file
        if path.is_file():
            return Weights(path, "embedded", carried.sha256, published=False)
    return None


def _fetched(backbone: Backbone, cache_folder: Path) -> Weights | None:
    home = cache_folder.absolute() / "pretrained" / backbone.name
    official = backbone.source.sha256
    kept = sorted(home.glob(f"weights-*/{backbone.source.file}"))
    # The publisher's own file before any other that somebody imported.
    for path in sorted(kept, key=lambda each: not each.parent.name.endswith(official)):
        digest = path.parent.name.removeprefix("weights-")
        return Weights(path, "real", digest, published=_is_published(backbone, digest, path))
    return None


def import_weights(
    backbone: Backbone, path: Path, *, cache_folder: Path, unverified: bool = False
) -> Weights:
    """Copy a weights file into the cache.

    Args:
        backbone: Which network.
        path: The file, whatever it is called.
        cache_folder: Where to keep it.
        unverified: Take it although it is not the published file.

    Raises:
        DataError: It cannot be read, is no HDF5 file, or is not the published one.
    """
    source = backbone.source
    digest, size = _weighed(path)
    is_published = _is_published(backbone, digest, path)
    if not is_published and not unverified:
        raise DataError(
            say(
                "{path} is not the published {file}: expected sha256 {expected} ({size} bytes), "
                "found {found} ({found_size} bytes). To use it all the same, add --unverified.",
                path=path, file=source.file, expected=source.sha256, size=source.bytes,
                found=digest, found_size=size,
            )
        )  # fmt: skip
    home = cache_folder.absolute() / "pretrained" / backbone.name

    def write(folder: Path) -> None:
        with path.open("rb") as read, durable(folder / source.file) as copy:
            shutil.copyfileobj(read, copy, 1 << 20)

    kept = published(home, f"weights-{digest}", {source.file: size}, write)
    return Weights(kept / source.file, "real", digest, published=is_published)


def _weighed(path: Path) -> tuple[str, int]:
    """Return the digest and the size of a file that begins as HDF5 does."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_HDF5))
        digest, size = file_sha256(path), path.stat().st_size
    except OSError as error:
        why = error.strerror
        raise DataError(say("{path} cannot be read: {why}.", path=path, why=why)) from None
    if start != _HDF5:
        raise DataError(say("{path} is not a weights file in HDF5 (.h5).", path=path))
    return digest, size


def _is_published(backbone: Backbone, digest: str, path: Path) -> bool:
    """Say whether it is the publisher's file; Keras's own md5 counts as much as our sha256."""
    source = backbone.source
    if digest == source.sha256 or source.md5 is None:
        return digest == source.sha256
    with path.open("rb") as file:
        found = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
    return found.hexdigest() == source.md5
