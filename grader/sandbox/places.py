"""Filling the places that an order names only by `{inbox}`, `{outbox}`, `{work}` and `{data}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from grader.sandbox.copies import copy_in
from grader.sandbox.protocol import Order

__all__ = ["CONFINED_PLACES", "fill", "open_places"]

CONFINED_PLACES: Final = {
    "inbox": "/inbox",
    "outbox": "/outbox",
    "work": "/exam/work",
    "data": "/exam/data",
    "home": "/exam/home",
}
"""What a confined run sees."""


def fill(value: Any, places: Mapping[str, str]) -> Any:
    """Fill `{inbox}` and its like in every text of `value`."""
    if isinstance(value, str):
        for name, path in places.items():
            value = value.replace("{" + name + "}", path)
        return value
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, Any]", value)
        return {key: fill(each, places) for key, each in mapping.items()}
    if isinstance(value, (list, tuple)):
        return [fill(each, places) for each in cast("Sequence[Any]", value)]
    return value


def open_places(order: Order, root: Path) -> dict[str, str]:
    """Make working folders below `root` for a run without confinement, and copy in what it finds.

    Copies whose place is absolute and not below `root` are left out: without confinement that
    place is the host's own.
    """
    places = {"inbox": str(order.inbox), "outbox": str(order.outbox)}
    for name in ("work", "data", "home"):
        (root / name).mkdir()
        places[name] = str(root / name)
    own = root.resolve()
    targets = [(source, _resolved(fill(target, places))) for source, target in order.copies]
    copy_in((source, inside) for source, inside in targets if inside.is_relative_to(own))
    return places


def _resolved(place: str) -> Path:
    """The place without `..`; nothing there is a link but what leads to our own folder."""
    return Path(place).resolve()
