"""Cats and dogs, whole or head only, painted into a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from grader.datasets.synthetic.canvas import Canvas
from grader.datasets.synthetic.cats_dogs_animals import Animal
from grader.datasets.synthetic.cats_dogs_coats import WHITE, woven
from grader.datasets.synthetic.cats_dogs_heads import paint_head
from grader.datasets.synthetic.cats_dogs_poses import (
    Limb,
    Pose,
    curled,
    lying,
    sitting,
    standing,
)
from grader.datasets.synthetic.cats_dogs_views import Fur, Place, View
from grader.datasets.synthetic.frames import Frame
from grader.datasets.synthetic.shapes import join, shared
from grader.datasets.synthetic.stream import Stream

__all__ = ["Stand", "draw_stand", "paint_animal"]


@dataclass(frozen=True, slots=True)
class Stand:
    """How an animal is seen: the same for cats and dogs.

    Attributes:
        pose: portrait, sitting, standing, lying or curled.
        yaw: Degrees that the body is turned.
        look: Degrees that the head is turned.
        pitch: Degrees that the camera looks down.
        tilt: Degrees that the camera is turned.
        mirrored: Whether left and right are changed.
        fill: Share of the picture that it fills.
        x, y: Where its middle is.
        nod: Degrees that the head leans to a side.
    """

    pose: str
    yaw: float
    look: float
    pitch: float
    tilt: float
    mirrored: bool
    fill: float
    x: float
    y: float
    nod: float


def draw_stand(stream: Stream, *, posed: bool = False) -> Stand:
    """Return how an animal is seen.

    Args:
        stream: Of this picture.
        posed: As a careful photographer takes it: camera upright, animal in the middle, from one
            side. Else as it happens.
    """
    whole = ("sitting", "sitting", "standing", "lying", "curled")
    # Mostly faces, large: a network with random first weights has to see what tells them apart.
    pose = stream.pick(("portrait",) * 8 + whole)
    yaw = {
        "portrait": stream.bell(0.0, 25.0),
        "sitting": stream.between(-10.0, 80.0),
        "standing": stream.between(25.0, 95.0),
        "lying": stream.between(5.0, 85.0),
        "curled": 0.0,
    }[pose]
    look = yaw * stream.between(0.2, 0.75) + stream.bell(0.0, 12.0)
    tilt = stream.bell(0.0, 12.0) if stream.chance(0.6) else stream.between(-40.0, 40.0)
    stand = Stand(
        pose,
        yaw,
        stream.bell(0.0, 12.0) if pose == "curled" else look,
        stream.between(52.0, 68.0) if pose == "curled" else stream.between(3.0, 26.0),
        tilt,
        stream.chance(0.5),
        stream.between(0.55, 0.74) if pose == "portrait" else stream.between(0.7, 1.0),
        0.5 + stream.bell(0.0, 0.08),
        0.5 + stream.bell(0.0, 0.08),
        stream.bell(0.0, 9.0),
    )
    return _posed(stand) if posed else stand


def _posed(stand: Stand) -> Stand:
    """The same animal, brought into the middle of an upright picture."""
    return replace(
        stand,
        tilt=stand.tilt * 0.15,
        mirrored=False,
        x=0.5 + (stand.x - 0.5) * 0.5,
        y=0.5 + (stand.y - 0.5) * 0.5,
    )


def paint_animal(canvas: Canvas, stream: Stream, animal: Animal, stand: Stand) -> None:
    """Paint an animal."""
    if stand.pose == "portrait":
        _portrait(canvas, stream, animal, stand)
        return
    make = {"sitting": sitting, "standing": standing, "lying": lying, "curled": curled}[stand.pose]
    pose = make(stream, animal)
    view = _fitted(pose, animal, stand)
    size = view.frame.size
    coat = woven(stream, animal.coat, canvas.side, view.frame.angle(0.0), size)
    fur = Fur(canvas, stream, coat, animal.fluff * min(size * 1.6, 1.0))
    _shadow(canvas, pose, view)
    _body(fur, pose, animal, view)
    asleep = stand.pose == "curled" and stream.chance(0.3)
    nod = stand.nod + (stream.between(-28.0, 12.0) if stand.pose == "curled" else 0.0)
    x, y = view.flat(pose.head)
    frame = view.frame.within(x, y, size=animal.head, degrees=nod)
    pitch = 8.0 if stand.pose == "curled" else min(stand.pitch, 16.0)
    paint_head(fur, stream, animal, View(frame, stand.look, pitch), asleep=asleep)


def _portrait(canvas: Canvas, stream: Stream, animal: Animal, stand: Stand) -> None:
    """Head, neck and shoulders; the rest is cut by the frame."""
    size = stand.fill * 0.42
    frame = Frame(stand.x, stand.y + 0.04, size, stand.tilt, stand.mirrored)
    across = frame.angle(stream.pick((60.0, 90.0, 120.0)))
    coat = woven(stream, animal.coat, canvas.side, across, size * 1.8)
    fur = Fur(canvas, stream, coat, animal.fluff)
    view = View(frame, stand.yaw * 0.6, 0.0)
    balls: list[tuple[Place, float]] = [
        ((0.0, 0.75, -0.4), 0.64),
        ((0.0, 1.7, -0.5), 0.96),
        ((0.0, 2.9, -0.6), 1.34),
    ]
    neck = fur.balls(view, *balls, blend=0.6)
    fur.paint(neck, light=0.88)
    if animal.coat.bib:
        bib = fur.balls(view, ((0.0, 1.35, 0.4), 0.5), ((0.0, 2.3, 0.5), 0.65), blend=0.5)
        fur.paint(shared(fur.hairy(bib), neck), tint=WHITE, share=0.92, relief=0.1, soft=4.0)
    head = frame.within(0.0, 0.0, degrees=stand.nod)
    asleep = stream.chance(0.05)
    paint_head(fur, stream, animal, View(head, stand.look, stand.pitch * 0.8), asleep=asleep)


def _fitted(pose: Pose, animal: Animal, stand: Stand) -> View:
    """The view that fits a body into its share of the picture."""
    view = View(Frame(0.0, 0.0, 1.0, stand.tilt, stand.mirrored), stand.yaw, stand.pitch)
    parts = [*pose.trunk, *pose.limbs, Limb((pose.head,), (animal.head * 1.3,))]
    spots = [
        (*view.at(place), thick)
        for part in parts
        for place, thick in zip(part.places, part.thick, strict=True)
    ]
    left = min(x - thick for x, _, thick in spots)
    right = max(x + thick for x, _, thick in spots)
    top = min(y - thick for _, y, thick in spots)
    bottom = max(y + thick for _, y, thick in spots)
    size = stand.fill / max(right - left, bottom - top)
    x = stand.x - (left + right) * 0.5 * size
    y = stand.y - (top + bottom) * 0.5 * size
    return View(Frame(x, y, size, stand.tilt, stand.mirrored), stand.yaw, stand.pitch)


def _shadow(canvas: Canvas, pose: Pose, view: View) -> None:
    """What lies dark on the ground below it."""
    size = view.frame.size
    for z in (-0.35, 0.0, 0.35):
        shadow = canvas.sheet.ellipse(
            view.at((0.0, pose.ground, z)), 0.34 * size, 0.14 * size, view.frame.degrees
        )
        canvas.paint(shadow, (22.0, 20.0, 22.0), alpha=0.28, soft=0.16 * size * canvas.side)


def _body(fur: Fur, pose: Pose, animal: Animal, view: View) -> None:
    """Trunk, legs and tail, from far to near."""
    coat = animal.coat
    pixel = view.frame.size * fur.canvas.side
    trunk = join(
        *[fur.chain(view, part.places, part.thick) for part in pose.trunk], blend=0.14 * pixel
    )
    middle = view.depth((0.0, 0.0, 0.0))
    tail_far = view.depth(pose.tail.places[1]) < middle
    if tail_far:
        _tail(fur, pose.tail, animal, view)
    limbs = sorted(pose.limbs, key=lambda part: view.depth(part.places[0]))
    for part in limbs:
        if view.depth(part.places[0]) <= middle - 0.02:
            _leg(fur, part, animal, view, light=0.8)
    fur.paint(trunk, relief=0.4)
    if coat.bib and view.depth(pose.chest[0]) > middle:
        place, thick = pose.chest
        bib = fur.balls(view, (place, thick), blend=0.0)
        fur.paint(shared(bib, trunk), tint=WHITE, share=0.9, relief=0.1, soft=0.1 * pixel + 1.0)
    for part in limbs:
        if view.depth(part.places[0]) > middle - 0.02:
            _leg(fur, part, animal, view, light=1.0)
    if not tail_far:
        _tail(fur, pose.tail, animal, view)


def _leg(fur: Fur, part: Limb, animal: Animal, view: View, *, light: float) -> None:
    shape = fur.chain(view, part.places, part.thick)
    fur.paint(shape, light=light, relief=0.35, fluff=0.5)
    if animal.coat.socks or animal.coat.points:
        tint = WHITE if animal.coat.socks else animal.coat.points
        sock = fur.chain(view, part.places[-2:], [part.thick[-2] * 1.15, part.thick[-1]])
        fur.paint(sock, tint=tint, share=0.85, light=light, relief=0.35, fluff=0.5, soft=2.0)


def _tail(fur: Fur, part: Limb, animal: Animal, view: View) -> None:
    fluff = 1.8 if animal.tail == "plume" else 0.8
    shape = fur.chain(view, part.places, part.thick)
    fur.paint(shape, tint=animal.coat.points, share=0.7, light=0.94, fluff=fluff)
