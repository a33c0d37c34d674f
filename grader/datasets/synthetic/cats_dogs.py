"""Cats and dogs: photographs of 150×150 pixels, whole animals or their heads.

A cat and a dog wear the same coats, stand in the same places, in the same poses, seen from the
same sides; only how they are built tells them apart: ears, muzzle, nose, eyes, legs and tail.
Every picture has an individual of its own.

The pictures to learn from are posed: upright, from one side, the animal in the middle. Those to be
told apart are taken as it happens, tilted and mirrored and off centre, so that a network needs to
see its few pictures varied.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, recipe
from grader.datasets.synthetic.canvas import Canvas
from grader.datasets.synthetic.cats_dogs_animals import draw_animal
from grader.datasets.synthetic.cats_dogs_bodies import draw_stand, paint_animal
from grader.datasets.synthetic.cats_dogs_places import draw_place
from grader.datasets.synthetic.cats_dogs_things import paint_front, paint_things
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream, split_key

__all__ = ["SIDE", "VERSION", "picture", "render"]

VERSION = 1
SIDE = 150
_CLASSES = 2
# Words that tell the streams of one split apart, and those of one image.
_LABELS, _IMAGES = 0, 1
_SCENE, _BODY = 0, 1


@recipe("cats_dogs", version=VERSION)
def render(
    count: int,
    *,
    seed: int,
    split: SplitName,
    progress: Callable[[float], None] | None = None,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Draw one split; see `Render`."""
    key = split_key(seed, split)
    labels = _labels(Stream(*key, _LABELS), count)
    images = np.empty((count, SIDE, SIDE, 3), np.uint8)
    for index in range(count):
        # The few pictures to learn from were posed; those to be told apart were not.
        own, dog = (*key, _IMAGES, index), bool(labels[index])
        images[index] = picture(own, dog=dog, posed=split == "train")
        if progress:
            progress((index + 1) / count)
    return images, labels


def _labels(stream: Stream, count: int) -> NDArray[np.uint8]:
    """As many of each class, shuffled."""
    labels = [index % _CLASSES for index in range(count)]
    for index in range(count - 1, 0, -1):
        other = stream.whole(0, index)
        labels[index], labels[other] = labels[other], labels[index]
    return np.array(labels, np.uint8)


def _faded(ground: Pixels) -> Pixels:
    """Take contrast out of a place, as a lens does that is set to what stands before it.

    Else the place's tiles and grass are most of what a network with random first weights sees.
    """
    # Double precision holds such sums exactly, so their order in memory does not matter.
    middle = ground.mean((0, 1), keepdims=True, dtype=np.float64).astype(np.float32)
    faded = ground - middle
    faded *= np.float32(0.4)
    faded += middle
    return faded


def picture(
    key: tuple[int, ...], *, dog: bool, posed: bool = False, side: int = SIDE, figure: bool = True
) -> NDArray[np.uint8]:
    """Return one photograph (side, side, 3).

    Under one key a cat and a dog are twins: coat, pose, camera and place are the same.

    Args:
        key: Names the picture's streams.
        dog: Or else a cat.
        posed: Whether the animal sits in the middle of an upright picture, seen from one side.
        side: Pixels along each side.
        figure: False leaves the animal out: the place is then the same for both.
    """
    scene, body = Stream(*key, _SCENE), Stream(*key, _BODY)
    stand = draw_stand(scene, posed=posed)
    animal = draw_animal(body, dog=dog)
    ground = draw_place(scene, side, stand.tilt, animal.coat.base)
    canvas = Canvas(
        side, _faded(ground), light=scene.pick(((-0.5, -0.8), (0.5, -0.8), (0.0, -0.95)))
    )
    paint_things(canvas, scene, stand.tilt)
    if figure:
        paint_animal(canvas, body, animal, stand)
    paint_front(canvas, scene, stand.tilt)
    gain, lift = scene.between(0.85, 1.08), scene.between(-6.0, 14.0)
    # Cameras differ: sharpness and grain say more of a file's size than fur does.
    soft = scene.whole(1, 4)
    grain = scene.between(1.0, 26.0)
    return canvas.finished(scene, gain=gain, lift=lift, sensor=grain, soft=soft)
