"""The surveyor: what a run would find in here. Used by `grader doctor`; runs nobody's code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.inside import device

__all__ = ["main"]


def main(job: Mapping[str, Any], events: int) -> None:
    """Write the accelerator's name and the versions to `device.json` in the outbox.

    Args:
        job: outbox (a path inside), device.
        events: Unused.
    """
    del events
    device.take_device(job["device"])
    found = {"device": device.describe_device(), "versions": device.versions()}
    Path(job["outbox"], "device.json").write_text(json.dumps(found), encoding="utf-8")
