"""One stage in a process of its own, without a fork server: what `unconfined` starts."""

from __future__ import annotations

import importlib
import json
import os
import sys

from grader.sandbox.stages import STAGES

__all__ = ["main"]


def main() -> None:
    """Read one order from standard input, run its stage, and leave at once."""
    order = json.loads(sys.stdin.readline())
    events = os.dup(2)
    os.dup2(1, 2)
    code = 1
    try:
        os.chdir(order["job"]["work"])
        sys.argv = ["submission.py"]
        importlib.import_module(STAGES[order["stage"]]).main(order["job"], events)
        code = 0
    except BaseException:  # noqa: BLE001 told through the output; the exit code says the rest
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)
