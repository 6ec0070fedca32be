"""A canvas in design coordinates (1600 x 1067) with soft edges, gradients, glows and grain."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .palette import Colour, blend

WIDTH, HEIGHT = 1600, 1067
OVERSAMPLE = 2
# What Pillow's radial gradient has reached in the middle of an edge of its square.
RIM = 178

Point = tuple[float, float]
Mask = Image.Image


class Pen:
    """Draws into a mask in design coordinates; the canvas scales every point."""

    def __init__(self, mask: Mask, scale: float, offset: Point) -> None:
        self._draw = ImageDraw.Draw(mask)
        self._scale = scale
        self._offset = offset

    def _at(self, point: Point) -> Point:
        return (point[0] * self._scale + self._offset[0], point[1] * self._scale + self._offset[1])

    def polygon(self, points: Sequence[Point], ink: int = 255) -> None:
        """A filled polygon."""
        self._draw.polygon([self._at(point) for point in points], fill=ink)

    def box(  # noqa: PLR0913, PLR0917 - four edges, the ink and the corners
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        ink: int = 255,
        radius: float = 0,
    ) -> None:
        """A filled rectangle, with round corners if `radius` is given."""
        corners = (*self._at((left, top)), *self._at((right, bottom)))
        self._draw.rounded_rectangle(corners, radius=radius * self._scale, fill=ink)

    def disc(self, centre: Point, radius: float, ink: int = 255, flat: float = 1.0) -> None:
        """A filled circle, or an ellipse whose height is `flat` times its width."""
        x, y = centre
        corners = (*self._at((x - radius, y - radius * flat)), *self._at((x + radius, y + radius * flat)))
        self._draw.ellipse(corners, fill=ink)

    def line(self, points: Sequence[Point], width: float, ink: int = 255) -> None:
        """A line through points, `width` thick."""
        thick = max(1, round(width * self._scale))
        self._draw.line([self._at(point) for point in points], fill=ink, width=thick, joint="curve")

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], radius: float = 0) -> None:
        """Filled rectangles, each left, top, right, bottom."""
        for box in boxes:
            self.box(*box, radius=radius)

    def discs(self, discs: Iterable[tuple[Point, float]]) -> None:
        """Filled circles, each a centre and a radius."""
        for centre, radius in discs:
            self.disc(centre, radius)

    def lines(self, lines: Iterable[Sequence[Point]], width: float) -> None:
        """Several lines of the same width."""
        for points in lines:
            self.line(points, width)

    def star(self, centre: Point, radius: float, ink: int = 255) -> None:
        """A filled five-pointed star."""
        self.polygon(star_points(centre, radius), ink)


class Canvas:
    """One illustration in the making. `random` is the scene's only source of chance."""

    def __init__(self, size: tuple[int, int], random: Random) -> None:
        self.random = random
        self.size = size
        self.image = Image.new("RGB", size)
        scale = max(size[0] / WIDTH, size[1] / HEIGHT)
        self._scale = scale * OVERSAMPLE
        self._offset = (
            (size[0] - WIDTH * scale) * OVERSAMPLE / 2,
            (size[1] - HEIGHT * scale) * OVERSAMPLE / 2,
        )

    def mask(self, drawing: Callable[[Pen], None], blur: float = 0) -> Mask:
        """What `drawing` covers, with soft edges; `blur` is a radius in design units."""
        big = Image.new("L", (self.size[0] * OVERSAMPLE, self.size[1] * OVERSAMPLE))
        drawing(Pen(big, self._scale, self._offset))
        mask = big.reduce(OVERSAMPLE)
        return mask.filter(ImageFilter.BoxBlur(blur * self._scale / OVERSAMPLE)) if blur else mask

    def fill(self, top: Colour, bottom: Colour, start: float = 0, end: float = HEIGHT) -> Image.Image:
        """A vertical gradient from `top` at height `start` to `bottom` at height `end`."""
        unit, shift = self._scale / OVERSAMPLE, self._offset[1] / OVERSAMPLE
        column = bytearray()
        for row in range(self.size[1]):
            share = min(1.0, max(0.0, ((row - shift) / unit - start) / max(1.0, end - start)))
            column.extend(blend(top, bottom, share))
        return Image.frombytes("RGB", (1, self.size[1]), bytes(column)).resize(self.size, Image.Resampling.NEAREST)

    def sky(self, top: Colour, bottom: Colour, end: float = HEIGHT) -> None:
        """Fill the whole canvas with a gradient."""
        self.image = self.fill(top, bottom, 0, end)

    def shape(  # noqa: PLR0913, PLR0917 - a drawing and the few ways to paint it
        self,
        drawing: Callable[[Pen], None],
        top: Colour,
        bottom: Colour | None = None,
        span: tuple[float, float] = (0, HEIGHT),
        opacity: float = 1.0,
        blur: float = 0,
        within: Mask | None = None,
    ) -> Mask:
        """Paint a drawing with a flat colour or a vertical gradient over `span`; returns its mask."""
        mask = self.mask(drawing, blur)
        if within is not None:
            mask = ImageChops.multiply(mask, within)
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        area = mask.getbbox()
        if area is not None:
            colour: Image.Image | Colour = top if bottom is None else self.fill(top, bottom, *span).crop(area)
            self.image.paste(colour, area, mask.crop(area))
        return mask

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 0.7) -> None:
        """A soft light around a point."""
        scale = self._scale / OVERSAMPLE
        side = max(2, round(radius * 2 * scale))
        falloff = [round(255 * strength * max(0.0, 1 - level / RIM) ** 2) for level in range(256)]
        light = Image.radial_gradient("L").resize((side, side)).point(falloff)
        left = round((centre[0] - radius) * scale + self._offset[0] / OVERSAMPLE)
        top = round((centre[1] - radius) * scale + self._offset[1] / OVERSAMPLE)
        self.image.paste(colour, (left, top, left + side, top + side), light)

    def mist(self, height: float, depth: float, colour: Colour, opacity: float = 0.6) -> None:
        """A band of haze lying at `height`."""
        self.shape(
            lambda pen: pen.box(-200, height - depth / 2, WIDTH + 200, height + depth / 2),
            colour,
            opacity=opacity,
            blur=depth * 0.55,
        )

    def grain(self, strength: float = 0.035) -> None:
        """A little paper-like noise, so that large gradients do not band."""
        small = (self.size[0] // 2, self.size[1] // 2)
        noise = Image.frombytes("L", small, self.random.randbytes(small[0] * small[1]))
        noise = noise.resize(self.size, Image.Resampling.BILINEAR).convert("RGB")
        self.image = Image.blend(self.image, ImageChops.soft_light(self.image, noise), min(1.0, strength * 4))


def star_points(centre: Point, radius: float) -> list[Point]:
    """The ten corners of an upright five-pointed star."""
    points: list[Point] = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi * (corner / 5 - 0.5)
        points.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    return points


def ridge(random: Random, base: float, height: float, roughness: float = 1.0) -> list[Point]:
    """A rolling skyline closed at the bottom edge: three waves of different length added up."""
    waves = [
        (random.uniform(0.8, 1.6), random.uniform(0, math.tau), 0.55),
        (random.uniform(2.0, 3.4), random.uniform(0, math.tau), 0.3),
        (random.uniform(5.0, 8.0) * roughness, random.uniform(0, math.tau), 0.12 * roughness),
    ]
    points: list[Point] = [(-50, HEIGHT + 50)]
    for step in range(0, 111):
        x = -50 + step * (WIDTH + 100) / 110
        lift = sum(size * math.sin(math.tau * count * x / WIDTH + phase) for count, phase, size in waves)
        points.append((x, base - height * lift))
    points.append((WIDTH + 50, HEIGHT + 50))
    return points


def level_at(skyline: Sequence[Point], x: float) -> float:
    """The height of a skyline made by `ridge` under the position `x`."""
    for (left, low), (right, high) in pairwise(skyline[1:-1]):
        if left <= x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return skyline[1][1]
