"""The dossier of one priority: why, what was reported, who promised what, what it cost and how it looks.

Four parts, each a page. No personal data: reports are numbers, people of the council appear by the name they
chose, residents nowhere; confidential matters are left out, limited ones go by their public words. The page
and the PDF are made from the same parts.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db.models import Count, DecimalField, Exists, F, Q, Sum, Window
from django.db.models.functions import TruncYear
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.models import Booking
from issues.letters.pdf import LETTERHEAD
from issues.lists.rows import badge
from issues.models import IndicatorValue, Issue, Letter, Photo, Priority, Promise, Report, Visibility
from issues.side_by_side import lines_of
from meetings.models import DecisionIssue
from wijkraad.terms import clock
from wijkraad.ui.filters import day, euro, number

HERE = Path(__file__).parent
MOST = 14
"""Rows of a table."""
PAGES = 4
FITS = ((MOST, 10.0, 5000), (10, 9.5, 1500), (7, 9.0, 600), (5, 8.5, 300), (3, 8.0, 160))
"""Tried one after another until every part stays on its page: rows of a table, points of the letters, and
signs of a text."""
PICTURES = 4


@dataclass(frozen=True)
class Table:
    """Rows of text under heads, out of `total`; `more` says what is left off."""

    title: str
    head: list[str]
    widths: list[float]
    rows: list[list[str]]
    total: int

    @property
    def more(self) -> str:
        left = self.total - len(self.rows)
        return _("en nog %(n)s.") % {"n": left} if left > 0 else ""

    def cut(self, most: int, letters: int) -> "Table":
        rows = [[shortened(cell, letters) for cell in row] for row in self.rows[:most]]
        return replace(self, rows=rows)


@dataclass(frozen=True)
class Part:
    """One page."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    def cut(self, most: int, letters: int) -> "Part":
        """The same with at most so many rows in a table, and signs in a text."""
        facts = [(name, shortened(text, letters)) for name, text in self.facts]
        return replace(self, facts=facts, tables=[one.cut(most, letters) for one in self.tables])


