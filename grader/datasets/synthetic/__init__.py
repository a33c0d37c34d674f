"""Recipes that render embedded data sets, one a module, registered under the module's name."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol

from grader.registry import Registry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["RECIPES", "Recipe", "Render", "SplitName", "load_recipe", "recipe"]

SplitName = Literal["train", "validation", "hidden"]


class Render(Protocol):
    """Draws the images of one split."""

    def __call__(
        self,
        count: int,
        *,
        seed: int,
        split: SplitName,
        progress: Callable[[float], None] | None = None,
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Return `count` images (n, height, width[, channels]) in 0..255 and labels (n,).

        Args:
            count: How many images.
            seed: Same seed, same bytes, on every machine and with any number of threads.
            split: Splits of one seed share no image and no writer (artist, model, …).
            progress: Told the share that is done, rising to 1.
        """
        ...


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one embedded data set is drawn.

    Attributes:
        version: Part of every cache's digest: raise it whenever one pixel changes.
        render: Draws one split.
    """

    version: int
    render: Render


RECIPES: Registry[Recipe] = Registry("recipe")


def recipe(name: str, *, version: int) -> Callable[[Render], Render]:
    """Register the decorated function as the recipe `name`."""

    def register(render: Render) -> Render:
        RECIPES.add(name, Recipe(version, render))
        return render

    return register


def load_recipe(name: str) -> Recipe:
    """Import the recipe's module, where it is not imported yet, and return the recipe.

    Raises:
        UnknownNameError: No module of this package registers that name; carries suggestions.
    """
    path: Any = __path__
    modules = [found.name for found in pkgutil.iter_modules(path)]
    # A wrong name imports them all, so that the suggestions are complete.
    for module in [name] if name in modules else modules:
        import_module(f"{__name__}.{module}")
    return RECIPES[name]
