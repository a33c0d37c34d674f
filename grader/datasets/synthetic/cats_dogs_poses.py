"""Poses of cats and dogs, as limbs in space: y down, z forward, one body long."""

from __future__ import annotations

from dataclasses import dataclass

from grader.datasets.synthetic.cats_dogs_animals import Animal
from grader.datasets.synthetic.cats_dogs_views import Place
from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.stream import Stream

__all__ = ["Limb", "Pose", "curled", "lying", "sitting", "standing"]


@dataclass(frozen=True, slots=True)
class Limb:
    """A chain of balls: places and their radii."""

    places: tuple[Place, ...]
    thick: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pose:
    """A body without its head.

    Attributes:
        trunk: What flows together: body and neck.
        chest: Where a white bib lies, and its radius.
        limbs: Legs.
        tail: The tail.
        head: Where the head is.
        ground: How deep the ground lies.
    """

    trunk: tuple[Limb, ...]
    chest: tuple[Place, float]
    limbs: tuple[Limb, ...]
    tail: Limb
    head: Place
    ground: float


def _tail(animal: Animal, root: Place, *, ground: float | None, stream: Stream) -> Limb:
    """A tail from `root` on: lying on the ground where there is one, else held freely."""
    x, y, z = root
    side = stream.pick((-1.0, 1.0))
    places: tuple[Place, ...]
    if animal.tail == "stub":
        return Limb((root, (x, y - 0.1, z - 0.1)), (0.06, 0.05))
    if ground is not None and animal.tail != "ring":
        on = ground - 0.05
        places = (
            root,
            (x + side * 0.2, on, z - 0.12),
            (x + side * 0.42, on, z + 0.1),
            (x + side * 0.42, on, z + 0.35),
        )
    elif animal.tail == "ring":
        places = (root, (x, y - 0.2, z - 0.06), (x, y - 0.28, z + 0.12), (x, y - 0.16, z + 0.2))
    elif animal.dog:
        up = stream.between(-0.6, 1.0)
        places = (root, (x, y - 0.16 * up, z - 0.18), (x, y - 0.45 * up, z - 0.28))
        places = (*places, (x + side * 0.08, y - 0.6 * up, z - 0.22))
    else:
        up = stream.between(-0.5, 1.0)
        places = (root, (x, y - 0.12 * up, z - 0.25), (x, y - 0.45 * up, z - 0.4))
        places = (*places, (x + side * 0.1, y - 0.75 * up, z - 0.3))
    thick = {
        "long": (0.055, 0.05, 0.045, 0.04),
        "sickle": (0.075, 0.06, 0.045, 0.025),
        "ring": (0.08, 0.09, 0.09, 0.07),
        "plume": (0.07, 0.1, 0.11, 0.06),
    }[animal.tail]
    return Limb(places, thick)


def _foot(x: float, y: float, z: float, size: float) -> Place:
    return x, y - size * 0.5, z + size * 0.8


def _foreleg(animal: Animal, x: float, ground: float, way: float) -> Limb:
    """A leg that stands; `way` is how far it has stepped forward."""
    foot, bony = (0.075, 0.06) if animal.dog else (0.062, 0.05)
    z = 0.38 + way
    places = ((x, 0.02, 0.36), (x, ground * 0.5, 0.38 + way * 0.4), (x, ground - 0.05, z))
    thick = (animal.girth * 0.6, bony, bony * 0.9, foot)
    return Limb((*places, _foot(x, ground, z, foot)), thick)


def _hindleg(animal: Animal, x: float, ground: float, way: float) -> Limb:
    """The same with a hock."""
    foot, bony = (0.075, 0.06) if animal.dog else (0.062, 0.05)
    z = -0.45 - way
    knee, hock = (x, ground * 0.5, -0.33 - way * 0.4), (x, ground * 0.7, z - 0.05)
    places = ((x, 0.02, -0.4), knee, hock, (x, ground - 0.05, z))
    thick = (animal.girth * 0.75, bony * 1.4, bony, bony * 0.9, foot)
    return Limb((*places, _foot(x, ground, z, foot)), thick)


def standing(stream: Stream, animal: Animal) -> Pose:
    """On four legs, still or walking."""
    girth = animal.girth
    ground = girth * 0.6 + animal.legs
    chest = girth * (1.15 if animal.dog else 0.98)
    step = stream.between(0.0, 0.16) if stream.chance(0.6) else 0.02
    limbs: list[Limb] = []
    for side, way in ((-1.0, step), (1.0, -step)):
        x = side * girth * 0.62
        limbs += (_foreleg(animal, x, ground, way), _hindleg(animal, x, ground, way))
    up = stream.between(0.12, 0.34)
    head = (0.0, -girth * 0.7 - up, 0.62 + animal.head * 0.3)
    trunk = (
        Limb(
            ((0.0, 0.0, 0.36), (0.0, 0.0, 0.0), (0.0, -0.01, -0.38)),
            (chest, girth * 0.9, girth * 0.92),
        ),
        Limb(((0.0, -0.05, 0.42), (0.0, -up * 0.7, 0.58)), (girth * 0.85, girth * 0.62)),
    )
    tail = _tail(animal, (0.0, -girth * 0.5, -0.5), ground=None, stream=stream)
    return Pose(trunk, ((0.0, 0.05, 0.52), girth * 0.75), tuple(limbs), tail, head, ground)


