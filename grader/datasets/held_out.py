"""The real data set: what was fetched, with a seeded share of one official split held out.

The hidden images are taken out of what a student may see, class by class, so that both halves hold
each class as often as the official split does. Files stay as they were published; within one cache
they are linked, which costs no space.
"""

from __future__ import annotations

import math
import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader.datasets.arrays import HEADER_BYTES, save, save_archive
from grader.datasets.folders import image_files, mixed_order
from grader.datasets.layout import (
    HIDDEN_LABELS,
    Progress,
    Published,
    digest_of,
    hidden_place,
)
from grader.datasets.manifest import Manifest
from grader.datasets.publish import published
from grader.errors import DataError

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

    from grader.datasets.real import RealFolder

    Array = NDArray[np.uint8]

__all__ = ["held_out_rows", "publish_real"]

# Layout of the folders; raise it when the layout changes.
_FORMAT: Final = 1
_SPLITS: Final = ("train", "validation")
# In an archive of arrays as Keras has it, the validation split is called test.
_HALVES: Final = {"train": "train", "validation": "test"}


def publish_real(
    manifest: Manifest, real: RealFolder, folder: Path, hidden_seed: int | None, tell: Progress
) -> Published:
    """Split what was fetched into what a student may see and what is hidden.

    Raises:
        DataError: The cache cannot be written, or what was fetched is not whole any more.
    """
    held = manifest.real.held_out
    seed = held.seed if hidden_seed is None else hidden_seed
    what = {
        "format": _FORMAT,
        "name": manifest.name,
        "real": real.digest,
        "split": held.split,
        "share": held.share,
        "seed": seed,
    }
    digest, hidden_digest = (digest_of(what | {"part": part}) for part in ("public", "hidden"))
    publish = _publish_arrays if manifest.form == "arrays" else _publish_folders
    names = f"public-{digest}", f"hidden-{hidden_digest}"
    public, hidden = publish(manifest, real.folder, folder, names, seed, tell)
    return Published("real", digest, hidden_digest, public, hidden)


def held_out_rows(labels: Sequence[int], share: float, seed: int) -> list[int]:
    """Return which rows are hidden: the same share of each class, in mixed order.

    Args:
        labels: The class of each row.
        share: Of each class, rounded to whole rows.
        seed: Another seed, other rows (0 ≤ seed < 2**63).
    """
    rows: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        rows.setdefault(label, []).append(row)
    hidden: list[int] = []
    for label, of_class in sorted(rows.items()):
        order = mixed_order(len(of_class), seed, 0, label)
        hidden += sorted(of_class[each] for each in order[: round(len(of_class) * share)])
    return [hidden[each] for each in mixed_order(len(hidden), seed, 1)]


def _publish_folders(
    manifest: Manifest,
    real: Path,
    folder: Path,
    names: tuple[str, str],
    seed: int,
    tell: Progress,
) -> tuple[Path, Path]:
    held = manifest.real.held_out
    shown = {
        split: image_files(real / split, manifest.classes)
        for split in _SPLITS
        if (real / split).is_dir()
    }
    if held.split not in shown:
        raise DataError(f"{real / held.split} is gone; fetch {manifest.name} again")
    official = shown[held.split]
    rows = held_out_rows([label for _, label in official], held.share, seed)
    hidden = [official[row] for row in rows]
    apart = set(rows)
    shown[held.split] = [each for row, each in enumerate(official) if row not in apart]
    places = {
        f"{split}/{path.parent.name}/{path.name}": path
        for split, files in shown.items()
        for path, _ in files
    }
    numbered = {
        f"{hidden_place('folders')}/{number:05}{path.suffix.lower()}": path
        for number, (path, _) in enumerate(hidden, start=1)
    }
    labels = [label for _, label in hidden]
    public = published(folder, names[0], _sizes(places), lambda new: _link_all(places, new, tell))
    kept = _sizes(numbered) | {HIDDEN_LABELS: HEADER_BYTES + len(labels)}
    return public, published(
        folder, names[1], kept, lambda new: _write_hidden(numbered, labels, new)
    )


def _sizes(places: dict[str, Path]) -> dict[str, int]:
    try:
        return {name: path.stat().st_size for name, path in places.items()}
    except OSError as error:
        raise DataError(f"{error.filename} cannot be read: {error.strerror}") from None


def _link_all(places: dict[str, Path], folder: Path, tell: Progress) -> None:
    for parent in {Path(name).parent for name in places}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for done, (name, path) in enumerate(places.items(), start=1):
        try:
            os.link(path, folder / name)
        except OSError:  # another file system, or one without links
            shutil.copyfile(path, folder / name)
        tell(done / len(places))


def _write_hidden(places: dict[str, Path], labels: list[int], folder: Path) -> None:
    import numpy as np

    _link_all(places, folder, lambda _: None)
    save(folder / HIDDEN_LABELS, np.array(labels, dtype=np.uint8))


def _publish_arrays(
    manifest: Manifest,
    real: Path,
    folder: Path,
    names: tuple[str, str],
    seed: int,
    tell: Progress,
) -> tuple[Path, Path]:
    held, archive = manifest.real.held_out, real / f"{manifest.name}.npz"
    official = {split: _member(archive, f"y_{half}") for split, half in _HALVES.items()}
    rows = held_out_rows(official[held.split].tolist(), held.share, seed)
    kept = {split: sorted({*range(len(labels))}) for split, labels in official.items()}
    kept[held.split] = sorted({*kept[held.split]} - {*rows})
    one = manifest.channels * math.prod(manifest.image_size)

    def write_public(new: Path) -> None:
        drawn: dict[str, tuple[Array, Array]] = {}
        for done, (split, half) in enumerate(_HALVES.items()):
            images = _member(archive, f"x_{half}")[kept[split]]
            drawn[split] = images, official[split][kept[split]]
            save(new / split / "images.npy", drawn[split][0])
            save(new / split / "labels.npy", drawn[split][1])
            tell((done + 1) / (len(_HALVES) + 1))
        save_archive(new / f"{manifest.name}.npz", drawn["train"], drawn["validation"])

    def write_hidden(new: Path) -> None:
        save(new / hidden_place("arrays"), _member(archive, f"x_{_HALVES[held.split]}")[rows])
        save(new / HIDDEN_LABELS, official[held.split][rows])

    files = {f"{split}/images.npy": HEADER_BYTES + len(kept[split]) * one for split in _HALVES}
    files |= {f"{split}/labels.npy": HEADER_BYTES + len(kept[split]) for split in _HALVES}
    files |= {archive.name: sum(files.values())}
    apart = {hidden_place("arrays"): HEADER_BYTES + len(rows) * one}
    apart |= {HIDDEN_LABELS: HEADER_BYTES + len(rows)}
    return (
        published(folder, names[0], files, write_public),
        published(folder, names[1], apart, write_hidden),
    )


def _member(archive: Path, name: str) -> Array:
    """Read one array of an `.npz`, as small whole numbers."""
    import numpy as np

    try:
        with np.load(archive, allow_pickle=False) as arrays:
            return arrays[name].astype(np.uint8)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"{archive} is damaged: {error}; fetch it again") from None
