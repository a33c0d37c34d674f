"""What every table of translations is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

__all__ = ["COLOURS", "Explain"]

COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
"""What makes Keras's messages bold in a terminal."""
Explain = Callable[[re.Match[str]], str]
"""Turns a match into a sentence; an empty one says that this is not the cause after all."""
