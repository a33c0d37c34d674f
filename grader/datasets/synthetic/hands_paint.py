"""From bones to a lit surface: relief, creases, nails, colours."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.hands_person import CLOTH, CUFF, METAL, SKIN, Person
from grader.datasets.synthetic.hands_pose import ARM, PALM, THUMB, Bone
from grader.datasets.synthetic.hands_relief import Relief
from grader.datasets.synthetic.hands_space import Space, View, between, moved
from grader.datasets.synthetic.hands_sticks import Stick, silhouette
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import lit, mixed, noise

__all__ = ["creased", "modelled", "outlined", "painted"]

_BLEND = {PALM: 0.07, ARM: 0.01}
_PALM_LINES: tuple[tuple[Space, ...], ...] = (
    ((0.36, -0.2, 0.14), (0.14, -0.17, 0.14), (-0.06, -0.24, 0.14), (-0.16, -0.36, 0.14)),
    ((-0.36, -0.13, 0.13), (-0.12, -0.06, 0.14), (0.1, 0.04, 0.15), (0.24, 0.17, 0.16)),
    ((-0.36, -0.15, 0.13), (-0.16, -0.03, 0.14), (-0.05, 0.16, 0.16), (-0.07, 0.42, 0.17)),
    ((-0.22, 0.56, 0.15), (0.0, 0.59, 0.17), (0.22, 0.56, 0.15)),
)


def modelled(view: View, bones: list[Bone], side: int) -> Relief:
    """Return the relief of bones, `side` pixels along each side."""
    relief, unit = Relief(side), view.size * side
    for bone, stick in zip(bones, _sticks(view, bones, side), strict=True):
        tone = 0.5 - view.turned(bone.back)[2] * 1.6
        relief.stick(
            stick,
            tone=min(max(tone, 0.0), 1.0),
            matter=bone.matter,
            blend=max(_BLEND.get(bone.part, 0.03) * unit, 0.5),
        )
    return relief


def outlined(view: View, bones: list[Bone], side: int) -> NDArray[np.bool_]:
    """Return where the relief of bones would be: (side, side)."""
    return silhouette(_sticks(view, bones, side), side)


def _sticks(view: View, bones: list[Bone], side: int) -> list[Stick]:
    """What is seen of bones."""
    unit = view.size * side
    # What is flat looks narrower when it is turned.
    broad = _across((0.0, 0.0, 0.0), view.turned((1.0, 0.0, 0.0)))
    return [
        Stick(
            (_pixel(view, bone.a, side), _pixel(view, bone.b, side)),
            (bone.thick_a * unit, bone.thick_b * unit),
            (bone.flat_a * unit * broad, bone.flat_b * unit * broad),
            bone.capped,
        )
        for bone in bones
    ]


def _pixel(view: View, point: Space, side: int) -> Space:
    x, y, z = view.seen(point)
    return x * side, y * side, z * side


def _across(a: Space, b: Space) -> float:
    """How long the way from a to b looks."""
    x, y = b[0] - a[0], b[1] - a[1]
    return float(np.sqrt(x * x + y * y))


def _line(view: View, relief: Relief, a: Space, b: Space, wide: float, deep: float) -> None:
    """Carve a line from a to b into the surface, this wide and deep, in hand coordinates."""
    unit = view.size * relief.side
    p, q = _pixel(view, a, relief.side), _pixel(view, b, relief.side)
    long = max(_across(p, q), 1e-3)
    u = ((q[0] - p[0]) * 0.56, (q[1] - p[1]) * 0.56)
    v = (-(q[1] - p[1]) / long * wide * unit, (q[0] - p[0]) / long * wide * unit)
    found = relief.patch(between(p, q, 0.5), u, v, depth=0.09 * unit)
    if found:
        window, inside = found
        relief.height[window] -= inside * np.float32(deep * unit)


def creased(view: View, relief: Relief, bones: list[Bone], age: float) -> None:
    """Carve the lines of the palm, the creases of the joints and the knuckles' folds."""
    if view.rows[2][2] > 0.3:
        for line in _PALM_LINES:
            for a, b in pairwise(line):
                _line(view, relief, a, b, 0.02, 0.007 + 0.012 * age)
    for bone in bones:
        if 1 <= bone.part <= THUMB and (bone.part != THUMB or bone.link):
            _joint(view, relief, bone, age)


def _joint(view: View, relief: Relief, bone: Bone, age: float) -> None:
    """Carve the creases at a bone's first joint."""
    for side, places in ((1.0, (-0.05, 0.0, 0.05)), (-1.0, (-0.03, 0.03))):
        facing = view.turned(bone.back)[2] * side
        if facing < 0.15 or (bone.link == 0 and side > 0.0):
            continue
        deep = (0.005 + 0.012 * age) * (1.0 if side > 0.0 else 1.5)
        for far in places:
            place = between(bone.a, bone.b, 0.2 + far if bone.link == 0 else far * 2.0)
            place = moved(place, bone.back, bone.thick_a * side * 0.95)
            half = bone.thick_a * 0.75
            a, b = moved(place, bone.across, -half), moved(place, bone.across, half)
            _line(view, relief, a, b, 0.014, deep)


