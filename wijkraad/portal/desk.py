"""Wat wacht op mij: for one person, by role, what only they (or their role) can do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets.models import Approval, SpendRequest
from issues.models import Action, Escalation, HelpOffer, Issue, Note, Promise, Say
from issues.permissions import visible_letters, visible_post
from issues.workflow import LETTER_RUNNING, OPEN
from meetings.models import Decision, Meeting, OutsideAnswer, Task, WorkingGroup
from wijkraad.people.roles import has_role, is_board, is_staff
from wijkraad.portal.bundle import rows_of
from wijkraad.portal.figures import now
from wijkraad.portal.results import day_of
from wijkraad.terms import clock

SHOWN = 6
WHOLE = 300
"""How many rows of one pile its own view shows."""
CAME = frozenset({"minutes", "approve", "pay", "audit", "doubts", "claims", "issues", "wrong", "help"})
"""Kinds whose date says since when something lies there; nobody promised that day, so nobody is late."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: its words, where to do it, and when it should be done."""

    title: str
    href: str
    on: date | None
    late: int
    note: str


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits of one kind: how many, the first few, and the page with all of them."""

    key: str
    icon: str
    title: str | LazyText
    empty: str | LazyText
    href: str
    total: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of work is found: rows give `named`, `path`, `by_on` and `note`."""

    key: str
    icon: str
    title: str | LazyText
    href: str
    rows: QuerySet


def piles(user: Any, whole: str = "") -> list[Pile]:
    """The piles of this person, what waits first; one statement for all of them.

    `whole` is the key of a pile to show in full; the others show their first few rows.
    """
    today = clock.today()
    kinds = list(_kinds(user, today))
    parts: dict[str, QuerySet] = {}
    for kind in kinds:
        parts[kind.key] = kind.rows[: WHOLE if kind.key == whole else SHOWN]
        parts[f"{kind.key} n"] = _total(kind.rows)
    found = rows_of(parts) if parts else {}
    made = [
        Pile(
            kind.key, kind.icon, kind.title, "", kind.href or f"/werk/?alles={kind.key}#{kind.key}",
            sum(row["total"] for row in found.get(f"{kind.key} n", [])),
            [_line(row, today, kind.key not in CAME) for row in found.get(kind.key, [])],
        )
        for kind in kinds
    ]  # fmt: skip
    return sorted(made, key=lambda pile: pile.total == 0)


def _total(rows: QuerySet) -> QuerySet:
    plain = rows.model.objects.filter(pk__in=rows.order_by().values("pk"))
    return plain.order_by().values(one=Value(1)).annotate(total=Count("pk"))


def _line(row: dict[str, Any], today: date, promised: bool) -> Line:
    on = day_of(row["by_on"])
    late = max(0, (today - on).days) if on and promised else 0
    return Line(row["named"] or "", row["path"], on, late, row["note"] or "")


def _kinds(user: Any, today: date) -> Iterable[Kind]:
    if is_staff(user):
        yield from _of_issues(user, today)
    if is_board(user):
        yield from _of_board(user, today)
    if has_role(user, "treasurer"):
        paying = SpendRequest.objects.visible_to(user).filter(status__in=("approved", "part_paid"))
        yield Kind(
            "pay", "euro", _("Te betalen"), "/werk/geld/", _spends(paying.order_by("id"), "approved_at")
        )
    if has_role(user, "deputy") and not is_board(user):
        yield _approvals(user)
    if has_role(user, "auditor"):
        done = SpendRequest.objects.visible_to(user).filter(status="accounted").order_by("-id")
        yield Kind(
            "audit", "badge-check", _("Te controleren uitgaven"), "/werk/geld/", _spends(done, "last_paid_on")
        )
    if has_role(user, "partner") and user.organisation_id:
        yield from _of_partner(user)


def _of_partner(user: Any) -> Iterable[Kind]:
    """Only what lies with the partner's own organisation, and leads to its own pages."""
    mine = (
        Issue.objects.visible_to(user).filter(partner=user.organisation_id).exclude(visibility="confidential")
    )
    path = "/werk/partner/"
    waits = _issues(mine.filter(status="waiting").order_by("waiting_until"), "waiting_until", path)
    yield Kind("partner", "hourglass", _("Wacht op uw organisatie"), "", waits)
    ours = Promise.objects.filter(partner=user.organisation_id, kept=None, issue__in=mine)
    rows = _below(ours.order_by("due", "id"), "what", "due", path)
    yield Kind("promised", "hand", _("Uw open toezeggingen"), "", rows)
    rest = mine.filter(status__in=OPEN).exclude(status="waiting").order_by("-last_event_at")
    yield Kind("handed", "route", _("Ook bij uw organisatie"), "", _issues(rest, "next_step_on", path))


