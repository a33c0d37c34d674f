"""Trains the embedded backbone, MobileNetV2 with alpha 0.35, from scratch on the source set.

python -m benchmarks.backbone.things --each 300 --to SET
python -m benchmarks.backbone.things --each 10 --split validation --to SET
python -m benchmarks.backbone.train --set SET --work FOLDER          stops and goes on at will
python -m benchmarks.backbone.train --set SET --work FOLDER --export FILE.weights.h5

Every batch, crop and tint comes from one seed and the number of the step, so a training that was
stopped goes on as if it had not been. On another processor the sums differ in their last bits, and
so, after thousands of steps, do the weights: the recipe can be repeated, the bytes cannot.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
SEED = 353
BATCH = 64
SMOOTHING = 0.1
# Keras's 0.999 would still remember the first weights after a few thousand steps.
MOMENTUM = 0.95
DECAY, WARM_STEPS = 0.02, 150


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the training.

    Attributes:
        sizes: Sides of the images, by turns.
        steps: How long.
        crops: Least and greatest side of a crop, as a share of the image's.
    """

    sizes: tuple[int, ...]
    steps: int
    crops: tuple[float, float] = (0.8, 1.1)


@dataclass(frozen=True, slots=True)
class Round:
    """Stages under one fall of the learning rate, from `rate` to a thousandth along a cosine."""

    rate: float
    stages: tuple[Stage, ...]


# Small images first: they teach shapes at a third of the price. The tight crops of the first part
# lose many things altogether; wider ones taught faster. The first round's rate is spent when the
# larger images come, hence a second.
PLAN = (
    Round(
        1.2e-3,
        (Stage((64,), 1200, (0.62, 1.06)), Stage((64,), 2500), Stage((96, 96, 128), 450)),
    ),
    Round(8e-4, (Stage((96, 128, 160), 360),)),
)


def steps_of(stages: tuple[Stage, ...]) -> list[tuple[int, tuple[float, float]]]:
    """Return every step's side and crops."""
    return [
        (stage.sizes[k % len(stage.sizes)], stage.crops)
        for stage in stages
        for k in range(stage.steps)
    ]


def network(classes: int) -> tuple[Any, Any]:
    """Return the network with its head, and the part without it."""
    keras = import_module("keras")

    base = keras.applications.MobileNetV2(
        alpha=0.35, include_top=False, input_shape=(None, None, 3), weights=None
    )
    set_momentum(base, MOMENTUM)
    pooled = keras.layers.GlobalAveragePooling2D()(base.output)
    return keras.Model(
        base.input, keras.layers.Dense(classes, kernel_initializer="zeros")(pooled)
    ), base


def set_momentum(base: Any, momentum: float) -> None:
    for layer in base.layers:
        if type(layer).__name__ == "BatchNormalization":
            layer.momentum = momentum


