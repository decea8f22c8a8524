"""Reading an uploaded receipt: a PDF, or a photo that is drawn anew without its hidden data."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from wijkraad.terms.refusal import Refused

LARGEST = 15 * 1024 * 1024
"""Bytes."""
MOST_PIXELS = 50_000_000
SIDE = 2048
"""Pixels of the longest side of a kept photo."""


@dataclass(frozen=True)
class Proof:
    """A file that was looked into: its kind comes from the content, never from its name."""

    content: bytes
    content_type: str
    extension: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read(file: Any) -> Proof:
    """The proof in an uploaded file (anything with `read()`); Refused when it is neither PDF nor picture."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(_("Dit bestand is te groot. Het mag hooguit 15 MB zijn."), code="receipt_size")
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return Proof(content, "application/pdf", "pdf")
    return Proof(_redrawn(content), "image/jpeg", "jpg")


def _redrawn(content: bytes) -> bytes:
    """The picture upright, at most 2048 pixels wide or high, without metadata."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as found:
            if found.width * found.height > MOST_PIXELS:
                raise Refused(_("Deze foto is te groot."), code="receipt_pixels")
            found.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(_("Dit is geen pdf en geen foto (jpg, png of webp)."), code="receipt_kind") from error
    upright.thumbnail((SIDE, SIDE))
    kept = io.BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(kept, "JPEG", quality=85)
    return kept.getvalue()
