"""A command line as students write it, run without a shell: no program is started.

Understood are pipes, `&&`, `||`, `;`, `>`, `>>`, quotes, `~`, `$NAME` and wildcards. A program
that is not among `grader.inside.answers.programs` is passed over and counts as done.
"""

from __future__ import annotations

import glob
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from grader.inside.answers.ledger import Ledger

__all__ = ["Done", "Program", "Shell", "show"]

_ALWAYS_OURS: Final = frozenset({"curl", "gdown", "kaggle", "unzip", "wget"})
_PREFIXES: Final = frozenset({"command", "do", "else", "env", "nohup", "sudo", "then", "time"})
_ERRORS_ELSEWHERE: Final = re.compile(r"\s[12]?>&[12]\b|\s2>>?\s*[^\s;|&]+|\s&>>?\s*[^\s;|&]+")
_SEPARATORS: Final = frozenset("&;|()<>\n")
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=.*", re.DOTALL)


@dataclass(slots=True)
class Done:
    """What a command came to.

    Attributes:
        code: Its exit code.
        out: What it printed.
        errors: What it complained of.
        told: Both, in their order; only of a whole line.
    """

    code: int = 0
    out: bytes = b""
    errors: bytes = b""
    told: bytes = b""


Program = Callable[[Ledger, Sequence[str], bytes], Done]
"""Takes the ledger, the arguments and what is piped in; whatever it raises is its complaint."""


@dataclass(slots=True)
class _Step:
    """One program with its arguments, and how it is joined to the one before.

    Attributes:
        words: Program and arguments; expanded when it runs, as a folder may change before.
        joined: The sign between this and the one before.
        target: The file that its output goes to.
        append: Whether it is added there.
        plain: Whether nothing in `words` is to be expanded.
    """

    words: list[str] = field(default_factory=list[str])
    joined: str = ";"
    target: str = ""
    append: bool = False
    plain: bool = False


class Shell:
    """Runs command lines in this process.

    Args:
        ledger: What answers downloads.
        programs: What runs when a program is named.
    """

    def __init__(self, ledger: Ledger, programs: Mapping[str, Program]) -> None:
        self._ledger = ledger
        self._programs = programs

    def run(self, command: str | Sequence[str], cwd: str | None = None) -> Done:
        """Run a line, or the words of one program; never raise, and stay in the same folder."""
        try:
            here = str(Path.cwd())
        except OSError:  # they removed it
            here = "/"
        try:
            os.chdir(cwd or here)
            if isinstance(command, str):
                return self._all(_parse(command))
            return self._all([_Step(list(command), plain=True)])
        except Exception as error:  # noqa: BLE001 a shell line never ends a notebook
            told = f"{type(error).__name__}: {error}\n".encode()
            return Done(1, errors=told, told=told)
        finally:
            if Path(here).is_dir():
                os.chdir(here)

    def wants(self, command: str | Sequence[str]) -> bool:
        """Whether a command needs us: it downloads, or the host lacks its program."""
        if isinstance(command, str):
            if not any(name in command for name in self._programs):
                return False
            names = [_name(step.words) for step in _parse(command)]
        else:
            names = [_name(list(command))]
        return any(
            name in _ALWAYS_OURS or (name in self._programs and shutil.which(name) is None)
            for name in names
        )

    def _all(self, steps: Sequence[_Step]) -> Done:
        total, last = Done(), Done()
        for number, step in enumerate(steps):
            if (step.joined == "&&" and last.code) or (step.joined == "||" and not last.code):
                continue
            fed = last.out if step.joined.startswith("|") and step.joined != "||" else b""
            last = self._one(step, fed)
            total.errors += last.errors
            total.told += last.errors
            if step.target:
                with Path(step.target).open("ab" if step.append else "wb") as file:
                    file.write(last.out)
                last.out = b""
            piped = number + 1 < len(steps) and steps[number + 1].joined in {"|", "|&"}
            if not piped:
                total.out += last.out
                total.told += last.out
            total.code = last.code
        return total

    def _one(self, step: _Step, fed: bytes) -> Done:
        words = [part for word in step.words for part in _expanded(word)]
        words = _bare(list(step.words) if step.plain else words)
        program = self._programs.get(_name(words))
        if program is None:
            return Done()
        try:
            return program(self._ledger, words[1:], fed)
        except (OSError, ValueError) as error:
            return Done(1, errors=f"{words[0]}: {error}\n".encode())


def _bare(words: Sequence[str]) -> list[str]:
    """Return the words without `sudo`, `NAME=value` and their like in front."""
    left = list(words)
    while left and (left[0] in _PREFIXES or _ASSIGNMENT.fullmatch(left[0])):
        left.pop(0)
    return left


def _name(words: Sequence[str]) -> str:
    bare = _bare([str(word) for word in words])
    return PurePath(bare[0]).name if bare else ""


def _parse(command: str) -> list[_Step]:
    """Split a line into its steps; a line that cannot be split is one step of words."""
    text = _ERRORS_ELSEWHERE.sub(" ", command.replace("\\\n", " "))
    text = " ; ".join(map(_without_comment, text.split("\n")))
    lexer = shlex.shlex(text, posix=True, punctuation_chars="();<>|&")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        tokens = list(lexer)
    except ValueError:
        tokens = text.split()
    steps = [_Step()]
    expected_file = ""
    for token in tokens:
        if expected_file:
            if expected_file != "<":
                steps[-1].target, steps[-1].append = token, expected_file == ">>"
            expected_file = ""
        elif token in {">", ">>", "<"}:
            expected_file = token
        elif token and set(token) <= _SEPARATORS:
            steps.append(_Step(joined=token if token in {"&&", "||", "|", "|&"} else ";"))
        else:
            steps[-1].words.append(token)
    return [step for step in steps if step.words]


def _without_comment(line: str) -> str:
    """Return a line up to the first # that begins a word outside of quotes."""
    for found in re.finditer(r"(?:^|(?<=\s))#", line):
        before = line[: found.start()]
        if not before.count("'") % 2 and not before.count('"') % 2:
            return before
    return line


def _expanded(word: str) -> list[str]:
    """Return what a word stands for: `~`, `$NAME` and wildcards, as far as there are such files."""
    if "://" in word:
        return [word]
    word = os.path.expandvars(os.path.expanduser(word))  # noqa: PTH111 a word, perhaps no path
    return (sorted(glob.glob(word)) or [word]) if glob.has_magic(word) else [word]  # noqa: PTH207 relative stays relative


def show(done: Done) -> None:
    """Print what a command printed, both streams, as a notebook does."""
    text = done.told.decode("utf-8", "replace")
    if text:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
