"""Scenes of the street: roofs, flags, a factory."""

from __future__ import annotations

import math
from functools import partial

from . import palette as p
from .canvas import HEIGHT, WIDTH, Canvas, Pen, Point, ridge


def roofs(canvas: Canvas) -> None:
    """Pitched roofs stepping down a slope, hills behind."""
    random = canvas.random
    canvas.sky(p.MIST, p.CREAM, 520)
    canvas.glow((random.uniform(300, 1300), 260), 560, p.GOLD_PALE, 0.75)
    for depth in range(2):
        points = ridge(random, 360 + depth * 80, 80)
        top = p.blend(p.MIST, p.GREEN, 0.3 + depth * 0.3)
        canvas.shape(partial(_fill, points=points), top, p.MIST_PALE, (300, 620))
    for row in range(5):
        base, wide, x = 520 + row * 128, 130 + row * 46, -random.uniform(20, 120)
        houses: list[tuple[float, float, float, float]] = []
        while x < WIDTH + 40:
            width = wide * random.uniform(0.75, 1.25)
            houses.append((x, base - random.uniform(0, 60), width, width * random.uniform(0.26, 0.36)))
            x += width * random.uniform(0.82, 1.05)
        share = row / 4
        for odd in (0, 1):
            part = houses[odd::2]
            wall = p.blend(p.MIST_PALE, p.blend(p.GOLD_PALE, p.EARTH, 0.25 + odd * 0.2), 0.3 + 0.6 * share)
            roof = p.blend(p.blend(p.RED_SOFT, p.MIST, 0.6), p.RED if odd else p.RED_SOFT, 0.25 + 0.75 * share)
            pane = p.blend(p.MIST_DARK, p.INK, 0.2 + share * 0.5)
            canvas.shape(partial(_walls, houses=part), wall, p.shade(wall, -0.25), (base, base + 260))
            canvas.shape(partial(_panes, houses=part), pane)
            canvas.shape(partial(_gables, houses=part), roof, p.shade(roof, -0.25), (base - 130, base + 20))
        canvas.mist(base + 70, 60, p.CREAM, 0.22 * (1 - share))


def flags(canvas: Canvas) -> None:
    """Red flags with the gold star along a street, trees behind."""
    random = canvas.random
    canvas.sky(p.MIST, p.CREAM, 760)
    canvas.glow((1150, 420), 620, p.CREAM, 0.85)
    canvas.shape(lambda pen: pen.polygon(ridge(random, 640, 30)), p.MIST, p.MIST_PALE, (560, 760))
    canvas.shape(partial(_street_front, canvas=canvas), p.GOLD_PALE, p.MIST, (380, 820))
    canvas.shape(
        lambda pen: pen.polygon(
            [(-50, 860), (1180, 716), (1260, 716), (WIDTH + 50, 790), (WIDTH + 50, HEIGHT + 50), (-50, HEIGHT + 50)]
        ),
        p.MIST_PALE,
        p.MIST_DARK,
        (716, HEIGHT),
    )
    canvas.shape(
        lambda pen: pen.polygon([(-50, 1010), (1196, 716), (1204, 716), (330, HEIGHT + 50), (-50, HEIGHT + 50)]),
        p.GREEN_SOFT,
        p.GREEN,
        (716, HEIGHT),
    )
    crowns: list[tuple[Point, float]] = []
    for step in range(9):
        size = 190 * 0.78**step
        crowns.append(((70 + 1130 * (1 - 0.78**step), 716 - size * 1.1 + 130 * 0.78**step), size))
    canvas.shape(partial(_crowns, canvas=canvas, crowns=crowns), p.GREEN, p.GREEN_DARK, (300, 860))
    for step in reversed(range(7)):
        near = 0.72**step
        foot = (1180 - 1000 * near + 40, 716 + 240 * near)
        _flag(canvas, foot, 640 * near, random.uniform(0, math.tau), 1 - near)


def factory(canvas: Canvas) -> None:
    """Saw-tooth roofs, a tank and power lines in the morning."""
    random = canvas.random
    canvas.sky(p.MIST_DARK, p.GOLD_PALE, 720)
    sun = (random.uniform(250, 600), 430)
    canvas.glow(sun, 640, p.CREAM, 0.9)
    canvas.shape(lambda pen: pen.polygon(ridge(random, 660, 26)), p.MIST, p.MIST_PALE, (600, 760))
    for x, size in ((1420, 1.0), (1130, 0.72), (930, 0.52)):
        canvas.shape(partial(_pylon, x=x, size=size), p.blend(p.INK_SOFT, p.MIST, 1 - size))
    wires = [
        [(WIDTH + 60, 180 + drop), (1420, 262 + drop), (1130, 412 + drop * 0.7), (930, 516 + drop * 0.5)]
        for drop in (0, 60)
    ]
    canvas.shape(lambda pen: pen.lines(wires, 2), p.INK_SOFT, opacity=0.6)
    canvas.shape(lambda pen: pen.boxes((x, 300, x + 46, 800) for x in (180, 250)), p.RED_SOFT, p.RED_DARK, (300, 800))
    canvas.shape(lambda pen: pen.boxes((x, top, x + 46, top + 26) for x in (180, 250) for top in (318, 370)), p.CREAM)
    canvas.shape(partial(_saw_teeth, left=330, top=560, tooth=150, count=6), p.INK_SOFT, p.INK, (540, 900))
    canvas.shape(partial(_lights, left=330, top=560, tooth=150, count=6), p.GOLD_PALE, p.GOLD, (560, 660))
    canvas.shape(lambda pen: pen.box(60, 720, 1270, 930), p.RED, p.RED_DARK, (700, 930))
    canvas.shape(
        lambda pen: pen.boxes(((x, 770, x + 70, 838) for x in range(100, 1220, 102)), radius=3),
        p.GOLD_PALE,
        p.MIST,
        (770, 838),
    )
    canvas.shape(
        _tank,
        p.MIST_PALE,
        p.MIST_DARK,
        (660, 930),
    )
    canvas.shape(lambda pen: pen.box(-50, 920, WIDTH + 50, HEIGHT + 50), p.GREEN, p.GREEN_DARK, (920, HEIGHT))
    canvas.shape(
        lambda pen: pen.polygon([(640, 920), (760, 920), (1100, HEIGHT + 50), (420, HEIGHT + 50)]),
        p.MIST_PALE,
        p.MIST,
        (920, HEIGHT),
    )


