"""Paints a horse: coat, markings, mane and tail, and what it may wear."""

from __future__ import annotations

from dataclasses import dataclass

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.horses_humans_colours import bright, darker, earthy
from grader.datasets.synthetic.horses_humans_horse import Horse
from grader.datasets.synthetic.horses_humans_view import Point3, Solid, View, between, moved
from grader.datasets.synthetic.shapes import Pixels, Shape, join, shared
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import mixed, noise, ramp

__all__ = ["Coat", "draw_coat", "paint_horse"]

_WHITE: Colour = (222.0, 218.0, 210.0)
_SHADE = 0.44


@dataclass(frozen=True, slots=True)
class Coat:
    """How a horse looks.

    Attributes:
        base, points, hair, hooves: Colours of body, lower legs, mane and tail, hooves.
        pattern: plain, piebald or dapple.
        socks: White feet: left fore, right fore, left hind, right hind.
        blaze: Whether the face has a white stripe.
        rug: The colour of the cloth on its back, if any, and how far it reaches (from, to, down).
        halter: Colour of the straps about its head, if any.
        mane: How long.
    """

    base: Colour
    points: Colour
    hair: Colour
    hooves: Colour
    pattern: str
    socks: tuple[bool, ...]
    blaze: bool
    rug: tuple[Colour, float, float, float] | None
    halter: Colour | None
    mane: float


def draw_coat(stream: Stream) -> Coat:
    """Draw a coat."""
    base = earthy(stream)
    black = stream.colour((50, 44, 42), 8.0)
    points = stream.pick((base, base, black, darker(base, 0.6)))
    hair = stream.pick((black, base, darker(base, 0.55), stream.colour((225, 215, 190), 14.0)))
    white = stream.between(0.0, 0.6)
    rug = None
    if stream.chance(0.5):
        first = stream.between(-0.1, 0.32)
        reach = first + stream.between(0.25, 0.6)
        rug = bright(stream), first, min(reach, 0.66), stream.between(65.0, 120.0)
    return Coat(
        base,
        points,
        hair,
        stream.pick((stream.colour((60, 52, 46), 12.0), stream.colour((150, 130, 104), 14.0))),
        stream.pick(("plain", "plain", "piebald", "dapple")),
        tuple(stream.chance(white) for _ in range(4)),
        stream.chance(0.4),
        rug,
        bright(stream) if stream.chance(0.45) else None,
        stream.between(0.5, 1.3),
    )


def paint_horse(canvas: Canvas, view: View, horse: Horse, coat: Coat, stream: Stream) -> None:
    """Paint it, what is far first."""
    legs = [
        (leg, view.depth(between(leg.points[0], leg.points[-1], 0.4)), sock)
        for leg, sock in zip((*horse.fore, *horse.hind), coat.socks, strict=True)
    ]
    legs.sort(key=lambda leg: leg[1])
    middle = view.depth(between(horse.barrel.points[0], horse.barrel.points[-1], 0.5))
    leaving = view.depth(horse.head.points[-1]) < middle - 0.3
    far = [leg for leg in legs if leg[1] < middle][:3]
    near = [leg for leg in legs if leg not in far]
    for leg, _, sock in far:
        shape = view.shape(canvas.sheet, leg)
        canvas.paint(shape, darker(coat.base, 0.72), relief=_SHADE)
        _feet(canvas, view, leg, coat, white=sock, shade=0.72)
    if leaving:
        _front(canvas, view, horse, coat, stream, leaving=True)
    else:
        _tail(canvas, view, horse, coat, stream)
    body = _body(canvas, view, horse, [leg for leg, _, _ in near], coat, stream, neck=not leaving)
    for leg, _, sock in near:
        _feet(canvas, view, leg, coat, white=sock, shade=1.0)
    _rug(canvas, view, horse, coat, body)
    if leaving:
        _tail(canvas, view, horse, coat, stream)
    else:
        _front(canvas, view, horse, coat, stream, leaving=False)


def _blend(canvas: Canvas, view: View) -> float:
    return 0.07 * view.size * canvas.side


def _cloth(
    canvas: Canvas, shape: Shape, coat: Coat, stream: Stream, size: float
) -> Colour | Pixels:
    """The coat's colour over a shape's window."""
    height, width = shape.distance.shape
    if coat.pattern == "plain" or not shape.distance.size:
        return coat.base
    share = max(height, width) / canvas.side / size
    if coat.pattern == "piebald":
        return mixed(coat.base, _WHITE, ramp(noise(stream, height, width, 4 * share), 0.0, 0.12))
    spots = ramp(noise(stream, height, width, 22 * share), 0.0, 0.9)
    return mixed(coat.base, darker(coat.base, 1.35), spots)


