"""Pretrained weights: `weights="imagenet"`, `weights=path` and `load_weights(path)`.

`keras.applications` fetches its files by `get_file`, under names that end in `.h5`, and Keras tells
the format of such a file by this ending. The project's own file is written in Keras 3's format, so
that it has to be shown under a name that ends in `.weights.h5`.

Whoever downloads a file may call it as they like: `inception_v3.h5`. What a bare network of
`keras.applications` is to read from a file that is not here are the published weights of it.
"""

from __future__ import annotations

import inspect
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from keras.src.backend import config
from keras.src.saving import saving_api
from keras.src.utils import file_utils

from grader.inside.answers.ledger import Ledger, is_weights_name

__all__ = ["answer_weights"]

_ENDINGS: Final = (".h5", ".hdf5")
_NETWORKS: Final = {
    ("mixed10", 2048): "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5",
    ("block_16_project_BN", 112): (
        "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5"
    ),
}
"""The published file of a network without its top, by a layer and channels that no other has."""


def answer_weights(ledger: Ledger) -> None:
    """Let Keras take our files for what it looks for, whatever their checksum and format."""
    _settle_home()
    keras_files: Any = file_utils
    validate, exists = keras_files.validate_file, keras_files.exists

    def validate_file(fpath: Any, *arguments: Any, **keywords: Any) -> bool:
        # A set of ours is laid out like the original and is not the same bytes.
        return ledger.is_ours(str(fpath)) or validate(fpath, *arguments, **keywords)

    def answered_exists(path: Any) -> bool:
        if exists(path) or _missing(ledger, path) is not None:
            return True
        # InceptionV3(weights="my_name.h5"): which network it is for is seen when it is loaded.
        return _own_name(path) and _asked_by_a_network()

    keras_files.validate_file = validate_file
    keras_files.exists = answered_exists
    _answer_load_weights(ledger)


def _settle_home() -> None:
    """Give Keras the folder that it has on a student's machine: this process was forked."""
    if "KERAS_HOME" in os.environ:
        return
    home = Path.home() / ".keras"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:  # then Keras takes one below /tmp, as it does elsewhere
        return
    keras_config: Any = config
    keras_config._KERAS_DIR = str(home)  # noqa: SLF001 Keras has no public way


def _missing(ledger: Ledger, path: Any) -> str | None:
    """Return what answers for a file of weights that is not where the student says."""
    place = Path(path) if isinstance(path, (str, os.PathLike)) else None
    if place is None or not is_weights_name(place.name) or place.exists():
        return None
    found = ledger.find(place.name)
    if found is None:
        ledger.refuse(place.name)
    return found


def _asked_by_a_network() -> bool:
    """Whether `keras.applications` called the function that calls this one."""
    frame = inspect.currentframe()
    for _ in range(2):
        frame = frame and frame.f_back
    module = str(frame.f_globals.get("__name__")) if frame else ""
    return module.startswith("keras.src.applications.")


def _own_name(path: Any) -> bool:
    """Whether this names a file of weights that is not here, by a name of the student's own."""
    place = Path(path) if isinstance(path, (str, os.PathLike)) else None
    return place is not None and place.suffix in _ENDINGS and not place.exists()


def _published(ledger: Ledger, model: Any, path: Any) -> str | None:
    """Return the published weights of a bare network whose own file is not here."""
    if not _own_name(path) or is_weights_name(Path(path).name):
        return None
    file = _file_of(model)
    if not file:
        return None
    found = ledger.find(file)
    if found is None:
        ledger.refuse(file)
    else:
        ledger.pass_over("weights", os.fspath(path))
    return found


def _file_of(model: Any) -> str:
    """Return the published file of a network without its top; empty for another model."""
    with suppress(Exception):  # whatever model of theirs it is, also one that was never called
        if all(type(layer).__name__ != "Dense" for layer in model.layers):
            named = {layer.name: layer for layer in model.layers}
            for (name, channels), file in _NETWORKS.items():
                if name in named and named[name].output.shape[-1] == channels:
                    return file
    return ""


def _answer_load_weights(ledger: Ledger) -> None:
    api: Any = saving_api
    original = api.load_weights

    def load_weights(model: Any, filepath: Any, *arguments: Any, **keywords: Any) -> Any:
        path = _missing(ledger, filepath) or _published(ledger, model, filepath) or filepath
        if not _needs_other_name(str(path)):
            return original(model, path, *arguments, **keywords)
        keywords.pop("by_name", None)  # of the old format only
        with tempfile.TemporaryDirectory() as folder:
            link = Path(folder) / "shown.weights.h5"
            link.symlink_to(Path(path).absolute())
            return original(model, str(link), *arguments, **keywords)

    api.load_weights = load_weights


def _needs_other_name(path: str) -> bool:
    """Whether this is a file in Keras 3's format whose name says otherwise."""
    if not path.endswith((".h5", ".hdf5")) or path.endswith(".weights.h5"):
        return False
    import h5py

    try:
        with h5py.File(path, "r") as file:
            return "layer_names" not in file.attrs and "layers" in file
    except OSError:
        return False
