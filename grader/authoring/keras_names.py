"""Names that an exercise takes from Keras: a misspelt one would fail every right solution."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, cast

from grader.checks.architecture import plain_name
from grader.exercise import CheckSpec
from grader.registry import closest

__all__ = ["keras_names", "unknown_names"]

# Key of a check → the part of Keras that has the name.
_PARTS: Final[Mapping[str, str]] = {
    "kind": "layers",
    "kinds": "layers",
    "loss": "losses",
    "optimizer": "optimizers",
}


def unknown_names(spec: CheckSpec) -> Iterator[str]:
    """Yield a sentence for each layer, loss or optimizer that the installed Keras does not have."""
    told: set[str] = set()
    for parameters in spec.parameters.values():
        for key, part in _PARTS.items():
            for name in _texts(getattr(parameters, key, None)):
                known = keras_names(part)
                if name in told or not known or _is_known(name, part, known):
                    continue
                told.add(name)
                near = _closest(name, known)
                remedy = f"Did you mean {near}?" if near else "Write it as Keras does."
                yield f"check {spec.name}: {key} {name!r} is none of Keras's {part}. {remedy}"


@cache
def keras_names(part: str) -> frozenset[str]:
    """Return the names in `keras.<part>`; none where Keras is not installed.

    They are read from the text of Keras's package: importing it takes seconds.
    """
    found = find_spec("keras")
    if found is None or found.origin is None:
        return frozenset()
    path = Path(found.origin).parent / "src" / part / "__init__.py"
    if not path.is_file():  # Keras keeps its modules elsewhere some day
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return frozenset(alias.name for node in imports for alias in node.names)


def _is_known(name: str, part: str, known: frozenset[str]) -> bool:
    """Layers are compared letter by letter, losses and optimizers as `compiled_with` reads them."""
    if part == "layers":
        return name in known
    return plain_name(name) in map(plain_name, known)


def _texts(value: Any) -> tuple[str, ...]:
    """The texts in a parameter: itself, its items, or none."""
    if isinstance(value, str):
        return (value,)
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return tuple(item for item in items if isinstance(item, str))


def _closest(name: str, known: frozenset[str]) -> str:
    """The known name that is most alike, capitals left aside; "" if none is."""
    plain = {each.lower(): each for each in sorted(known)}
    near = closest(name.lower(), list(plain), most=1)
    return plain[near[0]] if near else ""