def _body(
    canvas: Canvas,
    view: View,
    horse: Horse,
    legs: list[Solid],
    coat: Coat,
    stream: Stream,
    *,
    neck: bool,
) -> Shape:
    """Trunk, near legs and neck in one piece, without a seam."""
    solids = [horse.barrel, *legs, *([horse.neck] if neck else [])]
    shapes = [view.shape(canvas.sheet, solid) for solid in solids]
    body = join(*shapes, blend=_blend(canvas, view))
    canvas.paint(body, _cloth(canvas, body, coat, stream, view.size), relief=_SHADE)
    canvas.grain(stream, body, 60.0, 2.5)
    return body


def _feet(canvas: Canvas, view: View, leg: Solid, coat: Coat, *, white: bool, shade: float) -> None:
    """Dark or white lower leg, and the hoof."""
    lower = leg.part(-3)
    if white or coat.points != coat.base:
        start = between(lower.points[0], lower.points[1], 0.45 if white else 0.0)
        sock = Solid((start, *lower.points[1:]), (lower.thick[1] * 1.12, *lower.thick[1:]))
        colour = darker(_WHITE if white else coat.points, shade)
        canvas.paint(view.shape(canvas.sheet, sock), colour, soft=2.0, relief=_SHADE)
    toe, above = lower.points[2], between(lower.points[1], lower.points[2], 0.72)
    hoof = Solid((above, toe), (lower.thick[2] * 0.9, lower.thick[2] * 1.08))
    canvas.paint(view.shape(canvas.sheet, hoof), darker(coat.hooves, shade), relief=_SHADE)


def _front(
    canvas: Canvas, view: View, horse: Horse, coat: Coat, stream: Stream, *, leaving: bool
) -> None:
    """Head, ears, mane; and the neck, where it is behind the body."""
    sheet = canvas.sheet
    if leaving:
        neck = view.shape(sheet, horse.neck)
        canvas.paint(neck, _cloth(canvas, neck, coat, stream, view.size), relief=_SHADE)
    ears = sorted(horse.ears, key=lambda ear: view.depth(ear[0]))
    _ear(canvas, view, ears[0], darker(coat.base, 0.75))
    head = join(
        view.shape(sheet, horse.head),
        view.ball(sheet, *horse.cheek),
        blend=_blend(canvas, view) * 0.5,
    )
    colour = coat.base if coat.pattern != "dapple" else darker(coat.base, 1.1)
    # The neck's own colour at the joint hides the seam; the cheek keeps its edge.
    canvas.paint(head, colour, relief=_SHADE)
    _ear(canvas, view, ears[1], coat.base)
    _face(canvas, view, horse, coat, head)
    _mane(canvas, view, horse, coat, stream)


def _ear(canvas: Canvas, view: View, ear: tuple[Point3, Point3], colour: Colour) -> None:
    base, tip = ear
    middle = between(base, tip, 0.45)
    solid = Solid((base, middle, tip), (0.028, 0.03, 0.008))
    canvas.paint(view.shape(canvas.sheet, solid), colour, relief=_SHADE)


def _face(canvas: Canvas, view: View, horse: Horse, coat: Coat, head: Shape) -> None:
    """Muzzle, blaze, eyes, nostrils, halter."""
    sheet, size = canvas.sheet, horse.build.head
    poll, nose = horse.head.points[0], horse.head.points[-1]
    muzzle = view.ball(sheet, between(poll, nose, 1.0), 0.056 * size)
    canvas.paint(shared(muzzle, head), darker(coat.base, 0.62), alpha=0.6, soft=4.0)
    # The face's front: square to the head's axis, away from the throat.
    ahead = (-(nose[1] - poll[1]), nose[0] - poll[0])
    ahead = (-ahead[0], -ahead[1]) if ahead[1] > 0 else ahead
    out = 0.16 * size
    if coat.blaze:
        line = tuple(
            moved(between(poll, nose, share), ahead[0] * out, ahead[1] * out)
            for share in (0.2, 0.55, 0.95)
        )
        stripe = view.shape(sheet, Solid(line, (0.026, 0.02, 0.028)))
        canvas.paint(shared(stripe, head), _WHITE, soft=1.5, relief=0.2)
    if coat.halter:
        for share in (0.28, 0.72):
            middle = between(poll, nose, share)
            ring = Solid(
                (
                    moved(middle, ahead[0] * 0.3, ahead[1] * 0.3),
                    middle,
                    moved(middle, -ahead[0] * 0.3, -ahead[1] * 0.3),
                ),
                (0.012,) * 3,
            )
            canvas.paint(shared(view.shape(sheet, ring), head), coat.halter, relief=0.3)
    for side in (-1, 1):
        eye = moved(between(poll, nose, 0.27), ahead[0] * 0.1, ahead[1] * 0.1, side * 0.062 * size)
        if view.depth(eye) > view.depth(between(poll, nose, 0.27)):
            canvas.paint(view.ball(sheet, eye, 0.019 * size), (18, 14, 12))
        hole = moved(between(poll, nose, 1.02), ahead[0] * 0.05, ahead[1] * 0.05, side * 0.03)
        if view.depth(hole) > view.depth(nose):
            canvas.paint(view.ball(sheet, hole, 0.011 * size), (24, 16, 14))


