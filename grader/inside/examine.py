"""The examiner: our code on the student's model file. It holds no labels of hidden images.

Loading a model runs the student's bytes, so this process is confined like the trainee. The worst
that a hostile model can do here is choose its own predictions and measurements.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np
from numpy.typing import NDArray

from grader.inside import cropping, device, pace
from grader.inside.measure import measure

__all__ = ["main"]

_BATCH: Final = 2000
_BATCH_NUMBERS: Final = 1 << 22
"""Most numbers in a batch: a convolution makes twenty times as many of them."""
_DECIDING: Final = 256
"""So many public images decide how a model wants its pixels scaled."""
_FEW_CLASSES: Final = 5
_GREY: Final = (0.2989, 0.5870, 0.1140)
"""Shares of red, green and blue in grey, as `tf.image.rgb_to_grayscale` takes them."""
_OTHER_NAMES: Final = {"softmax_v2": keras.activations.softmax}
"""Names under which a saved file may hold an activation that was given as `tf.nn.softmax`."""
Array = NDArray[Any]


def main(job: Mapping[str, Any], events: int) -> None:
    """Measure one model and let it predict.

    Args:
        job: model, outbox (paths inside), device, questions (name to `.npy` inside), scalings
            (pairs of factor and offset to try, the likeliest first), public (images and their
            labels that decide between scalings, `.npy` inside; may be empty), input_shape (what
            `fit` was given, without the batch axis; may be None).
        events: Unused; nobody waits for an examiner's progress.
    """
    del events
    device.take_device(job["device"])
    pace.end_at_once()
    cropping.crop_when_not_training()
    keras.utils.set_random_seed(0)
    outbox = Path(job["outbox"])
    model = keras.saving.load_model(
        job["model"], custom_objects=dict(_OTHER_NAMES), compile=False, safe_mode=True
    )
    questions = {
        name: np.load(path, mmap_mode="r", allow_pickle=False)
        for name, path in job["questions"].items()
    }
    shape = _input_shape(model, job["input_shape"])
    facts = measure(model, Path(job["model"]))
    if questions:
        scaling = _find_scaling(model, job, shape)
        facts["scaling"] = f"x * {scaling[0]:.6g} + {scaling[1]:.6g}"
        (outbox / "predictions").mkdir()
        for name, images in questions.items():
            answers = _predict(model, images, scaling, shape)
            np.save(outbox / "predictions" / f"{name}.npy", answers.astype(np.float32))
    (outbox / "model.json").write_text(json.dumps(facts), encoding="utf-8")


def _input_shape(model: Any, seen_by_fit: list[int] | None) -> tuple[int, ...]:
    """What one input looks like: from the model where it says so, else from what `fit` saw."""
    declared = model.input_shape
    if isinstance(declared, (list, tuple)) and declared and isinstance(declared[0], (list, tuple)):
        declared = declared[0]
    known = tuple(declared[1:]) if declared else ()
    if seen_by_fit is not None and (not known or None in known or len(known) != len(seen_by_fit)):
        return tuple(seen_by_fit)
    return known


def _shaped(images: Array, shape: tuple[int | None, ...]) -> Array:
    """Give `images` the shape that the model takes: resized, in grey or not, flat, with a 1."""
    wanted = tuple(-1 if size is None else size for size in shape)
    if len(wanted) == 3 and images.ndim == 3 and wanted[2] == len(_GREY):
        images = np.repeat(images[..., None], len(_GREY), axis=3)
    if images.ndim == 4 and len(wanted) == 3:
        images = _fitted(images, wanted)
    if wanted.count(-1) > 1 or images.shape[1:] == wanted:
        return images
    try:
        return images.reshape(len(images), *wanted)
    except ValueError:
        return images


def _fitted(images: Array, wanted: tuple[int, ...]) -> Array:
    """Give colour images (n, height, width, 3) the size that the model takes, and its colours."""
    height, width, colours = wanted
    if colours == 1 and images.shape[3] == len(_GREY):
        images = images @ np.array(_GREY, dtype=np.float32)[:, None]
    if height > 0 and width > 0 and images.shape[1:3] != (height, width):
        sized: Any = keras.ops.image.resize(
            images.astype(np.float32), (height, width), data_format="channels_last"
        )
        return np.asarray(keras.ops.convert_to_numpy(sized))
    return images


def _predict(
    model: Any, images: Array, scaling: tuple[float, float], shape: tuple[int | None, ...]
) -> Array:
    """Return what the model says to `images`, shape (rows, columns)."""
    factor, offset = scaling
    parts: list[Array] = []
    numbers = max(int(np.prod(size)) for size in (images.shape[1:], [n or 1 for n in shape]))
    size = max(1, min(_BATCH, _BATCH_NUMBERS // max(numbers, 1)))
    for start in range(0, len(images), size):
        batch = _shaped(np.asarray(images[start : start + size]), shape).astype(np.float32)
        batch *= np.float32(factor)
        batch += np.float32(offset)
        answer: Any = keras.ops.convert_to_numpy(model(batch, training=False))
        parts.append(answer.reshape(len(batch), -1))
    return np.concatenate(parts)


def _find_scaling(
    model: Any, job: Mapping[str, Any], shape: tuple[int, ...]
) -> tuple[float, float]:
    """The first of the likely scalings that serves the public images clearly best."""
    scalings = [(float(factor), float(offset)) for factor, offset in job["scalings"]]
    if len(scalings) == 1 or not job["public"]:
        return scalings[0]
    images, labels = (
        np.load(job["public"][name], mmap_mode="r", allow_pickle=False)[:_DECIDING]
        for name in ("images", "labels")
    )
    answers = [_predict(model, images, each, shape) for each in scalings]
    scores = [_agreement(each, labels) for each in answers]
    # Classes learned in another order speak against the way that `fit` was fed, and wrongly so.
    scores[0] = max(scores[0], _renumbered_agreement(answers[0], labels))
    best = max(scores)
    tolerance = 0.01  # the likeliest wins a tie
    return next(
        each for each, score in zip(scalings, scores, strict=True) if score >= best - tolerance
    )


def _agreement(answers: Array, labels: Array) -> float:
    """The share of public labels that the answers name, by argmax or by the threshold 0.5."""
    columns = answers.shape[1]
    said = answers.argmax(axis=1) if columns > 1 else (answers[:, 0] > 0.5)
    return float((said == labels).mean())


def _renumbered_agreement(answers: Array, labels: Array) -> float:
    """The share that they name with the best of all orders of three to five classes, else 0."""
    classes = answers.shape[1]
    if not 2 < classes <= _FEW_CLASSES:
        return 0.0
    said = answers.argmax(axis=1)
    orders = (np.array(order) for order in permutations(range(classes)))
    return max(float((order[said] == labels).mean()) for order in orders)
