"""Cartoon faces, happy and sad: every character is drawn in both moods.

Heads, hair, hats, eyes, colours and grounds are a character's own and say nothing about its mood;
neither do place, scale and tilt. Only the mouth does, and the eyebrows a little. Nobody appears in
two splits. Measured by `benchmarks/embedded.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, recipe
from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.face_mouths import Mouth, paint_mouth
from grader.datasets.synthetic.face_parts import (
    paint_behind,
    paint_brows,
    paint_extras,
    paint_eyes,
    paint_hair,
    paint_hat,
    paint_head,
)
from grader.datasets.synthetic.frames import Frame
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream, split_key
from grader.datasets.synthetic.texture import mixed, noise, ramp, stripes

__all__ = ["SIDE", "VERSION", "face", "render"]

VERSION = 1
SIDE = 150
HAPPY, SAD = 0, 1
# First words of the streams: of characters, of single pictures, and of their order.
_CHARACTER, _PICTURE, _ORDER = 1, 2, 3

_Paint = tuple[float, float, float]

_SKINS: tuple[_Paint, ...] = (
    *((255.0, 213.0, 60.0), (250.0, 196.0, 40.0), (255.0, 224.0, 120.0)),
    *((244.0, 205.0, 175.0), (224.0, 172.0, 130.0), (186.0, 130.0, 92.0)),
    *((150.0, 205.0, 120.0), (140.0, 195.0, 235.0), (245.0, 160.0, 185.0), (196.0, 170.0, 230.0)),
    *((250.0, 165.0, 90.0), (225.0, 225.0, 225.0)),
)
_HAIRS: tuple[_Paint, ...] = (
    *((40.0, 30.0, 28.0), (95.0, 58.0, 30.0), (200.0, 150.0, 70.0), (170.0, 70.0, 35.0)),
    *((150.0, 150.0, 155.0), (80.0, 60.0, 140.0), (200.0, 70.0, 120.0)),
)
_BRIGHT: tuple[_Paint, ...] = (
    *((215.0, 60.0, 60.0), (60.0, 110.0, 200.0), (60.0, 160.0, 100.0), (240.0, 180.0, 50.0)),
    *((150.0, 80.0, 180.0), (240.0, 240.0, 235.0), (50.0, 50.0, 60.0), (240.0, 130.0, 60.0)),
)


@recipe("faces", version=VERSION)
def render(
    count: int,
    *,
    seed: int,
    split: SplitName,
    progress: Callable[[float], None] | None = None,
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return `count` images (n, 150, 150, 3) and labels (n,): 0 happy, 1 sad.

    Args:
        count: How many images; of an odd number, the last character has one mood only.
        seed: Same seed and count, same bytes; 0 ≤ seed < 2**63.
        split: Has its own characters.
        progress: Told the share that is done.
    """
    key = split_key(seed, split)
    order = np.argsort(Stream(_ORDER, *key).grid(count), kind="stable")
    images = np.empty((count, SIDE, SIDE, 3), np.uint8)
    for place, number in enumerate(order):
        images[place] = face(key, int(number))
        if progress is not None:
            progress((place + 1) / count)
    return images, (order % 2).astype(np.uint8)


