"""Horses and humans: whole bodies in many poses, looks and places (recipe `horses_humans`).

What tells the classes apart is the shape of a body alone: grounds, clutter, places, sizes, light
and colours come from the same draws for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, recipe
from grader.datasets.synthetic.canvas import Canvas
from grader.datasets.synthetic.horses_humans_clothes import draw_clothes, paint_person
from grader.datasets.synthetic.horses_humans_clutter import paint_before, paint_behind
from grader.datasets.synthetic.horses_humans_coats import draw_coat, paint_horse
from grader.datasets.synthetic.horses_humans_grounds import draw_ground
from grader.datasets.synthetic.horses_humans_horse import draw_breed, draw_gait, posed_horse
from grader.datasets.synthetic.horses_humans_person import draw_build, draw_pose, posed_person
from grader.datasets.synthetic.horses_humans_view import BELOW, LEFT, Ball, Spot, View
from grader.datasets.synthetic.stream import Stream, split_key

__all__ = ["HORSE", "HUMAN", "SIDE", "VERSION", "draw_labels", "picture", "render"]

VERSION = 1
SIDE = 300
HORSE = 0
HUMAN = 1
# The stream of the labels' order; images count from 0.
_LABELS = 1 << 31


@recipe("horses_humans", version=VERSION)
def render(
    count: int,
    *,
    seed: int,
    split: SplitName,
    progress: Callable[[float], None] | None = None,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return `count` pictures (n, 300, 300, 3) and labels: 0 horse, 1 human. See `Render`."""
    labels = draw_labels(count, seed=seed, split=split)
    images = np.empty((count, SIDE, SIDE, 3), np.uint8)
    for index in range(count):
        stream = Stream(*split_key(seed, split), index)
        images[index] = picture(stream, int(labels[index]))
        if progress is not None and (index + 1 == count or index % 16 == 15):
            progress((index + 1) / count)
    return images, labels


def draw_labels(count: int, *, seed: int, split: SplitName) -> NDArray[np.uint8]:
    """Return balanced labels (n,) in an order of chance."""
    stream = Stream(*split_key(seed, split), _LABELS)
    order = [index % 2 for index in range(count)]
    for last in range(count - 1, 0, -1):
        other = stream.whole(0, last)
        order[last], order[other] = order[other], order[last]
    return np.array(order, np.uint8)


def picture(stream: Stream, label: int | None, *, side: int = SIDE) -> NDArray[np.uint8]:
    """Return one picture (side, side, 3); without a label nobody is in it."""
    # Chance that both classes share is drawn before they part.
    spot = _spot(stream)
    ground, horizon = draw_ground(stream, side, spot.foot)
    light = stream.between(-0.9, 0.9), stream.between(-0.85, -0.1)
    canvas = Canvas(side, ground, light)
    paint_behind(canvas, stream, horizon)
    shadow = stream.between(0.0, 0.45)
    view = View(
        pitch=stream.between(-2.0, 16.0), roll=stream.bell(0.0, 3.0), mirrored=stream.chance(0.5)
    )
    gain, lift, sensor = stream.between(0.76, 1.2), stream.bell(0, 9), stream.between(0.6, 3.0)
    # Sun and shade: the light's own colour says more than that of coats and clothes.
    tints = tuple(gain * (1.0 + stream.bell(0.0, 0.06)) for _ in range(3))
    before, film = Stream(stream.whole(0, 1 << 30)), Stream(stream.whole(0, 1 << 30))
    if label == HORSE:
        _horse(canvas, view, spot, shadow, stream)
    elif label == HUMAN:
        _human(canvas, view, spot, shadow, stream)
    paint_before(canvas, before)
    return canvas.finished(film, gain=tints, lift=lift, sensor=sensor)


def _spot(stream: Stream) -> Spot:
    """About the middle; one in twelve is cut off by a side of the picture."""
    spot = Spot(stream.between(0.53, 0.68), stream.between(0.78, 0.9), stream.between(0.27, 0.73))
    cut, missing, zoom = (
        stream.whole(LEFT, BELOW),
        stream.between(0.06, 0.28),
        stream.between(1.1, 1.5),
    )
    if stream.chance(0.08):
        return replace(spot, cut=cut, missing=missing, zoom=zoom)
    return spot


def _horse(canvas: Canvas, view: View, spot: Spot, shadow: float, stream: Stream) -> None:
    choice = stream.share()
    if choice < 0.78:
        yaw = stream.bell(0.0, 16.0)
    elif choice < 0.94:
        yaw = stream.between(35.0, 62.0) * stream.pick((-1.0, -1.0, 1.0))
    else:
        yaw = stream.between(70.0, 90.0) * stream.pick((-1.0, -1.0, 1.0))
    horse = posed_horse(draw_breed(stream), draw_gait(stream), stream.bell(0.0, 0.07))
    # A horse fills its box better than a person does.
    spot = replace(spot, extent=spot.extent * 0.88)
    view = replace(view, yaw=yaw).placed(horse.balls, spot)
    _shadow(canvas, view, list(horse.balls), shadow)
    paint_horse(canvas, view, horse, draw_coat(stream), stream)


def _human(canvas: Canvas, view: View, spot: Spot, shadow: float, stream: Stream) -> None:
    yaw = stream.between(-180.0, 180.0)
    if stream.chance(0.4):  # people face the camera more often than not
        yaw = stream.bell(-90.0, 24.0)
    pose = draw_pose(stream)
    person = posed_person(draw_build(stream), pose)
    view = replace(view, yaw=yaw, roll=view.roll + pose.roll)
    view = view.placed(person.balls, spot)
    _shadow(canvas, view, list(person.balls), shadow)
    clothes = draw_clothes(stream, striding=pose.striding)
    paint_person(canvas, view, person, clothes, stream)


def _shadow(canvas: Canvas, view: View, balls: list[Ball], alpha: float) -> None:
    """A soft shadow below the figure, as wide for all."""
    places = [(view.at(point), radius * view.size) for point, radius in balls]
    bottom = max(p[1] + radius for p, radius in places)
    low = [p[0] for p, _ in places if p[1] > bottom - 0.25]
    canvas.cast(((max(low) + min(low)) / 2, bottom - 0.015), 0.24, 0.025, alpha)