def _mane(canvas: Canvas, view: View, horse: Horse, coat: Coat, stream: Stream) -> None:
    """Locks from the neck's crest, on the side that is seen, and the forelock."""
    locks: list[Shape] = []
    near = 1.0 if view.depth((0.0, 0.0, 1.0)) > 0 else -1.0
    points, thick = horse.neck.points, horse.neck.thick
    for k in range(15):
        place = 0.25 + k * 0.19
        joint = min(int(place), 2)
        share = place - joint
        middle = between(points[joint], points[joint + 1], share)
        radius = thick[joint] + (thick[joint + 1] - thick[joint]) * share
        way = (points[joint + 1][0] - points[joint][0], points[joint + 1][1] - points[joint][1])
        long = max(abs(way[0]), abs(way[1]), 1e-6) * 1.12
        # The crest is where up is, seen along the neck.
        crest = moved(middle, way[1] / long * radius * 0.92, -way[0] / long * radius * 0.92)
        drop = coat.mane * 0.13 * stream.between(0.7, 1.2)
        end = moved(crest, -drop * 0.3 + stream.bell(0, 0.015), drop, near * radius * 0.8)
        solid = Solid((crest, between(crest, end, 0.5), end), (0.034, 0.03, 0.01))
        locks.append(view.shape(canvas.sheet, solid))
    poll = horse.head.points[0]
    fringe = between(poll, horse.head.points[-1], 0.3)
    locks.append(view.shape(canvas.sheet, Solid((moved(poll, 0.01, -0.05), fringe), (0.03, 0.012))))
    mane = join(*locks)
    canvas.paint(mane, coat.hair, relief=0.25, rounded=2.0)
    canvas.grain(stream, mane, 80.0, 4.0)


def _tail(canvas: Canvas, view: View, horse: Horse, coat: Coat, stream: Stream) -> None:
    """It hangs, or flies."""
    lift, long = stream.between(-8.0, 55.0), stream.between(0.85, 1.15)
    points, end, sway = [horse.dock], horse.dock, stream.bell(0.0, 0.05)
    for k in range(4):
        cosine, sine = turn(-lift * (1.6 - 0.45 * k) - 8.0)
        end = moved(end, sine * 0.15 * long, cosine * 0.15 * long, sway)
        points.append(end)
    tail = view.shape(canvas.sheet, Solid(tuple(points), (0.04, 0.062, 0.07, 0.055, 0.012)))
    canvas.paint(tail, coat.hair, relief=0.45)
    canvas.grain(stream, tail, 80.0, 4.0)


def _rug(canvas: Canvas, view: View, horse: Horse, coat: Coat, body: Shape) -> None:
    """A cloth on the back, hanging down on the side that is seen."""
    if coat.rug is None:
        return
    colour, first, last, down = coat.rug
    near = 1.0 if view.depth((0.0, 0.0, 1.0)) > 0 else -1.0
    girth = 0.215 * horse.build.girth
    hip, chest = horse.barrel.points[0], horse.barrel.points[-1]
    corners: list[Point3] = []
    for x, angle in (
        *((first, a) for a in (-20.0, 25.0, down * 0.6, down)),
        *((last, a) for a in (down, down * 0.6, 25.0, -20.0)),
    ):
        cosine, sine = turn(angle)
        middle = between(hip, chest, x / 0.74 + 0.08)
        up = girth * cosine
        corners.append(moved(middle, horse.up[0] * up, horse.up[1] * up, near * girth * sine))
    cloth = shared(canvas.sheet.polygon(view.all(corners), 0.01), body)
    canvas.paint(cloth, colour, relief=0.35)
