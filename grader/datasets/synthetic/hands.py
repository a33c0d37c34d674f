"""The recipe `hands`: paper, rock, scissors, on a light ground, from below.

After the pictures that L. Moroney rendered for the course: hands of all skins and builds before
white. Each picture shows another person's hand.

The course's own network, strongly varied and with RMSprop, guesses for its first hundred steps
whatever it is shown, and is led on by what comes easily: where the fingers point, and how much of
the picture a hand covers. Without either it goes on guessing four times as long as on the published
pictures, of which brightness alone tells three in four apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, recipe
from grader.datasets.synthetic.hands_paint import creased, modelled, outlined, painted
from grader.datasets.synthetic.hands_person import Person, a_person, worn
from grader.datasets.synthetic.hands_pose import Bone, posed
from grader.datasets.synthetic.hands_space import Space, View, camera
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream, split_key
from grader.datasets.synthetic.texture import levels, lit, noise, ramp

__all__ = ["SIDE", "VERSION", "render"]

VERSION = 2
SIDE = 150
_CLASSES = 3
# How far the fingers point beside the top, degrees.
_ROLL = 20.0
# Pixels along each side of the relief from which a hand's size is found.
_COARSE = 50
# Length of a palm over the root of the share that is covered, roughly; and its greatest, in sides.
_SIZE, _LARGEST = 0.78, 0.6


@dataclass(frozen=True, slots=True)
class _Balance:
    """What makes one class's pictures like the others', but for the shape and what it covers.

    Attributes:
        palms: Share in which the palm is seen. Folded fingers show their backs even then; so the
            paler skin of palms is as frequent everywhere.
        margin: Sides around the hand; below 0.04 or so it may be cut by the picture's edge.
        top: How far up the hand counts where it is placed, in hand coordinates.
        cover: Factor on the share that is covered.
        arm: Factor on the arm's breadth where it enters: a fist leaves more of it in the picture.
        bare: How much farther up the arm a sleeve begins, for the same reason.
    """

    palms: float
    margin: float
    top: float
    cover: float
    arm: float
    bare: float


_PAPER = _Balance(palms=0.4, margin=0.03, top=-0.5, cover=1.15, arm=1.02, bare=0.02)
_ROCK = _Balance(palms=0.6, margin=0.0, top=-0.5, cover=0.85, arm=0.93, bare=0.22)
_SCISSORS = _Balance(palms=0.52, margin=0.12, top=-1.75, cover=0.95, arm=0.98, bare=-0.03)
_BALANCES = (_PAPER, _ROCK, _SCISSORS)
_GROUNDS: tuple[Space, ...] = (
    (250, 250, 250),
    (242, 242, 244),
    (246, 242, 234),
    (233, 235, 238),
    (226, 224, 220),
)


def _view(stream: Stream, palms: float) -> View:
    """A camera that sees palm or back, right or left hand; the wrist enters from below."""
    roll = stream.bell(0.0, _ROLL)
    side = 0.0 if stream.chance(palms) else 180.0
    pitch, yaw = stream.bell(-8.0, 10.0), stream.bell(side, 11.0)
    return camera(roll, pitch, yaw, mirrored=stream.chance(0.5))


def _arranged(
    stream: Stream, bones: list[Bone], person: Person, balance: _Balance
) -> tuple[View, list[Bone]]:
    """Turn a hand, and choose its size so that the share it covers says little.

    A fist is smaller than an open hand: it comes a little nearer instead.
    """
    view = _view(stream, balance.palms)
    points = [(0.0, balance.top, 0.0), *(end for bone in bones for end in (bone.a, bone.b))]
    wanted = stream.between(0.19, 0.25) * balance.cover
    half = stream.between(0.075, 0.12) * balance.arm
    across, down = stream.bell(0.5, 0.14), stream.bell(0.5, 0.14)
    size = _SIZE * float(np.sqrt(wanted))
    view = view.placed(size, points, across, down, margin=balance.margin)
    everything = bones + worn(person, bones, half / size, bare=balance.bare)
    for _ in range(2):
        covered = np.count_nonzero(outlined(view, everything, _COARSE))
        size = min(size * float(np.sqrt(wanted * _COARSE * _COARSE / max(covered, 1))), _LARGEST)
        view = view.placed(size, points, across, down, margin=balance.margin)
        everything = bones + worn(person, bones, half / size, bare=balance.bare)
    return view, everything


def _ground(stream: Stream) -> Pixels:
    """A light wall: nearly white, darker towards its corners, a soft shadow across it."""
    colour = np.array(stream.colour(stream.pick(_GROUNDS), 12.0), np.float32)
    places = (np.arange(SIDE, dtype=np.float32) + np.float32(0.5)) / np.float32(SIDE)
    x = places[None, :] - np.float32(stream.between(0.3, 0.7))
    y = places[:, None] - np.float32(stream.between(0.3, 0.7))
    shade = 1.0 - (x * x + y * y) * np.float32(stream.between(0.0, 0.1))
    clouds = noise(stream, SIDE, SIDE, 2.0) * np.float32(stream.between(0.0, 0.03))
    for far in (places[None, :], places[:, None], 1.0 - places[None, :], 1.0 - places[:, None]):
        # Shadows of what is beyond the picture.
        near = 1.0 - ramp(far, 0.0, stream.between(0.1, 0.4))
        shade = shade * (1.0 - near * near * np.float32(stream.between(0.0, 0.08)))
    a, b = np.float32(stream.between(-1.0, 1.0)), np.float32(stream.between(-1.0, 1.0))
    across = x * a + y * b + np.float32(stream.between(-0.4, 0.1))
    band = ramp(across, 0.0, stream.between(0.1, 0.5)) * np.float32(stream.between(0.0, 0.05))
    return lit(colour, shade * (1.0 + clouds) * (1.0 - band))


def _drawn(stream: Stream, label: int) -> NDArray[np.uint8]:
    """Draw one picture."""
    person = a_person(stream)
    bones = posed(stream, person.build, label)
    view, everything = _arranged(stream, bones, person, _BALANCES[label])
    relief = modelled(view, everything, 2 * SIDE)
    creased(view, relief, bones, person.age)
    pixels = _ground(stream)
    window, colour, cover = painted(stream, view, relief, bones, person)
    pixels[window] += colour - pixels[window] * cover
    strength = np.float32(stream.between(1.0, 12.0))
    pixels += ((stream.grid(SIDE, SIDE).astype(np.float32) - np.float32(0.5)) * strength)[..., None]
    return levels(pixels)


def _labels(key: tuple[int, ...], count: int) -> NDArray[np.uint8]:
    """Every three images show the three classes, in an order of their own."""
    labels = list[int]()
    for block in range(count // _CLASSES + 1):
        stream, left = Stream(*key, block, 1), list(range(_CLASSES))
        while left:
            labels.append(left.pop(stream.whole(0, len(left) - 1)))
    return np.array(labels[:count], np.uint8)


@recipe("hands", version=VERSION)
def render(
    count: int,
    *,
    seed: int,
    split: SplitName,
    progress: Callable[[float], None] | None = None,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return hands (count, 150, 150, 3) and labels (count,): 0 paper, 1 rock, 2 scissors."""
    key = split_key(seed, split)
    labels = _labels(key, count)
    images = np.empty((count, SIDE, SIDE, 3), np.uint8)
    for image in range(count):
        images[image] = _drawn(Stream(*key, image), int(labels[image]))
        if progress is not None:
            progress((image + 1) / count)
    return images, labels
