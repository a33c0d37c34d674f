"""Real data sets: fetched or handed over, checked, and kept in one layout.

```
<cache>/<name>/downloads/<file>[.part]                      while fetching; removed afterwards
<cache>/<name>/real/real-<digest>/{train,validation}/<class>/<file as published>     folders
<cache>/<name>/real/real-<digest>/<name>.npz                x_train y_train x_test y_test: arrays
<cache>/<name>/real/current.json                            which of them is in use
```
The digest is over the paths and bytes that were kept: the same images give the same folder,
whichever archive or folder they came from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.datasets.contents import Contents, FileFacts
from grader.datasets.fetch import NotServedError, Tell, download, require_room
from grader.datasets.manifest import Manifest
from grader.datasets.packings import KEYS, read_idx, read_npz, require_images
from grader.datasets.publish import durable, published
from grader.datasets.recognise import Place, find_arrays, find_images
from grader.datasets.unpack import MOST_BYTES, Entry, image_fault
from grader.errors import DataError
from grader.language import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["RealFolder", "fetch_real", "find_real", "import_real"]

_CURRENT = "current.json"
Write = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class RealFolder:
    """A real data set in the cache.

    Attributes:
        folder: `{train,validation}/<class>/<file>`, or `<name>.npz`.
        digest: Names the bytes: 16 hex digits.
        origin: Where it came from: a URL or a path.
        sizes: Split → images. A set without a second split has no "validation".
        passed_over: Why a file was not kept → how many; only of the import that just ran.
    """

    folder: Path
    digest: str
    origin: str
    sizes: Mapping[str, int]
    passed_over: Mapping[str, int] = field(default_factory=dict[str, int])


class _Current(BaseModel):
    """`current.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    origin: str
    sizes: Mapping[str, Annotated[int, Field(ge=1)]]


@dataclass(frozen=True, slots=True)
class _Image:
    """One image that will be kept."""

    path: str
    entry: Entry
    facts: FileFacts


def find_real(manifest: Manifest, cache_folder: Path) -> RealFolder | None:
    """Return the real data set that was fetched; None where none was.

    Raises:
        DataError: It was, and is damaged.
    """
    home = cache_folder.absolute() / manifest.name / "real"
    try:
        current = _Current.model_validate_json((home / _CURRENT).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValidationError):
        raise _gone(manifest) from None
    folder = home / f"real-{current.digest}"
    if not folder.is_dir():
        raise _gone(manifest)
    return RealFolder(folder, current.digest, current.origin, current.sizes)


def fetch_real(manifest: Manifest, cache_folder: Path, *, tell: Tell) -> RealFolder:
    """Download the published files, check them, unpack them, and make them the set in use.

    A call that was cut off goes on where it was.

    Raises:
        DataError: They cannot be had, or the cache cannot be written.
    """
    real, home = manifest.real, cache_folder.absolute() / manifest.name
    reasons: list[str] = []
    for packing in (real.sources, real.originals):
        try:
            paths = [
                download(source, mirrors=real.mirrors.get(source.file, ()),
                         folder=home / "downloads", tell=tell)
                for source in packing
            ]  # fmt: skip
        except NotServedError as error:
            reasons.append(str(error))
            continue
        if paths:
            found = import_real(manifest, paths, cache_folder, origin=packing[0].url, tell=tell)
            shutil.rmtree(home / "downloads", ignore_errors=True)
            return found
    raise DataError("\n".join(dict.fromkeys("\n".join(reasons).splitlines())))


def import_real(
    manifest: Manifest,
    paths: Path | Sequence[Path],
    cache_folder: Path,
    *,
    keep: bool = True,
    unverified: bool = False,
    origin: str = "",
    tell: Tell | None = None,
) -> RealFolder:
    """Bring a local copy of the real data set into the cache.

    Args:
        manifest: Which data set.
        paths: The published archives, a folder with them, an unpacked tree, or a folder with
            `train/<class>` and `validation/<class>`.
        cache_folder: Where to keep it.
        keep: Make it the real set in use. Otherwise it is there for the caller only.
        unverified: Take published files whose digest is not the published one.
        origin: Where it came from, if not from `paths`.
        tell: Told how far it is.

    Raises:
        DataError: It is not recognised, is refused, or the cache cannot be written.
    """
    given = [paths] if isinstance(paths, Path) else list(paths)
    given = [path.expanduser().resolve() for path in given]
    home = cache_folder.absolute() / manifest.name / "real"
    bring = _bring_arrays if manifest.form == "arrays" else _bring_images
    found = bring(manifest, given, home, tell or _silent, unverified=unverified)
    origin = origin or ", ".join(str(path) for path in given)
    found = RealFolder(found.folder, found.digest, origin, found.sizes, found.passed_over)
    if keep:
        _make_current(home, found)
    return found


def _bring_images(
    manifest: Manifest, paths: Sequence[Path], home: Path, tell: Tell, *, unverified: bool
) -> RealFolder:
    places = find_images(manifest, paths, unverified=unverified)
    images, passed_over = _looked_at(places, tell)
    sizes = Counter(image.path.partition("/")[0] for image in images)
    classes = Counter(image.path.rpartition("/")[0] for image in images)
    for place in places:
        if classes[f"{place.split}/{place.class_name}"] < 2:
            raise DataError(
                say("{folder} holds fewer than two images that can be read.", folder=place.folder)
            )
    contents = Contents(files={image.path: image.facts for image in images})

    def write(folder: Path) -> None:
        for parent in classes:
            (folder / parent).mkdir(parents=True, exist_ok=True)
        for done, image in enumerate(images, start=1):
            content = image.entry.read()
            if hashlib.sha256(content).hexdigest() != image.facts.sha256:
                raise DataError(say("{path} changed while it was read.", path=image.path))
            (folder / image.path).write_bytes(content)
            tell(say("copying images"), done, len(images))
        # Once for all: forcing thousands of small files to the disk one by one takes minutes.
        if hasattr(os, "sync"):
            os.sync()

    return _published(home, contents, dict(sizes), dict(passed_over), write)


def _looked_at(places: Sequence[Place], tell: Tell) -> tuple[list[_Image], Counter[str]]:
    """Read every entry once; return the images, and how many others there were, by reason."""
    entries = [(place, entry) for place in places for entry in place.tree.entries(place.folder)]
    total = sum(entry.size for _, entry in entries if entry.is_plain)
    if total > MOST_BYTES:
        raise DataError(
            say("{found:.0f} MB of images are more than the {most:.0f} MB that are taken.",
                found=total / 1e6, most=MOST_BYTES / 1e6)
        )  # fmt: skip
    kept: dict[str, _Image] = {}
    passed_over: Counter[str] = Counter()
    for done, (place, entry) in enumerate(entries, start=1):
        fault, content = image_fault(entry)
        if fault:
            passed_over[fault] += 1
        else:
            path = f"{place.split}/{place.class_name}/{entry.name}"
            sha256 = hashlib.sha256(content).hexdigest()
            kept[path] = _Image(path, entry, FileFacts(bytes=len(content), sha256=sha256))
        tell(say("looking at images"), done, len(entries))
    return list(kept.values()), passed_over


def _bring_arrays(
    manifest: Manifest, paths: Sequence[Path], home: Path, tell: Tell, *, unverified: bool
) -> RealFolder:
    import numpy as np

    found = find_arrays(manifest, paths, unverified=unverified)
    stage = say("reading arrays")
    tell(stage, 0, 1)
    if "npz" in found:
        arrays = read_npz(found["npz"])
    else:
        arrays = {key: read_idx(found[key]) for key in KEYS}
    require_images(next(iter(found.values())), arrays, manifest.image_size, len(manifest.classes))
    name = f"{manifest.name}.npz"
    sizes = {"train": len(arrays["y_train"]), "validation": len(arrays["y_test"])}
    size = sum(array.nbytes for array in arrays.values())
    facts = FileFacts(bytes=size, sha256=_array_digest(arrays))

    def write(folder: Path) -> None:
        with durable(folder / name) as file:
            savez: Any = np.savez
            savez(file, **arrays)

    real = _published(home, Contents(files={name: facts}), sizes, {}, write)
    tell(stage, 1, 1)
    return real


def _array_digest(arrays: Mapping[str, NDArray[np.uint8]]) -> str:
    """Digest of the images and labels, whichever way they are packed."""
    digest = hashlib.sha256()
    for key in KEYS:
        digest.update(f"{key} {arrays[key].shape}\n".encode())
        digest.update(arrays[key].tobytes())
    return digest.hexdigest()


def _published(
    home: Path, contents: Contents, sizes: dict[str, int], passed_over: dict[str, int], write: Write
) -> RealFolder:
    least = {path: facts.bytes for path, facts in contents.files.items()}
    name = f"real-{contents.digest}"
    if not (home / name).is_dir():
        existing = next(each for each in (home, *home.parents) if each.is_dir())
        require_room(existing, sum(least.values()))
    folder = published(home, name, least, write)
    return RealFolder(folder, contents.digest, "", sizes, passed_over)


def _make_current(home: Path, real: RealFolder) -> None:
    """Point to the folder, in one step: whoever looks sees the old one or the new one."""
    content = {"digest": real.digest, "origin": real.origin, "sizes": dict(real.sizes)}
    partial = home / f".partial-{os.getpid()}-{_CURRENT}"
    with durable(partial) as file:
        file.write(json.dumps(content).encode())
    partial.replace(home / _CURRENT)


def _gone(manifest: Manifest) -> DataError:
    return DataError(
        say(
            "The real {name} in the cache is damaged. Fetch it again with "
            "`grader datasets fetch {name}`, or remove it with `grader datasets clear {name}`.",
            name=manifest.name,
        )
    )


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
