"""The report of a quarter or a year that is over: counted once, kept with the hash of its facts, never
changed.

It holds numbers only. A quarter tells what may be told of a quarter (`cells`) and what is the council's own
work;
a year tells all public figures. Equal facts give an equal page and, byte by byte, an equal PDF.
"""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from issues.letters.pdf import LETTERHEAD
from issues.models import Issue
from wijkraad.portal.figures import asking, deciding, money, relapse, speed
from wijkraad.portal.figures.asking import beside_quarters
from wijkraad.portal.figures.cells import Cell
from wijkraad.portal.figures.public import Public, public_of
from wijkraad.portal.figures.shape import DAY, Figure, Period, Scope
from wijkraad.portal.figures.signals import SIGNALS, signals_of
from wijkraad.portal.figures.wide import COUNCIL, NOT_TOLD, plain
from wijkraad.portal.models import FigureReport
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.acting import action
from wijkraad.ui.filters import day

OWN: dict[str, Any] = {
    "K5a": deciding.figure_k5a, "K7": money.figure_k7, "K8": money.figure_k8, "K14": deciding.figure_k14,
}  # fmt: skip
OF_A_YEAR: dict[str, Any] = {
    "K2": speed.figure_k2, "K6": relapse.figure_k6, "K9": money.figure_k9, "K17": deciding.figure_k17,
}  # fmt: skip
PAPER = Path(__file__).parent / "paper"


def content_hash(facts: Mapping[str, Any]) -> str:
    """SHA-256 of the facts, in one order and one way of writing."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def count(key: str) -> dict[str, Any]:
    """The facts of a period that is over (KeyError when it is not known)."""
    period = asking.periods(clock.today())[key]
    last = period.end - DAY
    least = int(value("public_count_from", clock.today()))
    found = {code: _cell(code, period) for code in asking.GATHERED}
    wanted = OWN if "-k" in key else OWN | OF_A_YEAR
    for code, figure in wanted.items():
        answer: Figure = figure(Scope(period), today=last)
        hidden = code not in COUNCIL and beside_quarters(code, Cell(period), answer.n, least)
        found[code] = NOT_TOLD if hidden else plain(answer)
    if "-k" not in key:
        n = signals_of(period.start.year)
        found[SIGNALS] = NOT_TOLD if n < least else {"n": n, "value": str(n), "part": None}
    return {"start": period.start.isoformat(), "last": last.isoformat(), "figures": found}


def _cell(code: str, period: Period) -> dict[str, Any]:
    today = clock.today()
    told = asking.tell(code, Cell(period), asking.cells(code, today), today)
    shown = None if told.value is None else str(told.value)
    return {"value": shown, "n": told.n, "part": str(told.part)}


@action("figures.report")
def make_report(key: str, *, by: Any = None) -> FigureReport:
    """Count the report of a period that is over and keep it; the one that is there already stays."""
    known = FigureReport.objects.filter(key=key).first()
    if known is not None:
        return known
    facts = count(key)
    FigureReport.objects.bulk_create(
        [FigureReport(key=key, facts=facts, content_hash=content_hash(facts), made_at=clock.now())],
        ignore_conflicts=True,
    )
    return FigureReport.objects.get(key=key)


def due(today: date) -> list[str]:
    """The periods that are over, in which there was something to count, and that have no report yet."""
    first = Issue.objects.order_by("first_report_at").values_list("first_report_at", flat=True).first()
    if first is None:
        return []
    known = set(FigureReport.objects.values_list("key", flat=True))
    began = clock.date_of(first)
    return [
        key
        for key, period in asking.periods(today).items()
        if key and period.end <= today and period.end > began and key not in known
    ]


def known() -> list[tuple[str, str]]:
    """(address, words) of the reports there are, the newest first."""
    keys = FigureReport.objects.order_by("-key").values_list("key", flat=True)
    return [(f"/cijfers/verslag/{key}/", asking.period_words(key)) for key in keys]


def lines(report: FigureReport) -> list[Public]:
    """Its figures as a page shows them, in their usual order."""
    per = date.fromisoformat(report.facts["last"])
    return [public_of(code, one, per) for code, one in report.facts["figures"].items()]


def _how_many(one: Public) -> str:
    return f"{one.n} {one.unit}".strip() if one.shown else ""


def title(report: FigureReport) -> str:
    return _("Cijfers van %(period)s") % {"period": asking.period_words(report.key)}


def pdf(report: FigureReport) -> bytes:
    """The report as a tagged PDF (PDF/UA-1)."""
    import typst

    facts = {
        "title": title(report), "council": settings.COUNCIL_NAME, "page": _("bladzijde"),
        "few": _("Te weinig gegevens"), "heads": [_("Cijfer"), _("Uitkomst"), _("Aantal")],
        "intro": _("Geteld op %(day)s, van %(start)s tot en met %(last)s.") % {
            "day": day(report.made_at), "start": day(date.fromisoformat(report.facts["start"])),
            "last": day(date.fromisoformat(report.facts["last"])),
        },
        "rows": [
            [one.title, one.shown or "", _how_many(one), str(one.formula)]
            for one in lines(report)
        ],
        "how": _("Hoe wij tellen"), "mark": _("Kenmerk: %(hash)s") % {"hash": report.content_hash[:16]},
    }  # fmt: skip
    return bytes(
        typst.compile(
            input=PAPER / "report.typ",
            root=PAPER,
            font_paths=[LETTERHEAD / "fonts"],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(facts, ensure_ascii=False)},
            timestamp=report.made_at.replace(microsecond=0),
            pdf_standards=["ua-1"],
        )
    )
