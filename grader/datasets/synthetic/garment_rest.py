"""Trousers, bag and shoes. Shoes point to the left."""

from __future__ import annotations

import numpy as np

from grader.datasets.synthetic.cloth import Cloth, Field, Traits, bump, cut, joined, profile, shared

__all__ = ["ankle_boot", "bag", "sandal", "sneaker", "trouser"]


def trouser(cloth: Cloth, traits: Traits) -> None:
    """Two legs, narrow or wide, close together or apart."""
    hip, bottom = traits.between(0.32, 0.44), traits.between(0.85, 1.0)
    crotch = traits.between(-0.45, -0.2)
    waist = hip * traits.between(0.75, 0.95)
    seat = shared(
        cloth.fold - profile(cloth.y, [-1.0, -0.6], [waist, hip]),
        -1.0 - cloth.y,
        cloth.y - crotch - 0.1,
    )
    apart, foot = traits.between(0.0, 0.16), traits.between(0.1, 0.22)
    knee = traits.between(0.13, 0.2)
    middle = profile(cloth.y, [crotch, bottom], [hip * 0.5, hip * 0.5 + apart])
    half = profile(cloth.y, [crotch, 0.3, bottom], [hip * 0.5 + 0.01, knee, foot])
    leg = shared(np.abs(cloth.fold - middle) - half, crotch - 0.1 - cloth.y, cloth.y - bottom)
    cloth.add(joined(seat, leg))
    cloth.seam(shared(cloth.fold - 0.02, crotch - 0.6 - cloth.y), traits.between(0.1, 0.5))
    belt = shared(cloth.y + 0.9, -1.0 - cloth.y)
    cloth.mark(belt, traits.either(0.5, 0.5, 1.3), traits.share())
    cloth.seam(np.abs(cloth.fold - middle) - 0.02, traits.either(0.4, 0.4, 0.0))
    cuff = bottom - 0.12 - cloth.y
    cloth.mark(cuff, traits.either(0.5, 0.7, 1.3), traits.either(0.3, 0.8, 0.0))
    worn = cloth.ellipse(0.0, traits.between(-0.1, 0.2), 0.5, 0.3)
    cloth.tone *= 1.0 + 0.35 * cloth.edge(worn, soft=8.0) * traits.share()


def bag(cloth: Cloth, traits: Traits) -> None:
    """A box with a handle or a strap, a flap and a clasp."""
    across, down = traits.between(0.62, 0.95), traits.between(0.36, 0.66)
    taper = traits.between(-0.12, 0.2)
    line = traits.between(0.2, 0.36)
    up = line - down
    width = across - taper * (line + down - cloth.y) / (2.0 * down)
    body = shared(cloth.fold - width, np.abs(cloth.y - line) - down)
    corner = shared(cloth.fold - width + 0.12, np.abs(cloth.y - line) - down + 0.12)
    body = np.maximum(body, corner - 0.1)
    wide, high = traits.between(0.25, 0.6), traits.between(0.3, 0.7)
    handle = cloth.ring(0.0, up + 0.02, wide, high, traits.between(0.035, 0.09))
    cloth.add(shared(handle, cloth.y - up - 0.05), traits.between(0.6, 1.2))
    cloth.add(body)
    flap = up + down * traits.between(0.4, 1.2)
    cloth.mark(shared(body, cloth.y - flap), traits.either(0.5, 0.8, 1.2), traits.share())
    cloth.seam(cloth.y - flap, traits.either(0.6, 0.5, 0.0))
    clasp = cloth.box(0.0, flap, traits.between(0.05, 0.13), traits.between(0.05, 0.1))
    cloth.mark(clasp, traits.either(0.5, 0.3, 1.6), traits.either(0.7, 1.0, 0.0))
    pocket = shared(np.abs(cloth.fold - across * 0.55) - 0.04, body)
    cloth.mark(pocket, traits.either(0.5, 0.6, 1.3), traits.either(0.35, 0.8, 0.0))