def _fill(pen: Pen, points: list[Point]) -> None:
    pen.polygon(points)


def _tank(pen: Pen) -> None:
    pen.box(1320, 690, 1500, 930)
    pen.disc((1410, 690), 90, flat=0.3)


def _walls(pen: Pen, houses: list[tuple[float, float, float, float]]) -> None:
    for x, base, width, _ in houses:
        pen.box(x + width * 0.08, base, x + width * 0.92, base + 300)


def _panes(pen: Pen, houses: list[tuple[float, float, float, float]]) -> None:
    for x, base, width, _ in houses:
        for column in (0.24, 0.6):
            left = x + width * column
            pen.box(left, base + width * 0.16, left + width * 0.16, base + width * 0.4)


def _gables(pen: Pen, houses: list[tuple[float, float, float, float]]) -> None:
    for x, base, width, rise in houses:
        pen.polygon(
            [(x, base + 8), (x + width * 0.26, base - rise), (x + width * 0.74, base - rise), (x + width, base + 8)]
        )


def _street_front(pen: Pen, canvas: Canvas) -> None:
    x, height = WIDTH + 40.0, 380.0
    while x > 1240:
        width = (x - 1160) * 0.24 + 16
        pen.polygon(
            [
                (x - width, 716 - height * (x - width - 1180) / 420),
                (x - 6, 716 - height * (x - 1180) / 420 + 20),
                (x - 6, 820),
                (x - width, 760),
            ]
        )
        height = 380 + canvas.random.uniform(-70, 60)
        x -= width


def _crowns(pen: Pen, canvas: Canvas, crowns: list[tuple[Point, float]]) -> None:
    for (x, y), size in crowns:
        pen.box(x - size * 0.06, y, x + size * 0.06, y + size * 1.5)
        for _ in range(9):
            pen.disc(
                (x + canvas.random.uniform(-0.6, 0.6) * size, y + canvas.random.uniform(-0.45, 0.4) * size),
                size * canvas.random.uniform(0.3, 0.5),
            )


def _flag(canvas: Canvas, foot: Point, height: float, phase: float, haze: float) -> None:
    x, y = foot
    top, wide, tall = y - height, height * 0.46, height * 0.306
    pole, cloth = p.blend(p.EARTH_DARK, p.MIST, haze * 0.6), p.blend(p.RED, p.RED_SOFT, haze * 0.7)

    def wave(along: float) -> float:
        return height * 0.022 * along * math.sin(phase + along * 5.2)

    upper = [(x + wide * step / 24, top + height * 0.03 + wave(step / 24)) for step in range(25)]
    lower = [(a, b + tall) for a, b in reversed(upper)]
    canvas.shape(lambda pen: pen.box(x - height * 0.009, top, x + height * 0.009, y), pole)
    area = canvas.shape(lambda pen: pen.polygon(upper + lower), cloth, p.shade(cloth, -0.22), (top, top + tall * 1.2))
    canvas.shape(
        lambda pen: pen.boxes(
            (x + wide * (a - 0.06), top - 40, x + wide * (a + 0.05), top + tall * 1.5) for a in (0.28, 0.62, 0.9)
        ),
        p.RED_DARK,
        opacity=0.3,
        blur=height * 0.03,
        within=area,
    )
    canvas.shape(lambda pen: pen.star((x + wide / 2, top + height * 0.03 + tall / 2 + wave(0.5)), tall * 0.3), p.GOLD)


def _pylon(pen: Pen, x: float, size: float) -> None:
    foot, top = 800, 800 - 620 * size
    pen.line([(x - 70 * size, foot), (x - 8 * size, top), (x + 8 * size, top), (x + 70 * size, foot)], 5 * size)
    for level, arm in ((0.9, 0.0), (0.87, 92.0), (0.77, 112.0)):
        y = foot - 620 * size * level
        pen.line([(x - arm * size, y), (x + arm * size, y)], 5 * size)
    for step in range(5):
        low, high = step / 5, (step + 1) / 5
        y, up = foot - 620 * size * low, foot - 620 * size * high
        pen.line([(x - (70 - 62 * low) * size, y), (x + (70 - 62 * high) * size, up)], 3 * size)
        pen.line([(x + (70 - 62 * low) * size, y), (x - (70 - 62 * high) * size, up)], 3 * size)


def _saw_teeth(pen: Pen, left: float, top: float, tooth: float, count: int) -> None:
    for index in range(count):
        x = left + index * tooth
        pen.polygon([(x, top), (x + tooth, top + 110), (x + tooth, 930), (x, 930)])


def _lights(pen: Pen, left: float, top: float, tooth: float, count: int) -> None:
    for index in range(count):
        x = left + index * tooth
        pen.polygon([(x + 6, top + 16), (x + 22, top + 28), (x + 22, top + 108), (x + 6, top + 108)])
