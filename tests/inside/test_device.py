"""The server and the trainee's first steps list devices and start none."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

CODE = """
import importlib
from tensorflow.python.eager import context
from grader.sandbox.stages import STAGES

for module in STAGES.values():
    importlib.import_module(module)
assert not context.context()._initialized, "importing a stage started a device"

from grader.inside import device
import keras

device.take_device("auto")
name = device.describe_device()
keras.utils.set_random_seed(1)
assert not context.context()._initialized, "a submission could no longer configure TensorFlow"

import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(1)
assert name == ("CPU" if not tf.config.list_physical_devices("GPU") else name)
try:
    device.take_device("gpu")
except RuntimeError as error:
    print("REFUSED", error)
else:
    print("GPU", name)
"""


def test_no_device_is_started_before_the_submission_runs() -> None:
    told = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert told.stdout.startswith(("REFUSED", "GPU")), told.stderr[-2000:]