def _under(cloth: Cloth, heel: Field) -> Field:
    """How high the foot's bed lies above the floor: toe, ball, heel."""
    return heel * bump((cloth.x + 0.35) / 1.0)


def _heel(cloth: Cloth, heel: Field, thin: Field) -> Field:
    """The heel under the bed."""
    upper = shared(np.abs(cloth.x - 0.72) - 0.12 - thin * (0.5 - cloth.y), cloth.y - 0.5)
    return shared(upper, 0.5 - heel - 0.04 - cloth.y)


def sandal(cloth: Cloth, traits: Traits) -> None:
    """A sole, flat or on a heel, and straps; the foot's place is empty."""
    high = traits.chance(0.4)
    heel = np.where(high, traits.between(0.35, 0.8), traits.between(0.0, 0.12))
    heel = heel.astype(np.float32)
    thick = traits.between(0.05, 0.13)
    floor = 0.5 - _under(cloth, heel)
    sole = shared(np.abs(cloth.y - floor + thick) - thick, cloth.fold - 0.97)
    wedge = shared(cloth.y - 0.5, floor - cloth.y - thick, cloth.fold - 0.95)
    stilt = _heel(cloth, heel, traits.between(-0.08, 0.1))
    under = np.where(traits.chance(0.4), wedge, stilt)
    cloth.add(np.where(high, under, np.float32(9.0)), traits.between(0.6, 1.1))
    cloth.add(sole, traits.between(0.7, 1.2))
    strap = traits.between(0.045, 0.1)
    tone = traits.between(0.8, 1.3)
    place = traits.between(-0.62, -0.45)
    toe = cloth.ring(place, 0.42, traits.between(0.18, 0.3), traits.between(0.24, 0.42), strap)
    cloth.add(shared(toe, cloth.y - 0.45), tone)
    second = cloth.ring(
        place + traits.between(0.25, 0.4), 0.42 - heel * 0.15, 0.2, traits.between(0.3, 0.5), strap
    )
    cloth.add(shared(second, cloth.y - floor) + traits.either(0.6, 0.0, 9.0), tone)
    _ankle_strap(cloth, traits, heel, strap)


def _ankle_strap(cloth: Cloth, traits: Traits, heel: Field, strap: Field) -> None:
    """A loop around the ankle, held from behind; or a strap from toe to heel."""
    line = 0.5 - heel - traits.between(0.4, 0.6)
    loop = cloth.ring(0.55, line, traits.between(0.26, 0.36), traits.between(0.08, 0.16), strap)
    back = cloth.strip((0.86, 0.5 - heel), (0.86, line), (strap, strap))
    kind = traits.share()
    tone = traits.between(0.8, 1.2)
    cloth.add(joined(loop, back) + np.where(kind < 0.6, 0.0, 9.0).astype(np.float32), tone)
    thong = cloth.strip((-0.5, 0.2), (0.75, 0.42 - heel), (strap, strap))
    cloth.add(thong + np.where(kind > 0.5, 0.0, 9.0).astype(np.float32), tone)