def _nails(view: View, relief: Relief, bones: list[Bone], nails: float) -> Pixels:
    """How much of each pixel is nail."""
    cover, unit = np.zeros_like(relief.height), view.size * relief.side
    for bone in bones:
        if bone.link != 2 or view.turned(bone.back)[2] < 0.05:
            continue
        thick = bone.thick_b
        long = max(_space(bone.a, bone.b), 1e-6)
        middle = between(bone.a, bone.b, 1.0 + thick * 0.1 * nails / long)
        middle = moved(middle, bone.back, thick * 0.85)
        ahead = between(bone.a, bone.b, thick * nails / long)
        w = view.turned((ahead[0] - bone.a[0], ahead[1] - bone.a[1], ahead[2] - bone.a[2]))
        s, wide = view.turned(bone.across), thick * 0.74 * unit
        found = relief.patch(
            _pixel(view, middle, relief.side),
            (s[0] * wide, s[1] * wide),
            (w[0] * unit, w[1] * unit),
            depth=1.1 * thick * unit,
        )
        if found:
            window, inside = found
            nail = np.minimum(inside * 4.0, 1.0) * (relief.matter[window] == SKIN)
            np.maximum(cover[window], nail, out=cover[window])
            # A nail's edge catches the light.
            relief.height[window] += nail * np.float32(0.012 * unit)
    return cover


def _space(a: Space, b: Space) -> float:
    x, y, z = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    return float(np.sqrt(x * x + y * y + z * z))


def _halved(fine: Pixels) -> Pixels:
    """Half as many pixels a side, each the mean of four."""
    four = fine[::2, ::2] + fine[1::2, ::2] + fine[::2, 1::2] + fine[1::2, 1::2]
    return four * np.float32(0.25)


def _light(stream: Stream) -> Space:
    x, y = stream.between(-0.7, 0.7), stream.between(-0.8, 0.2)
    length = float(np.sqrt(x * x + y * y + 0.55))
    return x / length, y / length, float(np.sqrt(0.55)) / length


def _lit(stream: Stream, relief: Relief, unit: float) -> tuple[Pixels, Pixels]:
    """How bright the surface is, about 1 in the light, and how much it shines.

    Exposed as a camera does it, so that a fist's shadows do not darken the picture.
    """
    light = _light(stream)
    across, down = relief.slopes()
    facing = light[2] - across * light[0] - down * light[1]
    facing = facing / np.sqrt(across * across + down * down + 1.0)
    open_ = 1.0 - np.float32(0.55) * relief.shadow(light, 0.35 * unit)
    bright = (facing * 0.8 + 0.2).clip(0.0, 1.0) * open_
    bright = 0.42 + 0.66 * bright - 0.45 * relief.hollows(0.09 * unit)
    return _exposed(stream, bright, relief.covered), (facing - 0.86).clip(0.0, np.inf)


def _exposed(stream: Stream, bright: Pixels, where: NDArray[np.bool_]) -> Pixels:
    """Bring brightness to a mean and a spread that have nothing to do with what is shown."""
    middle = _mean(bright[where])
    off = bright - middle
    spread = float(np.sqrt(_mean((off * off)[where])))
    wanted, contrast = stream.between(0.76, 0.98), stream.between(0.16, 0.22)
    off *= np.float32(contrast / max(spread, 0.05))
    off += np.float32(wanted)
    return off


def _mean(values: Pixels) -> np.float32:
    """A mean that is the same on every machine: only whole numbers are summed."""
    whole = (values * np.float32(65536.0)).astype(np.int64)
    return np.float32(int(whole.sum()) / (65536.0 * max(len(whole), 1)))


def painted(
    stream: Stream, view: View, relief: Relief, bones: list[Bone], person: Person
) -> tuple[tuple[slice, slice], Pixels, Pixels]:
    """Return where the hand is in the picture, its colours there times its cover, and its cover.

    Two pixels of the relief are one of the picture. Covers are (height, width, 1), 0 to 1.
    """
    nails = _nails(view, relief, bones, person.nails)
    window = relief.bounds()
    part = relief.cropped(window)
    covered = part.covered
    bright, shine = _lit(stream, part, view.size * relief.side)
    of_hand = covered.astype(np.float32)
    cover = _halved(of_hand)
    whole = np.maximum(cover, 0.25)
    colour = mixed(person.skin, person.palm, _halved(part.tone * of_hand) / whole)
    high, wide = cover.shape
    mottled = 1.0 + noise(stream, high, wide, 14.0, 2) * np.float32(0.05)
    for matter, other in (
        (CLOTH, person.cloth),
        (CUFF, between(person.cloth, (255.0, 255.0, 255.0), 0.2)),
        (METAL, person.metal),
    ):
        of_it = part.matter == matter
        if of_it.any():
            _over(colour, other, _halved((of_it & covered).astype(np.float32)) / whole)
    _over(colour, person.nail, _halved(nails[window] * of_hand) / whole)
    bright = _halved(bright * of_hand) * mottled
    # Dark skin is as warm in the shade as in the light: red fades last.
    light = lit((0.08, -0.06, -0.1), np.maximum(cover - bright, 0.0))
    light *= np.float32(stream.between(0.2, 1.8))
    light += bright[..., None]
    colour *= light
    colour += (_halved(shine * of_hand) * np.float32(stream.between(30.0, 150.0)))[..., None]
    lines, columns = (slice(way.start // 2, way.stop // 2) for way in window)
    return (lines, columns), colour, cover[..., None]


def _over(colour: Pixels, other: Space, share: Pixels) -> None:
    change = np.array(other, np.float32) - colour
    change *= share[..., None]
    colour += change
