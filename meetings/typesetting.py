"""Agenda and minutes as a tagged PDF (PDF/UA-1), made by typst from `paper/evening.typ`.

typst is imported on use: a portal that prints nothing does not carry it in memory. The fonts are those of
the letters.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from issues.letters.pdf import LETTERHEAD

PAPER = Path(__file__).parent / "paper"


def typeset(facts: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF of these facts (their shape: `views/paper.py`); equal facts and `at` give equal bytes."""
    import typst

    options: dict[str, Any] = {
        "input": PAPER / "evening.typ",
        "root": PAPER,
        "font_paths": [LETTERHEAD / "fonts"],
        "ignore_system_fonts": True,
        "sys_inputs": {"evening": json.dumps(facts, ensure_ascii=False)},
        "timestamp": at.replace(microsecond=0),
    }
    try:
        return bytes(typst.compile(**options, pdf_standards=["ua-1"]))
    except typst.TypstError:  # a character that no font of ours has: still a page, with an empty box
        return bytes(typst.compile(**options))
