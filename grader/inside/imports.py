"""Imports that fail and on which nothing that counts depends are passed over.

Editors add imports that nobody asked for, and course notebooks import modules that lie beside them
and are not handed in. `grader.inside.tried` says of which imports nothing depends. Every other
import fails as it always did.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any, Final

from grader.inside.hollow import Hollow
from grader.inside.tried import FAILED, try_imports

__all__ = ["PassOver", "pass_over_imports"]

PassOver = Callable[[str, str, int], None]
"""Takes the kind, what it is about, and the line; see `grader.run_facts.PassedOver`."""

_OURS: Final = __name__.partition(".")[0]


def pass_over_imports(tree: ast.Module, pass_over: PassOver) -> dict[str, Any]:
    """Change the imports of a submission, lines kept, and hide this package from it.

    Args:
        tree: The submission; changed in place.
        pass_over: Told of each import that is passed over, when it is.

    Returns:
        The names that the changed tree needs among its globals.
    """
    try_imports(tree)
    _hide_ours()
    return {FAILED: _answering(pass_over)}


def _answering(pass_over: PassOver) -> Callable[[str, str, str, int], Any]:
    """Return what stands in the changed tree where an import has failed."""

    def failed(kind: str, statement: str, module: str, line: int) -> Any:
        raised = sys.exc_info()[1]
        assert isinstance(raised, ImportError)
        if kind == "import":
            return pass_over(kind, statement, line)
        if not _is_missing(raised, module):
            raise raised.with_traceback(None)
        pass_over(kind, module, line)
        return Hollow()

    return failed


def _is_missing(raised: ImportError, module: str) -> bool:
    """Whether it was this module that could not be found, and not something that it needs."""
    if not isinstance(raised, ModuleNotFoundError):
        return module.startswith(".")  # of a package that there is not
    return f"{module}.".startswith(f"{raised.name}.")


def _hide_ours() -> None:
    """Let nobody import this package any more: a course's own module may have its name."""
    for name in list(sys.modules):
        if name.partition(".")[0] == _OURS:
            del sys.modules[name]
    sys.meta_path.insert(0, _NotOurs())


class _NotOurs(MetaPathFinder):
    """Refuses what is ours and leaves everything else to the others."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002 its signature
        """Return None.

        Raises:
            ModuleNotFoundError: If it is ours.
        """
        if fullname.partition(".")[0] == _OURS:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None