def sitting(stream: Stream, animal: Animal) -> Pose:
    """On its haunches, forelegs straight."""
    girth = animal.girth * 1.08
    ground, foot = 0.52, 0.085 if animal.dog else 0.07
    bony = 0.075 if animal.dog else 0.06
    top = -0.12 - animal.legs * 0.25
    limbs: list[Limb] = []
    for side in (-1.0, 1.0):
        x, haunch = side * girth * 0.55, side * girth * 0.95
        back = ((haunch, ground - 0.2, -0.14), (haunch * 1.1, ground - 0.1, 0.02))
        paw = (haunch * 1.25, ground - 0.045, 0.16)
        limbs.append(Limb((*back, paw), (0.17, 0.1, foot)))
        front = ((x * 1.1, top + 0.12, 0.1), (x, 0.2, 0.17), (x, ground - 0.06, 0.18))
        limbs.append(
            Limb(
                (*front, _foot(x, ground, 0.2, foot)),
                (girth * 0.55, bony, bony * 0.9, foot),
            )
        )
    trunk = (
        Limb(
            ((0.0, ground - 0.24, -0.2), (0.0, 0.05, -0.02), (0.0, top + 0.08, 0.08)),
            (0.24 + girth * 0.2, girth * 1.15, girth * 0.95),
        ),
        Limb(((0.0, top + 0.05, 0.1), (0.0, top - 0.12, 0.16)), (girth * 0.8, girth * 0.66)),
    )
    head = (0.0, top - 0.12 - animal.head * 0.62, 0.2)
    tail = _tail(animal, (0.0, ground - 0.1, -0.4), ground=ground, stream=stream)
    return Pose(trunk, ((0.0, top + 0.18, 0.2), girth * 0.75), tuple(limbs), tail, head, ground)


def lying(stream: Stream, animal: Animal) -> Pose:
    """On its belly, forelegs stretched out."""
    girth = animal.girth * 1.05
    ground, foot = girth * 1.05, 0.08 if animal.dog else 0.066
    limbs: list[Limb] = []
    reach = stream.between(0.25, 0.45)
    for side in (-1.0, 1.0):
        x, haunch = side * girth * 0.75, side * girth * 0.95
        back = ((haunch, ground - 0.18, -0.34), (haunch * 1.2, ground - 0.08, -0.16))
        limbs.append(Limb((*back, (haunch * 1.25, ground - 0.05, -0.02)), (0.17, 0.09, foot)))
        front = ((x, ground - 0.14, 0.3), (x, ground - 0.06, 0.42))
        limbs.append(Limb((*front, (x * 0.9, ground - 0.05, 0.4 + reach)), (0.1, 0.07, foot)))
    up = stream.between(0.0, 0.26)
    trunk = (
        Limb(((0.0, 0.0, 0.28), (0.0, 0.02, 0.0), (0.0, 0.02, -0.38)), (girth, girth, girth * 1.1)),
        Limb(((0.0, -0.02, 0.34), (0.0, -0.04 - up * 0.7, 0.46)), (girth * 0.85, girth * 0.7)),
    )
    head = (0.0, -0.04 - up - animal.head * 0.3, 0.52)
    tail = _tail(animal, (0.0, ground - 0.1, -0.55), ground=ground, stream=stream)
    return Pose(trunk, ((0.0, 0.06, 0.46), girth * 0.6), tuple(limbs), tail, head, ground)


def curled(stream: Stream, animal: Animal) -> Pose:
    """Rolled up, seen from above: to be viewed at a pitch of about 60 degrees."""
    girth = animal.girth
    ring: list[Place] = []
    for step in range(7):
        cosine, sine = turn(-60.0 + step * 40.0)
        ring.append((0.3 * cosine, 0.0, -0.24 * sine))
    trunk = (
        Limb(tuple(ring), tuple(girth * part for part in (1.0, 1.3, 1.4, 1.4, 1.4, 1.3, 1.0))),
    )
    head = (0.2, -girth * 0.8, 0.26)
    ground = girth
    places: list[Place] = []
    for step in range(4):
        cosine, sine = turn(165.0 + step * 33.0)
        places.append((0.46 * cosine, ground * 0.3, -0.44 * sine))
    length = 2 if animal.tail in {"stub", "ring", "sickle"} else 4
    thick = 0.09 if animal.tail == "plume" else 0.058
    tail = Limb(tuple(places[:length]), (thick,) * length)
    reach = stream.between(-0.05, 0.08)
    paw = Limb(((-0.02, 0.0, 0.3), (-0.2 + reach, 0.02, 0.42)), (0.07, 0.06))
    return Pose(trunk, ((0.1, 0.0, 0.3), girth * 0.5), (paw,), tail, head, ground)
