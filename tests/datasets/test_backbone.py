"""The weights that ride with the grader: they load, they are the manifest's, and they have learned.

The full form of the last test, with trained heads and the same network from scratch, is
`python -m benchmarks.backbone.transfer`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.contents import file_sha256
from grader.datasets.manifest import load_manifest
from grader.datasets.pretrained import CarriedWeights, load_backbone
from grader.datasets.synthetic import load_recipe

FEATURES = """
import json, sys
import keras, numpy as np
weights, images, out = sys.argv[1:]
def base(side, path, **more):
    net = keras.applications.MobileNetV2
    return net(alpha=0.35, include_top=False, input_shape=(side, side, 3), weights=path, **more)
keras.utils.set_random_seed(0)
small, large = base(96, weights, pooling="avg"), base(160, None)
strange = base(96, None, pooling="avg")
fresh = [np.array(value) for value in large.get_weights()]
large.load_weights(weights)
x = np.load(images).astype("float32") / 127.5 - 1
np.save(out + "/known.npy", small.predict(x, batch_size=50, verbose=0))
np.save(out + "/strange.npy", strange.predict(x, batch_size=50, verbose=0))
print(json.dumps({
    "shape": large.output_shape[1:],
    "same": all(np.array_equal(a, b) for a, b in zip(small.get_weights(), large.get_weights())),
    "kept": sum(np.array_equal(a, b) for a, b in zip(fresh, large.get_weights())),
    "finite": all(np.isfinite(a).all() for a in large.get_weights()),
}))
"""
COUNT = 100


@pytest.fixture(scope="module")
def carried(root: Path) -> CarriedWeights:
    embedded = load_backbone("mobilenet_v2_035", root / "datasets").embedded
    assert embedded is not None
    return embedded


@pytest.fixture(scope="module")
def pictures(root: Path) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return 100 training and 100 hidden pictures at 96×96, and -1 for a horse, 1 for a human."""
    drawn = load_manifest("horse_or_human", root / "datasets").embedded
    render = load_recipe(drawn.recipe).render
    images, labels = zip(
        *(render(COUNT, seed=drawn.seed, split=split) for split in ("train", "hidden")), strict=True
    )
    every = np.concatenate(images)
    near = np.arange(96) * every.shape[1] // 96
    return every[:, near[:, None], near], np.concatenate(labels) * 2.0 - 1.0


@pytest.fixture(scope="module")
def told(
    root: Path,
    carried: CarriedWeights,
    pictures: tuple[NDArray[np.uint8], NDArray[np.float64]],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, Any], Path]:
    """Return what Keras made of the file, in a process of its own, and where the features lie."""
    folder = tmp_path_factory.mktemp("features")
    np.save(folder / "images.npy", pictures[0])
    file = root / "datasets" / "pretrained" / carried.file
    command = [sys.executable, "-c", FEATURES, str(file), str(folder / "images.npy"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), folder


def probed(features: NDArray[Any], wanted: NDArray[np.float64]) -> float:
    """Fit ridge regression on the first 100, return the share of the rest on the right side."""
    flat = features.reshape(len(features), -1).astype(np.float64)
    known = flat[:COUNT]
    spread = known.std(0)
    scaled = (flat - known.mean(0)) / np.where(spread > 1e-6, spread, 1.0)
    inner = scaled[:COUNT] @ scaled[:COUNT].T
    penalty = 0.1 * np.trace(inner) / COUNT * np.eye(COUNT)
    fit: Callable[..., Any] = np.linalg.lstsq
    parts: NDArray[np.float64] = fit(inner + penalty, wanted[:COUNT], rcond=None)[0]
    guessed: NDArray[np.float64] = scaled[COUNT:] @ scaled[:COUNT].T @ parts
    return np.count_nonzero(guessed * wanted[COUNT:] > 0) / COUNT


def test_file_is_the_manifest_s_and_small(root: Path, carried: CarriedWeights):
    folder = root / "datasets" / "pretrained"
    file = folder / carried.file
    assert file_sha256(file) == carried.sha256
    assert file.stat().st_size == carried.bytes < 2_500_000
    card = (folder / carried.card).read_text(encoding="utf-8")
    assert carried.sha256 in card
    assert "synthetic" in card


def test_wheel_takes_the_file_along(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    built = project["tool"]["hatch"]["build"]["targets"]
    assert built["wheel"]["force-include"]["datasets"] == "grader/share/datasets"
    assert "/datasets" in built["sdist"]["include"]


def test_loads_at_every_size(told: tuple[dict[str, Any], Path]):
    facts, _ = told
    assert facts["shape"] == [5, 5, 1280]
    assert facts["same"]
    assert facts["finite"]
    assert facts["kept"] == 0


def test_features_tell_horses_from_humans(
    told: tuple[dict[str, Any], Path], pictures: tuple[NDArray[np.uint8], NDArray[np.float64]]
):
    images, wanted = pictures
    _, folder = told
    known = probed(np.load(folder / "known.npy"), wanted)
    strange = probed(np.load(folder / "strange.npy"), wanted)
    pixels = probed(images[:, ::3, ::3], wanted)
    assert known >= max(strange, pixels) + 0.1
    assert known >= 0.8
