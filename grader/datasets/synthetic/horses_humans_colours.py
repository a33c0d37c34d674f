"""Colours for coats and clothes alike, so that colour tells nothing about who is there."""

from __future__ import annotations

from grader.datasets.synthetic.canvas import Colour
from grader.datasets.synthetic.stream import Stream

__all__ = ["BRIGHT", "EARTHY", "bright", "darker", "earthy"]

# What horses are, and what jackets and trousers often are.
EARTHY: tuple[tuple[float, float, float], ...] = (
    (128, 78, 48),  # bay
    (164, 98, 56),  # chestnut
    (54, 50, 50),  # black
    (152, 150, 148),  # grey
    (212, 174, 116),  # palomino
    (226, 222, 214),  # white
    (92, 68, 54),  # dark brown
    (184, 154, 116),  # dun
    (112, 110, 116),  # steel
    (224, 206, 176),  # cream
)
# What dresses and shirts are, and saddle cloths, rugs and halters.
BRIGHT: tuple[tuple[float, float, float], ...] = (
    (190, 44, 44),
    (48, 86, 170),
    (52, 130, 74),
    (226, 186, 60),
    (122, 66, 148),
    (226, 120, 50),
    (70, 160, 180),
    (220, 130, 160),
    (36, 50, 96),
)


def earthy(stream: Stream) -> Colour:
    """Return the colour of a coat."""
    return stream.colour(stream.pick(EARTHY), 18.0)


def bright(stream: Stream) -> Colour:
    """Return the colour of dyed cloth."""
    return stream.colour(stream.pick(BRIGHT), 22.0)


def darker(colour: Colour, share: float) -> Colour:
    """Return it darker, at a share below 1, or lighter, above."""
    return tuple(min(part * share, 255.0) for part in colour)
