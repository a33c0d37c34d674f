"""docs/compatibility.md: what a run answers that today's libraries and a lone machine would not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from grader.idioms import IDIOMS

__all__ = ["render_compatibility", "write_compatibility"]

_ANSWERS: Final = Path(__file__).parent.parent / "inside" / "answers"
# They serve the others.
_INNER: Final = frozenset({"__init__", "install", "ledger", "options", "programs", "shell"})
_HEAD: Final = """\
<!-- Written by `grader author docs` from the code: what is edited here gets lost. -->
# Compatibility

A submission is taken as it is. What was right in its time is answered as it was then, and the
report names the line and today's spelling under *Worth knowing, costs nothing*; what a file would
fetch from the network is answered from local data. `grader check --strict`, or `strict: true` in an
exercise.yaml, leaves the idioms below unanswered: the file has to run on today's TensorFlow.

## Idioms of earlier versions

| as it was written | today |
| --- | --- |
"""
_NOTES: Final = """\
- `metrics=['acc']` keeps its meaning: the keys then read `acc`, and nothing is answered.
- `logs['acc']` in a callback, where the metric is `accuracy`, is a common slip of today's as well:
  the callback never stops. It is answered only in a file that never reads the new key and is of
  the time of TensorFlow 1: it reads its history under the old key too, as the courses' files of
  2019 do, or names what no later version has, such as `tf.Session` or `tf.train.AdamOptimizer`.
- Not answered, because they were wrong in their time as well: `optimizer=SGD` without brackets,
  `self.stop_training`, a mistyped argument.

## What is answered from local data

Modules and programs that a file may import or call; each comes before what the machine may have of
that name, so that a file runs alike everywhere.
"""


def render_compatibility() -> str:
    """Return the text of docs/compatibility.md."""
    rows = "\n".join(
        f"| `{idiom.old}` | {f'`{idiom.today}`' if idiom.today else '*leave it out*'} |"
        for idiom in sorted(IDIOMS.values(), key=lambda each: each.old.lower())
    )
    return f"{_HEAD}{rows}\n\n{_NOTES}\n" + "\n".join(_answers()) + "\n"


def _answers() -> Iterator[str]:
    """One line for each module of answers: the first of its docstring."""
    for path in sorted(_ANSWERS.glob("*.py")):
        if path.stem not in _INNER:
            text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            yield f"- {text.splitlines()[0]}"


def write_compatibility(root: Path) -> Path:
    """Write docs/compatibility.md below `root` anew and return its path."""
    path = root / "docs" / "compatibility.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_compatibility(), encoding="utf-8")
    return path