def _of_issues(user: Any, today: date) -> Iterable[Kind]:
    """Reports to look at, own actions and issues, claims to check, contradictions, promises to chase."""
    seen = Issue.objects.visible_to(user)
    if is_board(user) or has_role(user, "manager"):
        rows = _issues(now.fresh(user, today), "norm_due")
        yield Kind("triage", "inbox", _("Meldingen te beoordelen"), "/werk/meldingen/", rows)
    actions = Action.objects.filter(responsible=user, done_at__isnull=True, issue__in=seen.open())
    yield Kind(
        "actions", "wrench", _("Mijn acties"), "", _below(actions.order_by("due", "id"), "title", "due")
    )
    promised = Task.objects.held_by(user).values(
        named=F("title"), path=_path("/werk/acties/", "pk"), by_on=F("due"), note=Value("")
    )
    yield Kind("tasks", "wrench", _("Acties uit vergaderingen"), "", promised)
    doubts = now.contradictions(user, today).filter(Q(issue__responsible=user) | Q(issue__claimed_by=user))
    rows = _below(doubts, "issue__title", "opened_at")
    yield Kind("doubts", "triangle-alert", _("“Niet opgelost”: geef antwoord"), "/werk/tegenspraak/", rows)
    claims = seen.filter(status="reported_done").exclude(claimed_by=user).order_by("claimed_at")
    rows = _issues(claims, "claimed_at")
    yield Kind(
        "claims", "badge-check", _("Klaar gemeld: kijk of het klopt"), "/kwesties/?status=reported_done", rows
    )
    chase = Promise.objects.filter(
        kept__isnull=True, chase_on__lte=today, issue__in=seen, issue__responsible=user
    )
    rows = _below(chase.order_by("chase_on", "id"), "what", "chase_on")
    yield Kind("chase", "phone", _("Toezeggingen: vraag na"), "/werk/toezeggingen/?stand=laat", rows)
    yield from _unanswered(user, seen, today)
    mine = seen.filter(responsible=user, status__in=OPEN).order_by("last_event_at")
    yield Kind("issues", "route", _("Mijn kwesties"), "", _issues(mine, "next_step_on"))


def _unanswered(user: Any, seen: QuerySet, today: date) -> Iterable[Kind]:
    """What people asked about issues of this person and still waits for an answer of ours or of higher up."""
    own = seen.filter(responsible=user).values("pk")
    wrong = Note.objects.filter(kind=Note.Kind.WRONG, answers=None, issue__in=own).order_by("id")
    rows = _below(wrong, "issue__title", "at")
    yield Kind("wrong", "circle-help", _("“Klopt hier iets niet?”: geef antwoord"), "", rows)
    offers = HelpOffer.objects.filter(answered_at=None, withdrawn_at=None, issue__in=own).order_by("id")
    yield Kind("help", "users", _("Wie wil helpen: geef antwoord"), "", _below(offers, "issue__title", "at"))
    late = Escalation.objects.filter(answered_on=None, due__lt=today, issue__in=own).order_by("due")
    rows = _below(late, "issue__title", "due")
    yield Kind("raised", "trending-up", _("Hoger neergelegd: geen antwoord"), "", rows)
    says = Say.objects.filter(result_at=None, until__lt=today, issue__in=own).order_by("until")
    rows = _below(says, "issue__title", "until")
    yield Kind("said", "vote", _("Inbreng van bewoners: zeg wat ermee is gedaan"), "", rows)


