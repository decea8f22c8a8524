"""A letter in the house style as a tagged PDF (PDF/UA-1), made by typst from `letterhead/letter.typ`.

typst is imported on use: a portal that prints no letter does not carry it in memory.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from issues.models import Letter
from wijkraad.terms import clock
from wijkraad.ui.filters import day

LETTERHEAD = Path(__file__).parent / "letterhead"
BULLETS = ("- ", "* ", "• ")


def pdf_of(letter: Letter) -> bytes:
    """The PDF of a letter, in Dutch: it goes to a Dutch office, whatever language the reader has on."""
    with translation.override("nl"):
        facts = json.dumps(page_of(letter), ensure_ascii=False)
    import typst

    options: dict[str, Any] = {
        "input": LETTERHEAD / "letter.typ",
        "root": LETTERHEAD,
        "font_paths": [LETTERHEAD / "fonts"],
        "ignore_system_fonts": True,
        "sys_inputs": {"letter": facts},
        "timestamp": clock.now().replace(microsecond=0),
    }
    try:
        return bytes(typst.compile(**options, pdf_standards=["ua-1"]))
    except typst.TypstError:  # a character that no font of ours has: still a letter, with an empty box
        return bytes(typst.compile(**options))


def page_of(letter: Letter) -> dict[str, Any]:
    """Everything that stands on the paper, as text."""
    writer = letter.responsible
    number = letter.number or str(_("concept"))
    facts = [(_("Datum"), day(letter.sent_on or clock.today())), (_("Ons kenmerk"), number)]
    if letter.their_reference:
        facts.append((_("Uw kenmerk"), letter.their_reference))
    return {
        "title": f"{number}: {letter.subject}", "council": settings.COUNCIL_NAME,
        "sender": f"{settings.COUNCIL_PLACE} · {settings.DEFAULT_FROM_EMAIL}",
        "address": [letter.partner.name, *([letter.partner.email] if letter.partner.email else [])],
        "facts": [[str(name), str(one)] for name, one in facts], "subject": letter.subject,
        "parts": parts_of(letter.text), "greeting": str(_("Met vriendelijke groet,")),
        "signed": writer.public_name,
        "office": str(_("namens %(council)s") % {"council": settings.COUNCIL_NAME}),
        "enclosed": [letter.mandate] if letter.mandate else [],
        "enclosed_word": str(_("Bijlage: machtiging")),
        "footer": f"{settings.COUNCIL_NAME} · {number}", "page": str(_("bladzijde")),
    }  # fmt: skip


def parts_of(text: str) -> list[dict[str, Any]]:
    """Paragraphs and lists of a plain text: an empty line ends a part, a dash begins a point."""
    found: list[dict[str, Any]] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        rows = [row.strip() for row in block.split("\n") if row.strip()]
        for row in rows:
            kind = "list" if row.startswith(BULLETS) else "text"
            row = row[2:].strip() if kind == "list" else row
            if found and found[-1]["kind"] == kind and not found[-1]["ended"]:
                found[-1]["rows"].append(row)
            else:
                found.append({"kind": kind, "rows": [row], "ended": False})
        if found:
            found[-1]["ended"] = True
    return found
