"""All data sets and pretrained networks, found by name."""

from __future__ import annotations

from grader.datasets.item import Item
from grader.datasets.manifest import load_manifest
from grader.datasets.network_item import NetworkItem
from grader.datasets.pretrained import backbone_names, load_backbone
from grader.datasets.set_item import SetItem
from grader.errors import UnknownNameError
from grader.language import say
from grader.registry import closest
from grader.resources import datasets_folder, default_cache_folder

__all__ = ["all_items", "find_item"]


def all_items() -> list[Item]:
    """Return all data sets, then all networks, sorted by name."""
    folder, cache = datasets_folder(), default_cache_folder()
    sets = [load_manifest(path.stem, folder) for path in sorted(folder.glob("*.yaml"))]
    networks = [load_backbone(name, folder) for name in backbone_names(folder)]
    found: list[Item] = [SetItem(manifest, cache) for manifest in sets]
    return found + [NetworkItem(backbone, cache, folder) for backbone in networks]


def find_item(name: str) -> Item:
    """Return the data set or network of that name; an unambiguous part of it is enough.

    Raises:
        UnknownNameError: There is none, or more than one; carries suggestions.
    """
    items = {item.name: item for item in all_items()}
    fitting = [each for each in items if name and name in each]
    if name in items or len(fitting) == 1:
        return items[name if name in items else fitting[0]]
    near = closest(name, list(items)) or tuple(items)
    raise UnknownNameError(
        say("There is no data set or network {name}. There are: {known}.", name=repr(name),
            known=", ".join(near)), near,
    )  # fmt: skip
