"""A GPU that is not there can be set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Answer = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("module", ["tf.config", "tf.config.experimental"])
def test_settings_of_the_first_gpu_do_nothing(answer: Answer, module: str):
    told = answer(
        "import tensorflow as tf\n"
        f"gpus = {module}.list_physical_devices('GPU')\n"
        f"{module}.set_visible_devices(gpus[0], 'GPU')\n"
        f"{module}.set_visible_devices([gpus[0]], device_type='GPU')\n"
        f"{module}.set_visible_devices(gpus[:1], 'GPU')\n"
        "tf.config.experimental.set_memory_growth(gpus[0], True)\n"
        "tf.config.experimental.set_memory_growth(device=gpus[-1], enable=True)\n"
        "with tf.device('/GPU:0'):\n"
        "    one = int(tf.ones(1)[0])\n"
        f"cpus = {module}.list_physical_devices('CPU')\n"
        "said['x'] = [bool(gpus), list(gpus), len(cpus), one]\n"
    )
    assert told["error"] == "", told["trace"]
    assert told["said"]["x"] == [False, [], 1, 1]


@pytest.mark.parametrize("made", ["MirroredStrategy()", "OneDeviceStrategy('/cpu:0')"])
def test_a_model_compiled_behind_the_scope_of_its_strategy_trains(answer: Answer, made: str):
    told = answer(
        "import numpy as np, tensorflow as tf\n"
        f"strategy = tf.distribute.{made}\n"
        "with strategy.scope():\n"
        "    model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])\n"
        "model.compile('sgd', 'mse')\n"
        "model.fit(np.ones((2, 1)), np.ones(2), verbose=0)\n"
        "said['x'] = [strategy.num_replicas_in_sync, len(model.history.epoch)]\n"
    )
    assert told["error"] == "", told["trace"]
    assert told["said"]["x"] == [1, 1]


def test_the_first_gpu_has_a_name(answer: Answer):
    told = answer(
        "import tensorflow as tf\n"
        "name = tf.test.gpu_device_name()\n"
        "if name != '/device:GPU:0':\n"
        "    raise SystemError('GPU device not found')\n"
        "with tf.device(name):\n"
        "    said['x'] = int(tf.ones(1)[0])\n"
    )
    assert told["error"] == "", told["trace"]
    assert told["said"]["x"] == 1


def test_it_counts_where_one_is_asked_for(answer: Answer):
    told = answer(
        "import tensorflow as tf\n"
        "gpus = tf.config.experimental.list_physical_devices('GPU')\n"
        "assert len(gpus) > 0, 'Not enough GPU hardware devices available'\n"
        "tf.config.experimental.set_memory_growth(gpus[0], True)\n"
    )
    assert told["error"] == "", told["trace"]


def test_there_is_no_second(answer: Answer):
    told = answer("import tensorflow as tf\ntf.config.list_physical_devices('GPU')[1]\n")
    assert "IndexError" in told["error"]
