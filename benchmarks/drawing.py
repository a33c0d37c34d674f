"""How long the embedded sets take to draw, write and check, each in an empty cache.

python -m benchmarks.drawing
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from grader.datasets.manifest import load_manifest
from grader.datasets.splits import prepare
from grader.resources import datasets_folder


def drawn_in(name: str) -> tuple[int, float]:
    """Return how many images a set has and the seconds until it is ready."""
    manifest = load_manifest(name, datasets_folder())
    sizes = manifest.embedded.sizes
    with tempfile.TemporaryDirectory() as cache:
        started = time.perf_counter()
        prepare(manifest, cache_folder=Path(cache), choice="embedded")
        seconds = time.perf_counter() - started
    return sizes.train + sizes.validation + sizes.hidden, seconds


def main() -> None:
    """Print the table."""
    print("| set | images | s |\n| --- | ---: | ---: |")
    names = sorted(path.stem for path in datasets_folder().glob("*.yaml"))
    found = [(name, *drawn_in(name)) for name in names]
    for name, images, seconds in found:
        print(f"| {name} | {images:,} | {seconds:.1f} |")
    print(f"| all | {sum(f[1] for f in found):,} | {sum(f[2] for f in found):.1f} |")


if __name__ == "__main__":
    main()
