"""Starting processes of ours, with nothing heavier than the standard library.

The fork server needs seconds to load the deep-learning library. It is started first of all, and
everything else that the judge imports and reads is read meanwhile.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

from grader.cards import CARD_LIMIT
from grader.resources import default_cache_folder

__all__ = ["computing", "module_command", "server_environment", "start_module", "start_server"]

_BOOT: Final = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).main()"
)
_PASSED_ON: Final = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")
# No TF_VAR_…, TF_TOKEN_… or NVIDIA_API_KEY: other programs keep secrets under such names.
_COMPUTING: Final = (
    *("CUDA_", "CUDNN_", "JAX_", "NVIDIA_DRIVER_", "NVIDIA_TF32_", "NVIDIA_VISIBLE_", "OMP_"),
    *("TF_CPP_", "TF_CUDNN_", "TF_DETERMINISTIC_", "TF_DISABLE_", "TF_ENABLE_", "TF_FORCE_"),
    *("TF_GPU_", "TF_NUM_", "TF_XLA_", "XLA_", "KERAS_BACKEND", CARD_LIMIT),
)


def computing(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what of an environment says how to compute: which cards, how many threads.

    The library reads some of it only when a run computes for the first time.
    """
    return {name: value for name, value in environment.items() if name.startswith(_COMPUTING)}


def server_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return what such a process may see of our environment: no keys, no tokens, no home."""
    kept = {name: environment[name] for name in _PASSED_ON if name in environment}
    usual = {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "ignore",
        "MPLBACKEND": "Agg",
        # Where matplotlib keeps its list of this host's fonts, which takes it seconds to make.
        "MPLCONFIGDIR": str(default_cache_folder() / "matplotlib"),
        # TensorFlow asks oneDNN by itself only on processors with AVX-512 for neural networks. On
        # others, too, the courses' convolutional networks train in little more than half the time.
        "TF_ENABLE_ONEDNN_OPTS": "1",
    }
    return usual | kept | computing(environment)


def module_command(module: str) -> list[str]:
    """Return the command that runs `main` of one of our modules, which finds what we find."""
    return [sys.executable, "-c", _BOOT, json.dumps(sys.path), module]


def start_module(
    module: str, *, home: str = "/nonexistent", errors: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start `main` of one of our modules in a process, session and group of its own.

    It finds the modules that we find and sees next to nothing of our environment; its standard
    input and output are pipes to us.

    Args:
        module: Its full name.
        home: What it is told of a home folder.
        errors: Where its standard error goes, as `subprocess` takes it.
    """
    return subprocess.Popen(
        module_command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=server_environment() | {"HOME": home},
        cwd="/",
        start_new_session=True,
    )


def start_server() -> subprocess.Popen[bytes]:
    """Start a fork server and return at once, before it is ready."""
    return start_module("grader.sandbox.server")
