"""A pen draws one thing of the source set: body coordinates, colours that say nothing of the class.

A thing fills about -0.5 to 0.5 both ways, y down, and looks to the right. Its colours, pattern,
size, place, turn and proportions are drawn by chance before its class is known to anybody, so a
network can tell the classes by their shapes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.frames import Frame, Point, turn
from grader.datasets.synthetic.shapes import Pixels, Shape, join
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import mixed, noise, ramp, stripes

__all__ = ["THINGS", "Draw", "Pen", "thing", "toward"]

Draw = Callable[["Pen"], None]
THINGS: dict[str, Draw] = {}
_COATS = ("plain", "plain", "patches", "stripes", "spots", "shaded")


def thing(draw: Draw) -> Draw:
    """Make a function that draws with a pen a class of the source set, under its own name."""
    THINGS[draw.__name__] = draw
    return draw


def toward(start: Point, degrees: float, length: float) -> Point:
    """Return the point that lies so far in a direction: 0 is right, 90 is down."""
    cosine, sine = turn(degrees)
    return start[0] + cosine * length, start[1] + sine * length


class Pen:
    """Draws on a canvas in a body's coordinates.

    Attributes:
        s: The image's stream.
        canvas: What is drawn on.
        frame: Where the body stands.
        colours: Main, second, third, and a dark and a light one for details.
    """

    def __init__(
        self, stream: Stream, canvas: Canvas, frame: Frame, colours: Sequence[Colour]
    ) -> None:
        self.s = stream
        self.canvas = canvas
        self.frame = frame
        self.colours = tuple(colours)
        self._sheet = canvas.sheet
        self._wide, self._high = stream.between(0.86, 1.14), stream.between(0.86, 1.14)
        self._coat = stream.pick(_COATS)
        self._fine = stream.between(0.5, 1.6)
        self._relief = stream.between(0.1, 0.55)

    def at(self, point: Point) -> Point:
        """Return a point of the body in the picture."""
        return self.frame.at(point[0] * self._wide, point[1] * self._high)

    def vary(self, value: float, share: float = 0.2) -> float:
        """Return the value, a little more or less."""
        return value * self.s.between(1.0 - share, 1.0 + share)

    def limb(self, a: Point, b: Point, thick_a: float, thick_b: float | None = None) -> Shape:
        """A rounded stick."""
        size, end = self.frame.size, thick_a if thick_b is None else thick_b
        return self._sheet.limb(self.at(a), self.at(b), thick_a * size, end * size)

    def chain(self, points: Sequence[Point], *thick: float) -> Shape:
        """Sticks from point to point; one radius a point, the last serves all that follow."""
        size = self.frame.size
        all_thick = [*thick, *[thick[-1]] * (len(points) - len(thick))]
        return self._sheet.chain([self.at(p) for p in points], [t * size for t in all_thick])

    def oval(self, middle: Point, across: float, down: float, degrees: float = 0.0) -> Shape:
        """An ellipse by its half axes."""
        size = self.frame.size
        own = -degrees if self.frame.mirrored else degrees
        wide, high = across * size * self._wide, down * size * self._high
        return self._sheet.ellipse(self.at(middle), wide, high, self.frame.degrees + own)

    def disc(self, middle: Point, radius: float) -> Shape:
        """A disc."""
        return self.oval(middle, radius, radius)

    def box(self, left: float, top: float, right: float, bottom: float, *, r: float = 0) -> Shape:
        """An upright rectangle, its corners rounded by r."""
        left, top, right, bottom = left + r, top + r, right - r, bottom - r
        return self.poly((left, top), (right, top), (right, bottom), (left, bottom), r=r)

    def poly(self, *points: Point, r: float = 0.0) -> Shape:
        """A polygon."""
        return self._sheet.polygon([self.at(p) for p in points], r * self.frame.size)

    def blob(self, *points: Point) -> Shape:
        """A closed smooth outline."""
        return self._sheet.blob([self.at(p) for p in points], steps=4)

    def star(
        self, middle: Point, tips: int, outer: float, inner: float, degrees: float = -90.0
    ) -> Shape:
        """A star, a gear, a sun: `tips` corners out and as many in."""
        step = 180.0 / tips
        rays = range(2 * tips)
        return self.poly(
            *(toward(middle, degrees + k * step, inner if k % 2 else outer) for k in rays)
        )

    def fill(self, shape: Shape, colour: int | Colour = 1, *, flat: bool = False) -> None:
        """Paint a part in one of the image's colours, without the coat's pattern."""
        paint = self.colours[colour] if isinstance(colour, int) else colour
        self.canvas.paint(shape, paint, relief=0.0 if flat else self._relief)

    def coat(self, *shapes: Shape, blend: float = 0.02) -> Shape:
        """Join parts, paint them in the main colour with the image's pattern, and return them."""
        whole = join(*shapes, blend=blend * self.frame.size * self.canvas.side)
        if not whole.distance.size:
            return whole
        height, width = whole.distance.shape
        self.canvas.paint(whole, self._pattern(height, width), relief=self._relief)
        if self._fine > 1.0:
            self.canvas.grain(self.s, whole, 30.0 * self._fine, 9.0)
        return whole

    def _pattern(self, height: int, width: int) -> Colour | Pixels:
        main, second = self.colours[0], self.colours[1]
        if self._coat == "plain":
            return main
        cells = 5.0 * self._fine
        if self._coat == "patches":
            return mixed(main, second, ramp(noise(self.s, height, width, cells), 0.1, 0.2))
        if self._coat == "spots":
            return mixed(main, second, ramp(noise(self.s, height, width, cells * 2.2), 0.3, 0.4))
        if self._coat == "stripes":
            cosine, sine = turn(self.s.between(0.0, 180.0))
            waves = stripes(height, width, 0.09 * self.canvas.side * self._fine, cosine, sine)
            bent = waves + noise(self.s, height, width, 4.0) * self.s.between(0.0, 0.8)
            return mixed(main, second, ramp(bent, 0.2, 0.4))
        return mixed(main, second, ramp(noise(self.s, height, width, 2.0, 2), -0.6, 0.8))

    def eye(self, middle: Point, radius: float = 0.02) -> None:
        """A dark eye, often with a light around it."""
        if self.s.chance(0.5):
            self.fill(self.disc(middle, radius * 1.7), 4, flat=True)
        self.fill(self.disc(middle, radius), 3, flat=True)
