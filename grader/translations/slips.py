"""Misspelt and missing names, where nothing more is known of them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from grader.keras_words import ARGUMENTS
from grader.language import say
from grader.translations.base import Explain

__all__ = ["SLIPS"]

_MODULES: Final = (
    "activations|applications|callbacks|datasets|initializers|layers|losses|metrics|models"
    "|optimizers|preprocessing\\.image|regularizers|utils"
)

_SHORT: Final = {"np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot", "tf": "tensorflow",
                 "tfds": "tensorflow_datasets"}  # fmt: skip
_PACKAGES: Final = ("keras", "matplotlib", "numpy", "pandas", "seaborn", "sklearn", "tensorflow",
                    "tensorflow_datasets", "urllib", "zipfile")  # fmt: skip
_ALIKE: Final = 0.8
_OF_A_FOLDER: Final = frozenset(
    {"batch_size", "class_mode", "classes", "color_mode", "directory", "shuffle", "subset",
     "target_size"}
)  # fmt: skip
"""Arguments of `flow_from_directory`."""
_OTHERWISE: Final = {
    "flow_from_directory": {"image_size": "target_size", "label_mode": "class_mode"},
    "image_dataset_from_directory": {"target_size": "image_size", "class_mode": "label_mode"},
}
"""What other readers of folders call an argument, and what this one does."""


def _no_argument(found: re.Match[str]) -> str:
    name = found[found.lastindex or 0]
    if name in _OF_A_FOLDER and "ImageDataGenerator.__init__" in found.string:
        return say("{name}= belongs to flow_from_directory: ImageDataGenerator is told what to do "
                   "with each image.", name=name)  # fmt: skip
    if name == "directory" and "ImageDataGenerator.flow()" in found.string:
        return say("flow takes images that are in memory; flow_from_directory reads a folder.")
    if "Sequential.add()" in found.string:
        return say("add takes one layer, and {name}= belongs to that: add(Dense(1, {name}=…)).",
                   name=name)  # fmt: skip
    if meant := _meant_argument(name, found.string):
        return say("Nothing here is called {name}=; is {meant}= meant?", name=name, meant=meant)
    return say("Nothing here is called {name}=: is it spelt right?", name=name)


def _meant_argument(name: str, text: str) -> str:
    """The argument that is called otherwise here, or almost so, as `epoch` for `epochs`; or ""."""
    for called, others in _OTHERWISE.items():
        if f"{called}()" in text and name in others:
            return others[name]
    if name in ARGUMENTS:
        return ""  # it is spelt right, and belongs somewhere else
    longer = [each for each in sorted(ARGUMENTS) if each.startswith(f"{name}_")]
    near = get_close_matches(name, ARGUMENTS, 1, _ALIKE)
    return (near or (longer if len(longer) == 1 else [""]))[0]


def _no_module(found: re.Match[str]) -> str:
    package = found["name"].split(".")[0]
    if package in _SHORT:
        return say("{name} is the short name that import {module} as {name} gives, and behind from "
                   "stands the long one, {module}.",
                   name=package, module=_SHORT[package])  # fmt: skip
    near = (get_close_matches(package, _PACKAGES, 1, _ALIKE) or [""])[0]
    if near and not package.startswith(near):  # tensorflow_hub is a package of its own
        return say("{name} is misspelt: the package is called {near}.", name=package, near=near)
    return say("{name} is not installed where your code is run.", name=found["name"])


SLIPS: Final[dict[str, Explain]] = {
    r"No module named '(?P<name>(?P<package>keras|numpy|tensorflow)\.[\w.]+)'": lambda found: say(
        "The {package} installed here has no {name}: is it spelt right, or from another version?",
        **found.groupdict(),
    ),
    r"No module named '(?P<name>(?!(?:keras|numpy|tensorflow)\.)[\w.]+)'": _no_module,
    r"unexpected keyword argument '(?P<name>\w+)'|Unrecognized keyword arguments passed to \w+: "
    r"\{'(?P<layer>\w+)'|Argument\(s\) not recognized: \{'(?P<optimizer>\w+)'": _no_argument,
    r"(?P<name>\w+)\.__init__\(\) missing \d+ required positional arguments?: '(?P<missing>\w+)'": (
        lambda found: say(
            "{name} needs {missing}: write it between its brackets.", **found.groupdict()
        )
    ),
    rf"module '\S*keras\.(?:{_MODULES})' has no attribute '(?P<name>\w+)'"
    rf"|cannot import name '(?P<imported>\w+)' from '\S*keras\.(?:{_MODULES})'": lambda found: say(
        "Keras has nothing called {name} there: is it spelt right, capitals too?",
        name=found[found.lastindex or 0],
    ),
    r"'(?:Functional|Model|Sequential)' object has no attribute '(?P<name>\w+)'": lambda found: say(
        "A model has no {name}: is it spelt right?", **found.groupdict()
    ),
    r"'dict' object has no attribute '(?P<name>\w+)'": lambda found: say(
        "A dictionary has no .{name}: what it holds is read with ['key'] or .get('key').",
        **found.groupdict(),
    ),
    r"'list' object has no attribute '(?P<name>astype|dtype|max|mean|min|ndim|reshape|shape)'": (
        lambda found: say(
            "A Python list has no .{name}: make an array of it, np.array(…).", **found.groupdict()
        )
    ),
    r"'NoneType' object has no attribute '(?P<name>\w+)'": lambda found: say(
        "What stands before .{name} is None: does the function that makes it end with return?",
        **found.groupdict(),
    ),
}
