"""Pretrained weights are found under every name that Keras and students have for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Answer = Callable[..., dict[str, Any]]
NAME = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_{rows}_no_top.h5"
NETWORK = "keras.applications.MobileNetV2(({rows}, {rows}, 3), alpha=0.35, include_top=False, weights={weights})"  # noqa: E501

COMPARE = """
import numpy as np, tensorflow as tf, keras
wanted = np.load({kept!r})
base = {network}
pairs = zip(base.get_weights(), wanted.values(), strict=True)
said['same'] = all(np.array_equal(one, other) for one, other in pairs)
"""


def network(rows: int, weights: str) -> str:
    return NETWORK.format(rows=rows, weights=weights)


def test_imagenet_for_every_size(answer: Answer, weights: Path):
    sizes = (96, 128, 160, 192, 224)
    code = "\n".join(
        COMPARE.format(
            kept=str(weights.parent / "kept.npz"),
            network=network(rows, "'imagenet'").replace("keras.", "tf.keras."),
        )
        + "assert said['same']"
        for rows in sizes
    )
    told = answer(code, weights={NAME.format(rows=96): str(weights)})
    assert told["error"] == "", told["trace"]
    asked = [entry["url"].rpartition("/")[2] for entry in told["facts"]["downloads"]]
    assert asked == [NAME.format(rows=rows) for rows in sizes]


URL = "https://storage.googleapis.com/mledu-datasets/" + NAME.format(rows=96)
AFTERWARDS = {
    "a path that is not there": f"base.load_weights('/tmp/{NAME.format(rows=96)}')",
    "weights=path": f"base = {network(96, repr('../tmp2/' + NAME.format(rows=96)))}",
    "a download": f"import urllib.request\nurllib.request.urlretrieve({URL!r}, 'w.h5')\n"
    "base.load_weights('w.h5')",
    "by_name": f"base.load_weights(keras.utils.get_file('w.h5', {URL!r}), by_name=True)",
}


@pytest.mark.parametrize("way", AFTERWARDS)
def test_weights_by_path(answer: Answer, weights: Path, way: str):
    first = f"import keras\nbase = {network(96, 'None')}\n{AFTERWARDS[way]}\n"
    code = first + COMPARE.format(kept=str(weights.parent / "kept.npz"), network="base")
    told = answer(code, weights={NAME.format(rows=96): str(weights)})
    assert told["error"] == "", told["trace"]
    assert told["said"] == {"same": True}


OWN_NAMES = {
    "load_weights": f"base = {network(96, 'None')}\nbase.load_weights('./mobilenet.h5')",
    "a Path": f"import pathlib\nbase = {network(96, 'None')}\n"
    "base.load_weights(pathlib.Path('models') / 'mobilenet.hdf5')",
    "weights=path": f"base = {network(96, repr('C:/models/mobilenet.h5'))}",
}


@pytest.mark.parametrize("way", OWN_NAMES)
def test_weights_by_a_name_of_one_s_own(answer: Answer, weights: Path, way: str):
    code = f"import keras\n{OWN_NAMES[way]}\n"
    code += COMPARE.format(kept=str(weights.parent / "kept.npz"), network="base")
    told = answer(code, weights={NAME.format(rows=224): str(weights)})
    assert told["error"] == "", told["trace"]
    assert told["said"] == {"same": True}
    (entry,) = told["facts"]["passed_over"]
    assert entry["kind"] == "weights"
    assert entry["what"].endswith(("mobilenet.h5", "mobilenet.hdf5"))


@pytest.mark.parametrize(
    "model",
    [
        "keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])",
        "keras.applications.MobileNetV2(alpha=0.35, weights=None)",  # with its top
        "keras.applications.MobileNetV2(alpha=1.0, include_top=False, weights=None)",
        "keras.applications.VGG16(include_top=False, weights=None)",
        "keras.Sequential([keras.layers.Dense(1, name='mixed10')])",  # never called
    ],
)
def test_other_models_read_their_own_files(answer: Answer, weights: Path, model: str):
    code = f"import keras\n{model}.load_weights('mine.h5')"
    told = answer(code, weights={NAME.format(rows=224): str(weights)})
    assert told["error"].startswith(("builtins.FileNotFoundError", "builtins.ValueError"))
    assert told["facts"]["passed_over"] == []


def test_ordinary_files_of_weights_are_left_alone(answer: Answer):
    told = answer(
        "import keras, numpy as np\n"
        "m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n"
        "m.save_weights('a.weights.h5'); m.save('b.h5'); w = m.get_weights()\n"
        "m.set_weights([np.zeros_like(each) for each in w])\n"
        "m.load_weights('a.weights.h5'); assert (m.get_weights()[0] == w[0]).all()\n"
        "m.set_weights([np.zeros_like(each) for each in w])\n"
        "m.load_weights('b.h5'); assert (m.get_weights()[0] == w[0]).all()\n"
        "m.load_weights('missing.weights.h5')"
    )
    assert told["error"].startswith("builtins.FileNotFoundError")
    assert told["facts"]["downloads"] == []


@pytest.mark.parametrize(
    "code",
    [
        "keras.applications.InceptionV3(include_top=False, weights='imagenet')",
        "keras.applications.InceptionV3(include_top=False, weights='/tmp/{name}')",
        "keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]).load_weights('/tmp/{name}')",
        "keras.applications.InceptionV3(include_top=False, weights=None).load_weights('i.h5')",
        "keras.applications.InceptionV3(include_top=False, weights='./mine.h5')",
    ],
)
def test_weights_that_are_not_here_are_named(answer: Answer, code: str):
    name = "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"
    told = answer("import keras\n" + code.format(name=name))
    assert told["error"]
    (entry,) = told["facts"]["downloads"]
    assert entry["url"].endswith(name)
    assert (entry["answered"], entry["line"]) == (False, 2)
