"""Is the embedded set of digits worth its name? Trains on it and prints a table (Markdown).

python -m benchmarks.digits > benchmarks/digits.md        about 6 minutes on two cores
python -m benchmarks.digits --sheet docs/digits.png       draws the contact sheet instead
"""

from __future__ import annotations

import argparse
import os
import platform
import struct
import sys
import tempfile
import time
import zlib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.datasets.manifest import load_manifest
from grader.datasets.splits import DataSet, prepare
from grader.sandbox.boot import server_environment

DATASETS = Path(__file__).resolve().parent.parent / "datasets"
THRESHOLD = 0.99
DEEP = (512, 256, 128)
CNN = (-32, 128)


@dataclass(frozen=True)
class Trial:
    """One network and its training; a negative layer is a convolution with that many filters."""

    name: str
    layers: tuple[int, ...]
    seeds: int = 1
    batch: int = 32
    scale: float = 255.0


TRIALS = (
    Trial("dense 512-256-128", DEEP, seeds=5),
    Trial("dense 512-256-128", DEEP, seeds=2, batch=64),
    Trial("dense 512-256-128", DEEP, seeds=2, batch=128),
    Trial("dense 512", (512,), seeds=3),
    Trial("dense 128", (128,), seeds=3),
    Trial("dense 512-256-128, unscaled", DEEP, seeds=3, scale=1.0),
    Trial("dense 512-256-128, unscaled", DEEP, seeds=1, batch=128, scale=1.0),
    Trial("dense 512, unscaled", (512,), seeds=1, scale=1.0),
    Trial("conv 32, dense 128", CNN, seeds=2),
)


def softmax_regression(data: DataSet, steps: int = 1500) -> tuple[float, float]:
    """Return hidden accuracy at the end and the best on the way: full-batch Adam, no penalty."""
    train, hidden = data.public("train"), data.hidden()
    x = train.images.reshape(len(train.images), -1).astype(np.float32) / np.float32(255)
    hx = hidden.images.reshape(len(hidden.images), -1).astype(np.float32) / np.float32(255)
    x, hx = np.c_[x, np.ones(len(x), np.float32)], np.c_[hx, np.ones(len(hx), np.float32)]
    wanted = np.eye(10, dtype=np.float32)[train.labels]
    weight = np.zeros((x.shape[1], 10), np.float32)
    mean, square, best, last = np.zeros_like(weight), np.zeros_like(weight), 0.0, 0.0
    for step in range(1, steps + 1):
        scores = x @ weight
        scores = np.exp(scores - scores.max(1, keepdims=True))
        gradient = x.T @ (scores / scores.sum(1, keepdims=True) - wanted) / np.float32(len(x))
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient * gradient
        rate = 0.02 * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
        weight = (weight - rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)
        if step % 25 == 0:
            last = float((np.argmax(hx @ weight, 1) == hidden.labels).mean())
            best = max(best, last)
    return last, best


def network(layers: tuple[int, ...]) -> Any:
    keras: Any = import_module("keras")
    model = keras.Sequential([keras.Input((28, 28)), keras.layers.Reshape((28, 28, 1))])
    for filters in (-units for units in layers if units < 0):
        model.add(keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Flatten())
    for units in (units for units in layers if units > 0):
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(trial: Trial, seed: int, data: DataSet) -> tuple[list[float], float, float]:
    """Return accuracies by epoch, hidden accuracy, and seconds per epoch."""
    keras: Any = import_module("keras")
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    public, hidden = data.public("train"), data.hidden()
    scale = np.float32(trial.scale)
    model = network(trial.layers)

    def stop(_epoch: int, logs: dict[str, float]) -> None:
        model.stop_training = logs["accuracy"] >= THRESHOLD

    callback = keras.callbacks.LambdaCallback(on_epoch_end=stop)
    started = time.perf_counter()
    fitted = model.fit(
        public.images / scale,
        public.labels,
        batch_size=trial.batch,
        epochs=10,
        verbose=0,
        callbacks=[callback],
    )
    accuracies: list[float] = fitted.history["accuracy"]
    seconds = (time.perf_counter() - started) / len(accuracies)
    scores = model.predict(hidden.images / scale, batch_size=500, verbose=0)
    return accuracies, float((scores.argmax(1) == hidden.labels).mean()), seconds


