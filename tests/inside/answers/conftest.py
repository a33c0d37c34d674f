"""A process that has loaded Keras once and forks for each test, as the trainee's server does."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

SERVER = """
import contextlib, io, json, os, sys, traceback
import grader.inside.train
from grader.inside.answers.install import install

class NoFilesOfOurs:
    # Once a run is confined, our package is not to be found any more.
    def find_spec(self, name, path=None, target=None):
        if name.startswith("grader."):
            raise ModuleNotFoundError(f"imported too late: {name}")

sys.meta_path.insert(0, NoFilesOfOurs())

for line in sys.stdin:
    order = json.loads(line)
    if os.fork() == 0:
        told = {"error": "", "facts": {}}
        os.chdir(order["folder"])
        os.environ["HOME"] = order["folder"] + "/home"
        path = order["folder"] + "/submission.py"
        names = {"__name__": "__main__", "said": {}}
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                exec(compile(order["before"], "before", "exec"), names)
                ledger = install(order["job"], path)
                exec(compile(order["code"], path, "exec"), names)
            except BaseException as error:
                told["error"] = f"{type(error).__module__}.{type(error).__name__}: {error}"
                told["trace"] = traceback.format_exc()
            told["facts"] = ledger.facts()
        told["printed"], told["said"] = printed.getvalue(), names["said"]
        with open(order["folder"] + "/told.json", "w") as file:
            json.dump(told, file, default=str)
        os._exit(0)
    os.wait()
    print("done", flush=True)
"""

Answer = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def server() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def ask(
    server: subprocess.Popen[str], folder: Path, code: str, before: str, job: Mapping[str, Any]
) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    order = {"folder": str(folder), "code": code, "before": before, "job": job}
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps(order) + "\n")
    server.stdin.flush()
    assert server.stdout.readline() == "done\n"
    return json.loads((folder / "told.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def weights(server: subprocess.Popen[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A randomly begun MobileNetV2 in Keras 3's format; `kept.npz` beside it has the arrays."""
    folder = tmp_path_factory.mktemp("weights")
    path = folder / "mobilenet_v2_035.weights.h5"
    code = (
        "import keras, numpy as np\n"
        "m = keras.applications.MobileNetV2((96, 96, 3), alpha=0.35, include_top=False, "
        f"weights=None)\nm.save_weights({str(path)!r})\n"
        f"np.savez({str(folder / 'kept.npz')!r}, *m.get_weights())"
    )
    told = ask(server, folder, code, "", {})
    assert told["error"] == "", told["trace"]
    return path


def picture(path: Path, shade: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((6, 5, 3), shade, np.uint8)).save(path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with tiny archives, a set in folders and a set of arrays."""
    folder = tmp_path / "data"
    folder.mkdir()
    for split, count in (("train", 10), ("validation", 4)):
        for label, name in enumerate(("horses", "humans")):
            for number in range(count):
                shade = 100 * label + number
                picture(folder / f"horse_or_human/{split}/{name}/{name}-{number:02}.png", shade)
    with zipfile.ZipFile(folder / "hh.zip", "w") as archive:
        for path in sorted((folder / "horse_or_human/train").rglob("*.png")):
            archive.write(path, path.relative_to(folder / "horse_or_human/train"))
    with zipfile.ZipFile(folder / "cats.zip", "w") as archive:
        archive.writestr("cats_and_dogs_filtered/train/cats/cat.0.jpg", b"cat")
        archive.writestr("cats_and_dogs_filtered/vectorize.py", b"")
    arrays = {
        "x_train": np.arange(20 * 784, dtype=np.uint8).reshape(20, 28, 28),
        "y_train": np.arange(20, dtype=np.uint8) % 10,
        "x_test": np.zeros((10, 28, 28), np.uint8),
        "y_test": np.arange(10, dtype=np.uint8),
    }
    np.savez(folder / "mnist.npz", **arrays)  # pyright: ignore[reportArgumentType]
    return folder


@pytest.fixture
def answer(server: subprocess.Popen[str], data: Path, tmp_path: Path) -> Answer:
    """Return a function that runs code with the answers in place and returns what came of it.

    It takes the code, what runs before the answers are in place, and keys of the job.
    """
    job: Mapping[str, Any] = {
        "downloads": {
            "horse-or-human.zip": str(data / "hh.zip"),
            "cats_and_dogs_filtered.zip": str(data / "cats.zip"),
            "mnist.npz": str(data / "mnist.npz"),
        },
        "archives": {"mnist": str(data / "mnist.npz")},
        "datasets": {
            "horse_or_human": {
                "root": str(data / "horse_or_human"),
                "classes": ["horses", "humans"],
                "form": "folders",
            },
            "mnist": {
                "root": str(data / "mnist.npz"),
                "classes": [str(digit) for digit in range(10)],
                "form": "arrays",
            },
        },
    }

    def run(code: str, before: str = "", **changes: Any) -> dict[str, Any]:
        return ask(server, tmp_path / "work", code, before, {**job, **changes})

    return run
