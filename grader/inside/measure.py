"""What the examiner measures of a model: its layers, its shapes, and how it was compiled."""

from __future__ import annotations

import json
import math
import zipfile
from contextlib import suppress
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
_ACTIVATIONS: Final = {
    "ELU": "elu",
    "LeakyReLU": "leaky_relu",
    "PReLU": "prelu",
    "ReLU": "relu",
    "Softmax": "softmax",
}
"""Layers that are activations, and what they are called."""


def measure(model: Any, file: Path) -> dict[str, Any]:
    """Return the facts of one model, as `grader.facts.ModelFacts` reads them.

    Args:
        model: As it was loaded, not compiled.
        file: The `.keras` file, which says how it was compiled.
    """
    compiled = _compile_config(file)
    trainable = model.trainable_weights
    alive = {id(weight) for weight in trainable}
    return {
        "layers": [_layer_facts(layer, alive) for layer in _flattened(model)[:_MOST_LAYERS]],
        "input_shape": _plain_shape(model.input_shape),
        "output_shape": _plain_shape(model.output_shape),
        "parameters": int(model.count_params()),
        "trainable_parameters": sum(int(np.prod(weight.shape)) for weight in trainable),
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
    value = _only(value)
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        config = value.get("config")
        name = value.get("class_name", "")
        return str(config) if name == "function" else str(name)
    return ""


def _only(value: Any) -> Any:
    """The one loss that stands in a list, or by the name of the output."""
    inner = value
    if isinstance(value, dict) and "class_name" not in value:
        inner = list(value.values())
    return inner[0] if isinstance(inner, list) and len(inner) == 1 else value


def _argument(value: Any, name: str) -> Any:
    """One argument of a serialised object; None where it is a bare name."""
    value = _only(value)
    config = value.get("config") if isinstance(value, dict) else None
    return config.get(name) if isinstance(config, dict) else None


def _rate(optimizer: Any) -> float | None:
    rate = _argument(optimizer, "learning_rate")
    return float(rate) if isinstance(rate, int | float) and math.isfinite(rate) else None


def _flattened(model: Any) -> list[Any]:
    """All layers in order, nested models opened."""
    found: list[Any] = []
    for layer in model.layers:
        found += (_flattened(layer) if hasattr(layer, "layers") else [layer]) * _times(model, layer)
    return found


def _times(model: Any, layer: Any) -> int:
    """How often a functional model uses a layer that learns nothing: each time is one, to a reader.

    A layer with weights is one wherever it stands: it learns one thing.
    """
    depths = getattr(model, "_nodes_by_depth", {}).values()
    uses = sum(node.operation is layer for nodes in depths for node in nodes)
    return 1 if layer.weights else max(uses, 1)


def _layer_facts(layer: Any, alive: set[int]) -> dict[str, Any]:
    """The facts of one layer; `alive` holds the ids of all weights that training changes."""
    config = layer.get_config()
    units = config.get("units", config.get("filters"))
    return {
        "kind": type(layer).__name__[:200],
        "name": str(layer.name)[:200],
        "units": units if isinstance(units, int) else None,
        "activation": _activation(layer),
        "output_shape": _output_shape(layer),
        "parameters": int(layer.count_params()) if layer.built else 0,
        # Of a layer in a frozen model its own flag says nothing.
        "trainable": any(id(weight) in alive for weight in layer.weights)
        if layer.weights
        else bool(layer.trainable),
        "settings": {
            name: _plain(config[name], as_range=name.endswith("factor"))
            for name in _SETTINGS
            if name in config
        },
        "weights": [array_digest(array) for array in layer.get_weights()[:_MOST_ARRAYS]],
    }


def _output_shape(layer: Any) -> list[int | None]:
    """The shape of what it gives, without the batch axis; of several outputs the first one's."""
    with suppress(Exception):  # a layer that was never called, or an odd one of theirs
        output = layer.output
        return _plain_shape((output[0] if isinstance(output, list | tuple) else output).shape)[1:]
    return []


def _activation(layer: Any) -> str:
    """The name of its activation, whether that is a function, a layer, or the layer itself."""
    if type(layer).__name__ in _ACTIVATIONS:
        return _ACTIVATIONS[type(layer).__name__]
    activation = getattr(layer, "activation", None)
    kind = type(activation).__name__
    name = _ACTIVATIONS.get(kind) or getattr(activation, "__name__", "")
    return str(name).replace("softmax_v2", "softmax")[:200]


def _plain(value: Any, *, as_range: bool = False) -> str | float:
    """A number as it is; (3, 3) as 3, since both are the same kernel; the rest as text.

    Args:
        value: An argument as the layer keeps it.
        as_range: Whether (-0.1, 0.2) is a range, of which the larger end is what counts.
    """
    if isinstance(value, list | tuple) and len(set(map(str, value))) == 1:
        value = value[0]
    if as_range and isinstance(value, list | tuple):
        ends = [abs(end) for end in value if isinstance(end, int | float)]
        value = max(ends) if ends else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return str(value)[:200]


def _plain_shape(shape: Any) -> list[int | None]:
    if isinstance(shape, list | tuple) and shape and isinstance(shape[0], list | tuple):
        shape = shape[0]
    return [None if size is None else int(size) for size in shape][:10]
