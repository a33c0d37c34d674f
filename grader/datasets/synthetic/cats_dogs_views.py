"""Bodies in space for cats and dogs, seen from a side, and the fur they are painted with.

A body's own axes: x to its side, y down, z forward. At yaw 0 it faces the camera; the projection
is parallel, so a ball stays a disc of the same size from everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.frames import Frame, Point, turn
from grader.datasets.synthetic.shapes import Pixels, Shape, join
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import noise

__all__ = ["Fur", "Place", "View"]

Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A body in space as the camera sees it.

    Attributes:
        frame: Where the projected body stands in the picture.
        yaw: Degrees that it is turned to the picture's right.
        pitch: Degrees that the camera looks down on it.
    """

    frame: Frame
    yaw: float
    pitch: float

    def _turned(self, place: Place) -> Place:
        x, y, z = place
        cosine, sine = turn(self.yaw)
        x, z = x * cosine + z * sine, z * cosine - x * sine
        cosine, sine = turn(self.pitch)
        return x, y * cosine + z * sine, z * cosine - y * sine

    def at(self, place: Place) -> Point:
        """Return where the picture shows a place of the body."""
        x, y, _ = self._turned(place)
        return self.frame.at(x, y)

    def flat(self, place: Place) -> Point:
        """Return a place in the frame's own coordinates."""
        x, y, _ = self._turned(place)
        return x, y

    def depth(self, place: Place) -> float:
        """Return how far towards the camera a place lies, in units of the body."""
        return self._turned(place)[2]

    def all(self, *places: Place) -> list[Point]:
        """Return places of the body in the picture."""
        return [self.at(place) for place in places]


class Fur:
    """A canvas with a coat to paint on it.

    Attributes:
        canvas: What is painted on.
        coat: (side, side, 3): the coat wherever in the picture the body is.
        fluff: Pixels that hair sticks out, of a picture 150 pixels wide.
    """

    def __init__(self, canvas: Canvas, stream: Stream, coat: Pixels, fluff: float) -> None:
        self.canvas = canvas
        self.coat = coat
        self.fluff = fluff
        side = canvas.side
        self._rough = noise(stream, side, side, 52.0, 2) * np.float32(side / 150.0)

    def hairy(self, shape: Shape, share: float = 1.0) -> Shape:
        """Return the shape with hair sticking out of its edge."""
        rough = self._rough[shape.window] * np.float32(self.fluff * share)
        return Shape(shape.top, shape.left, shape.distance + rough)

    def paint(
        self,
        shape: Shape,
        *,
        tint: Colour | None = None,
        share: float = 1.0,
        light: float = 1.0,
        relief: float = 0.35,
        fluff: float = 1.0,
        soft: float = 1.3,
        rounded: float = 0.0,
    ) -> None:
        """Paint a part of the body.

        Args:
            shape: Where.
            tint: Another colour than the coat's.
            share: How much of the tint; the coat's pattern shows through the rest.
            light: Below 1 for what lies in the shade of the body.
            relief: See `Canvas.paint`.
            fluff: How much of the coat's hair sticks out here.
            soft: Pixels of the edge.
            rounded: See `Canvas.paint`.
        """
        shape = self.hairy(shape, fluff) if fluff else shape
        colour = self.coat[shape.window]
        if tint is not None:
            change = np.asarray(tint, np.float32) - colour
            change *= np.float32(share)
            colour = np.add(colour, change, out=change)
        if light != 1.0:
            colour = colour * np.float32(light)
        self.canvas.paint(shape, colour, relief=relief, soft=soft, rounded=rounded)

    def chain(self, view: View, places: Sequence[Place], thick: Sequence[float]) -> Shape:
        """Return limbs from place to place; radii in units of the body."""
        size = view.frame.size
        return self.canvas.sheet.chain(view.all(*places), [part * size for part in thick])

    def balls(self, view: View, *balls: tuple[Place, float], blend: float) -> Shape:
        """Return balls that flow into each other; radii and `blend` in units of the body."""
        size = view.frame.size
        discs = [self.canvas.sheet.disc(view.at(place), thick * size) for place, thick in balls]
        return join(*discs, blend=blend * size * self.canvas.side)
