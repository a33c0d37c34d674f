"""What lies about behind a cat or a dog, and what hides a part of it: the same for both."""

from __future__ import annotations

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.cats_dogs_places import CLOTH, GRASS, WOOD
from grader.datasets.synthetic.frames import Frame, turn
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import mixed, noise, ramp, stripes

__all__ = ["paint_front", "paint_things"]


def paint_things(canvas: Canvas, stream: Stream, tilt: float) -> None:
    """Paint up to three balls, cushions, posts, bowls and plants beside the picture's middle.

    Args:
        canvas: What is painted on.
        stream: Of this picture.
        tilt: Degrees that the camera is turned.
    """
    scene = Frame(0.5, 0.5, 1.0, tilt)
    paints = (_ball, _cushion, _post, _bowl, _plant)
    for _ in range(stream.whole(0, 3)):
        x = stream.between(0.28, 0.5) * stream.pick((-1.0, 1.0))
        y = stream.between(-0.35, 0.42)
        thing = scene.within(x, y, size=stream.between(0.05, 0.14))
        colour = stream.colour(stream.pick(CLOTH), 20.0)
        stream.pick(paints)(canvas, stream, thing, colour)


def _ball(canvas: Canvas, _stream: Stream, thing: Frame, colour: Colour) -> None:
    canvas.paint(canvas.sheet.disc(thing.at(0.0, 0.0), thing.size), colour, relief=0.5)


def _cushion(canvas: Canvas, _stream: Stream, thing: Frame, colour: Colour) -> None:
    corners = thing.all((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))
    canvas.paint(canvas.sheet.polygon(corners, 0.03), colour, relief=0.4)


def _post(canvas: Canvas, _stream: Stream, thing: Frame, colour: Colour) -> None:
    post = canvas.sheet.limb(thing.at(0.0, 0.0), thing.at(0.0, -20.0), 0.02, 0.02)
    canvas.paint(post, colour, relief=0.4)


def _bowl(canvas: Canvas, _stream: Stream, thing: Frame, colour: Colour) -> None:
    wide, sheet = thing.size, canvas.sheet
    bowl = sheet.ellipse(thing.at(0.0, 0.0), wide, wide * 0.5, thing.degrees)
    canvas.paint(bowl, colour, relief=0.5)
    inside = sheet.ellipse(thing.at(0.0, -0.15), wide * 0.8, wide * 0.3, thing.degrees)
    canvas.paint(inside, tuple(part * 0.5 for part in colour))


def _plant(canvas: Canvas, stream: Stream, thing: Frame, _colour: Colour) -> None:
    green = stream.colour(stream.pick(GRASS), 12.0)
    for _ in range(5):
        end = thing.at(stream.bell(0.0, 1.0), stream.between(-2.0, -0.5))
        leaf = canvas.sheet.limb(thing.at(0.0, 0.0), end, 0.015, 0.004)
        canvas.paint(leaf, green, relief=0.3)


def paint_front(canvas: Canvas, stream: Stream, tilt: float) -> None:
    """Paint, in some pictures, what hides a part: a box, a basket's rim, a blanket, grass, a post.

    Args:
        canvas: What is painted on.
        stream: Of this picture.
        tilt: Degrees that the camera is turned.
    """
    if not stream.chance(0.3):
        return
    scene = Frame(0.5, 0.5, 1.0, tilt)
    kind = stream.pick(("box", "basket", "blanket", "grass", "post"))
    if kind == "grass":
        _blades(canvas, stream, scene)
    elif kind == "post":
        x = stream.between(0.2, 0.4) * stream.pick((-1.0, 1.0))
        post = canvas.sheet.limb(scene.at(x, -0.9), scene.at(x, 0.9), 0.035, 0.035)
        canvas.paint(post, stream.colour(stream.pick(WOOD), 14.0), relief=0.4)
    else:
        _edge(canvas, stream, scene, kind)


def _blades(canvas: Canvas, stream: Stream, scene: Frame) -> None:
    """Grass that stands before the camera."""
    green = stream.colour(stream.pick(GRASS), 12.0)
    high = stream.between(0.22, 0.38)
    for _ in range(stream.whole(12, 22)):
        x = stream.between(-0.6, 0.6)
        end = scene.at(x + stream.bell(0.0, 0.06), high + stream.bell(0.0, 0.06))
        shade = stream.between(0.7, 1.1)
        blade = canvas.sheet.limb(scene.at(x, 0.8), end, 0.02, 0.004)
        canvas.paint(blade, tuple(part * shade for part in green))


def _edge(canvas: Canvas, stream: Stream, scene: Frame, kind: str) -> None:
    """The near side of a box, a basket or a blanket."""
    high, slope = stream.between(0.24, 0.4), stream.between(-0.08, 0.08)
    edge = scene.all((-0.9, high - slope), (0.9, high + slope), (0.9, 1.2), (-0.9, 1.2))
    front = canvas.sheet.polygon(edge, 0.02 if kind == "blanket" else 0.005)
    height, width = front.distance.shape
    if kind == "basket":
        cosine, sine = turn(scene.degrees)
        along = stripes(height, width, 0.07 * canvas.side, cosine, sine)
        across = stripes(height, width, 0.05 * canvas.side, -sine, cosine)
        share = ramp(along * across, -0.4, 0.4)
    else:
        share = ramp(noise(stream, height, width, 6.0, 2), -0.5, 0.5)
    base = stream.colour(stream.pick(CLOTH if kind == "blanket" else WOOD), 16.0)
    paint = mixed(base, tuple(part * 0.72 for part in base), share)
    canvas.paint(front, paint, relief=0.35, rounded=0.05 * canvas.side)
