"""Pictures from residents: judged by their content, drawn anew without anything hidden in them.

JPEG, PNG, WebP and HEIC; at most 15 MB and 50 megapixels; upright, at most 2048 px, no metadata.
What cannot be drawn anew is refused. Originals are not kept.
"""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from wijkraad.terms.refusal import Refused

BYTES = 15 * 1024 * 1024
PIXELS = 50_000_000
LONGEST = 2048
SHARP = 1500
"""A JPEG may be read at a half, a quarter or an eighth if this many pixels stay: a third of the work."""
SMALL = 320
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
QUALITY = 82


@cache
def _heic() -> None:
    """Teach Pillow HEIC on first use: the library is large."""
    import_module("pillow_heif").register_heif_opener()


def redrawn(upload: Any) -> ContentFile:
    """The picture of an uploaded file as a clean JPEG; Refused with what is wrong and what to do."""
    if upload.size > BYTES:
        raise Refused(
            _("“%(name)s” is te groot: hoogstens 15 MB. Kies een kleinere foto.") % {"name": upload.name},
            code="photo.big",
        )
    upload.seek(0)
    image = _opened(upload)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _read_small(image)
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            image.thumbnail((LONGEST, LONGEST))
            clean = _on_white(image)
            out = io.BytesIO()
            clean.save(out, "JPEG", quality=QUALITY)
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, Image.DecompressionBombError) as error:
        raise Refused(
            _("“%(name)s” is beschadigd. Kies een andere foto.") % {"name": upload.name}, code="photo.broken"
        ) from error
    return ContentFile(out.getvalue(), name="photo.jpg")


def _read_small(image: Image.Image) -> None:
    """Let a large JPEG be read at a smaller scale; other kinds know no such thing."""
    share = SHARP / max(image.size)
    if share < 1:
        image.draft("RGB", (max(1, int(image.width * share)), max(1, int(image.height * share))))


def small(picture: Any) -> bytes:
    """A kept picture at most 320 px wide and high, for who sent it; OSError when it cannot be read."""
    image = Image.open(picture, formats=("JPEG",))
    image.draft("RGB", (SMALL, SMALL))
    image.thumbnail((SMALL, SMALL))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _opened(upload: BinaryIO) -> Image.Image:
    """The picture with only its head read: its kind and its size are judged before any pixel is."""
    _heic()
    name = {"name": getattr(upload, "name", "")}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(upload, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many(name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused(
            _("“%(name)s” is geen foto die wij kennen. Kies een JPEG, PNG, WebP of HEIC.") % name,
            code="photo.kind",
        ) from error
    if image.width * image.height > PIXELS:
        raise _too_many(name)
    return image


def _too_many(name: dict[str, str]) -> Refused:
    return Refused(
        _("“%(name)s” heeft te veel beeldpunten: hoogstens 50 miljoen. Kies een kleinere foto.") % name,
        code="photo.pixels",
    )


def _on_white(image: Image.Image) -> Image.Image:
    """A new picture with only the pixels; what was see-through becomes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        clean = Image.new("RGB", image.size, "white")
        clean.paste(layer, mask=layer.getchannel("A"))
        return clean
    clean = Image.new("RGB", image.size)
    clean.paste(image if image.mode == "RGB" else image.convert("RGB"))
    return clean


@dataclass(frozen=True)
class Box:
    """A part of a picture in thousandths of its width and height, from the left upper corner."""

    left: int
    top: int
    wide: int
    high: int

    def on(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels, rounded outwards and kept inside the picture."""
        right, bottom = self.left + self.wide, self.top + self.high
        return (
            max(0, self.left * width // 1000),
            max(0, self.top * height // 1000),
            min(width, -(-right * width // 1000)),
            min(height, -(-bottom * height // 1000)),
        )


BLOCKS = 4
"""A covered part keeps at most so many averages in each direction: nothing can be read back from it."""


def covered(picture: Any, boxes: Sequence[Box]) -> ContentFile:
    """The picture as a new JPEG, these parts a few coloured blocks; Refused when it is damaged."""
    try:
        with Image.open(picture, formats=("JPEG",)) as opened:
            image = opened.convert("RGB")
        for box in boxes:
            edges = box.on(*image.size)
            part = image.crop(edges)
            blocks = (min(BLOCKS, part.width), min(BLOCKS, part.height))
            mean = part.resize(blocks, Image.Resampling.BOX)
            image.paste(mean.resize(part.size, Image.Resampling.NEAREST), edges)
        out = io.BytesIO()
        image.save(out, "JPEG", quality=QUALITY, optimize=True)
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused(_("Deze foto is beschadigd."), code="photo.broken") from error
    return ContentFile(out.getvalue(), name="photo.jpg")
