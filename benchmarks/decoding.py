"""What it costs to show a data set in folders: decoding once, packing once, copying for each run.

    python -m benchmarks.decoding [NAME] [--data embedded|real|PATH]

Everything is measured in an empty cache, on files that were just written.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from grader.datasets.choices import choice_of
from grader.datasets.manifest import load_manifest
from grader.datasets.splits import DataSet, prepare
from grader.resources import datasets_folder
from grader.sandbox.copies import copy_in, weight

T = TypeVar("T")
SIZES = ((150, 150), (300, 300))


def timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def print_preparing(prepare_it: Callable[[], DataSet]) -> DataSet:
    data, first = timed(prepare_it)
    _, again = timed(prepare_it)
    print(f"| prepare {data.name}, {data.profile} | {first:.2f} s | {again * 1000:.0f} ms |")
    return data


def print_decoding(data: DataSet) -> None:
    for size in SIZES:
        first = again = 0.0
        rows = 0
        for split in ("train", "validation", "hidden"):
            path, seconds = timed(lambda split=split, size=size: data.inputs(split, size))
            first += seconds
            _, seconds = timed(lambda split=split, size=size: data.inputs(split, size))
            again += seconds
            rows += len(np.load(path, mmap_mode="r"))
        what = f"{rows} images at {size[0]} × {size[1]}"
        print(f"| {what}, ready for the examiner | {first:.2f} s | {again * 1000:.0f} ms |")


def print_showing(data: DataSet, folder: Path) -> None:
    file = data.archives[0].file
    _, first = timed(lambda: data.archive(file))
    _, again = timed(lambda: data.archive(file))
    print(f"| pack {file} | {first:.2f} s | {again * 1000:.0f} ms |")
    copies = [(data.public_folder, folder / "first"), (data.public_folder, folder / "second")]
    (size, files), weighing = timed(lambda: weight(copies[:1]))
    _, copying = timed(lambda: copy_in(copies[:1]))
    _, both = timed(lambda: copy_in([(folder / "first", folder / "x"), (folder / "first", folder)]))
    print(f"| copy {files} files, {size / 1e6:.0f} MB, for one run | {copying:.2f} s | the same |")
    print(f"| … weigh them before | {weighing * 1000:.0f} ms | the same |")
    print(f"| … a copy and a second place | {both:.2f} s | the same |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="horse_or_human")
    parser.add_argument("--data", default="embedded")
    asked = parser.parse_args()
    manifest = load_manifest(asked.name, datasets_folder())
    memory = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory() as cache,
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as scratch,
    ):
        print("| what | first time | every other time |\n|---|---|---|")
        choice = choice_of(asked.data, manifest.name, Path(cache))
        data = print_preparing(lambda: prepare(manifest, cache_folder=Path(cache), choice=choice))
        print_decoding(data)
        print_showing(data, Path(scratch))


if __name__ == "__main__":
    main()
