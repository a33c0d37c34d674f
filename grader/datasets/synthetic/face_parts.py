"""Parts of cartoon faces, all but the mouth, in face radii around the face's middle."""

from __future__ import annotations

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.frames import Frame, Point, turn
from grader.datasets.synthetic.shapes import Shape, cut, grown, join
from grader.datasets.synthetic.stream import Stream

__all__ = [
    "paint_behind",
    "paint_brows",
    "paint_extras",
    "paint_eyes",
    "paint_hair",
    "paint_hat",
    "paint_head",
]

_DARK: Colour = (30.0, 24.0, 28.0)
_WHITE: Colour = (250.0, 250.0, 248.0)


def _oval(canvas: Canvas, frame: Frame, x: float, y: float, across: float, down: float) -> Shape:
    size = frame.size
    return canvas.sheet.ellipse(frame.at(x, y), across * size, down * size, frame.degrees)


def _lines(canvas: Canvas, frame: Frame, points: list[Point], thick: float) -> Shape:
    return canvas.sheet.chain(frame.all(*points), [thick * frame.size] * len(points))


def paint_head(canvas: Canvas, frame: Frame, kind: str, skin: Colour, outline: float) -> None:
    """A head: round, long, square, or with an animal's ears."""
    dark: Colour = tuple(part * 0.45 for part in skin)
    light: Colour = tuple(part + (255.0 - part) * 0.35 for part in skin)
    sheet, size = canvas.sheet, frame.size
    ears: list[Shape] = []
    if kind in {"person", "long"}:
        ears = [_oval(canvas, frame, side, 0.02, 0.16, 0.22) for side in (-1.0, 1.0)]
    elif kind == "bear":
        ears = [sheet.disc(frame.at(side * 0.72, -0.78), 0.3 * size) for side in (-1.0, 1.0)]
    elif kind == "cat":
        ears = [
            sheet.polygon(
                frame.all((side * 0.25, -0.85), (side * 0.92, -1.28), (side * 0.95, -0.35)),
                0.04 * size,
            )
            for side in (-1.0, 1.0)
        ]
    if kind == "square":
        corners = frame.all((-0.72, -0.72), (0.72, -0.72), (0.72, 0.76), (-0.72, 0.76))
        head = sheet.polygon(corners, 0.24 * size)
    elif kind == "long":
        head = join(
            _oval(canvas, frame, 0.0, -0.08, 0.98, 1.0),
            _oval(canvas, frame, 0.0, 0.36, 0.78, 0.8),
            blend=0.3 * size * canvas.side,
        )
    else:
        head = _oval(canvas, frame, 0.0, 0.0, 1.0, 1.0)
    whole = join(head, *ears)
    canvas.paint(grown(whole, outline), dark)
    canvas.paint(whole, skin, relief=0.16, rounded=0.7 * size * canvas.side)
    for side in (-1.0, 1.0) if kind in {"bear", "cat"} else ():
        middle = (side * 0.74, -0.8)
        canvas.paint(_oval(canvas, frame, *middle, 0.14, 0.14), light)


def paint_hair(canvas: Canvas, frame: Frame, stream: Stream, colour: Colour, kind: str) -> None:
    """Hair on top; its lower edge stays above the eyes."""
    sheet, size = canvas.sheet, frame.size
    cap = cut(
        _oval(canvas, frame, 0.0, -0.08, 1.08, 1.05),
        _oval(canvas, frame, stream.between(-0.25, 0.25), 0.42, 1.12, 0.98),
    )
    if kind == "cap":
        canvas.paint(cap, colour, relief=0.3)
    elif kind == "curls":
        balls = [
            sheet.disc(frame.at(-turn(angle)[0], -turn(angle)[1]), 0.24 * size)
            for angle in range(15, 180, 25)
        ]
        canvas.paint(join(*balls, blend=2.0), colour, relief=0.35)
    elif kind == "spikes":
        points: list[Point] = [(-0.95, -0.35)]
        for step in range(7):
            x = -0.8 + step * (1.6 / 6)
            tall = 1.05 - 0.35 * x * x
            points += [(x * 1.12, -tall - stream.between(0.12, 0.34)), (x + 0.13, -tall * 0.82)]
        points += [(0.95, -0.35), (0.0, -0.62)]
        canvas.paint(sheet.polygon(frame.all(*points)), colour, relief=0.25)
    elif kind == "bun":
        canvas.paint(join(cap, sheet.disc(frame.at(0.0, -1.2), 0.3 * size)), colour, relief=0.3)
    elif kind == "tuft":
        for lean in (-0.28, 0.0, 0.28):
            lock = [(0.0, -0.95), (lean * 0.7, -1.15), (lean * 1.3, -1.28)]
            canvas.paint(_lines(canvas, frame, lock, 0.06), colour)


def paint_behind(canvas: Canvas, frame: Frame, colour: Colour) -> None:
    """Long hair, painted before the head."""
    shape = join(
        _oval(canvas, frame, 0.0, -0.1, 1.2, 1.14),
        *(_oval(canvas, frame, side * 0.88, 0.55, 0.36, 0.85) for side in (-1.0, 1.0)),
        blend=4.0,
    )
    canvas.paint(shape, colour, relief=0.3)