class Batches:
    """The batch of every step: images as drawn, with crops and tints to be taken of them."""

    def __init__(self, folder: Path, split: str = "train") -> None:
        self.images: NDArray[np.uint8] = np.load(folder / f"{split}.npy", mmap_mode="r")
        self.labels: NDArray[np.uint8] = np.load(folder / f"{split}-labels.npy")

    def at(self, step: int, crops: tuple[float, float]) -> tuple[NDArray[Any], ...]:
        """Return images, boxes (y, x, y, x), a matrix of tints, lifts, and labels."""
        count = len(self.labels)
        an_epoch = count // BATCH
        order = np.random.default_rng((SEED, step // an_epoch)).permutation(count)
        chosen = np.sort(order[step % an_epoch * BATCH :][:BATCH])
        rng = np.random.default_rng((SEED, step, 1))
        scale = rng.uniform(*crops, BATCH)
        aspect = rng.uniform(0.85, 1.18, BATCH)
        high, wide = scale * aspect, scale / aspect
        top, left = (rng.uniform(0, 1, BATCH) * (1 - side) for side in (high, wide))
        boxes = np.stack([top, left, top + high, left + wide], 1)
        mirrored = rng.random(BATCH) < 0.5
        boxes[mirrored] = boxes[mirrored][:, [0, 3, 2, 1]]
        tints = np.eye(3) * rng.uniform(0.75, 1.25, (BATCH, 1, 3))
        swap = rng.random(BATCH)
        tints[swap < 0.25] = tints[swap < 0.25][:, :, [2, 1, 0]]
        grey = swap > 0.85
        tints[grey] = np.full((3, 3), 1 / 3)
        lifts = rng.uniform(-0.2, 0.2, (BATCH, 1, 1, 1))
        real = (boxes, tints, lifts)
        return (self.images[chosen], *(x.astype(np.float32) for x in real), self.labels[chosen])


def stepper(model: Any, optimizer: Any) -> Callable[..., Any]:
    """Return a function of (images, boxes, tints, lifts, labels, side) that makes one step."""
    keras = import_module("keras")
    tf = import_module("tensorflow")

    loss_of = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=SMOOTHING)
    classes = model.output.shape[-1]

    @tf.function(reduce_retracing=False)
    def step(images: Any, boxes: Any, tints: Any, lifts: Any, labels: Any, side: int) -> Any:
        pictures = tf.image.crop_and_resize(
            tf.cast(images, tf.float32), boxes, tf.range(BATCH), (side, side)
        )
        pictures = pictures / 127.5 - 1.0
        flat = tf.reshape(pictures, (BATCH, side * side, 3)) @ tints
        pictures = tf.reshape(flat, (BATCH, side, side, 3)) + lifts
        with tf.GradientTape() as tape:
            loss = loss_of(
                tf.one_hot(tf.cast(labels, tf.int32), classes), model(pictures, training=True)
            )
        parts = model.trainable_variables
        optimizer.apply(tape.gradient(loss, parts), parts)
        return loss

    return step


def accuracy(model: Any, folder: Path, side: int) -> float:
    """Share of the validation images that are told right at a size."""
    tf = import_module("tensorflow")

    batches = Batches(folder, "validation")
    right = 0
    for at in range(0, len(batches.labels), 118):
        pictures = tf.image.resize(batches.images[at : at + 118], (side, side)) / 127.5 - 1.0
        found = np.argmax(model(pictures, training=False).numpy(), 1)
        right += int(np.sum(found == batches.labels[at : at + 118]))
    return right / len(batches.labels)


def _keep(path: Path, step: int, variables: list[Any]) -> None:
    arrays: dict[str, Any] = {f"v{k}": np.asarray(one) for k, one in enumerate(variables)}
    np.savez(path.with_suffix(".partial.npz"), step=step, **arrays)
    path.with_suffix(".partial.npz").replace(path)


def _go_on(path: Path, variables: list[Any]) -> int:
    if not path.exists():
        return 0
    with np.load(path) as kept:
        for k, variable in enumerate(variables):
            variable.assign(kept[f"v{k}"])
        return int(kept["step"])


def settle(model: Any, base: Any, batches: Batches, steps: int = 120) -> None:
    """Take the statistics of the finished weights: means over many whole, untinted images."""
    tf = import_module("tensorflow")

    @tf.function(reduce_retracing=False)
    def look(images: Any, side: int) -> None:
        model(tf.image.resize(images, (side, side)) / 127.5 - 1.0, training=True)

    rng = np.random.default_rng((SEED, 2))
    set_momentum(base, 0.97)
    for k in range(steps):
        chosen = np.sort(rng.choice(len(batches.labels), BATCH, replace=False))
        look(batches.images[chosen], (96, 128)[k % 2])


def rounds(folder: Path, work: Path, plan: tuple[Round, ...]) -> tuple[Any, Any]:
    """Train, or go on with it; return the network and its part without the head."""
    tf, keras = import_module("tensorflow"), import_module("keras")
    tf.config.threading.set_intra_op_parallelism_threads(2)
    keras.utils.set_random_seed(SEED)
    batches = Batches(folder)
    model, base = network(int(batches.labels.max()) + 1)
    work.mkdir(parents=True, exist_ok=True)
    done = 0
    for number, each in enumerate(plan):
        train(model, batches, each, done, work / f"round-{number}.npz")
        done += len(steps_of(each.stages))
        print(f"round {number}: validation at 96: {accuracy(model, folder, 96):.3f}", flush=True)
    return model, base


def train(model: Any, batches: Batches, each: Round, done: int, kept: Path) -> None:
    """Train for one round, from where `kept` says it was stopped.

    Args:
        model: The network.
        batches: What it learns from.
        each: The round.
        done: Steps of the rounds before: no batch comes twice.
        kept: Where weights and optimizer are kept, every hundred steps.
    """
    keras = import_module("keras")
    steps = steps_of(each.stages)
    warm = min(WARM_STEPS, len(steps) // 10)
    rates = keras.optimizers.schedules.CosineDecay(
        0.0, len(steps) - warm, 0.001, warmup_target=each.rate, warmup_steps=warm
    )
    optimizer = keras.optimizers.AdamW(rates, weight_decay=DECAY)
    optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias"])
    optimizer.build(model.trainable_variables)
    variables = [*model.variables, *optimizer.variables]
    first = _go_on(kept, variables)
    step, losses, start = stepper(model, optimizer), list[Any](), time.perf_counter()
    for k in range(first, len(steps)):
        side, crops = steps[k]
        losses.append(step(*batches.at(done + k, crops), side=side))
        if (k + 1) % 100 == 0 or k + 1 == len(steps):
            mean = sum(float(loss) for loss in losses[-100:]) / len(losses[-100:])
            spent = time.perf_counter() - start
            told = f"step {k + 1}/{len(steps)} side {side} loss {mean:.3f} {spent:.0f} s"
            print(told, flush=True)
            _keep(kept, k + 1, variables)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--export", type=Path)
    parser.add_argument("--steps", type=int, help="a trial: so many steps at 64×64")
    given = parser.parse_args()
    plan = (Round(1.2e-3, (Stage((64,), given.steps),)),) if given.steps else PLAN
    model, base = rounds(given.set, given.work, plan)
    settle(model, base, Batches(given.set))
    for side in (64, 96, 128, 160):
        print(f"validation at {side}: {accuracy(model, given.set, side):.4f}", flush=True)
    if given.export:
        set_momentum(base, 0.999)
        base.save_weights(given.export)
        print(given.export.name, given.export.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
