"""Illustrations of the demonstration, drawn at load time: nothing is downloaded and nobody's photograph is used."""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from types import MappingProxyType

from PIL import Image

from .painting import indoors, land, street
from .painting import palette as p
from .painting.canvas import Canvas, Pen, Point

Scene = Callable[[Canvas], None]

THEMES: Mapping[str, Scene] = MappingProxyType(
    {
        "hills": land.hills,
        "forest": land.forest,
        "tea": land.tea,
        "rice": land.rice,
        "river": land.river,
        "salt": land.salt,
        "roofs": street.roofs,
        "hall": indoors.hall,
        "flags": street.flags,
        "books": indoors.books,
        "factory": street.factory,
        "classroom": indoors.classroom,
        "network": indoors.network,
        "yarn": indoors.yarn,
    }
)

#: What each theme is called in the administration.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "hills": "đồi núi",
        "forest": "rừng thông",
        "tea": "đồi chè",
        "rice": "ruộng lúa",
        "river": "dòng sông",
        "salt": "ruộng muối",
        "roofs": "mái nhà",
        "hall": "hội trường",
        "flags": "cờ hoa",
        "books": "tủ sách",
        "factory": "nhà máy",
        "classroom": "lớp học",
        "network": "mạng số",
        "yarn": "xưởng sợi",
    }
)

QUALITY = 80


def paint(theme: str, seed: int, size: tuple[int, int] = (1600, 1067)) -> Image.Image:
    """The illustration as a Pillow image; the same theme, seed and size give the same pixels.

    Raises `KeyError` with the known names when there is no such theme.
    """
    scene = THEMES.get(theme)
    if scene is None:
        raise KeyError(f"No illustration theme “{theme}”; choose one of {', '.join(THEMES)}.")
    canvas = Canvas(size, Random(zlib.crc32(f"{theme}:{seed}".encode())))  # noqa: S311 - a picture, no secret
    scene(canvas)
    canvas.grain()
    return canvas.image


def draw(theme: str, seed: int, size: tuple[int, int] = (1600, 1067)) -> bytes:
    """The illustration as JPEG bytes (width x height in pixels, well under 250 kB at the normal size)."""
    output = io.BytesIO()
    paint(theme, seed, size).save(output, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return output.getvalue()


def draw_emblem(side: int = 512) -> bytes:
    """A neutral round emblem as PNG bytes: a lotus on a red disc in a gold ring. Not any body's official emblem."""
    big = Canvas((side, side), Random(0))  # noqa: S311 - a picture, no secret
    ring, field = (partial(_disc, radius=radius) for radius in (520, 478))
    big.shape(ring, p.GOLD_PALE, p.GOLD, (20, 1040))
    outline = big.mask(ring)
    big.shape(field, p.RED, p.RED_DARK, (60, 1000))
    big.shape(partial(_disc, radius=452), p.GOLD)
    big.shape(partial(_disc, radius=446), p.RED, p.RED_DARK, (60, 1000))
    big.shape(_star, p.GOLD_PALE, p.GOLD, (150, 420))
    for angle, reach in ((-66, 300), (66, 300), (-36, 335), (36, 335), (0, 350)):
        petal = petal_points((800, 800), angle, reach)
        big.shape(partial(_polygon, points=petal), p.RED_DARK)
        inner = petal_points((800, 796), angle, reach - 16, 0.86)
        big.shape(partial(_polygon, points=inner), p.CREAM, p.GOLD, (430, 840))
    big.shape(_water, p.GOLD)
    emblem = big.image.convert("RGBA")
    emblem.putalpha(outline)
    output = io.BytesIO()
    emblem.save(output, "PNG", optimize=True)
    return output.getvalue()


def petal_points(foot: Point, angle: float, reach: float, breadth: float = 1.0) -> list[Point]:
    """A lotus petal standing on `foot`, leaning `angle` degrees from upright, `reach` long."""
    turn = math.radians(angle)
    points: list[Point] = []
    for side in (1, -1):
        for step in range(33) if side == 1 else range(32, -1, -1):
            along = step / 32
            across = side * breadth * reach * 0.24 * math.sin(math.pi * along**0.8)
            x, y = across, -reach * along
            points.append(
                (foot[0] + x * math.cos(turn) - y * math.sin(turn), foot[1] + x * math.sin(turn) + y * math.cos(turn))
            )
    return points


def _disc(pen: Pen, radius: float) -> None:
    pen.disc((800, 533), radius)


def _polygon(pen: Pen, points: list[Point]) -> None:
    pen.polygon(points)


def _star(pen: Pen) -> None:
    pen.star((800, 290), 105)


def _water(pen: Pen) -> None:
    for row, half in ((0, 250), (1, 190), (2, 120)):
        pen.box(800 - half, 832 + row * 28, 800 + half, 842 + row * 28, radius=5)
