"""Scenes of the open country: hills, forest, tea, rice, river, salt."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise

from . import palette as p
from .canvas import HEIGHT, WIDTH, Canvas, Pen, Point, level_at, ridge


def hills(canvas: Canvas) -> None:
    """Highland ridges at dawn, mist between them."""
    random = canvas.random
    canvas.sky(p.MIST, p.GOLD_PALE, 620)
    sun = (random.uniform(350, 1250), random.uniform(330, 420))
    canvas.glow(sun, 620, p.CREAM, 0.9)
    canvas.shape(lambda pen: pen.disc(sun, 62), p.CREAM, p.GOLD_PALE, (300, 480))
    far, near = p.blend(p.MIST, p.MIST_DARK, 0.35), p.GREEN_DARK
    for depth in range(6):
        share = depth / 5
        skyline = ridge(random, 470 + depth * 95, 105 - depth * 7)
        top = p.blend(far, near, share)
        bottom = p.blend(p.MIST_PALE, top, 0.3 + 0.7 * share)
        canvas.shape(partial(_fill, points=skyline), top, bottom, (400 + depth * 95, 660 + depth * 105))
        if depth < 4:
            canvas.mist(590 + depth * 95, 90, p.CREAM, 0.34)


def forest(canvas: Canvas) -> None:
    """Pines on a slope in the morning, four depths."""
    random = canvas.random
    canvas.sky(p.MIST_DARK, p.CREAM, 700)
    canvas.glow((random.uniform(500, 1200), 300), 700, p.CREAM, 0.8)
    canvas.shape(partial(_fill, points=ridge(random, 520, 120)), p.MIST, p.MIST_PALE, (380, 700))
    for depth, (base, size, count) in enumerate([(620, 150, 46), (720, 230, 34), (850, 340, 22), (1010, 520, 11)]):
        share = depth / 3
        top, skyline = p.blend(p.MIST_DARK, p.GREEN_DARK, share), ridge(random, base, 45)
        trees = []
        for index in range(count):
            x = (index + random.uniform(0.1, 0.9)) * WIDTH / count
            trees.append(((x, level_at(skyline, x) + 14), size * random.uniform(0.7, 1.15)))
        canvas.shape(
            partial(_pines, skyline=skyline, trees=trees),
            top,
            p.blend(p.MIST_PALE, top, 0.25 + share * 0.7),
            (base - size, base + 190),
        )
        if depth < 3:
            canvas.mist(base + 50, 110, p.CREAM, 0.42)


def tea(canvas: Canvas) -> None:
    """Rows of tea bending round the hills, a line of shade trees."""
    random = canvas.random
    canvas.sky(p.MIST, p.CREAM, 520)
    canvas.glow((1200, 240), 560, p.GOLD_PALE, 0.7)
    canvas.shape(partial(_fill, points=ridge(random, 400, 90)), p.MIST_DARK, p.MIST_PALE, (300, 520))
    canvas.mist(450, 80, p.CREAM, 0.4)
    for depth, base in enumerate((490, 640, 830)):
        skyline = ridge(random, base, 95 - depth * 10, 0.4)
        ground = canvas.shape(
            partial(_fill, points=skyline),
            p.blend(p.LEAF, p.GREEN, 0.15 + depth * 0.2),
            p.blend(p.GREEN, p.GREEN_DARK, 0.2 + depth * 0.3),
            (base - 100, base + 300),
        )
        gap = 17 + depth * 13
        rows = [[(x, y + row * gap * (1 + row * 0.05)) for x, y in skyline[1:-1]] for row in range(1, 20)]
        canvas.shape(
            partial(_lines, lines=rows, width=5 + depth * 5),
            p.GREEN_DARK,
            opacity=0.55,
            within=ground,
        )
        lit = [[(x, y - 5 - depth * 3) for x, y in row] for row in rows]
        canvas.shape(partial(_lines, lines=lit, width=2 + depth * 2), p.LEAF, opacity=0.5, within=ground)
        if depth < 2:
            crowns = [(x, level_at(skyline, x)) for x in (random.uniform(0, WIDTH) for _ in range(9 - depth * 3))]
            canvas.shape(
                partial(_shade_trees, feet=crowns, size=34 + depth * 26), p.blend(p.GREEN_DARK, p.MIST_DARK, 0.3)
            )


def rice(canvas: Canvas) -> None:
    """Ripening rice running to the horizon, a village under its trees."""
    random = canvas.random
    canvas.sky(p.MIST_DARK, p.GOLD_PALE, 500)
    sun = (random.uniform(500, 1100), 410)
    canvas.glow(sun, 700, p.CREAM, 0.95)
    canvas.shape(partial(_clouds, canvas=canvas, low=110, high=300), p.CREAM, opacity=0.5, blur=14)
    village = ridge(random, 482, 22, 2.2)
    canvas.shape(partial(_fill, points=village), p.MIST_DARK, p.GREEN_SOFT, (440, 520))
    homes = [random.uniform(60, WIDTH - 60) for _ in range(7)]
    canvas.shape(partial(_homes, places=homes, base=512), p.RED_SOFT)
    canvas.shape(partial(_fill, points=ridge(random, 508, 10, 3)), p.GREEN, p.GREEN_DARK, (490, 560))
    field = canvas.shape(
        lambda pen: pen.box(-50, 520, WIDTH + 50, HEIGHT + 50), p.GOLD_PALE, p.blend(p.LEAF, p.GREEN, 0.45), (520, 1000)
    )
    vanish = (sun[0], 500)
    fans = [(sun[0] + x * 100, sun[0] + (x + 0.42) * 100) for x in range(-60, 61)]
    canvas.shape(partial(_fan, centre=vanish, fans=fans, low=HEIGHT + 40), p.GREEN, opacity=0.5, within=field)
    for bank in (560, 625, 730, 890):
        thick = (bank - 500) / 22
        line: list[Point] = [(x, bank + 6 * math.sin(x / 170 + bank)) for x in range(-20, WIDTH + 60, 40)]
        canvas.shape(partial(_lines, lines=[line], width=thick), p.GREEN_DARK, opacity=0.6)
    canvas.glow((sun[0], 560), 520, p.GOLD_PALE, 0.4)


def river(canvas: Canvas) -> None:
    """A cable bridge over a wide river in the evening, boats below."""
    random = canvas.random
    canvas.sky(p.INK_SOFT, p.GOLD_PALE, 600)
    sun = (random.uniform(380, 700), 520)
    canvas.glow(sun, 640, p.CREAM, 0.85)
    canvas.shape(lambda pen: pen.disc(sun, 52), p.CREAM)
    canvas.shape(partial(_fill, points=ridge(random, 560, 40)), p.MIST_DARK, p.MIST, (500, 640))
    canvas.shape(partial(_fill, points=ridge(random, 600, 16, 2.5)), p.INK_SOFT, p.MIST_DARK, (560, 640))
    canvas.shape(lambda pen: pen.box(-50, 622, WIDTH + 50, HEIGHT + 50), p.GOLD_PALE, p.INK_SOFT, (622, 1040))
    canvas.shape(partial(_ripples, canvas=canvas, sun=sun[0]), p.CREAM, opacity=0.5)
    tower = random.uniform(900, 1060)
    canvas.shape(partial(_bridge, tower=tower), p.INK, p.INK_SOFT, (200, 800))
    for _ in range(3):
        x, y = random.uniform(80, 1400), random.uniform(760, 960)
        canvas.shape(partial(_boat, x=x, y=y, size=(y - 600) / 260), p.INK)


def salt(canvas: Canvas) -> None:
    """Salt pans mirroring the sky, white heaps, the sea behind its dike."""
    random = canvas.random
    canvas.sky(p.MIST_DARK, p.CREAM, 470)
    canvas.glow((random.uniform(300, 1300), 300), 600, p.CREAM, 0.8)
    canvas.shape(partial(_clouds, canvas=canvas, low=90, high=330), p.CREAM, opacity=0.65, blur=12)
    canvas.shape(lambda pen: pen.box(-50, 420, WIDTH + 50, 480), p.MIST_DARK, p.MIST, (420, 480))
    canvas.shape(
        lambda pen: pen.polygon([(-50, 478), (WIDTH + 50, 462), (WIDTH + 50, 520), (-50, 540)]),
        p.GREEN,
        p.EARTH,
        (462, 540),
    )
    canvas.shape(lambda pen: pen.box(-50, 520, WIDTH + 50, HEIGHT + 50), p.EARTH, p.EARTH_DARK, (520, HEIGHT))
    vanish, rows = (random.uniform(600, 1000), 430.0), (536, 578, 642, 740, 888, 1120)
    for index, (top, bottom) in enumerate(pairwise(rows)):
        edge = (bottom - top) * 0.06 + 2
        pans = [_pan(vanish, column, top + edge, bottom - edge) for column in range(-9, 10)]
        glint = p.blend(p.CREAM, p.MIST, index / 5)
        canvas.shape(partial(_polygons, polygons=pans), glint, p.blend(p.MIST, p.MIST_DARK, index / 5), (top, bottom))
        heaps = [(random.uniform(0, WIDTH), bottom - edge) for _ in range(6 - index)]
        canvas.shape(partial(_heaps, feet=heaps, size=12 + index * 15), p.CREAM, p.MIST, (top, bottom + 20))


def _fill(pen: Pen, points: list[Point]) -> None:
    pen.polygon(points)


def _lines(pen: Pen, lines: list[list[Point]], width: float) -> None:
    for line in lines:
        pen.line(line, width)


def _polygons(pen: Pen, polygons: list[list[Point]]) -> None:
    for polygon in polygons:
        pen.polygon(polygon)


def _pines(pen: Pen, skyline: list[Point], trees: list[tuple[Point, float]]) -> None:
    pen.polygon(skyline)
    for (x, foot), size in trees:
        pen.box(x - size * 0.018, foot - size * 0.3, x + size * 0.018, foot)
        for tier in range(6):
            top = foot - size * (1 - tier * 0.14)
            half = size * (0.05 + tier * 0.032)
            pen.polygon([(x, top), (x + half, top + size * 0.24), (x, top + size * 0.2), (x - half, top + size * 0.24)])


def _shade_trees(pen: Pen, feet: list[Point], size: float) -> None:
    for x, foot in feet:
        pen.box(x - size * 0.05, foot - size, x + size * 0.05, foot + 6)
        for dx, dy, radius in ((0, -1.2, 0.5), (-0.4, -1.0, 0.36), (0.42, -0.98, 0.38)):
            pen.disc((x + dx * size, foot + dy * size), radius * size, flat=0.75)


def _homes(pen: Pen, places: list[float], base: float) -> None:
    for x in places:
        pen.polygon([(x - 34, base - 20), (x, base - 44), (x + 34, base - 20), (x + 28, base + 4), (x - 28, base + 4)])


def _fan(pen: Pen, centre: Point, fans: list[tuple[float, float]], low: float) -> None:
    for left, right in fans:
        pen.polygon([centre, (left, low), (right, low)])


def _clouds(pen: Pen, canvas: Canvas, low: float, high: float) -> None:
    for _ in range(7):
        x, y, size = canvas.random.uniform(0, WIDTH), canvas.random.uniform(low, high), canvas.random.uniform(70, 190)
        pen.disc((x, y), size, flat=0.11)
        pen.disc((x + size * 0.5, y + 12), size * 0.8, flat=0.1)


def _ripples(pen: Pen, canvas: Canvas, sun: float) -> None:
    for _ in range(150):
        y = 630 + 420 * canvas.random.random() ** 1.6
        spread, half = 40 + (y - 620) * 0.5, 8 + (y - 620) * 0.12
        x = canvas.random.gauss(sun, spread)
        pen.box(x - half, y, x + half, y + 1 + (y - 620) / 130)


def _bridge(pen: Pen, tower: float) -> None:
    pen.polygon([(-50, 604), (WIDTH + 50, 560), (WIDTH + 50, 580), (-50, 620)])
    for foot in (tower - 620, tower, tower + 560):
        deck = 606 - foot * 0.0275
        pen.polygon([(foot - 9, deck), (foot + 9, deck), (foot + 13, deck + 70), (foot - 13, deck + 70)])
    deck, peak = 606 - tower * 0.0275, 190
    pen.polygon([(tower - 16, deck), (tower - 5, peak), (tower + 5, peak), (tower + 16, deck)])
    for step in range(1, 14):
        for side in (-1, 1):
            x = tower + side * step * 42
            pen.line([(tower, peak + 12 + step * 9), (x, 606 - x * 0.0275)], 2.2)


def _boat(pen: Pen, x: float, y: float, size: float) -> None:
    hull = [(-80, 0), (80, -6), (62, 22), (-60, 22)]
    pen.polygon([(x + dx * size, y + dy * size) for dx, dy in hull])
    cabin = [(-30, 0), (-24, -24), (22, -24), (28, 0)]
    pen.polygon([(x + dx * size, y + dy * size) for dx, dy in cabin])


def _pan(vanish: Point, column: int, top: float, bottom: float) -> list[Point]:
    def across(edge: float, y: float) -> float:
        return vanish[0] + edge * 330 * (y - vanish[1]) / (HEIGHT - vanish[1])

    left, right = column + 0.04, column + 0.96
    return [
        (across(left, top), top),
        (across(right, top), top),
        (across(right, bottom), bottom),
        (across(left, bottom), bottom),
    ]


def _heaps(pen: Pen, feet: list[Point], size: float) -> None:
    for x, foot in feet:
        pen.polygon(
            [
                (x - size * 1.5, foot),
                (x - size * 0.4, foot - size),
                (x, foot - size * 1.2),
                (x + size * 0.4, foot - size),
                (x + size * 1.5, foot),
            ]
        )
