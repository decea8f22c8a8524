"""Taking in decisions and minutes of before this portal: judged first, then all of it or nothing.

They are marked as imported: not adopted here, in no figure, and fixed from the first moment [db].
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from meetings.actions.moving import only_leads
from meetings.models import AgendaItem, Decision, DecisionMove, HistoryBatch, Meeting, MeetingMove
from meetings.old_papers import known_slugs, read_decisions, read_documents, read_minutes, slug_of
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

FAULTS_KEPT = 200
LIFE = timedelta(hours=24)
"""How long papers wait for a yes."""
Kind, State = HistoryBatch.Kind, HistoryBatch.State


@action("history.keep")
def keep_papers(*, by: Any, kind: str, files: Sequence[tuple[str, bytes]]) -> HistoryBatch:
    """Read what was sent and keep it, with its faults, until somebody says yes. Refused when unreadable."""
    only_leads(by)
    if kind not in Kind.values or not files:
        raise Refused(_("Kies wat u inleest, en een bestand."), code="history.kind")
    if kind == Kind.PAPERS:
        rows, faults = read_documents(files)
    elif len(files) > 1:
        raise Refused(
            _("Een lijst is één bestand: de andere zouden wij niet lezen."), code="history.one",
            first=_("Stuur de lijsten na elkaar. Zijn het documenten? Kies dan de map met verslagen."),
        )  # fmt: skip
    else:
        read = read_decisions if kind == Kind.DECISIONS else read_minutes
        rows, faults = read(files[0][1])
    if not rows and not faults:
        raise Refused(_("Hier staat niets in."), code="history.empty")
    names = ", ".join(name for name, _content in files)
    return HistoryBatch.objects.create(
        kind=kind, name=names[:120], rows=rows, faults=[list(one) for one in faults[:FAULTS_KEPT]],
        state=State.FAULTY if faults else State.READY, count=len(rows),
        known=len(rows) - len(_fresh(kind, rows)), by=by, at=clock.now(),
    )  # fmt: skip


def _fresh(kind: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is not there yet: a decision by day and text, an evening by day and kind."""
    if kind != Kind.DECISIONS:
        taken, fresh = known_slugs(rows), []
        for row in rows:
            if slug_of(row) not in taken:
                taken.add(slug_of(row))
                fresh.append(row)
        return fresh
    days = {row["datum"] for row in rows}
    known = set(
        Decision.objects.filter(status="imported", decided_on__in=days).values_list("decided_on", "text")
    )
    fresh = []
    for row in rows:
        key = (date.fromisoformat(row["datum"]), row["besluit"])
        if key not in known:
            known.add(key)
            fresh.append(row)
    return fresh


@action("history.take_in")
def take_in_papers(batch: HistoryBatch, *, by: Any, public: bool = False) -> HistoryBatch:
    """Write all of it, or nothing. Without `public` only the board reads it: it may name residents."""
    only_leads(by)
    held = HistoryBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state == State.FAULTY:
        raise Refused(_("In deze papieren is nog iets mis. Er is niets ingelezen."), code="history.faulty")
    if held.state != State.READY:
        raise Refused(_("Deze papieren zijn al ingelezen of weggegooid."), code="history.state")
    fresh = _fresh(held.kind, held.rows)
    if not fresh:
        raise Refused(_("Alles hieruit staat er al."), code="history.nothing")
    if held.kind == Kind.DECISIONS:
        _write_decisions(fresh, by, public)
    else:
        for row in fresh:
            _write_evening(row, by, public)
    held.state, held.rows, held.added = State.DONE, [], len(fresh)
    held.save(update_fields=["state", "rows", "added"])
    return held


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.AMSTERDAM)


def _write_decisions(rows: list[dict[str, Any]], by: Any, public: bool) -> None:
    made = []
    for row in rows:
        day = date.fromisoformat(row["datum"])
        until = date.fromisoformat(row["uiterlijk"]) if row["uiterlijk"] else None
        series = "decision" if public else "decision-internal"
        number = f"{'B' if public else 'BI'}{day.year}-{numbers.draw(series, day.year):03d}"
        made.append(
            Decision(
                status="imported",
                number=number if public else None,
                internal_number=None if public else number,
                old_number=row["nummer"],
                internal=not public,
                title=row["besluit"][:160],
                text=row["besluit"],
                reason=row["waarom"],
                result=". ".join(part for part in (row["stand"], row["resultaat"]) if part),
                deadline=until,
                first_deadline=until,
                about_council=True,
                decided_at=_noon(day),
                decided_on=day,
                created_by=by,
                created_at=clock.now(),
            )
        )
    Decision.objects.bulk_create(made)
    DecisionMove.objects.bulk_create(
        DecisionMove(decision=one, to_state="imported", by=by, at=clock.now()) for one in made
    )


def _write_evening(row: dict[str, Any], by: Any, public: bool) -> None:
    starts = datetime.combine(date.fromisoformat(row["datum"]), time(20), tzinfo=clock.AMSTERDAM)
    meeting = Meeting.objects.create(
        kind=row["soort"],
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place=_("onbekend"),
        slug=slug_of(row),
        internal=not public,
        status="imported",
        source=row["bron"],
        created_at=clock.now(),
    )
    MeetingMove.objects.create(meeting=meeting, to_state="imported", by=by, at=clock.now())
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=order, title=title, minutes=text, outcome="informative")
        for order, (title, text) in enumerate(row["punten"], 1)
    )


@action("history.drop")
def drop_papers(batch: HistoryBatch, *, by: Any) -> HistoryBatch:
    """Throw away what was not taken in."""
    only_leads(by)
    held = HistoryBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state == State.DONE:
        raise Refused(_("Deze papieren zijn al ingelezen."), code="history.state")
    held.state, held.rows, held.faults = State.DROPPED, [], []
    held.save(update_fields=["state", "rows", "faults"])
    return held


@action("history.forget")
def forget_papers(*, by: None = None) -> int:
    """Empty what nobody decided about for a day."""
    waiting = HistoryBatch.objects.filter(state__in=[State.FAULTY, State.READY], at__lt=clock.now() - LIFE)
    return waiting.update(state=State.DROPPED, rows=[], faults=[])
