"""Scenes indoors and of the mind: hall, books, classroom, network, yarn."""

from __future__ import annotations

import math
from functools import partial

from . import palette as p
from .canvas import HEIGHT, WIDTH, Canvas, Pen, Point, ridge


def hall(canvas: Canvas) -> None:
    """A meeting hall from the back rows: curtain, stage, lectern, seats."""
    canvas.sky(p.shade(p.EARTH, -0.25), p.EARTH_DARK)
    canvas.shape(lambda pen: pen.box(150, 90, 1450, 600), p.RED, p.RED_DARK, (90, 600))
    folds = canvas.mask(lambda pen: pen.box(150, 90, 1450, 600))
    canvas.shape(partial(_folds, left=150, right=1450, top=90, bottom=600), p.INK, opacity=0.28, blur=7, within=folds)
    canvas.shape(lambda pen: pen.box(150, 72, 1450, 104), p.GOLD, p.shade(p.GOLD, -0.3), (72, 104))
    canvas.glow((800, 330), 520, p.GOLD_PALE, 0.34)
    canvas.shape(lambda pen: pen.star((800, 290), 92), p.GOLD, p.GOLD_PALE, (200, 380))
    canvas.shape(
        lambda pen: pen.polygon([(60, 560), (1540, 560), (1640, 660), (-40, 660)]),
        p.EARTH,
        p.shade(p.EARTH, -0.4),
        (560, 660),
    )
    canvas.shape(lambda pen: pen.box(430, 500, 1050, 572, radius=4), p.RED_SOFT, p.RED_DARK, (490, 580))
    canvas.shape(lambda pen: pen.box(420, 488, 1060, 506, radius=4), p.GOLD_PALE)
    canvas.shape(partial(_flowers, canvas=canvas, centre=(740, 545)), p.GOLD_PALE)
    canvas.shape(
        lambda pen: pen.polygon([(1180, 430), (1290, 430), (1276, 590), (1194, 590)]), p.EARTH_DARK, p.INK, (430, 590)
    )
    canvas.shape(lambda pen: pen.star((1235, 500), 24), p.GOLD)
    for row in range(5):
        top, wide = 655 + row * 74 + row * row * 6, 92 + row * 34
        colour = p.blend(p.RED_SOFT, p.RED_DARK, row / 4)
        canvas.shape(partial(_seats, top=top, wide=wide), colour, p.shade(colour, -0.55), (top, top + wide))
        canvas.shape(partial(_seats, top=top, wide=wide, rim=True), p.GOLD_PALE, opacity=0.25)
    canvas.glow((800, 120), 900, p.GOLD_PALE, 0.18)


def books(canvas: Canvas) -> None:
    """Shelves of bound volumes with gilt bands."""
    random = canvas.random
    canvas.sky(p.shade(p.EARTH, -0.35), p.EARTH_DARK)
    canvas.glow((500, 260), 900, p.GOLD_PALE, 0.28)
    covers = [
        p.RED,
        p.RED_DARK,
        p.GREEN_DARK,
        p.GREEN,
        p.INK_SOFT,
        p.MIST_DARK,
        p.GOLD,
        p.GOLD_PALE,
        p.EARTH,
        p.RED_SOFT,
    ]
    for shelf in range(3):
        floor, x = 352 + shelf * 345, 60.0
        spines: dict[int, list[list[Point]]] = {}
        bands: list[tuple[float, float, float]] = []
        shadows: list[tuple[float, float, float]] = []
        while x < 1520:
            width, height = random.uniform(30, 72), random.uniform(205, 285)
            if random.random() < 0.07:
                x += random.uniform(40, 110)
                continue
            lean = random.choice((0.0,) * 9 + (34.0,))
            spine = [
                (x + lean, floor - height),
                (x + lean + width - 3, floor - height),
                (x + width - 3, floor),
                (x, floor),
            ]
            spines.setdefault(random.randrange(len(covers)), []).append(spine)
            if not lean:
                bands.append((x + 4, floor - height * 0.82, width - 11))
                bands.append((x + 4, floor - height * 0.2, width - 11))
                shadows.append((x + width - 12, floor - height, height))
            x += width + lean
        canvas.shape(partial(_box, edges=(30, floor - 312, 1570, floor)), p.INK, opacity=0.42)
        for cover, group in sorted(spines.items()):
            canvas.shape(
                partial(_all, polygons=group), covers[cover], p.shade(covers[cover], -0.35), (floor - 290, floor)
            )
        canvas.shape(partial(_bands, bands=bands), p.GOLD_PALE, opacity=0.75)
        canvas.shape(partial(_edges, edges=shadows), p.INK, opacity=0.25)
        canvas.shape(partial(_box, edges=(-20, floor, 1620, floor + 30)), p.EARTH, p.EARTH_DARK, (floor, floor + 30))
    canvas.glow((360, 180), 620, p.GOLD_PALE, 0.2)


