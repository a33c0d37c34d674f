"""A stand-in for IPython's `get_ipython()`: what shell lines and magics of a notebook become."""

from __future__ import annotations

import builtins
import inspect
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from grader.inside.answers.shell import Shell, show
from grader.inside.hollow import Hollow

__all__ = ["OfflineShell", "Output", "expand", "offer_get_ipython"]

_FIELD: Final = re.compile(r"\{\{|\}\}|\{(?P<code>[^{}]+)\}|\$\$|\$(?P<name>[A-Za-z_]\w*)")


class Output(list[str]):
    """The lines of `x = !ls`, with IPython's ways to have them otherwise."""

    @property
    def n(self) -> str:
        """The lines in one text."""
        return "\n".join(self)

    @property
    def s(self) -> str:
        """The lines in one line."""
        return " ".join(self)

    @property
    def l(self) -> list[str]:  # noqa: E743 IPython's name
        """The lines."""
        return list(self)


def expand(command: str, names: dict[str, Any]) -> str:
    """Fill `{expression}` and `$name` of a command; what has no value stays as it is."""

    def filled(match: re.Match[str]) -> str:
        code = match["code"] or match["name"]
        if code is None:
            return match[0][0]
        with suppress(Exception):
            return str(eval(code, names))  # noqa: S307 their own code, in their own process
        return match[0]

    return _FIELD.sub(filled, command)


def _names() -> dict[str, Any]:
    """Return the names of whoever called the method that calls this, as IPython does."""
    frame = inspect.currentframe()
    for _ in range(2):
        frame = frame.f_back if frame else None
    return {**frame.f_globals, **frame.f_locals} if frame else {}


class OfflineShell:
    """What `get_ipython()` gives back.

    Args:
        shell: What runs the commands.
        end: What is called in place of an end or a restart of the notebook.
    """

    config: Final[dict[str, Any]] = {}

    def __init__(self, shell: Shell, end: Callable[[], None]) -> None:
        self._shell = shell
        self._end = end
        self._came_from = ""
        self.kernel = _Kernel(end)

    def ask_exit(self) -> None:
        """End the run."""
        self._end()

    def system(self, command: str) -> None:
        """Run a shell line and print what it prints."""
        show(self._shell.run(expand(command, _names())))

    def getoutput(self, command: str, **_keywords: Any) -> Output:
        """Run a shell line and return what it prints, line by line."""
        done = self._shell.run(expand(command, _names()))
        return Output(done.told.decode("utf-8", "replace").splitlines())

    def run_line_magic(self, name: str, line: str = "", *_arguments: Any) -> Any:
        """Run `%cd`, `%env`, `%pwd`, or `%ls` and its like; pass over any other."""
        text = expand(line, _names()).strip()
        if name == "cd":
            return self._cd(text)
        if name == "pwd":
            return str(Path.cwd())
        if name in {"env", "set_env"}:
            return _environment(text)
        if name in {"sx", "system"}:
            return Output(self._shell.run(text).out.decode("utf-8", "replace").splitlines())
        show(self._shell.run(f"{name} {text}"))
        return None

    def magic(self, line: str) -> Any:
        """Run a magic with its arguments in one text."""
        name, _, rest = line.lstrip("%").partition(" ")
        return self.run_line_magic(name, rest)

    def _cd(self, text: str) -> None:
        words = [word for word in text.split(" ") if word != "-q"]
        wanted = " ".join(words).strip().strip("'\"") or "~"
        here = str(Path.cwd())
        target = self._came_from if wanted == "-" else os.path.expanduser(wanted)  # noqa: PTH111 "-" is no path
        try:
            os.chdir(target)
        except OSError as error:
            sys.stdout.write(f"{error}\n")
        else:
            self._came_from = here
            sys.stdout.write(f"{Path.cwd()}\n")

    def __getattr__(self, name: str) -> Any:
        """Whatever else it is asked for does nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Hollow()


class _Kernel(Hollow):
    """`get_ipython().kernel`."""

    def __init__(self, end: Callable[[], None]) -> None:
        super().__init__()
        self._end = end

    def do_shutdown(self, restart: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 its signature
        """End the run, or pass over a restart."""
        self._end()
        return {"status": "ok", "restart": restart}


def _environment(text: str) -> Any:
    """`%env`, `%env NAME`, `%env NAME=value` and `%env NAME value`."""
    if not text:
        return dict(os.environ)
    name, value = re.fullmatch(r"([^\s=]+)(?:\s*=\s*|\s+)?(.*)", text, re.DOTALL).groups()  # pyright: ignore[reportOptionalMemberAccess]
    if not value and "=" not in text:
        return os.environ.get(name)
    os.environ[name] = value
    return None


def offer_get_ipython(shell: Shell, end: Callable[[], None]) -> None:
    """Put `get_ipython` and `display` where a notebook has them, among the builtins."""
    stand_in = OfflineShell(shell, end)
    builtins.__dict__["get_ipython"] = lambda: stand_in
    builtins.__dict__["display"] = Hollow()
