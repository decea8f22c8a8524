"""Receipts of the demo: small PDF files made by hand, so that no library and no clock is involved."""

from datetime import date
from decimal import Decimal

from wijkraad.ui.filters import euro


def receipt(payee: str, what: str, amount: Decimal, day: date) -> bytes:
    """A one-page PDF invoice: payee, goods, euros, date; the same input gives equal bytes."""
    lines = [
        ("F2", 20, payee),
        ("F1", 11, "Factuur (voorbeeld, verzonnen voor de demo)"),
        ("F1", 11, f"Datum: {day.day}-{day.month}-{day.year}"),
        ("F1", 11, "Aan: Stichting Wijkraad Mafuganova Valkenbosch"),
        ("F1", 13, what),
        ("F2", 15, f"Te betalen, met btw: {euro(amount)}".replace("\u20ac", "EUR").replace("\u00a0", " ")),
    ]
    return _page(lines)


def confirmation(partner: str, number: str, day: date) -> bytes:
    """A one-page PDF with which a partner confirms that it received a letter."""
    lines = [
        ("F2", 20, partner),
        ("F1", 11, "Ontvangstbevestiging (voorbeeld, verzonnen voor de demo)"),
        ("F1", 11, f"Datum: {day.day}-{day.month}-{day.year}"),
        ("F1", 13, f"Wij hebben uw brief {number} ontvangen."),
    ]
    return _page(lines)


def _page(lines: list[tuple[str, int, str]]) -> bytes:
    height, text = 560, []
    for font, size, words in lines:
        text.append(f"BT /{font} {size} Tf 40 {height} Td ({_escaped(words)}) Tj ET")
        height -= size + 16
    return _pdf("\n".join(text).encode("cp1252", "replace"))


def _escaped(words: str) -> str:
    plain = words.replace("\u2018", "'").replace("\u2019", "'")
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(stream: bytes) -> bytes:
    """The smallest PDF with one page, two fonts and these drawing orders."""
    fonts = b"<< /F1 5 0 R /F2 6 0 R >>"
    kind = b"/Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 620] /Contents 4 0 R /Resources << /Font "
        + fonts
        + b" >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< " + kind + b" /Helvetica >>",
        b"<< " + kind + b" /Helvetica-Bold >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + trailer
