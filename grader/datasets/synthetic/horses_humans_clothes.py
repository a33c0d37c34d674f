"""Paints a person: clothes, limbs and what they hold up."""

from __future__ import annotations

from dataclasses import dataclass

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.horses_humans_colours import bright, darker, earthy
from grader.datasets.synthetic.horses_humans_heads import Looks, draw_looks, paint_head
from grader.datasets.synthetic.horses_humans_person import Person
from grader.datasets.synthetic.horses_humans_view import Point3, Solid, View, between, moved
from grader.datasets.synthetic.shapes import Pixels, Shape, join, shared
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import mixed, noise, ramp, stripes

__all__ = ["Clothes", "draw_clothes", "paint_person"]

_SHADE = 0.5


@dataclass(frozen=True, slots=True)
class Clothes:
    """What a person wears.

    Attributes:
        top, bottom, shoes: Colours.
        second: The pattern's other colour.
        pattern: plain, stripes, hoops, checks or spots.
        sleeves: 0 bare arms, 1 to the elbow, 2 to the wrist.
        below: trousers, shorts, skirt, gown (a long skirt) or coat.
        looks: Skin, hair and hat.
    """

    top: Colour
    bottom: Colour
    shoes: Colour
    second: Colour
    pattern: str
    sleeves: int
    below: str
    looks: Looks


def draw_clothes(stream: Stream, *, striding: bool) -> Clothes:
    """Draw clothes: as often earthy as horses are, as often bright as their rugs.

    Args:
        stream: Where chance comes from.
        striding: Whether the legs are too far apart for a skirt.
    """
    top = earthy(stream) if stream.chance(0.6) else bright(stream)
    bottom = earthy(stream) if stream.chance(0.75) else bright(stream)
    below = stream.pick(
        ("trousers", "trousers", "trousers", "trousers", "shorts", "skirt", "gown", "coat")
    )
    if striding and below in {"skirt", "gown"}:
        below = "shorts"
    if below in {"coat", "gown", "skirt"} and stream.chance(0.7):
        bottom = top
    return Clothes(
        top,
        bottom,
        stream.pick((stream.colour((50, 44, 42), 14.0), earthy(stream))),
        bright(stream) if stream.chance(0.4) else earthy(stream),
        stream.pick(("plain", "plain", "plain", "stripes", "hoops", "checks", "spots")),
        2 if below == "coat" else stream.whole(0, 2),
        below,
        draw_looks(stream),
    )


def paint_person(
    canvas: Canvas, view: View, person: Person, clothes: Clothes, stream: Stream
) -> None:
    """Paint the person, what is far first."""
    middle = view.depth(_chest(person))
    arms = sorted(person.arms, key=lambda arm: view.depth(_centre(arm)))
    far = [arm for arm in arms if view.depth(_centre(arm)) < middle - 0.035]
    for arm in far:
        _arm(canvas, view, arm, clothes, 0.76)
    if person.pose.seat:
        _seat(canvas, view, person, stream)
    legs = sorted(
        zip(person.legs, person.feet, strict=True), key=lambda pair: view.depth(_centre(pair[0]))
    )
    apart = view.depth(_centre(legs[1][0])) - view.depth(_centre(legs[0][0]))
    for (leg, foot), shade in zip(legs, (1.0 - min(apart * 1.6, 0.22), 1.0), strict=True):
        _leg(canvas, view, leg, foot, clothes, shade)
    behind = view.depth(person.head.points[0]) < view.depth(person.hips) - 0.1
    if behind:  # bent away from the viewer
        paint_head(canvas, view, person, clothes.looks)
    _trunk(canvas, view, person, legs[1][0], clothes, stream)
    if not behind:
        paint_head(canvas, view, person, clothes.looks)
    for arm in arms:
        if arm not in far:
            _arm(canvas, view, arm, clothes, 1.0)


def _chest(person: Person) -> Point3:
    left, right = person.trunk[0].points
    return between(left, right, 0.5)


def _centre(limb: Solid) -> Point3:
    return between(limb.points[0], limb.points[2], 0.5)


def _arm(canvas: Canvas, view: View, arm: Solid, clothes: Clothes, shade: float) -> None:
    """Skin, and the sleeve over it."""
    skin = darker(clothes.looks.skin, shade)
    canvas.paint(view.shape(canvas.sheet, arm), skin, relief=_SHADE)
    colour = darker(clothes.top, shade)
    if clothes.sleeves == 2:
        sleeve = arm.part(0, 3).scaled(1.15)
    else:
        reach = between(arm.points[0], arm.points[1], 0.25 if clothes.sleeves == 0 else 0.75)
        sleeve = Solid((arm.points[0], reach), (arm.thick[0], arm.thick[1])).scaled(1.14)
    canvas.paint(view.shape(canvas.sheet, sleeve), colour, relief=_SHADE)


def _leg(
    canvas: Canvas, view: View, leg: Solid, foot: Solid, clothes: Clothes, shade: float
) -> None:
    """Skin, trousers or shorts, and the shoe."""
    sheet = canvas.sheet
    canvas.paint(view.shape(sheet, leg), darker(clothes.looks.skin, shade), relief=_SHADE)
    canvas.paint(view.shape(sheet, foot), darker(clothes.shoes, shade), relief=_SHADE)
    cloth = view.shape(sheet, _cloth(leg, clothes))
    canvas.paint(cloth, darker(clothes.bottom, shade), relief=_SHADE)


