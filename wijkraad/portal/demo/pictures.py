"""Photos of the demo, drawn with Pillow after the scenes of the prototype: a street, no people."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 660
SCALE = 3
"""Scenes are drawn on the 320 × 220 grid of the prototype."""
Pen = ImageDraw.ImageDraw
SKY, HOUSE, DARK_HOUSE = "#cfdde6", "#a5755b", "#3b3532"
WINDOW, PAVEMENT, ROAD, STRIPE = "#e9f0f2", "#c9c4ba", "#6f7376", "#f5f4ee"
GREEN, PLANTER, SCOOTER = "#3f7d4f", "#8a5a33", "#2b8aa0"


def picture(scene: str) -> bytes:
    """A JPEG of a scene: street, planters, fixed, bays, signs, lamp, scooters or tile."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    SCENES[scene](ImageDraw.Draw(image))
    kept = BytesIO()
    image.save(kept, "JPEG", quality=82)
    return kept.getvalue()


def _box(pen: Pen, x: float, y: float, width: float, height: float, colour: str) -> None:
    pen.rectangle([x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE], fill=colour)


def _shape(pen: Pen, points: list[tuple[float, float]], colour: str) -> None:
    pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)


def _dot(pen: Pen, x: float, y: float, radius: float, colour: str) -> None:
    pen.ellipse(
        [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE], fill=colour
    )


def _houses(pen: Pen, wall: str = HOUSE, glass: str = WINDOW) -> None:
    for x, top, width in ((0, 30, 62), (66, 18, 58), (128, 30, 64), (196, 22, 60), (260, 34, 60)):
        _box(pen, x, top, width, 122 - top, wall)
        for left in (8, width - 22):
            _box(pen, x + left, top + 14, 14, 22, glass)
            _box(pen, x + left, top + 52, 14, 24, glass)
    _box(pen, 0, 122, 320, 16, PAVEMENT)
    _box(pen, 0, 138, 320, 82, ROAD)


def _street(pen: Pen) -> None:
    _houses(pen)
    for left, slope in ((128, -6), (150, 0), (172, 8), (194, 16)):
        _shape(
            pen, [(left, 138), (left + 10, 138), (left + 10 + slope, 220), (left - 6 + slope, 220)], STRIPE
        )
    for x, y in ((12, 160), (232, 150)):
        _box(pen, x, y + 12, 90, 20, "#4a5560")
        _dot(pen, x + 20, y + 32, 9, "#20262b")
        _dot(pen, x + 74, y + 32, 9, "#20262b")


def _planters(pen: Pen) -> None:
    _houses(pen)
    for left in (128, 150, 172, 194):
        _box(pen, left, 138, 10, 82, STRIPE)
    for x, y, width in ((56, 140, 64), (218, 140, 64), (16, 184, 86), (242, 184, 78)):
        for step in range(4):
            _dot(pen, x + 8 + step * width / 4, y - 5, 13, GREEN)
        _box(pen, x, y, width, 24, PLANTER)


def _fixed(pen: Pen) -> None:
    _planters(pen)
    for x, y in ((52, 162), (116, 162), (214, 162), (278, 162)):
        _box(pen, x, y, 8, 6, "#20262b")


def _bays(pen: Pen) -> None:
    _houses(pen)
    for x in (190, 228, 266):
        _box(pen, x, 186, 34, 3, STRIPE)
        _box(pen, x, 186, 3, 30, STRIPE)
        _box(pen, x + 31, 186, 3, 30, STRIPE)


def _scooters(pen: Pen) -> None:
    _houses(pen)
    for x in (24, 70, 118, 170, 214):
        _box(pen, x, 112, 26, 8, SCOOTER)
        _box(pen, x + 20, 94, 4, 22, SCOOTER)
        _dot(pen, x + 2, 124, 6, "#20262b")
        _dot(pen, x + 24, 124, 6, "#20262b")


def _signs(pen: Pen) -> None:
    _houses(pen)
    for x in (60, 240):
        _box(pen, x, 84, 4, 54, "#5c6963")
        _box(pen, x - 22, 56, 48, 32, "#1c3f8c")
        _box(pen, x - 16, 66, 36, 4, STRIPE)
        _box(pen, x - 16, 74, 26, 4, STRIPE)


def _lamp(pen: Pen) -> None:
    _box(pen, 0, 0, 320, 220, "#1b2530")
    _houses(pen, DARK_HOUSE, "#58503f")
    _shape(pen, [(92, 50), (150, 162), (34, 162)], "#8c8250")
    _box(pen, 62, 52, 4, 108, "#9aa19d")
    _dot(pen, 92, 50, 7, "#ffd230")


def _tile(pen: Pen) -> None:
    _box(pen, 0, 0, 320, 220, PAVEMENT)
    for x in range(0, 320, 40):
        _box(pen, x, 0, 2, 220, "#9d988e")
    for y in range(0, 220, 40):
        _box(pen, 0, y, 320, 2, "#9d988e")
    _shape(pen, [(124, 84), (166, 76), (172, 116), (130, 124)], "#8f897e")


SCENES: dict[str, Callable[[Pen], None]] = {
    "street": _street,
    "planters": _planters,
    "fixed": _fixed,
    "bays": _bays,
    "scooters": _scooters,
    "signs": _signs,
    "lamp": _lamp,
    "tile": _tile,
}
