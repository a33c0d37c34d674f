"""Proportions of the four-footed animals of the source set."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BEASTS", "Build"]


@dataclass(frozen=True, slots=True)
class Build:
    """Proportions, in body units; angles in degrees, up is negative.

    Attributes:
        length, deep: Torso from hip to shoulder, and its half height.
        legs, leg: Their length and radius.
        neck, rise, nape: The neck's length, direction and radius.
        head, muzzle, nose: Radius of the skull, length and end radius of the muzzle.
        ears, ear: Kind and length.
        tail: Kind.
        horns: Kind.
        extra: humps, wool, spines or trunk.
        face: Half width over half height of the head seen from the front.
    """

    length: float = 0.42
    deep: float = 0.12
    legs: float = 0.24
    leg: float = 0.032
    neck: float = 0.14
    rise: float = -40.0
    nape: float = 0.06
    head: float = 0.075
    muzzle: float = 0.09
    nose: float = 0.045
    ears: str = "leaf"
    ear: float = 0.07
    tail: str = "thin"
    horns: str = "none"
    extra: str = "none"
    face: float = 0.75


BEASTS = {
    "elephant": Build(deep=0.17, leg=0.055, legs=0.2, neck=0.08, rise=-25, nape=0.1, head=0.11,
                      muzzle=0.03, nose=0.06, ears="fan", ear=0.13, extra="trunk", face=0.9),
    "giraffe": Build(length=0.28, deep=0.09, legs=0.3, leg=0.022, neck=0.36, rise=-65, nape=0.04,
                     head=0.05, muzzle=0.08, nose=0.03, ear=0.05, horns="knobs", tail="tuft",
                     face=0.6),
    "cow": Build(length=0.46, deep=0.145, legs=0.17, leg=0.032, neck=0.12, rise=-20, nape=0.085,
                 head=0.075, muzzle=0.1, nose=0.05, ears="side", horns="cow", tail="tuft"),
    "pig": Build(deep=0.15, legs=0.1, leg=0.034, neck=0.06, rise=0, nape=0.11, head=0.095,
                 muzzle=0.08, nose=0.045, ears="leaf", ear=0.08, tail="curl", face=1.0),
    "sheep": Build(length=0.34, deep=0.15, legs=0.15, leg=0.024, neck=0.08, rise=-30, head=0.065,
                   muzzle=0.06, nose=0.035, ears="side", tail="stub", extra="wool", face=0.7),
    "camel": Build(length=0.36, deep=0.11, legs=0.27, leg=0.024, neck=0.2, rise=-50, nape=0.045,
                   head=0.05, muzzle=0.08, nose=0.04, ear=0.03, extra="humps", face=0.65),
    "deer": Build(length=0.34, deep=0.085, legs=0.26, leg=0.018, neck=0.18, rise=-60, nape=0.045,
                  head=0.05, muzzle=0.075, nose=0.025, ears="side", tail="stub", horns="antlers",
                  face=0.65),
    "goat": Build(length=0.34, deep=0.105, legs=0.19, leg=0.023, neck=0.14, rise=-50, nape=0.05,
                  head=0.055, muzzle=0.07, nose=0.03, ears="side", tail="stub", horns="goat",
                  extra="beard", face=0.6),
    "rhino": Build(length=0.46, deep=0.165, legs=0.14, leg=0.05, neck=0.08, rise=10, nape=0.12,
                   head=0.095, muzzle=0.12, nose=0.06, ear=0.05, horns="rhino", face=0.8),
    "hippo": Build(length=0.5, deep=0.18, legs=0.08, leg=0.052, neck=0.04, rise=0, nape=0.13,
                   head=0.1, muzzle=0.12, nose=0.09, face=1.1, ears="round", ear=0.03,
                   tail="stub"),
    "bear": Build(face=1.05, length=0.44, deep=0.16, legs=0.15, leg=0.055, neck=0.08, rise=-15,
                  nape=0.1, head=0.1, muzzle=0.07, nose=0.045, ears="round", ear=0.04, tail="stub"),
    "rabbit": Build(length=0.24, deep=0.15, legs=0.06, leg=0.035, neck=0.05, rise=-50, nape=0.08,
                    head=0.09, muzzle=0.04, nose=0.05, ears="long", ear=0.22, tail="ball",
                    face=0.9),
    "mouse": Build(face=0.9, length=0.26, deep=0.13, legs=0.05, leg=0.02, neck=0.05, rise=0,
                   nape=0.09, head=0.085, muzzle=0.1, nose=0.018, ears="round", ear=0.08,
                   tail="whip"),
    "fox": Build(length=0.36, deep=0.085, legs=0.15, leg=0.022, neck=0.08, rise=-30, nape=0.06,
                 head=0.075, muzzle=0.1, nose=0.018, ears="leaf", ear=0.1, tail="bushy", face=1.0),
    "llama": Build(length=0.32, deep=0.12, legs=0.22, leg=0.028, neck=0.27, rise=-78, nape=0.055,
                   head=0.055, muzzle=0.06, nose=0.035, ears="long", ear=0.08, tail="stub",
                   extra="wool", face=0.7),
    "hedgehog": Build(length=0.3, deep=0.17, legs=0.04, leg=0.025, neck=0.05, rise=10, nape=0.08,
                      head=0.075, muzzle=0.11, nose=0.018, ears="round", ear=0.03, tail="none",
                      extra="spines", face=0.9),
    "squirrel": Build(length=0.22, deep=0.11, legs=0.08, leg=0.028, neck=0.09, rise=-60, nape=0.06,
                      head=0.075, muzzle=0.045, nose=0.025, ear=0.05, tail="plume", face=0.9),
}  # fmt: skip
