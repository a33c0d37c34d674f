"""Text that came from a student, made safe to print.

A file's name, a message or a line of code may carry escape sequences that move the cursor, set
the window's title or turn the writing direction. All of these are taken out; what is left is
always put into rich's `Text`, whose words are never read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["plain", "plain_line"]

# ECMA-48: CSI, the string sequences (OSC, DCS, SOS, PM, APC), and the two-character escapes.
_SEQUENCE: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)


def plain(text: str) -> str:
    """Return `text` with only line feeds and characters that print.

    Of a line that was overwritten by carriage returns, as progress bars do, the last state stays.
    """
    lines = _SEQUENCE.sub("", text).expandtabs(4).replace("\r\n", "\n").split("\n")
    return "\n".join(_last_state(line) for line in lines)


def plain_line(text: str) -> str:
    """Return `text` as one line that prints."""
    return " ".join(plain(text).split())


def _last_state(line: str) -> str:
    states = [_printing(state) for state in line.split("\r")]
    return next((state for state in reversed(states) if state.strip()), states[0])


def _printing(line: str) -> str:
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in line)
    return "".join(char for char in spaced if char.isprintable())