def _cloth(leg: Solid, clothes: Clothes) -> Solid:
    """What covers a leg."""
    if clothes.below in {"trousers", "coat"}:
        return leg.scaled(1.12)
    hip, knee = leg.points[:2]
    return Solid((hip, between(hip, knee, 0.8)), leg.thick[:2]).scaled(1.2)


def _skirt(canvas: Canvas, view: View, person: Person, clothes: Clothes) -> Shape | None:
    """A bell from the waist to the hem, about both thighs."""
    if clothes.below not in {"skirt", "gown", "coat"}:
        return None
    reach = {"skirt": 0.95, "gown": 1.75, "coat": 1.1}[clothes.below]
    hems: list[Point3] = []
    for leg in person.legs:
        hip, knee, ankle = leg.points
        hems.append(between(hip, knee, reach) if reach <= 1 else between(knee, ankle, reach - 1.0))
    waist = between(person.hips, _chest(person), 0.35)
    girth, wide = person.build.girth, 0.03 if clothes.below == "coat" else 0.04
    belt = [moved(waist, z=side * 0.03) for side in (-1, 1)]
    hem = wide + 0.025 * reach
    parts = [
        view.shape(canvas.sheet, Solid((start, end), (0.062 * girth, hem)))
        for start, end in zip(belt, hems, strict=True)
    ]
    # Cloth hangs straight from one knee to the other.
    corners = view.all((belt[0], hems[0], hems[1], belt[1]))
    bell = canvas.sheet.polygon(corners, hem * view.size)
    return join(*parts, bell, blend=0.03 * view.size * canvas.side)


def _trunk(
    canvas: Canvas, view: View, person: Person, near: Solid, clothes: Clothes, stream: Stream
) -> None:
    """Hips, skirt or coat, and the shirt with its pattern."""
    sheet, blend = canvas.sheet, 0.03 * view.size * canvas.side
    neck = Solid(
        (person.neck.points[0], between(person.neck.points[0], person.neck.points[1], 0.9)),
        person.neck.thick,
    )
    canvas.paint(view.shape(sheet, neck), darker(clothes.looks.skin, 0.88), relief=0.3)
    skirt = _skirt(canvas, view, person, clothes)
    shirt = join(*(view.shape(sheet, solid) for solid in person.trunk), blend=blend)
    if skirt is not None:
        canvas.paint(skirt, clothes.bottom, relief=_SHADE)
        canvas.grain(stream, skirt, 60.0, 6.5)
    canvas.paint(shirt, _pattern(canvas, shirt, clothes, stream, view), relief=_SHADE)
    canvas.grain(stream, shirt, 60.0, 6.5)
    if clothes.below == "coat":
        _front_edge(canvas, view, person, clothes)
    if skirt is None:
        hips = [leg.points[0] for leg in person.legs]
        radius = 0.068 * person.build.girth
        belt = shared(view.shape(sheet, Solid((hips[0], hips[1]), (radius, radius))), shirt)
        lower = join(belt, view.shape(sheet, _cloth(near, clothes)), blend=blend)
        canvas.paint(lower, clothes.bottom, relief=_SHADE)
        canvas.grain(stream, lower, 60.0, 6.5)


def _front_edge(canvas: Canvas, view: View, person: Person, clothes: Clothes) -> None:
    """Where a coat is buttoned."""
    ahead = 0.085 * person.build.girth
    if view.depth((ahead, 0.0, 0.0)) < 0.02:
        return
    top, hips = person.neck.points[0], person.hips
    line = Solid((moved(top, ahead * 0.6, 0.03), moved(hips, ahead, 0.1)), (0.007, 0.007))
    canvas.paint(view.shape(canvas.sheet, line), darker(clothes.top, 0.55))


def _pattern(
    canvas: Canvas, shirt: Shape, clothes: Clothes, stream: Stream, view: View
) -> Colour | Pixels:
    """The shirt's colours over its window."""
    height, width = shirt.distance.shape
    if clothes.pattern == "plain" or not shirt.distance.size:
        return clothes.top
    period = stream.between(0.045, 0.09) * view.size * canvas.side
    if clothes.pattern == "spots":
        cells = max(height, width) / period
        share = ramp(noise(stream, height, width, cells), 0.25, 0.4)
    elif clothes.pattern == "checks":
        upright = stripes(height, width, period, 1.0, 0.0)
        level = stripes(height, width, period, 0.0, 1.0)
        share = ramp(upright, 0.0, 0.4) * 0.5 + ramp(level, 0.0, 0.4) * 0.5
    else:
        way = (1.0, 0.0) if clothes.pattern == "stripes" else (0.0, 1.0)
        share = ramp(stripes(height, width, period, *way), -0.1, 0.3)
    return mixed(clothes.top, clothes.second, share)


def _seat(canvas: Canvas, view: View, person: Person, stream: Stream) -> None:
    """A box or a stool below whoever sits."""
    colour = earthy(stream)
    hips, tall = person.hips, 0.42 * person.build.legs
    top = [moved(hips, x, 0.09, z) for x, z in ((-0.1, -0.12), (0.12, -0.12), (0.12, 0.12))]
    top.append(moved(hips, -0.1, 0.09, 0.12))
    floor = [moved(corner, y=tall - 0.09) for corner in top]
    for a, b in ((0, 1), (1, 2), (3, 0), (2, 3)):
        side = canvas.sheet.polygon(view.all((top[a], top[b], floor[b], floor[a])), 0.004)
        canvas.paint(side, darker(colour, (0.7, 0.8, 0.85, 0.95)[a]), relief=0.15)
    canvas.paint(canvas.sheet.polygon(view.all(top), 0.004), colour, relief=0.15)
