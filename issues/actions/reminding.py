"""Says in time that a day comes after which something cannot be mended any more, and when we ask again."""

from datetime import date

from issues.letters.clocks import next_file_before
from issues.models import Letter, Promise
from issues.notices import facts_of
from issues.permissions import can_view_letter
from wijkraad.notices.outbox import tell
from wijkraad.people.roles import holders
from wijkraad.terms import clock
from wijkraad.trail.acting import action
from wijkraad.ui.filters import day

AHEAD = (14, 7, 2, 1)
"""So many days before a fatal date of ours; each is told once."""


def remind_terms() -> int:
    """Tell who takes care, and the secretary, of our fatal dates; tell who has to chase a promise today."""
    today = clock.today()
    told = 0
    letters = Letter.objects.filter(status__in=("concept", "answered")).select_related("issue", "responsible")
    for letter in letters:
        last = letter.file_before if letter.status == "concept" else next_file_before(letter)
        if last is not None and (last - today).days in AHEAD:
            told += _remind_letter(letter, last, by=None)
    chase = Promise.objects.filter(kept=None, chase_on=today).select_related("issue__theme", "issue__partner")
    return told + sum(_remind_promise(one, by=None) for one in chase.select_related("issue__responsible"))


@action("letter.fatal_near")
def _remind_letter(letter: Letter, last: date, *, by: None) -> int:
    people = [one for one in {letter.responsible, *holders("secretary")} if can_view_letter(one, letter)]
    facts = {"day": day(last), "days": (last - clock.today()).days}
    return tell(
        f"letter-fatal:{letter.pk}:{last}:{facts['days']}", people, template="issues/fatal", facts=facts,
        thread=f"letter:{letter.pk}", title="", path=f"/werk/brieven/{letter.uuid}/",
    )  # fmt: skip


@action("promise.chase_today")
def _remind_promise(promise: Promise, *, by: None) -> int:
    issue = promise.issue
    if issue.responsible is None:
        return 0
    return tell(
        f"promise-chase:{promise.pk}:{promise.chase_on}", [issue.responsible], template="issues/chase",
        facts=facts_of(issue), thread=f"issue:{issue.pk}", title="", path=f"/werk/kwesties/{issue.uuid}/",
    )  # fmt: skip