def sneaker(cloth: Cloth, traits: Traits) -> None:
    """Low, closed, on a flat sole, laced; the heel is not much higher than the toe."""
    tall, toe = traits.between(0.62, 0.85), traits.between(0.22, 0.36)
    collar = traits.between(-0.1, 0.15)
    top = profile(
        cloth.x,
        [-1.0, -0.75, -0.5, collar, collar + 0.35, 0.9],
        [toe * 0.4, toe, toe + 0.1, tall, tall * 0.78, tall * traits.between(0.9, 1.1)],
    )
    back = cloth.x - 0.93 + 0.08 * (0.5 - cloth.y)
    upper = shared((0.5 - top - cloth.y) * 0.75, cloth.y - 0.5, -cloth.x - 0.98, back)
    cloth.add(upper)
    thick = traits.between(0.1, 0.22)
    spring = 0.09 * bump((-cloth.x - 0.55) / 0.45)
    sole = shared(np.abs(cloth.y - 0.5 + spring) - thick * 0.5, cloth.fold - 0.97)
    cloth.add(sole, traits.either(0.6, 1.45, 0.6))
    cloth.seam(sole, 0.4)
    slope = shared(
        np.abs(cloth.y - 0.5 + top - 0.08) - 0.09, np.abs(cloth.x - collar + 0.28) - 0.24
    )
    laces = np.abs(cloth.x * 6.0 - np.floor(cloth.x * 6.0) - 0.5) - 0.25
    cloth.mark(shared(slope, laces / 6.0), traits.either(0.6, 1.6, 0.4))
    _side_stripe(cloth, traits, upper)
    cap = cloth.ellipse(-0.95, 0.45, 0.35, 0.4)
    cloth.mark(cap, traits.either(0.5, 0.7, 1.35), traits.either(0.4, 0.9, 0.0))
    counter = shared(0.6 - cloth.x, upper)
    cloth.mark(counter, traits.either(0.5, 0.7, 1.35), traits.either(0.35, 0.8, 0.0))


def _side_stripe(cloth: Cloth, traits: Traits, upper: Field) -> None:
    """One to three slanting stripes, or none."""
    slant = cloth.x + cloth.y * traits.between(-0.9, 0.9)
    wave = slant * traits.between(2.5, 5.0)
    stripe = shared(
        np.abs(wave - np.floor(wave) - 0.5) - 0.18, np.abs(cloth.x - 0.2) - 0.35, upper + 0.06
    )
    cloth.mark(stripe, traits.either(0.6, 1.6, 0.4), traits.either(0.5, 0.9, 0.0))


def ankle_boot(cloth: Cloth, traits: Traits) -> None:
    """Closed, with a shaft over the ankle; flat or on a heel."""
    shaft, toe = traits.between(1.05, 1.5), traits.between(0.24, 0.4)
    front = traits.between(-0.12, 0.1)
    heel = traits.either(0.55, traits.between(0.12, 0.4), 0.04)
    floor = 0.5 - _under(cloth, heel)
    lean = traits.between(-0.1, 0.12)
    top = profile(
        cloth.x - lean * (0.5 - cloth.y),
        [-1.0, -0.72, front - 0.25, front + 0.1],
        [toe * 0.35, toe, toe + 0.22, shaft],
    )
    rim = 0.5 - shaft + traits.between(-0.12, 0.12) * cloth.x
    back = cloth.x - 0.86 - lean * (0.5 - cloth.y) * 0.6
    upper = shared(
        (0.5 - top - cloth.y) * 0.6, rim - cloth.y, cloth.y - floor, -cloth.x - 0.97, back
    )
    stilt = _heel(cloth, heel, traits.between(-0.05, 0.1))
    cloth.add(stilt, traits.between(0.5, 1.0))
    cloth.add(upper)
    thick = traits.between(0.04, 0.12)
    sole = shared(np.abs(cloth.y - floor) - thick, np.abs(cloth.x + 0.05) - 0.92)
    cloth.add(sole, traits.either(0.5, 0.55, 1.35))
    kind = traits.share()
    panel = cut(cloth.box(0.4, 0.5 - shaft * 0.65, 0.12, shaft * 0.3), rim - cloth.y)
    cloth.mark(panel, traits.either(0.5, 0.5, 1.35), np.where(kind < 0.4, 0.85, 0.0))
    laces = np.abs(cloth.y * 5.0 - np.floor(cloth.y * 5.0) - 0.5) / 5.0 - 0.05
    place = shared(np.abs(cloth.x - front - 0.12) - 0.12, laces, cloth.y - 0.1)
    cloth.mark(place, traits.either(0.5, 0.4, 1.6), np.where(kind > 0.6, 0.9, 0.0))
    cuff = shared(cloth.y - rim - 0.2, upper)
    cloth.mark(cuff, traits.either(0.5, 0.65, 1.35), traits.either(0.4, 0.85, 0.0))
