"""Pictures made of our own schematic map: the preview of a shared page, drawn without any foreign request.

1200 × 630 pixels, the size that messengers show. The colours are those of the house style.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, ImageOps

SIZE = (1200, 630)
GREEN, DEEP, YELLOW, ENAMEL, WHITE, LINE = "#0b3327", "#06241b", "#ffd230", "#1c3f8c", "#ffffff", "#3d6a59"
MAP_LEFT = 700
"""Where the map begins; the words stand left of it."""
MARGIN = 64
FONT = "static/vendor/fonts/overpass.woff2"
TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
CURVE_ENDS = {"C": 6, "S": 4, "Q": 4, "T": 2}
"""Numbers of each curve; of a curve the drawing takes its end."""

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True)
class Card:
    """What the picture says: small words above, the title, the street on its plate, and the lines."""

    above: str
    title: str
    plate: str
    lines: tuple[Line, ...]
    marked: tuple[Line, ...]


def lines_of(path: str) -> tuple[Line, ...]:
    """The lines of an SVG path with M, L, H, V and curves (absolute or relative); nothing for nonsense."""
    found: list[list[Point]] = []
    for letter, numbers in _commands(path):
        for point in _points(letter, numbers, found[-1][-1] if found and found[-1] else (0.0, 0.0)):
            if letter in "Mm" or not found:
                found.append([point])
                letter = "l" if letter == "m" else "L"
            else:
                found[-1].append(point)
    return tuple(tuple(line) for line in found if len(line) > 1)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers = "", list[float]()
    for token in TOKEN.findall(path):
        if token.isalpha():
            if letter:
                yield letter, numbers
            letter, numbers = token, []
        else:
            numbers.append(float(token))
    if letter:
        yield letter, numbers


def _points(letter: str, numbers: Sequence[float], at: Point) -> Iterator[Point]:
    kind, relative = letter.upper(), letter.islower()
    if kind in "HV":
        for number in numbers:
            x, y = (number, at[1]) if kind == "H" else (at[0], number)
            if relative:
                x, y = (at[0] + number, at[1]) if kind == "H" else (at[0], at[1] + number)
            at = (x, y)
            yield at
        return
    step = CURVE_ENDS.get(kind, 2)
    for n in range(0, len(numbers) - step + 1, step):
        x, y = numbers[n + step - 2 : n + step]
        at = (at[0] + x, at[1] + y) if relative else (x, y)
        yield at


@lru_cache(maxsize=48)
def drawn(card: Card) -> bytes:
    """The card as JPEG: words left, the neighbourhood right with the marked street in yellow."""
    image = Image.new("RGB", SIZE, GREEN)
    pen = ImageDraw.Draw(image)
    pen.rectangle((MAP_LEFT, 0, SIZE[0], SIZE[1]), fill=DEEP)
    _map(pen, card)
    pen.text((MARGIN, MARGIN), card.above, font=_font(30), fill=YELLOW)
    y = MARGIN + 70
    for line in _wrapped(pen, card.title, _font(58, 800), MAP_LEFT - 2 * MARGIN, 5):
        pen.text((MARGIN, y), line, font=_font(58, 800), fill=WHITE)
        y += 68
    if card.plate:
        _plate(pen, card.plate)
    return _jpeg(image)


def framed(file: Any) -> bytes:
    """A public photo cut to the size of a preview."""
    with Image.open(file) as photo:
        return _jpeg(ImageOps.fit(photo.convert("RGB"), SIZE))


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _map(pen: ImageDraw.ImageDraw, card: Card) -> None:
    points = [point for line in card.lines for point in line]
    if not points:
        return
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    wide = max(1.0, max(x for x, _y in points) - left)
    high = max(1.0, max(y for _x, y in points) - top)
    room = (SIZE[0] - MAP_LEFT - 80, SIZE[1] - 160)
    scale = min(room[0] / wide, room[1] / high)
    shift = (MAP_LEFT + 40 + (room[0] - wide * scale) / 2, 80 + (room[1] - high * scale) / 2)

    def placed(line: Line) -> list[Point]:
        return [(shift[0] + (x - left) * scale, shift[1] + (y - top) * scale) for x, y in line]

    for line in card.lines:
        pen.line(placed(line), fill=LINE, width=9, joint="curve")
    for line in card.marked:
        pen.line(placed(line), fill=YELLOW, width=16, joint="curve")


def _plate(pen: ImageDraw.ImageDraw, name: str) -> None:
    """The street on its enamel plate, at the foot of the words."""
    font = _font(34, 700)
    while pen.textlength(name, font=font) > MAP_LEFT - 2 * MARGIN - 48 and font.size > 18:
        font = _font(int(font.size) - 2, 700)
    wide, y = pen.textlength(name, font=font) + 48, SIZE[1] - MARGIN - 64
    pen.rounded_rectangle((MARGIN, y, MARGIN + wide, y + 64), 8, fill=ENAMEL)
    pen.rounded_rectangle((MARGIN + 4, y + 4, MARGIN + wide - 4, y + 60), 6, outline=WHITE, width=2)
    pen.text((MARGIN + 24, y + 32), name, font=font, fill=WHITE, anchor="lm")


def _wrapped(pen: ImageDraw.ImageDraw, text: str, font: Any, room: float, most: int) -> list[str]:
    """Lines that fit; a word that is too long is cut, and what does not fit ends in …"""
    lines: list[str] = []
    for word in text.split():
        while pen.textlength(word, font=font) > room and len(word) > 1:
            word = word[:-2] + "…"
        if lines and pen.textlength(f"{lines[-1]} {word}", font=font) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip("…") + "…"]


@lru_cache(maxsize=8)
def _font(size: int, weight: int = 500) -> Any:
    """The face of the signs; Pillow's own where it cannot read our file."""
    try:
        face = ImageFont.truetype(str(Path(settings.BASE_DIR, FONT)), size)
        face.set_variation_by_axes([weight])
    except OSError:
        return ImageFont.load_default(size)
    return face
