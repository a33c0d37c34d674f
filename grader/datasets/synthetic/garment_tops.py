"""What is worn above: T-shirt, pullover, coat, shirt, and the dress."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.datasets.synthetic.cloth import Cloth, Field, Traits, cut, profile, shared

__all__ = ["coat", "dress", "pullover", "shirt", "t_shirt"]


@dataclass(frozen=True, slots=True)
class _Body:
    """Where the parts of a top lie: (pictures,).

    Attributes:
        top, bottom: Lines of the neck and of the hem.
        shoulder, chest, waist, hem: Half widths.
    """

    top: Field
    bottom: Field
    shoulder: Field
    chest: Field
    waist: Field
    hem: Field

    def shape(self, cloth: Cloth) -> Field:
        """The body without sleeves."""
        height = self.bottom - self.top
        width = profile(
            cloth.y,
            [self.top, self.top + height * 0.25, self.top + height * 0.55, self.bottom],
            [self.shoulder, self.chest, self.waist, self.hem],
        )
        # Shoulders fall from the neck outward.
        above = self.top + cloth.fold * 0.3 - cloth.y
        return shared(cloth.fold - width, above, cloth.y - self.bottom)


def _sleeves(cloth: Cloth, body: _Body, length: Field, lean: Field, thick: Field) -> Field:
    """Both sleeves: from the shoulder, `lean` outward for each unit down."""
    root = np.sqrt(1.0 + lean * lean)
    start = (body.shoulder - thick * 0.75, body.top + body.shoulder * 0.3 + thick * 0.35)
    end = (start[0] + length * lean / root, start[1] + length / root)
    return cloth.strip(start, end, (thick, thick * 0.78), folded=True)


def _neck(cloth: Cloth, traits: Traits, body: _Body, deepest: float) -> None:
    """Cut out a round or a pointed neck, with or without a hem around it."""
    wide, deep = traits.between(0.14, 0.24), traits.between(0.06, deepest)
    pointed = traits.chance(0.3)
    round_hole = cloth.ellipse(0.0, body.top, wide, deep)
    pointed_hole = cloth.fold - wide * (1.0 - (cloth.y - body.top) / (deep * 1.4))
    hole = np.where(pointed, pointed_hole, round_hole)
    cloth.mark(hole - 0.07, traits.between(0.6, 1.3), traits.either(0.5, 0.8, 0.0))
    cloth.take(hole)


def _chest_print(cloth: Cloth, traits: Traits, share: float) -> None:
    """Print a patch on the chest: lines of letters, or a block."""
    tone = traits.either(0.5, 0.35, 1.5)
    across, down = traits.between(0.12, 0.28), traits.between(0.05, 0.22)
    patch = cloth.box(traits.between(-0.05, 0.05), traits.between(-0.35, 0.05), across, down)
    letters = np.abs(cloth.y * 9.0 - np.floor(cloth.y * 9.0) - 0.5) - 0.3
    patch = np.where(traits.chance(0.4), np.maximum(patch, letters / 9.0), patch)
    cloth.mark(patch, tone, traits.either(share, 0.85, 0.0))


def _top(traits: Traits, *, width: tuple[float, float], length: tuple[float, float]) -> _Body:
    """A body of about this half width and length."""
    chest, long = traits.between(*width), traits.between(*length)
    return _Body(
        top=-long * 0.5,
        bottom=long * 0.5,
        shoulder=chest * traits.between(0.92, 1.06),
        chest=chest,
        waist=chest * traits.between(0.84, 1.02),
        hem=chest * traits.between(0.92, 1.12),
    )


def _laid(cloth: Cloth, traits: Traits, body: _Body, sleeves: Field, tone: Field) -> None:
    """Lay sleeves and body, with the seam between them."""
    cloth.add(sleeves, tone)
    cloth.add(body.shape(cloth))
    cloth.seam(shared(sleeves, -sleeves - 0.3), traits.between(0.15, 0.5))


def t_shirt(cloth: Cloth, traits: Traits) -> None:
    """Short sleeves, no collar, no opening."""
    body = _top(traits, width=(0.44, 0.58), length=(1.35, 1.7))
    length, lean = traits.between(0.24, 0.46), traits.between(0.5, 1.5)
    sleeves = _sleeves(cloth, body, length, lean, traits.between(0.17, 0.24))
    _laid(cloth, traits, body, sleeves, traits.either(0.25, 0.7, 1.0))
    _neck(cloth, traits, body, 0.26)
    _chest_print(cloth, traits, 0.4)


def pullover(cloth: Cloth, traits: Traits) -> None:
    """Long sleeves, ribbed cuffs and hem, a round or a high neck or a hood; no opening."""
    body = _top(traits, width=(0.44, 0.58), length=(1.35, 1.7))
    length, lean = traits.between(1.05, 1.4), traits.between(0.1, 0.45)
    sleeves = _sleeves(cloth, body, length, lean, traits.between(0.15, 0.2))
    _laid(cloth, traits, body, sleeves, traits.either(0.25, 0.7, 1.0))
    rib = traits.between(0.4, 0.7)
    strength = traits.either(0.85, 0.9, 0.0)
    cloth.mark(body.bottom - 0.14 - cloth.y, rib, strength)
    high = traits.chance(0.4)
    collar = cloth.box(0.0, body.top - 0.03, traits.between(0.16, 0.24), traits.between(0.1, 0.2))
    cloth.add(np.where(high, collar, np.float32(9.0)), rib)
    _chest_print(cloth, traits, 0.3)
    hole = cloth.ellipse(0.0, body.top, traits.between(0.14, 0.22), traits.between(0.06, 0.14))
    cloth.mark(hole - 0.08, rib, strength)
    cloth.take(np.where(high, np.float32(9.0), hole))


def coat(cloth: Cloth, traits: Traits) -> None:
    """Long sleeves, long and wide body, lapels, an opening from top to bottom."""
    body = _top(traits, width=(0.4, 0.56), length=(1.5, 2.0))
    length, lean = traits.between(1.05, 1.4), traits.between(0.1, 0.45)
    sleeves = _sleeves(cloth, body, length, lean, traits.between(0.15, 0.2))
    _laid(cloth, traits, body, sleeves, 0.95 + 0.0 * length)
    deep = traits.between(0.4, 0.75)
    inside = cloth.fold - 0.2 * (1.0 - (cloth.y - body.top) / deep)
    lapel = cut(cloth.fold - 0.36 * (1.0 - (cloth.y - body.top) / (deep * 1.15)), inside)
    cloth.mark(lapel, traits.either(0.5, 0.7, 1.35), 0.8)
    cloth.mark(inside, traits.either(0.5, 0.15, 0.4), 0.95)
    # It falls open below, or is held by a zip.
    gap = traits.either(0.5, traits.between(0.03, 0.16), 0.0)
    place = (cloth.y - body.top) / (body.bottom - body.top)
    opening = cloth.fold - 0.03 - gap * np.maximum(place - 0.45, 0.0)
    cloth.mark(shared(opening, body.top + deep * 0.9 - cloth.y), traits.between(0.1, 0.5))
    _pockets(cloth, traits, body.bottom - traits.between(0.5, 0.7))


def _pockets(cloth: Cloth, traits: Traits, line: Field) -> None:
    """Two slanting slits."""
    place = traits.between(0.2, 0.3)
    slit = cloth.strip((place, line), (place + 0.1, line + 0.2), (0.035, 0.035), folded=True)
    cloth.mark(slit, 0.5, traits.either(0.7, 0.8, 0.0))


def shirt(cloth: Cloth, traits: Traits) -> None:
    """A collar, a row of buttons; sleeves long or short."""
    body = _top(traits, width=(0.38, 0.49), length=(1.6, 1.98))
    long = traits.chance(0.6)
    length = np.where(long, traits.between(1.0, 1.35), traits.between(0.28, 0.48))
    lean = np.where(long, traits.between(0.1, 0.45), traits.between(0.5, 1.2))
    thick = traits.between(0.15, 0.2)
    sleeves = _sleeves(cloth, body, length.astype(np.float32), lean.astype(np.float32), thick)
    _laid(cloth, traits, body, sleeves, 0.97 + 0.0 * thick)
    collar = cloth.strip((0.04, body.top + 0.18), (0.2, body.top - 0.03), (0.09, 0.1), folded=True)
    trim = traits.either(0.5, 1.65, 0.35)
    cloth.add(collar, trim)
    cloth.seam(collar, 0.4)
    line = shared(cloth.fold - 0.075, body.top + 0.15 - cloth.y, cloth.y - body.bottom)
    cloth.mark(line, trim, traits.between(0.6, 1.0))
    dots = np.abs(cloth.y * 4.5 - np.floor(cloth.y * 4.5) - 0.5) / 4.5 - 0.05
    cloth.mark(shared(cloth.fold - 0.045, dots, line), 2.0 - trim)
    pocket = cloth.box(0.22, traits.between(-0.4, -0.2), 0.1, 0.11)
    cloth.seam(pocket, traits.either(0.5, 0.5, 0.0))
    cloth.take(cloth.ellipse(0.0, body.top, 0.1, 0.08))


def dress(cloth: Cloth, traits: Traits) -> None:
    """Long, drawn in at the waist, wider below; straps or sleeves."""
    long, chest = traits.between(1.8, 2.1), traits.between(0.25, 0.34)
    body = _Body(
        top=-long * 0.5,
        bottom=long * 0.5,
        shoulder=chest * traits.between(0.8, 1.05),
        chest=chest,
        waist=chest * traits.between(0.65, 0.88),
        hem=traits.between(0.34, 0.66),
    )
    height = body.bottom - body.top
    waist = body.top + height * traits.between(0.34, 0.46)
    width = profile(
        cloth.y,
        [body.top, body.top + height * 0.2, waist, waist + height * 0.14, body.bottom],
        [body.shoulder, body.chest, body.waist, body.waist * 1.15, body.hem],
    )
    straight = profile(cloth.y, [waist, body.bottom], [body.waist, body.hem])
    width = np.where(cloth.y > waist, (width + straight) * 0.5, width)
    above = body.top + cloth.fold * 0.25 - cloth.y
    kind = traits.share()
    length = np.where(kind < 0.35, 0.02, np.where(kind < 0.75, 0.3, 0.8)).astype(np.float32)
    sleeves = _sleeves(cloth, body, length, traits.between(0.25, 0.7), traits.between(0.11, 0.15))
    cloth.add(sleeves, 0.95)
    cloth.add(shared(cloth.fold - width, above, cloth.y - body.bottom))
    cloth.mark(np.abs(cloth.y - waist) - 0.05, traits.either(0.5, 0.5, 1.4), traits.share())
    pleats = np.abs(cloth.x * 5.0 - np.floor(cloth.x * 5.0) - 0.5) * 2.0
    below = cloth.edge(waist - cloth.y)
    cloth.tone *= 1.0 - below * pleats * traits.either(0.5, 0.35, 0.05)
    _neck(cloth, traits, body, 0.3)
