"""Who may see an issue: its number, its words for who sees less, and each reading of what is confidential."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext as _

from issues.actions.entering import must_be_reader
from issues.actions.gate import hand_back, locked
from issues.actions.hearing import hear, may_publish, waits_for_hearing
from issues.actions.judging import must_triage
from issues.models import Issue, ReadingRecord, Visibility
from issues.notices import tell_new
from issues.reporting.private_data import private_data
from wijkraad.people.models import User
from wijkraad.terms import clock, numbers
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def draw_number(issue: Issue) -> None:
    """Give an issue its number: the public one when it becomes public, else one of the inner series.

    Words with criticism stay inside, without a number, until those concerned could react.
    """
    if waits_for_hearing(issue):
        return
    year = clock.today().year
    if issue.visibility == Visibility.CONFIDENTIAL:
        if not issue.internal_number and not issue.number:
            issue.internal_number = f"I{year}-{numbers.draw('issue-inner', year):04d}"
    elif not issue.number:
        if not issue.title:
            raise Refused(
                _("Schrijf eerst een titel die iedereen mag lezen."), code="issues_issue_public_title"
            )
        may_publish(issue)
        issue.number = f"{year}-{numbers.draw('issue', year):04d}"
        issue.public_at = clock.now()
        tell_new(issue)


_NUMBER = re.compile(r"\b[A-Z]{0,3}\d{4}-\d{3,}\b")


def judge_wording(issue: Issue) -> None:
    """The words for a limited matter stand beside all that is linked to it: no place, number or contact."""
    words = issue.public_wording
    if issue.visibility != Visibility.LIMITED or not words:
        return
    found = [str(one.words) for one in private_data(words)]
    if _NUMBER.search(words):
        found.append(_("een nummer"))
    if issue.street and issue.street.name.lower() in words.lower():
        found.append(_("de straat"))
    if found:
        raise Refused(
            _("In de woorden voor “beperkt zichtbaar” staat %(what)s.") % {"what": ", ".join(found)},
            code="visibility.wording",
            first=_("Laat dat weg: deze woorden leest iedereen."),
        )


@action("issue.visibility")
def change_visibility(issue: Issue, visibility: str, *, by: User, public_wording: str = "") -> Issue:
    """Show more or less of an issue; hiding a public one makes its address answer 404, the number stays.

    `public_wording` is what visitors read of a limited one, here and in every list of meetings,
    decisions and spending; it may not hold a number, a house number or a contact.
    """
    fresh = locked(issue)
    must_triage(by, fresh)
    if visibility == Visibility.PUBLIC and fresh.visibility != visibility:
        may_publish(fresh)
    fresh.visibility = visibility
    if fresh.status != "reported":
        hear(fresh, by)
    fresh.public_wording = public_wording.strip() or fresh.public_wording
    must_be_reader(fresh, fresh.responsible)
    judge_wording(fresh)
    if fresh.status not in ("reported", "withdrawn", "rejected", "merged"):
        draw_number(fresh)
    fresh.save()
    return hand_back(fresh, issue)


@action("issue.publish")
def publish_issue(issue: Issue, *, by: User) -> Issue:
    """Put an issue with criticism on the site, now that those concerned were heard or had their time.

    Raises Refused when nobody was asked, or while they may still react.
    """
    fresh = locked(issue)
    must_triage(by, fresh)
    if not waits_for_hearing(fresh) or fresh.status in ("reported", "withdrawn", "rejected", "merged"):
        raise Refused(_("Deze kwestie wacht niet op een reactie."), code="issue.not_waiting")
    hear(fresh, by)
    draw_number(fresh)
    fresh.save()
    return hand_back(fresh, issue)


@action("issue.read")
def log_reading(issue: Issue, *, by: User, refused: bool = False) -> ReadingRecord:
    """Every opening of a confidential issue is written down, and every attempt."""
    return ReadingRecord.objects.create(issue=issue, user=by, at=clock.now(), refused=refused)


AGAIN = timedelta(minutes=10)
"""A part of a page that was just read (a photo, a row of a search) is the same reading so long."""


def log_readings(issues: Iterable[Issue | int], *, by: User) -> int:
    """Write down that rows of these issues were shown; only confidential ones count. Returns how many.

    Issues may be given by id; then the caller knows that they are confidential. What was just read
    by the same person is the same reading. One statement, none without anything confidential.
    """
    pks = {
        one if isinstance(one, int) else one.pk
        for one in issues
        if isinstance(one, int) or one.visibility == Visibility.CONFIDENTIAL
    }
    if not pks:
        return 0
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(READ, [by.pk, now, sorted(pks), by.pk, now - AGAIN])
        return cursor.rowcount


READ = """
INSERT INTO issues_readingrecord (issue_id, user_id, at, refused)
SELECT i, %s, %s, false FROM unnest(%s::bigint[]) AS i
WHERE NOT EXISTS (
  SELECT 1 FROM issues_readingrecord r
  WHERE r.issue_id = i AND r.user_id = %s AND NOT r.refused AND r.at >= %s
)
"""
