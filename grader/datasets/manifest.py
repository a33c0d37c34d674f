"""A data set's manifest: `datasets/<name>.yaml` → `Manifest`.

Two forms. `arrays`: one `.npz` of small grey images. `folders`: ordinary image files, one folder a
class. A *part* is a place below the public folder: `.`, `train`, `validation`, `train/cats`.

Whatever is wrong in a manifest is a `SpecError` that names the file, the line, the key and what to
write instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from grader.datasets.spellings import complaint_about
from grader.errors import SpecError, UnknownNameError
from grader.registry import closest
from grader.spec_file import read_spec

__all__ = [
    "Archive",
    "Embedded",
    "HeldOut",
    "Manifest",
    "Real",
    "RealSizes",
    "Sizes",
    "Source",
    "Title",
    "load_manifest",
    "read_manifest",
]

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s/]+/\S*[^\s/]$")]
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=128)]
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
    """One file of the real data, as its publisher serves it."""

    url: Url
    bytes: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    confirmed: bool
    """False: the digest was read in one place only, and a mismatch is not proof of damage."""

    @property
    def file(self) -> str:
        """The last part of the URL's path, by which course code asks for it."""
        return self.url.partition("?")[0].rpartition("/")[2]


class Archive(Strict):
    """A file that course code downloads or finds, known by the last part of its path."""

    file: FileName
    members: Mapping[str, str] = Field(default_factory=dict)
    """Folder inside the archive ("" is its top) → part of the data set; empty for arrays.

    `train/cat.*.jpg` → `train/cats` has the part's images lie together, numbered from 0.
    """


class HeldOut(Strict):
    """Where the hidden images of the real set come from: a seeded share of one official split."""

    split: Literal["train", "validation"]
    share: Annotated[float, Field(gt=0, lt=1)]
    seed: Annotated[int, Field(ge=0, lt=2**63)]


class RealSizes(Strict):
    """Images in each official split of the real set."""

    train: Count
    validation: Annotated[int, Field(ge=0, le=1_000_000)]


class Real(Strict):
    """Where the real data set comes from and what may be done with it."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1, strict=False)]
    originals: Annotated[tuple[Source, ...], Field(strict=False)] = ()
    """Files with the same content in another packing, for when `sources` cannot be had."""
    mirrors: Mapping[str, Annotated[tuple[Url, ...], Field(strict=False)]] = Field(
        default_factory=dict
    )
    """File of `sources` or `originals` → other URLs that courses use for the same bytes."""
    sizes: RealSizes
    held_out: HeldOut
    licence: Text
    citation: Text


class Sizes(Strict):
    """Images in each split."""

    train: Count
    validation: Count
    hidden: Count


_FIRST_NAME: Final = r"^[A-Za-z-]+(\.\d+|\d+|\d+-\d+(\.\.\d+)?)$"


class Embedded(Strict):
    """The stand-in that is drawn on this machine."""

    recipe: Name
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    sizes: Sizes
    ending: Literal["jpg", "png"] = "png"
    """Of the names of public image files, as those of the real set end: code looks for `*.jpg`.

    What is in them is PNG all the same; whoever decodes an image looks at its first bytes.
    """
    names: Mapping[str, Annotated[str, Field(pattern=_FIRST_NAME)]] = Field(default_factory=dict)
    """Public part, as `train/cats` → the name of its first image, as published: code opens it.

    `cat.0` is followed by `cat.1`. With the last number of a row behind two dots, rows are
    numbered, too: `horse01-0..9` is followed by `horse01-1`, and `horse01-9` by `horse02-0`.
    """


class Manifest(Strict):
    """One data set, real and embedded."""

    name: Name
    title: Title
    form: Literal["arrays", "folders"]
    classes: Annotated[tuple[Text, ...], Field(min_length=2, max_length=256, strict=False)]
    """In the order of the labels; for folders the names of the class folders, sorted."""
    image_size: Annotated[tuple[Pixels, Pixels], Field(strict=False)]
    """Height and width in pixels."""
    channels: Literal[1, 3]
    archives: Annotated[tuple[Archive, ...], Field(min_length=1, strict=False)]
    known_paths: Mapping[str, str] = Field(default_factory=dict)
    """How course files spell the place of the data → a part, or an archive's file name."""
    real: Real
    embedded: Embedded

    @property
    def parts(self) -> frozenset[str]:
        """Every place below the public folder that a manifest may name."""
        if self.form == "arrays":
            return frozenset()
        splits = ("train", "validation")
        classes = (f"{split}/{each}" for split in splits for each in self.classes)
        return frozenset((".", *splits, *classes))

    def archive(self, file: str) -> Archive | None:
        """Return the archive of that file name."""
        return next((each for each in self.archives if each.file == file), None)

    @model_validator(mode="after")
    def _fits_together(self) -> Manifest:
        if complaint := complaint_about(self):
            raise ValueError(complaint)
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
