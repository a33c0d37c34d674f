"""Draws what the embedded data sets look like: `docs/<set>.png`, one row (or two) a class.

python -m benchmarks.contact_sheets [NAME …]

Each file stays below 400 kB: what is larger is made smaller, never poorer in colours than 256.
MNIST's sheet is drawn by `benchmarks.digits`.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from grader.datasets.manifest import Manifest, load_manifest
from grader.datasets.synthetic import load_recipe

ROOT = Path(__file__).resolve().parent.parent
MOST_BYTES = 400_000
GAP = 3


def sheet(manifest: Manifest, columns: int, lines: int) -> NDArray[np.uint8]:
    """Return `lines` rows of each class, side by side, of the first training images."""
    classes = len(manifest.classes)
    recipe = load_recipe(manifest.embedded.recipe)
    count = columns * lines * classes
    images, labels = recipe.render(count, seed=manifest.embedded.seed, split="train")
    height, width, *depth = images.shape[1:]
    shape = (
        lines * classes * (height + GAP) - GAP,
        columns * (width + GAP) - GAP,
        *depth,
    )
    whole = np.full(shape, 255, np.uint8)
    for label in range(classes):
        for place, image in enumerate(images[labels == label]):
            line, column = divmod(place, columns)
            top, left = (label * lines + line) * (height + GAP), column * (width + GAP)
            whole[top : top + height, left : left + width] = image
    return whole


def packed(whole: NDArray[np.uint8]) -> bytes:
    """Return a PNG of at most `MOST_BYTES`, the picture made smaller where that is needed."""
    picture = Image.fromarray(whole)
    for share in (1.0, 0.8, 0.65, 0.5, 0.4, 0.3):
        size = (int(picture.width * share), int(picture.height * share))
        small = picture if share == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)
        file = io.BytesIO()
        # Dithering looks finer, and doubles the file.
        small.quantize(256, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= MOST_BYTES:
            return file.getvalue()
    raise ValueError("the sheet does not become small enough: fewer columns or lines")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs")
    options = parser.parse_args()
    folder: Path = options.folder
    every = [path.stem for path in sorted((ROOT / "datasets").glob("*.yaml"))]
    for name in options.names or [each for each in every if each != "mnist"]:
        manifest = load_manifest(name, ROOT / "datasets")
        columns, lines = (24, 1) if manifest.form == "arrays" else (8, 4 // len(manifest.classes))
        content = packed(sheet(manifest, columns, lines))
        path = folder / f"{name}.png"
        path.write_bytes(content)
        print(f"{path.name}: {len(content) // 1000} kB")


if __name__ == "__main__":
    main()