def _of_board(user: Any, today: date) -> Iterable[Kind]:
    """Decisions to carry out, requests to approve, letters, minutes, reports to write."""
    yield from _decisions(user, today)
    yield _approvals(user)
    letters = (
        visible_letters(user)
        .filter(responsible=user)
        .filter(Q(status="concept") | Q(status__in=LETTER_RUNNING, term_ends__lt=today))
    )
    written: QuerySet = letters.order_by("file_before", "id").values(
        named=F("subject"), path=_path("/werk/brieven/", "uuid"), note=F("number"),
        by_on=Coalesce("file_before", "term_ends", "own_date"),
    )  # fmt: skip
    yield Kind("letters", "mail", _("Mijn brieven"), "/werk/brieven/", written)
    post: Any = visible_post(user).filter(responsible=user, handled_on=None).order_by("reply_before", "id")
    came = post.values(
        named=F("subject"), path=_path("/werk/brieven/post/", "uuid"), note=F("number"),
        by_on=F("reply_before"),
    )  # fmt: skip
    yield Kind("post", "mail-open", _("Gekomen post"), "/werk/brieven/post/?soort=in", came)
    reports = now.reports_missing(user, today).filter(requester=user)
    yield Kind(
        "reports", "file-text", _("Verslagen te schrijven"), "/werk/geld/", _spends(reports, "report_due")
    )
    if has_role(user, "secretary", "chair"):
        held = Meeting.objects.visible_to(user).filter(status__in=("held", "minutes_draft"), kind="bestuur")
        evenings = held.order_by("starts_at").values(
            named=F("place"),
            path=_path("/vergaderingen/", "slug"),
            by_on=TruncDate("starts_at"),
            note=F("slug"),
        )
        yield Kind("minutes", "pencil", _("Verslagen van vergaderingen"), "/vergaderingen/", evenings)


def _decisions(user: Any, today: date) -> Iterable[Kind]:
    """Own decisions, proposals to answer, groups to lead; for who leads also what is late with others."""
    seen = Decision.objects.visible_to(user)
    inside = _path("/werk/besluiten/", "uuid")
    own = seen.open_for(user)
    path = Case(When(number=None, then=inside), default=_path("/besluiten/", "number"))
    rows = own.values(
        named=F("title"), path=path, by_on=F("deadline"), note=Coalesce("number", "internal_number")
    )
    yield Kind("decisions", "gavel", _("Mijn besluiten"), "/besluiten/?wie=ik&stand=loopt", rows)
    mine = OutsideAnswer.objects.filter(decision=OuterRef("pk"), person=user, choice="")
    waiting = seen.filter(Exists(mine), status="concept").order_by("answer_by", "id")
    asked = waiting.values(named=F("title"), path=inside, by_on=F("answer_by"), note=Value(""))
    yield Kind("answers", "vote", _("Voorstellen: geef antwoord"), "", asked)
    groups: QuerySet = WorkingGroup.objects.running(today).filter(lead=user).order_by("ends_on", "id")
    led = groups.values(
        named=F("name"), path=_path("/werkgroepen/", "slug"), by_on=F("ends_on"), note=F("decision_number")
    )
    yield Kind("groups", "users", _("Werkgroepen die u trekt"), "/werkgroepen/", led)
    if has_role(user, "secretary", "chair"):
        raised = seen.late(today).filter(rungs__isnull=False).exclude(responsible=user).distinct()
        rows = raised.values(named=F("title"), path=path, by_on=F("deadline"), note=F("responsible__name"))
        yield Kind("raised_decisions", "trending-up", _("Besluiten te laat: vraag na"), "", rows)


def _approvals(user: Any) -> Kind:
    """Requests that this person did not ask for and has not approved yet; the page says who may."""
    waiting = SpendRequest.objects.visible_to(user).filter(status="submitted").exclude(requester=user)
    given = Approval.objects.filter(request=OuterRef("pk"), round=OuterRef("round"), approver=user)
    rows = _spends(waiting.filter(~Exists(given)).order_by("submitted_at", "id"), "submitted_at")
    return Kind("approve", "check-check", _("Uitgaven goed te keuren"), "/werk/geld/", rows)


# --- rows with named, path, by_on and note ----------------------------------------------------------


def _path(before: str, column: str) -> Concat:
    return Concat(Value(before), Cast(column, CharField()), Value("/"))


def _issues(found: QuerySet, due: str, path: str = "/werk/kwesties/") -> QuerySet:
    title = Case(When(title="", then=F("theme__name")), default=F("title"))
    return found.values(
        named=title, path=_path(path, "uuid"), by_on=_day(found.model, due),
        note=Coalesce("number", "street__name"),
    )  # fmt: skip


def _below(found: QuerySet, title: str, due: str, path: str = "/werk/kwesties/") -> QuerySet:
    """Rows that hang under an issue and lead to its workspace."""
    return found.values(
        named=F(title), path=_path(path, "issue__uuid"), by_on=_day(found.model, due),
        note=F("issue__number"),
    )  # fmt: skip


def _spends(found: QuerySet, due: str) -> QuerySet:
    return found.values(
        named=F("title"), path=_path("/werk/geld/", "uuid"), by_on=_day(found.model, due), note=F("number")
    )


def _day(model: Any, column: str) -> Any:
    """A date column as it is, an instant as its Amsterdam date."""
    return TruncDate(column) if isinstance(model._meta.get_field(column), DateTimeField) else F(column)
