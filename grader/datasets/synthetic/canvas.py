"""A square colour picture that shapes are painted on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.frames import Point
from grader.datasets.synthetic.shapes import Pixels, Shape, Sheet
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import coloured, levels, lit, noise

__all__ = ["Canvas", "Colour"]

Colour = tuple[float, ...]


class Canvas:
    """A picture in the making.

    Attributes:
        side: Pixels along each side.
        sheet: Makes shapes for it.
        pixels: (side, side, 3), float32, 0 to 255.
        light: Where light comes from, across and down; about 1 long.
    """

    def __init__(self, side: int, ground: Colour | Pixels, light: Point = (-0.5, -0.8)) -> None:
        self.side = side
        self.sheet = Sheet(side)
        self.light = light
        self.pixels: Pixels = coloured(side, side)
        self.pixels[:] = np.asarray(ground, np.float32)

    def paint(
        self,
        shape: Shape,
        colour: Colour | Pixels,
        *,
        alpha: float = 1.0,
        soft: float = 1.0,
        relief: float = 0.0,
        rounded: float = 0.0,
    ) -> None:
        """Paint a shape.

        Args:
            shape: Where.
            colour: One colour, or an array (height, width, 3) over the shape's window.
            alpha: 1 covers, 0 leaves what was there.
            soft: Pixels from full to none at the edge; many for shadows and blushes.
            relief: How much light and shade the side that faces the light and the other get,
                0 to about 0.5.
            rounded: Pixels from the edge that the shade reaches; 0: a third of the thickness.
        """
        far = shape.distance
        if not far.size:
            return
        cover = _covered(far, soft)
        if alpha < 1.0:
            cover *= np.float32(alpha)
        paint = np.asarray(colour, np.float32)
        if relief > 0.0:
            paint = lit(paint, self._shade(far, relief, rounded))
        self._mix(shape, paint, cover)

    def _mix(self, shape: Shape, paint: Pixels, cover: Pixels) -> None:
        """Bring the pixels of a shape's window nearer to `paint`, by that share."""
        here = self.pixels[shape.window]
        change = paint - here
        change *= cover[..., None]
        here += change

    def _shade(self, far: Pixels, relief: float, rounded: float) -> Pixels:
        """Lighter where the rounded surface faces the light, darker where it turns away."""
        depth = rounded or max(-float(far.min()) * 0.7, 1.0)
        # The surface of a cushion: steep at the edge, level further in.
        slope = far / np.float32(depth)
        slope += 1.0
        slope.clip(0.0, 1.0, out=slope)
        facing = np.zeros_like(far)
        facing[:, 1:-1] = (far[:, 2:] - far[:, :-2]) * (self.light[0] * 0.5)
        facing[1:-1] += (far[2:] - far[:-2]) * (self.light[1] * 0.5)
        facing.clip(-1.0, 1.0, out=facing)
        facing *= slope
        facing *= np.float32(relief)
        facing += 1.0
        slope *= slope
        slope *= np.float32(relief * 0.35)
        facing -= slope
        return facing

    def cast(self, middle: Point, across: float, down: float, alpha: float = 0.35) -> None:
        """Lay a soft shadow on the ground."""
        shadow = self.sheet.ellipse(middle, across, down)
        self.paint(shadow, (20.0, 20.0, 25.0), alpha=alpha, soft=0.02 * self.side + 4.0)

    def over(self, shape: Shape, colour: Colour | Pixels, share: Pixels) -> None:
        """Paint a pattern: `share` (height, width), 0 to 1, says how much over the window."""
        if not shape.distance.size:
            return
        cover = _covered(shape.distance)
        cover *= share
        self._mix(shape, np.asarray(colour, np.float32), cover)

    def grain(self, stream: Stream, shape: Shape, cells: float, strength: float) -> None:
        """Roughen what is painted within a shape: fur, cloth, bark. Strength in grey levels."""
        if not shape.distance.size:
            return
        height, width = shape.distance.shape
        rough = noise(stream, height, width, cells)
        rough *= np.float32(strength)
        rough *= _covered(shape.distance)
        self.pixels[shape.window] += rough[..., None]

    def finished(
        self,
        stream: Stream,
        *,
        gain: float | Colour = 1.0,
        lift: float = 0.0,
        sensor: float = 4.0,
        soft: int = 0,
    ) -> NDArray[np.uint8]:
        """Return the photograph (side, side, 3): exposure, then the sensor's noise.

        Args:
            stream: Of the noise.
            gain: Contrast; of red, green and blue where there are three: the light's colour.
            lift: Brightness, in grey levels.
            sensor: Half the range of the noise, in grey levels.
            soft: How often each pixel is mixed with its neighbours, noise and all. A photograph
                that was made smaller is smooth; one with sharp grain would be another kind of
                picture than what is left of it when a network's augmentation turns it.
        """
        grains = stream.grid(self.side, self.side).astype(np.float32)
        grains -= 0.5
        grains *= np.float32(2.0 * sensor)
        taken = self.pixels * np.asarray(gain, np.float32)
        taken += np.float32(lift)
        taken += grains[..., None]
        for _ in range(soft):
            taken = _mixed_with_neighbours(taken)
        return levels(taken)


def _covered(far: Pixels, soft: float = 1.0) -> Pixels:
    """How much of each pixel lies within an edge that takes `soft` pixels: 0 to 1."""
    cover = 0.5 - (far if soft == 1.0 else far / np.float32(soft))
    return cover.clip(0.0, 1.0, out=cover)


def _mixed_with_neighbours(pixels: Pixels) -> Pixels:
    """Each pixel by half, its neighbours by a quarter, down and across."""
    for axis in (0, 1):
        mixed = np.empty_like(pixels)
        # Swapped axes are views: lines first, then columns.
        lines, new = pixels.swapaxes(0, axis), mixed.swapaxes(0, axis)
        np.add(lines[:-2], lines[2:], out=new[1:-1])
        new[0], new[-1] = lines[0] + lines[1], lines[-2] + lines[-1]
        mixed *= np.float32(0.25)
        mixed += pixels * np.float32(0.5)
        pixels = mixed
    return pixels