def classroom(canvas: Canvas) -> None:
    """A classroom with a green board, tall windows and rows of desks."""
    canvas.sky(p.CREAM, p.GOLD_PALE)
    canvas.shape(
        lambda pen: pen.polygon([(-50, 700), (WIDTH + 50, 700), (WIDTH + 50, HEIGHT + 50), (-50, HEIGHT + 50)]),
        p.EARTH,
        p.EARTH_DARK,
        (700, HEIGHT),
    )
    canvas.shape(lambda pen: pen.box(430, 170, 1180, 560, radius=6), p.EARTH, p.EARTH_DARK, (170, 560))
    canvas.shape(lambda pen: pen.box(448, 188, 1162, 542), p.GREEN, p.GREEN_DARK, (188, 542))
    canvas.shape(partial(_chalk, canvas=canvas), p.CREAM, opacity=0.42)
    canvas.shape(lambda pen: pen.box(430, 560, 1180, 574), p.GOLD)
    for left, skew in ((60, -34), (1290, 34)):
        for column in (0, 1):
            x = left + column * 130
            canvas.shape(partial(_window, x=x, skew=skew), p.MIST_PALE, p.MIST, (120, 600))
    canvas.shape(lambda pen: pen.star((805, 100), 40), p.RED)
    canvas.shape(
        lambda pen: pen.polygon([(60, 600), (320, 600), (700, HEIGHT + 40), (60, HEIGHT + 40)]),
        p.CREAM,
        opacity=0.2,
        blur=40,
    )
    for row in range(4):
        top, scale = 640 + row * 84 + row * row * 12, 0.62 + row * 0.26
        for drawing, colour in ((_desk_legs, p.INK_SOFT), (_desk_tops, p.GOLD), (_desk_books, p.RED)):
            canvas.shape(
                partial(drawing, top=top, scale=scale), colour, p.shade(colour, -0.35), (top, top + 120 * scale)
            )


def network(canvas: Canvas) -> None:
    """Points of light joined by lines over a quiet horizon: the digital transformation."""
    random = canvas.random
    canvas.sky(p.INK, p.MIST_DARK, 980)
    canvas.glow((800, 520), 900, p.MIST, 0.5)
    nodes = [(random.uniform(40, WIDTH - 40), random.uniform(60, 800)) for _ in range(70)]
    pairs = [(a, b) for index, a in enumerate(nodes) for b in nodes[:index] if math.dist(a, b) < 205]
    canvas.shape(lambda pen: pen.lines(pairs, 1.8), p.MIST, opacity=0.6)
    canvas.shape(lambda pen: pen.discs((node, random.choice((4, 5, 7))) for node in nodes), p.CREAM)
    hubs = nodes[:9]
    for hub in hubs:
        canvas.glow(hub, 70, p.GOLD, 0.8)
    canvas.shape(lambda pen: pen.discs((hub, 12) for hub in hubs), p.GOLD)
    for depth in range(3):
        points, share = ridge(random, 850 + depth * 70, 40), depth / 2
        canvas.shape(
            partial(_all, polygons=[points]),
            p.blend(p.MIST_DARK, p.INK, 0.4 + share * 0.5),
            p.INK,
            (820, HEIGHT),
        )
    canvas.shape(
        lambda pen: pen.boxes((x, 905 + (x % 7) * 12, x + 7, 912 + (x % 7) * 12) for x in range(30, WIDTH, 53)),
        p.GOLD_PALE,
        opacity=0.7,
    )


def yarn(canvas: Canvas) -> None:
    """Threads running from rows of spools to a loom."""
    random = canvas.random
    canvas.sky(p.CREAM, p.MIST_PALE)
    tints = [p.RED, p.GOLD, p.MIST_DARK, p.GREEN, p.RED_SOFT, p.GOLD_PALE, p.INK_SOFT]
    for tint in tints:
        threads: list[list[Point]] = []
        for _ in range(6):
            start, end, sag = random.uniform(60, 640), random.uniform(120, 1000), random.uniform(-90, 120)
            threads.append(
                [
                    (x, start + (end - start) * x / WIDTH + sag * math.sin(math.pi * x / WIDTH))
                    for x in range(-20, WIDTH + 41, 40)
                ]
            )
        canvas.shape(partial(_threads, threads=threads), tint, opacity=0.62)
    canvas.glow((1250, 180), 700, p.CREAM, 0.65)
    for row in range(2):
        for index in range(9):
            x, y = 96 + index * 178 + row * 40, 760 + row * 190
            tint = tints[(index * 3 + row * 2 + random.randrange(2)) % len(tints)]
            canvas.shape(partial(_spool, x=x, y=y), tint, p.shade(tint, -0.45), (y - 90, y + 110))
    canvas.shape(
        lambda pen: pen.boxes((-20, y, WIDTH + 20, y + 22) for y in (846, 1036)), p.EARTH, p.EARTH_DARK, (840, 1060)
    )