def row(trial: Trial, data: DataSet) -> str:
    """Return one trial's line of the table."""
    firsts: list[str] = []
    befores: list[float] = []
    hiddens: list[float] = []
    times: list[float] = []
    for seed in range(trial.seeds):
        accuracies, hidden, seconds = train(trial, seed, data)
        reached = accuracies[-1] >= THRESHOLD
        firsts.append(str(len(accuracies)) if reached else f"never ({max(accuracies):.4f})")
        befores.append(max(accuracies[:-1]) if reached else max(accuracies))
        hiddens.append(hidden)
        times.append(seconds)
        print(trial.name, trial.batch, seed, accuracies, hidden, file=sys.stderr, flush=True)
    return (
        f"| {trial.name} | {trial.batch} | {', '.join(firsts)} | {max(befores):.4f} "
        f"| {min(hiddens):.4f} to {max(hiddens):.4f} | {np.median(times):.1f} |"
    )


def processor() -> str:
    """Return the processor's name."""
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def write_sheet(data: DataSet, path: Path, columns: int = 30, lines: int = 2) -> None:
    """Draw `lines` rows of each digit as a PNG, the first ones of the training split."""
    train = data.public("train")
    rows: list[NDArray[np.uint8]] = []
    for digit in range(10):
        chosen = train.images[train.labels == digit][: columns * lines]
        shape = (lines, columns, *chosen.shape[1:])
        rows.extend(np.concatenate(list(line), axis=1) for line in chosen.reshape(shape))
    # Sixteen greys are enough to look at.
    sheet = np.concatenate(rows) >> 4
    packed = (sheet[:, ::2] << 4 | sheet[:, 1::2]).astype(np.uint8)
    height, width = sheet.shape
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + line.tobytes() for line in packed), 9)
    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, content in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")):
            checksum = zlib.crc32(kind + content)
            file.write(struct.pack(">I", len(content)) + kind + content)
            file.write(struct.pack(">I", checksum))


def report(data: DataSet, render_seconds: float, cached_seconds: float) -> None:
    """Print everything that is measured."""
    started = time.perf_counter()
    last, best = softmax_regression(data)
    linear_seconds = time.perf_counter() - started
    tensorflow: Any = import_module("tensorflow")
    keras: Any = import_module("keras")
    sizes = [len(data.public("train").labels), len(data.public("validation").labels)]
    print("# Embedded digits\n\nWritten by `python -m benchmarks.digits`.\n")
    print(f"- {processor()}, {os.cpu_count()} cores, shared with other work; no accelerator")
    print(f"- Python {platform.python_version()}, TensorFlow {tensorflow.__version__},")
    print(f"  Keras {keras.__version__}, NumPy {np.__version__}")
    print(
        f"- {sizes[0]} train + {sizes[1]} validation + {len(data.hidden().labels)} hidden images,"
    )
    print(f"  digest {data.digest}, hidden digest {data.hidden_digest}")
    print(f"- rendered and written in {render_seconds:.1f} s (one thread),")
    print(f"  found in the cache in {cached_seconds * 1000:.1f} ms")
    print(f"- linear (softmax regression, 1500 full-batch steps, {linear_seconds:.0f} s):")
    print(f"  hidden accuracy {last:.4f}, best on the way {best:.4f}\n")
    print(
        "Trained until an epoch's accuracy is at least 0.99, at most 10 epochs, one entry a seed.\n"
    )
    print("| network | batch | first epoch ≥ 0.99 | highest before | hidden accuracy | s/epoch |")
    print("| --- | --- | --- | --- | --- | --- |")
    for trial in TRIALS:
        print(row(trial, data), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheet", type=Path)
    sheet: Path | None = parser.parse_args().sheet
    os.environ |= server_environment()  # trained as a submission is
    with tempfile.TemporaryDirectory() as cache:
        manifest = load_manifest("mnist", DATASETS)
        started = time.perf_counter()
        data = prepare(manifest, cache_folder=Path(cache))
        rendered = time.perf_counter()
        prepare(manifest, cache_folder=Path(cache))
        cached = time.perf_counter()
        if sheet is not None:
            write_sheet(data, sheet)
        else:
            report(data, rendered - started, cached - rendered)


if __name__ == "__main__":
    main()
