"""What the examiner measures of a model: its layers, its shapes, and how it was compiled."""

from __future__ import annotations

import json
import math
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from grader.inside.digest import array_digest, weights_digest

__all__ = ["measure"]

_MOST_LAYERS: Final = 5000
_MOST_ARRAYS: Final = 20
_SETTINGS: Final = (
    "rate",
    "kernel_size",
    "pool_size",
    "strides",
    "padding",
    "factor",
    "height_factor",
    "width_factor",
    "mode",
    "scale",
    "offset",
)
"""Arguments of layers that exercises ask for."""


def measure(model: Any, file: Path) -> dict[str, Any]:
    """Return the facts of one model, as `grader.facts.ModelFacts` reads them.

    Args:
        model: As it was loaded, not compiled.
        file: The `.keras` file, which says how it was compiled.
    """
    compiled = _compile_config(file)
    trainable = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    return {
        "layers": [_layer_facts(layer, on=on) for layer, on in _flattened(model)][:_MOST_LAYERS],
        "input_shape": _plain_shape(model.input_shape),
        "output_shape": _plain_shape(model.output_shape),
        "parameters": int(model.count_params()),
        "trainable_parameters": trainable,
        "loss": _spelt(compiled.get("loss")),
        "from_logits": _argument(compiled.get("loss"), "from_logits") is True,
        "optimizer": _spelt(compiled.get("optimizer")),
        "learning_rate": _rate(compiled.get("optimizer")),
        "weights_digest": weights_digest(model),
    }


def _compile_config(file: Path) -> dict[str, Any]:
    """Read loss and optimizer from the file without rebuilding them."""
    with zipfile.ZipFile(file) as archive:
        config = json.loads(archive.read("config.json"))
    return config.get("compile_config") or {}


def _spelt(value: Any) -> str:
    """The name of a loss or optimizer, however it was serialised."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        config = value.get("config")
        name = value.get("class_name", "")
        return str(config) if name == "function" else str(name)
    return ""


def _argument(value: Any, name: str) -> Any:
    """One argument of a serialised object; None where it is a bare name."""
    config = value.get("config") if isinstance(value, dict) else None
    return config.get(name) if isinstance(config, dict) else None


def _rate(optimizer: Any) -> float | None:
    rate = _argument(optimizer, "learning_rate")
    return float(rate) if isinstance(rate, int | float) and math.isfinite(rate) else None


def _flattened(model: Any, *, on: bool = True) -> list[tuple[Any, bool]]:
    """All layers in order, nested models opened; with each, whether what holds it is trainable."""
    found: list[tuple[Any, bool]] = []
    for layer in model.layers:
        if hasattr(layer, "layers"):
            found += _flattened(layer, on=on and layer.trainable)
        else:
            found.append((layer, on))
    return found


def _layer_facts(layer: Any, *, on: bool) -> dict[str, Any]:
    config = layer.get_config()
    activation = getattr(getattr(layer, "activation", None), "__name__", "")
    if type(layer).__name__ in {"Softmax", "ReLU", "Activation"} and not activation:
        activation = type(layer).__name__.lower()
    units = config.get("units", config.get("filters"))
    return {
        "kind": type(layer).__name__[:200],
        "name": str(layer.name)[:200],
        "units": units if isinstance(units, int) else None,
        "activation": activation.replace("softmax_v2", "softmax")[:200],
        "parameters": int(layer.count_params()) if layer.built else 0,
        "trainable": on and bool(layer.trainable),
        "settings": {name: _plain(config[name]) for name in _SETTINGS if name in config},
        "weights": [array_digest(array) for array in layer.get_weights()[:_MOST_ARRAYS]],
    }


def _plain(value: Any) -> str | float:
    """A number as it is; (3, 3) as 3, since both are the same kernel; the rest as text."""
    if isinstance(value, list | tuple) and len(set(map(str, value))) == 1:
        value = value[0]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return str(value)[:200]


def _plain_shape(shape: Any) -> list[int | None]:
    if isinstance(shape, list | tuple) and shape and isinstance(shape[0], list | tuple):
        shape = shape[0]
    return [None if size is None else int(size) for size in shape][:10]
