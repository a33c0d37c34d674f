"""Mouths: what makes a cartoon face happy or sad.

A sad mouth is the happy one turned upside down about its middle, so that both are as large, as
dark and in the same place.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.frames import Frame, Point
from grader.datasets.synthetic.shapes import Shape, grown, shared
from grader.datasets.synthetic.stream import Stream

__all__ = ["Mouth", "paint_mouth"]

_STEPS = 10


@dataclass(frozen=True, slots=True)
class Mouth:
    """One mouth, in face radii.

    Attributes:
        kind: "line", "open", "grin" or "half".
        y: Where its middle lies, below the face's middle.
        wide: Half its width.
        deep: How far its middle hangs below its corners.
        thick: Half width of a line.
        lips: Colour of its line.
        inside: Colour of what an open mouth shows.
        dimples: Whether short lines close its corners.
    """

    kind: str
    y: float
    wide: float
    deep: float
    thick: float
    lips: Colour
    inside: Colour
    dimples: bool

    @classmethod
    def drawn(cls, stream: Stream, lips: Colour) -> Mouth:
        """Draw one by chance, of either mood."""
        kind = stream.pick(("line", "line", "open", "half", "grin"))
        return cls(
            kind=kind,
            y=stream.between(0.36, 0.5),
            wide=stream.between(0.5, 0.66),
            deep=stream.between(0.34, 0.48) + (0.06 if kind == "half" else 0.0),
            thick=stream.between(0.07, 0.1),
            lips=lips,
            inside=stream.pick(((120.0, 25.0, 35.0), (90.0, 15.0, 30.0), (60.0, 15.0, 20.0))),
            dimples=stream.chance(0.4),
        )


def _curve(mouth: Mouth, deep: float, lift: float, sign: float) -> list[Point]:
    """Points from corner to corner; `deep` below them in the middle, `lift` shifts them all."""
    points: list[Point] = []
    for step in range(_STEPS + 1):
        along = step * (2.0 / _STEPS) - 1.0
        y = deep * (1.0 - along * along) - mouth.deep * 0.5 + lift
        points.append((along * mouth.wide, mouth.y + sign * y))
    return points


def paint_mouth(canvas: Canvas, frame: Frame, mouth: Mouth, *, happy: bool) -> None:
    """Paint the mouth onto a face."""
    sign = 1.0 if happy else -1.0
    thick = mouth.thick * frame.size
    low = frame.all(*_curve(mouth, mouth.deep, 0.0, sign))
    if mouth.kind == "line":
        canvas.paint(canvas.sheet.chain(low, [thick] * len(low)), mouth.lips)
    else:
        flat = {"open": 0.35, "grin": 0.45, "half": 0.0}[mouth.kind]
        high = frame.all(*_curve(mouth, mouth.deep * flat, 0.0, sign))
        hole = canvas.sheet.polygon([*low, *reversed(high)], thick * 0.4)
        canvas.paint(hole, mouth.inside)
        _fill(canvas, frame, mouth, hole, sign)
        edge = [*low, *reversed(high[1:-1]), low[0]]
        canvas.paint(canvas.sheet.chain(edge, [thick * 0.55] * len(edge)), mouth.lips)
    if mouth.dimples:
        _dimples(canvas, frame, mouth, sign)


def _fill(canvas: Canvas, frame: Frame, mouth: Mouth, hole: Shape, sign: float) -> None:
    """Teeth along the flatter lip, or all over; a tongue along the other."""
    inner = grown(hole, -0.02 * frame.size * canvas.side)
    white: Colour = (248.0, 246.0, 238.0)
    if mouth.kind == "grin":
        canvas.paint(inner, white)
        middle = frame.all(*_curve(mouth, mouth.deep * 0.72, 0.0, sign))
        canvas.paint(canvas.sheet.chain(middle, [0.012 * frame.size] * len(middle)), mouth.inside)
        return
    if mouth.kind == "half":
        top = mouth.y - sign * mouth.deep * 0.5
        reach = mouth.deep * 0.25
        band = frame.all(
            (-mouth.wide, top), (mouth.wide, top), (mouth.wide, top + sign * reach),
            (-mouth.wide, top + sign * reach),
        )  # fmt: skip
        canvas.paint(shared(inner, canvas.sheet.polygon(band)), white)
    tongue = frame.at(0.0, mouth.y + sign * mouth.deep * 0.62)
    disc = canvas.sheet.ellipse(
        tongue, mouth.wide * 0.45 * frame.size, mouth.deep * 0.38 * frame.size, frame.degrees
    )
    canvas.paint(shared(inner, disc), (225.0, 95.0, 105.0))


def _dimples(canvas: Canvas, frame: Frame, mouth: Mouth, sign: float) -> None:
    corner = mouth.y - sign * mouth.deep * 0.5
    for side in (-1.0, 1.0):
        ends = frame.all(
            (side * (mouth.wide - 0.05), corner - sign * 0.07),
            (side * (mouth.wide + 0.07), corner + sign * 0.04),
        )
        line = canvas.sheet.chain(ends, [mouth.thick * 0.6 * frame.size] * 2)
        canvas.paint(line, mouth.lips)