def paint_hat(canvas: Canvas, frame: Frame, kind: str, colour: Colour, band: Colour) -> None:
    """A hat above the forehead."""
    sheet, size = canvas.sheet, frame.size
    if kind == "party":
        cone = frame.all((-0.45, -0.82), (0.45, -0.82), (0.1, -1.75))
        canvas.paint(sheet.polygon(cone), colour, relief=0.3)
        canvas.paint(sheet.disc(frame.at(0.1, -1.75), 0.13 * size), band)
    elif kind == "beanie":
        top = cut(
            _oval(canvas, frame, 0.0, -0.2, 1.05, 1.1), _oval(canvas, frame, 0.0, 0.75, 1.7, 1.3)
        )
        canvas.paint(top, colour, relief=0.3)
        canvas.paint(_lines(canvas, frame, [(-0.9, -0.55), (0.0, -0.68), (0.9, -0.55)], 0.12), band)
    elif kind == "top":
        tube = frame.all((-0.55, -0.8), (0.55, -0.8), (0.6, -1.6), (-0.6, -1.6))
        canvas.paint(sheet.polygon(tube), colour, relief=0.3)
        canvas.paint(_lines(canvas, frame, [(-0.54, -0.94), (0.54, -0.94)], 0.08), band)
        canvas.paint(_lines(canvas, frame, [(-0.95, -0.78), (0.95, -0.78)], 0.08), colour)
    else:
        for side in (-1.0, 1.0):
            wing = frame.all((0.35, -0.95), (0.35 + side * 0.4, -1.2), (0.35 + side * 0.4, -0.75))
            canvas.paint(sheet.polygon(wing, 0.03 * size), colour, relief=0.3)
        canvas.paint(sheet.disc(frame.at(0.35, -0.95), 0.11 * size), band)


def paint_eyes(canvas: Canvas, frame: Frame, stream: Stream, kind: str, apart: float) -> None:
    """Two eyes; which way they look is drawn, and says nothing about the mood."""
    sheet, size, y = canvas.sheet, frame.size, -0.22
    look_x, look_y = stream.between(-0.05, 0.05), stream.between(-0.05, 0.05)
    iris = stream.pick(((70.0, 110.0, 60.0), (60.0, 100.0, 170.0), (110.0, 70.0, 35.0), _DARK))
    big = stream.between(0.85, 1.15)
    for side in (-1.0, 1.0):
        x = side * apart
        if kind == "dots":
            canvas.paint(_oval(canvas, frame, x, y, 0.1 * big, 0.14 * big), _DARK)
        elif kind == "round":
            canvas.paint(_oval(canvas, frame, x, y, 0.24 * big, 0.27 * big), _DARK)
            canvas.paint(_oval(canvas, frame, x, y, 0.21 * big, 0.24 * big), _WHITE)
            canvas.paint(sheet.disc(frame.at(x + look_x, y + look_y), 0.11 * size), iris)
            canvas.paint(sheet.disc(frame.at(x + look_x, y + look_y), 0.06 * size), _DARK)
        elif kind == "shiny":
            canvas.paint(_oval(canvas, frame, x, y, 0.18 * big, 0.22 * big), _DARK)
            canvas.paint(sheet.disc(frame.at(x - 0.05, y - 0.08), 0.07 * size), _WHITE)
            canvas.paint(sheet.disc(frame.at(x + 0.06, y + 0.07), 0.035 * size), _WHITE)
        else:  # closed lids: a flat line, for an arc would tell a mood
            canvas.paint(_lines(canvas, frame, [(x - 0.17, y), (x + 0.17, y)], 0.045), _DARK)


def paint_brows(canvas: Canvas, frame: Frame, slant: float, thick: float, colour: Colour) -> None:
    """Two eyebrows; `slant` > 0 lifts their inner ends."""
    for side in (-1.0, 1.0):
        ends = [(side * 0.2, -0.62 - slant), (side * 0.56, -0.6 + slant)]
        canvas.paint(_lines(canvas, frame, ends, thick), colour)


def paint_extras(canvas: Canvas, frame: Frame, extras: tuple[str, ...], colour: Colour) -> None:
    """Cheeks, freckles, a nose, glasses."""
    sheet, size = canvas.sheet, frame.size
    for side in (-1.0, 1.0):
        if "cheeks" in extras:
            blush = _oval(canvas, frame, side * 0.66, 0.16, 0.17, 0.12)
            canvas.paint(blush, (235.0, 90.0, 100.0), alpha=0.5, soft=5.0)
        for k in range(3) if "freckles" in extras else ():
            spot = frame.at(side * (0.5 + 0.11 * k), 0.05 + 0.07 * (k % 2))
            canvas.paint(sheet.disc(spot, 0.025 * size), (120.0, 60.0, 30.0), alpha=0.7)
    if "nose" in extras:
        canvas.paint(_oval(canvas, frame, 0.0, 0.06, 0.1, 0.09), colour, relief=0.3)
    if "glasses" in extras:
        frames: list[Shape] = []
        for side in (-1.0, 1.0):
            lens = _oval(canvas, frame, side * 0.38, -0.2, 0.33, 0.31)
            frames.append(cut(lens, grown(lens, -0.055 * size * canvas.side)))
        bridge = _lines(canvas, frame, [(-0.07, -0.22), (0.07, -0.22)], 0.04)
        canvas.paint(join(*frames, bridge), colour)