def _box(pen: Pen, edges: tuple[float, float, float, float]) -> None:
    pen.box(*edges)


def _folds(pen: Pen, left: float, right: float, top: float, bottom: float) -> None:
    x = left
    while x < right:
        pen.box(x, top, x + 16, bottom)
        x += 44


def _flowers(pen: Pen, canvas: Canvas, centre: Point) -> None:
    for _ in range(42):
        x, y = canvas.random.gauss(centre[0], 46), canvas.random.gauss(centre[1] - 60, 13)
        pen.disc((x, y), canvas.random.uniform(5, 10))


def _seats(pen: Pen, top: float, wide: float, rim: bool = False) -> None:
    gap, x = wide * 1.12, 800.0
    count = math.ceil(900 / gap)
    for index in range(-count, count + 1):
        left = x + (index - 0.5) * gap + (gap - wide) / 2
        if rim:
            pen.box(left + wide * 0.1, top, left + wide * 0.9, top + 4, radius=2)
        else:
            pen.box(left, top, left + wide, top + wide * 1.6, radius=wide * 0.2)


def _all(pen: Pen, polygons: list[list[Point]]) -> None:
    for polygon in polygons:
        pen.polygon(polygon)


def _bands(pen: Pen, bands: list[tuple[float, float, float]]) -> None:
    for x, y, width in bands:
        pen.box(x, y, x + width, y + 4)
        pen.box(x, y + 10, x + width, y + 12)


def _edges(pen: Pen, edges: list[tuple[float, float, float]]) -> None:
    for x, y, height in edges:
        pen.box(x, y, x + 9, y + height)


def _chalk(pen: Pen, canvas: Canvas) -> None:
    for row in range(5):
        y, x = 246 + row * 54, 506.0
        while x < 1000 - row * 40:
            width = canvas.random.uniform(18, 70)
            pen.line([(x, y), (x + width, y + canvas.random.uniform(-2, 2))], 5)
            x += width + 18


def _window(pen: Pen, x: float, skew: float) -> None:
    pen.polygon(
        [(x, 150 - skew * 0.3), (x + 105, 150 + skew * 0.3), (x + 105, 570 - skew * 0.2), (x, 570 + skew * 0.2)]
    )
    pen.line([(x + 52, 140), (x + 52, 590)], 6, ink=90)
    pen.line([(x - 5, 350), (x + 110, 350)], 6, ink=90)


def _desk_spots(scale: float) -> list[float]:
    return [800 + step * 330 * scale for step in (-3, -2, -1, 0, 1, 2, 3)]


def _desk_legs(pen: Pen, top: float, scale: float) -> None:
    for x in _desk_spots(scale):
        for side in (-100, 92):
            pen.box(x + side * scale, top, x + (side + 8) * scale, top + 120 * scale)


def _desk_tops(pen: Pen, top: float, scale: float) -> None:
    for x in _desk_spots(scale):
        half = 118 * scale
        pen.polygon(
            [
                (x - half * 0.9, top - 26 * scale),
                (x + half * 0.9, top - 26 * scale),
                (x + half, top + 12 * scale),
                (x - half, top + 12 * scale),
            ]
        )
        pen.box(x - half * 0.92, top + 12 * scale, x + half * 0.92, top + 50 * scale)


def _desk_books(pen: Pen, top: float, scale: float) -> None:
    for x in _desk_spots(scale):
        pen.polygon(
            [
                (x - 48 * scale, top - 18 * scale),
                (x - 4 * scale, top - 18 * scale),
                (x - 2 * scale, top),
                (x - 52 * scale, top),
            ]
        )


def _threads(pen: Pen, threads: list[list[Point]]) -> None:
    for thread in threads:
        pen.line(thread, 4)


def _spool(pen: Pen, x: float, y: float) -> None:
    pen.polygon([(x - 20, y - 88), (x + 20, y - 88), (x + 54, y + 74), (x - 54, y + 74)])
    pen.disc((x, y - 88), 20, flat=0.4)
    pen.disc((x, y + 74), 54, flat=0.22)
