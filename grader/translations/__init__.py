"""What Python, NumPy, Keras and TensorFlow raise, as one sentence with the cause and the remedy.

A message says what the library noticed, often far from the student's slip. A pattern here is as
narrow as the message allows: no sentence is better than one that names a wrong cause. Each has a
snippet in `tests/translations.yaml`, which the installed libraries run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from grader.language import say
from grader.translations.base import COLOURS, Explain
from grader.translations.mismatches import MISMATCHES
from grader.translations.networks import NETWORKS
from grader.translations.old_names import OLD_NAMES
from grader.translations.plain_python import PLAIN_PYTHON
from grader.translations.readers import READERS
from grader.translations.showing import SHOWING
from grader.translations.slips import SLIPS
from grader.translations.surroundings import SURROUNDINGS
from grader.translations.tensors import TENSORS
from grader.translations.uses import USES

__all__ = ["CAUSES", "GENERAL", "LAST", "translate"]

_IN_A_LAYER: Final = re.compile(r"^([\w.]+): Exception encountered when calling [^\n]*\n+")
"""What Keras writes before the message of an error in a layer."""

_NO_PATH: Final = re.compile(
    r"^FileNotFoundError: .*: '(?P<file>[^']+)'|Could not find directory (?P<folder>.+)$"
)
_LACKS: Final = re.compile(r"has no attribute '(\w+)'|cannot import name '(\w+)'")

CAUSES: Final[dict[str, Explain]] = {
    **OLD_NAMES, **USES, **NETWORKS, **READERS, **TENSORS, **MISMATCHES, **SHOWING,
    **SURROUNDINGS,
}  # fmt: skip
"""What is searched for in "Type: message", and what is said of it. No two match one message."""

GENERAL: Final = SLIPS
"""The same, asked where nothing in `CAUSES` matches."""

LAST: Final = PLAIN_PYTHON
"""The same, asked where nothing in `GENERAL` matches either."""


def translate(text: str, *, meant: str = "") -> str:
    """Say what an exception means and what to do about it.

    Args:
        text: "Type: message", with or without the colours of a terminal.
        meant: The name that is most like one which is not there, where there is one.

    Returns:
        One or two short sentences in the current language; empty where the cause is not known.
    """
    plain = _IN_A_LAYER.sub(r"\1: ", COLOURS.sub("", text))
    words = _another_path(plain, meant) or _explained(CAUSES, plain)
    if not words and meant and (lacks := _LACKS.search(plain)):
        words = say("There is no {name}; is {meant} meant?",
                    name=lacks[1] or lacks[2], meant=meant)  # fmt: skip
    return words or _explained(GENERAL, plain) or _explained(LAST, plain)


def _another_path(plain: str, meant: str) -> str:
    """Say which path is like the one that is not there."""
    found = _NO_PATH.search(plain) if "/" in meant else None
    if found is None:
        return ""
    path = found["file"] or found["folder"]
    if meant.replace("/", "") == path.replace("/", ""):
        return say("There is no {path} here; {meant} is there. Between a folder and a name belongs "
                   "a /: os.path.join(folder, name) puts it there.",
                   path=path, meant=meant)  # fmt: skip
    return say("There is no {path} here; is {meant} meant?", path=path, meant=meant)


def _explained(table: Mapping[str, Explain], plain: str) -> str:
    for pattern, explain in table.items():
        found = re.search(pattern, plain)
        if found and (words := explain(found)):
            return words
    return ""
