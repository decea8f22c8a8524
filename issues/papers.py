"""Reading an uploaded paper: a PDF that only shows pages, or a photo that is drawn anew.

The kind comes from the content, never from the name. A PDF is kept as it is (it is proof), so whatever in
it does something is a reason to refuse: scripts, forms that run, files inside, another file glued to it.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from issues.photos import redrawn
from wijkraad.terms.refusal import Refused

LARGEST = 15 * 1024 * 1024
"""Bytes of one file."""
UNPACKED = 60 * 1024 * 1024
"""Bytes that the packed parts of a PDF are looked through; what is more is refused."""
HEAD, PDF_START = 16, b"%PDF-"
GLUED = (b"PK\x05\x06", b"PK\x03\x04", b"<script", b"<html", b"<?php", b"<svg")
"""What stands in a file that is something else as well."""
RUNS = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition|OpenAction(?=\s*<<)"
    rb"|AA(?=\s*<<))(?![A-Za-z])"
)
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")


@dataclass(frozen=True)
class NewPaper:
    """A file that was looked into."""

    content: ContentFile
    content_type: str

    @property
    def sha256(self) -> str:
        self.content.seek(0)
        return hashlib.sha256(self.content.read()).hexdigest()


@dataclass(frozen=True)
class Proof:
    """Where one can see that an action was done: in words, and perhaps a link and a judged file."""

    text: str
    link: str = ""
    paper: NewPaper | None = None

    def shows(self) -> bool:
        """Whether it says in words where it can be seen; a link or a file alone is not enough."""
        return bool(self.text.strip())


def read_paper(upload: Any) -> NewPaper:
    """The paper in an uploaded file; Refused with what is wrong and what to do."""
    name = {"name": getattr(upload, "name", "")}
    if upload.size > LARGEST:
        raise Refused(
            _("“%(name)s” is te groot: hoogstens 15 MB. Maak een kleinere scan.") % name, code="paper.big"
        )
    upload.seek(0)
    content = upload.read()
    if content.startswith(PDF_START):
        _judge_pdf(content, name)
        return NewPaper(ContentFile(content, name="paper.pdf"), "application/pdf")
    try:
        return NewPaper(redrawn(upload), "image/jpeg")
    except Refused as refused:
        if refused.code != "photo.kind":
            raise
        raise Refused(
            _("“%(name)s” is geen PDF en geen foto die wij kennen. Kies een PDF, JPEG, PNG, WebP of HEIC.")
            % name,
            code="paper.kind",
        ) from refused


def _judge_pdf(content: bytes, name: dict[str, str]) -> None:
    """Refused unless the bytes are one whole PDF that is readable and only shows pages."""
    end = content.rfind(b"%%EOF")
    whole = end > 0 and not content[end + 5 :].strip(b"\r\n \x00") and b"startxref" in content[-2048:]
    if not whole:
        raise Refused(
            _("“%(name)s” is beschadigd of is niet alleen een PDF. Bewaar hem opnieuw als PDF.") % name,
            code="paper.broken",
        )
    outside = b"".join(_outside_streams(content))
    if any(mark in outside.lower() for mark in (one.lower() for one in GLUED)):
        raise Refused(
            _("In “%(name)s” zit een ander bestand. Druk hem af naar een nieuwe PDF.") % name,
            code="paper.glued",
        )
    if b"/Encrypt" in _plain(outside):
        raise Refused(
            _("“%(name)s” heeft een wachtwoord. Bewaar hem zonder wachtwoord.") % name, code="paper.locked"
        )
    if any(RUNS.search(_plain(part)) for part in (outside, *_object_streams(content, name))):
        raise Refused(
            _("In “%(name)s” zit iets dat kan draaien, zoals een script. Druk hem af naar een nieuwe PDF.")
            % name,
            code="paper.runs",
        )


def _plain(part: bytes) -> bytes:
    """Names without the other spelling that PDF allows: /J#53 is /JS."""
    return HEX.sub(lambda found: bytes([int(found.group(1), 16)]), part)


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """From where to where the packed parts go."""
    at = 0
    while found := STREAM.search(content, at):
        if content[found.start() - 3 : found.start()] == b"end":
            at = found.end()
            continue
        end = content.find(b"endstream", found.end())
        end = len(content) if end < 0 else end
        yield found.end(), end
        at = end


def _outside_streams(content: bytes) -> Iterator[bytes]:
    last = 0
    for start, end in _streams(content):
        yield content[last:start]
        last = end
    yield content[last:]


def _object_streams(content: bytes, name: dict[str, str]) -> Iterator[bytes]:
    """The unpacked parts that hold objects; pictures and text of pages cannot do anything."""
    left = UNPACKED
    for start, end in _streams(content):
        head = content[max(0, start - 400) : start]
        if b"/ObjStm" not in _plain(head[head.rfind(b" obj") :]):
            continue
        try:
            part = zlib.decompressobj().decompress(content[start:end], left)
        except zlib.error as error:
            raise Refused(
                _("“%(name)s” is niet te lezen. Bewaar hem opnieuw als PDF.") % name, code="paper.broken"
            ) from error
        left -= len(part)
        if left <= 0:
            raise Refused(
                _("“%(name)s” is uitgepakt veel te groot. Maak een gewone scan.") % name, code="paper.bomb"
            )
        yield part
