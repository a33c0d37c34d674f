"""What only a notebook understands → the call that IPython makes of it, on one line.

`!wget …` becomes `get_ipython().system('wget …')`, for which the process that runs the submission
has a stand-in. A command that could not be answered there anyway (`!pip`, `!nvidia-smi`,
`%matplotlib`) becomes `pass`, so that a file of nothing else still counts as empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["ANSWERED", "python_of_command", "python_of_shell_cell", "taken_together"]

ANSWERED: Final = frozenset(
    {"cat", "cd", "cp", "curl", "echo", "gdown", "git", "head", "kaggle", "ls", "mkdir", "mv",
     "pwd", "rm", "rmdir", "tail", "tar", "touch", "unzip", "wc", "wget"}
)  # fmt: skip
"""The programs that `grader.inside.answers.programs` stands in for; a test compares."""

_MAGICS: Final = frozenset(
    {"cat", "cd", "cp", "env", "ls", "mkdir", "mv", "pwd", "rm", "rmdir", "set_env", "sx", "system"}
)
_PROGRAM: Final = re.compile(rf"(?<![\w.-])(?:{'|'.join(sorted(ANSWERED))})(?![\w.=-])|^\s*[{{$]")
_LINE_MAGIC: Final = re.compile(r"%[ \t]*(?P<name>\w+)[ \t]*(?P<rest>.*)", re.DOTALL)


def taken_together(lines: Sequence[str], at: int, first: str) -> tuple[str, int]:
    """Return the command that begins in line `at`, and how many lines it takes.

    A line that ends in a backslash goes on in the next.

    Args:
        lines: All lines.
        at: Where the command begins, from 0.
        first: What stands for `lines[at]`.
    """
    parts = [first]
    while parts[-1].endswith("\\") and at + len(parts) < len(lines):
        parts.append(lines[at + len(parts)])
    joined = " ".join(part.removesuffix("\\").strip() for part in parts)
    return joined, len(parts)


def python_of_command(command: str, *, assigned: bool = False) -> str:
    """Return the call that stands for `!command` or `%magic`; its value, where it is assigned.

    Args:
        command: The command with its sign.
        assigned: Whether it stands behind `x =`.
    """
    nothing = "[]" if assigned else "pass"
    if command.startswith("!"):
        text = command.lstrip("!").strip()
        if not _PROGRAM.search(text):
            return nothing
        return f"get_ipython().{'getoutput' if assigned else 'system'}({text!r})"
    magic = _LINE_MAGIC.fullmatch(command)
    if magic is None or magic["name"] not in _MAGICS:
        return nothing
    return f"get_ipython().run_line_magic({magic['name']!r}, {magic['rest'].strip()!r})"


def python_of_shell_cell(lines: Sequence[str]) -> Iterator[str]:
    """Yield one line for each line of a `%%bash` cell, commands as calls."""
    at = 0
    while at < len(lines):
        command, count = taken_together(lines, at, lines[at])
        known = not command.startswith(("#", "%%")) and _PROGRAM.search(command)
        yield python_of_command(f"!{command}") if known else ""
        yield from [""] * (count - 1)
        at += count