def face(key: tuple[int, int, int], number: int, side: int = SIDE) -> NDArray[np.uint8]:
    """Draw one picture: character number // 2, sad where the number is odd."""
    character = _Character.drawn(Stream(_CHARACTER, *key, number // 2))
    stream = Stream(_PICTURE, *key, number)
    return _picture(character, stream, happy=number % 2 == HAPPY, side=side)


@dataclass(frozen=True, slots=True)
class _Character:
    """What stays when the mood changes."""

    head: str
    skin: Colour
    hair: str
    hair_colour: Colour
    long_hair: bool
    hat: str
    hat_colours: tuple[Colour, Colour]
    eyes: str
    apart: float
    brows: float
    extras: tuple[str, ...]
    extra_colour: Colour
    outline: float
    mouth: Mouth
    ground: str
    ground_colours: tuple[Colour, Colour]

    @classmethod
    def drawn(cls, stream: Stream) -> _Character:
        """Draw one by chance."""
        head = stream.pick(("round", "round", "person", "person", "long", "square", "bear", "cat"))
        person = head in {"person", "long"}
        lips = stream.pick(((45.0, 18.0, 22.0), (85.0, 15.0, 25.0), (25.0, 22.0, 30.0)))
        extras = (("cheeks", 0.35), ("freckles", 0.15), ("nose", 0.5), ("glasses", 0.2))
        return cls(
            head=head,
            skin=stream.colour(stream.pick(_SKINS), 14.0),
            hair=stream.pick(("cap", "curls", "spikes", "bun", "none" if person else "tuft"))
            if person or stream.chance(0.3)
            else "none",
            hair_colour=stream.colour(stream.pick(_HAIRS), 15.0),
            long_hair=person and stream.chance(0.35),
            hat=stream.pick(("party", "beanie", "top", "bow")) if stream.chance(0.35) else "none",
            hat_colours=(stream.colour(stream.pick(_BRIGHT), 20.0), stream.pick(_BRIGHT)),
            eyes=stream.pick(("dots", "round", "round", "shiny", "shiny", "lids")),
            apart=stream.between(0.32, 0.42),
            brows=stream.between(0.035, 0.07) if stream.chance(0.7) else 0.0,
            extras=tuple(name for name, share in extras if stream.chance(share)),
            extra_colour=stream.pick(
                ((60.0, 40.0, 40.0), (190.0, 70.0, 60.0), (40.0, 60.0, 120.0))
            ),
            outline=stream.between(0.0, 3.0),
            mouth=Mouth.drawn(stream, lips),
            ground=stream.pick(("plain", "clouds", "stripes", "spots", "halves")),
            ground_colours=(
                stream.colour(stream.pick(_BRIGHT), 40.0),
                stream.colour(stream.pick(_BRIGHT), 40.0),
            ),
        )


def _picture(character: _Character, stream: Stream, *, happy: bool, side: int) -> NDArray[np.uint8]:
    """Draw a character in a mood."""
    canvas = Canvas(side, _ground(character, stream, side))
    frame = Frame(
        0.5 + stream.between(-0.12, 0.12),
        0.52 + stream.between(-0.12, 0.12),
        stream.between(0.29, 0.4),
        stream.bell(0.0, 9.0),
        stretch=stream.between(0.92, 1.06),
    )
    skin, hair = character.skin, character.hair_colour
    if character.long_hair:
        paint_behind(canvas, frame, hair)
    paint_head(canvas, frame, character.head, skin, character.outline)
    paint_eyes(canvas, frame, stream, character.eyes, character.apart)
    if character.brows:
        # Sad people lift the inner ends, often; happy ones now and then.
        lifted = stream.chance(0.35 if happy else 0.6)
        slant = stream.between(0.04, 0.12) if lifted else stream.between(-0.08, 0.02)
        paint_brows(canvas, frame, slant, character.brows, hair)
    paint_extras(canvas, frame, character.extras, character.extra_colour)
    paint_mouth(canvas, frame, character.mouth, happy=happy)
    paint_hair(canvas, frame, stream, hair, character.hair)
    if character.hat != "none":
        paint_hat(canvas, frame, character.hat, *character.hat_colours)
    return canvas.finished(stream, lift=stream.between(-12.0, 12.0), sensor=2.0)


def _ground(character: _Character, stream: Stream, side: int) -> Pixels:
    """The character's wall, seen from another place in each picture."""
    first, second = character.ground_colours
    pale: Colour = tuple(part * 0.5 + 120.0 for part in first)
    other: Colour = tuple(part * 0.5 + 85.0 for part in second)
    if character.ground == "plain":
        share = noise(stream, side, side, 2.0) * np.float32(0.15)
    elif character.ground == "clouds":
        share = ramp(noise(stream, side, side, 4.0, 2), -0.4, 0.6)
    elif character.ground == "stripes":
        share = ramp(stripes(side, side, side * 0.2, 0.7, stream.between(-0.8, 0.8)), -0.1, 0.1)
    elif character.ground == "spots":
        share = ramp(noise(stream, side, side, 7.0), 0.2, 0.3)
    else:
        lines = np.arange(side, dtype=np.float32)[:, None] + np.zeros((1, side), np.float32)
        share = ramp(lines, side * stream.between(0.5, 0.8), side * 0.82)
    return mixed(pale, other, share * np.float32(0.8))
