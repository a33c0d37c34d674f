"""Starting a fork server, with nothing but the standard library.

The server needs seconds to load the deep-learning library. It is started first of all, and
everything else that the judge imports and reads is read meanwhile.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

__all__ = ["server_environment", "start_server"]

_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from grader.sandbox.server import main; main()"
)
_PASSED_ON: Final = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")
_PASSED_PREFIXES: Final = ("CUDA", "TF_", "XLA_", "KERAS_BACKEND", "NVIDIA", "OMP_", "JAX_")


def server_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return what the server may see of our environment: no keys, no tokens, no home."""
    kept = {
        name: value
        for name, value in environment.items()
        if name in _PASSED_ON or name.startswith(_PASSED_PREFIXES)
    }
    quiet = {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "ignore",
        "HOME": "/nonexistent",
    }
    return quiet | kept


def start_server() -> subprocess.Popen[bytes]:
    """Start a fork server and return at once, before it is ready."""
    return subprocess.Popen(
        [sys.executable, "-c", _BOOT, json.dumps(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=server_environment(),
        cwd="/",
        start_new_session=True,
    )