def shortened(text: str, letters: int) -> str:
    """A text of at most so many signs; what is left off shows as three dots."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _first_ones(rows: Any) -> tuple[list[Any], int]:
    """The rows that a table shows, and how many there are; one statement."""
    found = list(rows.annotate(of=Window(Count("pk")))[:MOST])
    return found, found[0].of if found else 0


def _table(title: str, head: list[str], widths: list[float], rows: Iterable[list[Any]], total: int) -> Table:
    return Table(title, head, widths, [[str(cell) for cell in row] for row in rows][:MOST], total)


def issues_of(priority: Priority) -> Any:
    """The matters of a priority that may be told of."""
    return priority.issues.exclude(visibility=Visibility.CONFIDENTIAL).exclude(
        status__in=("merged", "withdrawn")
    )


def parts_of(priority: Priority) -> list[Part]:
    """The four parts, in Dutch or the active language."""
    issues = issues_of(priority).select_related("theme", "partner").order_by("first_report_at", "pk")
    return [
        _why(priority),
        _matters(issues),
        _words(issues),
        _money(issues),
    ]


def _why(priority: Priority) -> Part:
    facts = [
        (_("Thema"), priority.theme.name),
        (_("Waarom nu"), f"{priority.get_why_now_kind_display()}: {priority.why_now}"),
        (_("Wie zorgt ervoor"), priority.responsible.public_name),
        (_("Besluit"), f"{priority.decision_number}, {day(priority.opened_at)}"),
        (_("Doel"), priority.goal),
        (_("Maatstaf"), priority.criterion),
        (_("Bij de start"), priority.baseline),
        (_("Nu"), priority.current or _("nog niet gemeten")),
        (_("Opnieuw bekijken"), day(priority.review_on)),
    ]
    rows = [
        [
            line.name,
            line.place or _("de hele wijk"),
            f"{number(line.last, 1 if line.last % 1 else 0)} {line.unit} ({line.points[-1][0]})",
            f"{line.source}, {day(line.source_on)}",
        ]
        for line in lines_of_theme(priority)
    ]
    heads = [_("Cijfer"), _("Waar"), _("Nu"), _("Bron")]
    return Part(
        _("1. Waarom en waarheen"),
        facts,
        [_table(_("Officiële cijfers"), heads, [3, 2, 2, 3], rows, len(rows))],
    )


def lines_of_theme(priority: Priority) -> list[Any]:
    """Series of the priority itself, else those of its theme; one statement."""
    own = Q(indicator__priority=priority)
    has_own = Exists(IndicatorValue.objects.filter(own))
    return lines_of(own | (Q(indicator__theme=priority.theme_id) & ~Q(has_own)))


def _matters(issues: Any) -> Part:
    found, total = _first_ones(issues)
    per_year = (
        Report.objects.filter(issue__in=issues.order_by(), withdrawn_at=None)
        .annotate(year=TruncYear("created_at", tzinfo=clock.AMSTERDAM))
        .values("year").order_by("year").annotate(n=Count("pk"))
    )  # fmt: skip
    told = ", ".join(f"{row['year'].year}: {row['n']}" for row in per_year)
    rows = [
        [_number(one), one.public_title, _state(one), day(one.first_report_at), one.report_count]
        for one in found
    ]
    heads = [_("Nummer"), _("Kwestie"), _("Stand"), _("Eerste melding"), _("Meldingen")]
    table = _table(_("Kwesties"), heads, [1.4, 4, 2.6, 2, 1.4], rows, total)
    return Part(_("2. Meldingen en kwesties"), [(_("Meldingen per jaar"), told or _("geen"))], [table])


def _number(issue: Issue) -> str:
    return issue.number or "" if issue.visibility == Visibility.PUBLIC else ""


def _state(issue: Issue) -> str:
    partner = issue.partner.short_name if issue.partner else None
    return str(badge(issue.status, partner, short=False).striptags())


def _words(issues: Any) -> Part:
    """Decisions, letters and promises with their dates."""
    tables = [_decisions(issues), _letters(issues), _promises(issues)]
    return Part(_("3. Besluiten, brieven en toezeggingen"), [], tables)


def _decisions(issues: Any) -> Table:
    decided = DecisionIssue.objects.filter(issue__in=issues.order_by(), decision__number__isnull=False)
    decided = decided.select_related("decision").order_by("decision__decided_on")
    made = list({one.decision_id: one.decision for one in decided}.values())
    rows = [
        [one.number, one.title, day(one.decided_on), day(one.first_deadline), one.get_status_display()]
        for one in made
    ]
    heads = [_("Nummer"), _("Besluit"), _("Op"), _("Klaar vóór"), _("Stand")]
    return _table(_("Besluiten"), heads, [1.4, 4, 1.8, 1.8, 1.8], rows, len(made))


def _letters(issues: Any) -> Table:
    letters = Letter.objects.filter(issue__in=issues.order_by(), sent_on__isnull=False)
    sent, total = _first_ones(letters.select_related("partner").order_by("sent_on"))
    rows = []
    for one in sent:
        answer = day(one.answered_on) if one.answered_on else _("nog niet")
        term = day(one.term_ends or one.own_date)
        rows.append([one.number or "", one.partner.short_name, day(one.sent_on), term, answer])
    heads = [_("Kenmerk"), _("Aan"), _("Verstuurd"), _("Termijn"), _("Antwoord")]
    return _table(_("Brieven"), heads, [2, 2, 2, 2, 2], rows, total)


def _promises(issues: Any) -> Table:
    promises = Promise.objects.filter(issue__in=issues.order_by())
    given, total = _first_ones(promises.select_related("partner").order_by("said_on"))
    today = clock.today()
    rows = []
    for one in given:
        due = day(one.due) if one.due else _("geen datum gegeven")
        rows.append([one.partner.short_name, one.what, due, kept_words(one, today)])
    heads = [_("Wie"), _("Wat"), _("Beloofd vóór"), _("Hoe liep het")]
    return _table(_("Toezeggingen"), heads, [1.6, 4, 2, 2.4], rows, total)


def kept_words(promise: Promise, today: Any) -> str:
    """Whether a promise was kept, and how many days late."""
    due = promise.due or promise.chase_on
    if promise.kept is None:
        late = (today - due).days
        late_words = ngettext("%(n)s dag te laat", "%(n)s dagen te laat", late) % {"n": late}
        return late_words if late > 0 else _("heeft nog tijd")
    if not promise.kept:
        return _("niet nagekomen")
    late = (promise.settled_on - due).days if promise.settled_on else 0
    kept_late = ngettext("nagekomen, %(n)s dag te laat", "nagekomen, %(n)s dagen te laat", late) % {"n": late}
    return kept_late if late > 0 else _("nagekomen")


def _money(issues: Any) -> Part:
    part = Sum(F("amount") * F("request__shares__percent") / 100, output_field=DecimalField())
    paid = Booking.objects.filter(request__shares__issue__in=issues.order_by(), request__number__isnull=False)
    found = paid.values(nr=F("request__number"), title=F("request__title")).annotate(
        total=part, last=F("request__last_paid_on")
    )
    rows = list(found.order_by("nr"))
    told = [[row["nr"], row["title"], euro(row["total"]), day(row["last"])] for row in rows]
    total = sum((row["total"] for row in rows), 0)
    photos = Photo.objects.filter(
        issue__in=issues.order_by(), issue__visibility=Visibility.PUBLIC, cleared_at__isnull=False
    )
    heads = [_("Nummer"), _("Waarvoor"), _("Betaald"), _("Op")]
    table = _table(_("Uitgaven"), heads, [1.6, 4, 2, 2], told, len(told))
    return Part(
        _("4. Geld en foto’s"),
        [(_("Samen betaald"), euro(total))],
        [table],
        list(photos.order_by("kind", "pk")[:PICTURES]),
    )


def pdf_of(priority: Priority) -> bytes:
    """The dossier as a tagged PDF (PDF/UA-1) of four pages, in Dutch.

    With long texts or full tables the rows and letters get fewer and smaller until each part fits its page.
    """
    with translation.override("nl"), TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "dossier.typ").write_bytes((HERE / "dossier.typ").read_bytes())
        parts = parts_of(priority)
        for most, size, letters in FITS:
            facts = _printed(priority, [part.cut(most, letters) for part in parts], root)
            made = _set(facts | {"size": size}, root)
            if made.count(b"/Type/Page") - made.count(b"/Type/Pages") <= PAGES:
                break
        return made


def _set(facts: dict[str, Any], root: Path) -> bytes:
    """What typst makes of the facts; it is imported on use."""
    import typst

    options: dict[str, Any] = {
        "input": root / "dossier.typ", "root": root, "font_paths": [LETTERHEAD / "fonts"],
        "ignore_system_fonts": True, "sys_inputs": {"dossier": json.dumps(facts, ensure_ascii=False)},
        "timestamp": clock.now().replace(microsecond=0),
    }  # fmt: skip
    try:
        return bytes(typst.compile(**options, pdf_standards=["ua-1"]))
    except typst.TypstError:  # a character that no font of ours has: still a page, with an empty box
        return bytes(typst.compile(**options))


def _printed(priority: Priority, found: Iterable[Part], root: Path) -> dict[str, Any]:
    parts = []
    for part in found:
        photos = [
            {"file": _copied(photo, root), "words": photo.description or _("Foto zonder uitleg")}
            for photo in part.photos
        ]
        tables = [
            {"title": one.title, "head": one.head, "widths": one.widths, "rows": one.rows, "more": one.more}
            for one in part.tables
        ]
        parts.append({"title": part.title, "facts": part.facts, "tables": tables, "photos": photos})
    title = _("Dossier: %(title)s") % {"title": priority.title}
    footer = f"{settings.COUNCIL_NAME} · {day(clock.today())}"
    return {
        "title": title,
        "council": settings.COUNCIL_NAME,
        "footer": footer,
        "page": _("bladzijde"),
        "none": _("Geen."),
        "parts": parts,
    }


def _copied(photo: Photo, root: Path) -> str:
    """A copy of a picture beside the template: typst reads nothing outside its folder."""
    name = f"{photo.uuid.hex}.jpg"
    with photo.file.open() as source, (root / name).open("wb") as copy:
        copyfileobj(source, copy)
    return name
