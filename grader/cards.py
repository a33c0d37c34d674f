"""The accelerators of this host, as their driver's own tool tells of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final

__all__ = ["CARD_LIMIT", "Card", "cards", "limit_of_slot"]

CARD_LIMIT: Final = "GRADER_CARD_MB"
"""The environment variable that says how many MB of a card a run may take; all without it."""

_QUERY: Final = (
    "nvidia-smi", "--query-gpu=memory.used,memory.total", "--format=csv,noheader,nounits",
)  # fmt: skip
_FOR_RUNS: Final = 0.9
"""Of a card's memory; the rest is for what the driver keeps of each process that uses it."""


@dataclass(frozen=True, slots=True)
class Card:
    """A GPU: its memory, and how much of it is in use, in MB."""

    used: float
    total: float


def cards() -> tuple[Card, ...]:
    """Return this host's GPUs by their numbers; none where nobody tells."""
    if shutil.which(_QUERY[0]) is None:
        return ()
    try:
        ran = subprocess.run(_QUERY, capture_output=True, text=True, timeout=2, check=True)
        pairs = [line.split(",") for line in ran.stdout.splitlines()]
        return tuple(Card(float(used), float(total)) for used, total in pairs)
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()


def limit_of_slot(slots: int) -> int:
    """Return how many MB of the card that this process would use a run may take; 0 for all.

    Args:
        slots: How many share it.
    """
    found = cards()
    first = os.environ.get("CUDA_VISIBLE_DEVICES", "0").partition(",")[0]
    number = int(first) if first.isdigit() else 0
    if slots < 2 or number >= len(found):
        return 0
    return int(found[number].total * _FOR_RUNS / slots)
