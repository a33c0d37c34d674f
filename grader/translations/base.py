"""What every table of translations is made of."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["Explain"]

Explain = Callable[[re.Match[str]], str]
"""Turns a match into a sentence; an empty one says that this is not the cause after all."""
