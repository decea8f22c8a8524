"""What the answers of members outside a meeting, or of chair and treasurer in an urgent case, come to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.actions.sitting import needed_of
from meetings.actions.votes import AGAINST, FOR, verdict
from meetings.models import Decision, OutsideAnswer
from wijkraad.people.roles import has_role
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value

VOTES = ("for", "against", "abstain")


def judge_answers(decision: Decision) -> tuple[str, dict[str, Any]]:
    """("adopted" or "rejected", the totals). Raises Refused while too few answered."""
    answers = list(decision.answers.select_related("person"))
    given = [answer.choice for answer in answers]
    totals: dict[str, Any] = {f"votes_{choice}": given.count(choice) for choice in VOTES}
    totals["vote_way"] = "names"
    if decision.way == "urgent":
        return _judge_urgent(decision, answers), totals
    free = [answer for answer in answers if answer.choice != "conflict"]
    if not free:
        raise Refused(
            _("Iedereen die gevraagd is heeft een belang. Neem dit mee naar een vergadering."),
            code="all_declared",
        )
    found = verdict(decision, totals["votes_for"], totals["votes_against"], clock.today())
    _refuse_early(decision, free, totals, found)
    return (AGAINST if found != FOR else FOR), totals


def _refuse_early(decision: Decision, free: list[OutsideAnswer], totals: dict[str, Any], found: str) -> None:
    """Enough members answered, and everybody had their time; unless the rest can change nothing any more."""
    answered = sum(totals[f"votes_{choice}"] for choice in VOTES)
    words = {"given": answered, "asked": len(free)}
    if answered < needed_of(len(free), clock.today()):
        raise Refused(_("Nog te weinig antwoorden: %(given)d van %(asked)d.") % words, code="quorum")
    silent = len(free) - answered
    lead = totals["votes_for"] - totals["votes_against"]
    certain = lead > silent if found == FOR else lead <= -silent
    if silent and not certain and decision.answer_by is not None and clock.today() <= decision.answer_by:
        raise Refused(
            _("%(given)d van %(asked)d leden antwoordden. De anderen hebben tot en met %(day)s de tijd.")
            % (words | {"day": decision.answer_by.strftime("%d-%m-%Y")}),
            code="answers_open",
        )


def _judge_urgent(decision: Decision, answers: list[OutsideAnswer]) -> str:
    agreed = [answer.person for answer in answers if answer.choice == "for"]
    if any(answer.choice in ("against", "abstain") for answer in answers):
        return AGAINST
    chairs = [person for person in agreed if has_role(person, "chair")]
    treasurers = [person for person in agreed if has_role(person, "treasurer")]
    if len(set(chairs + treasurers)) < 2 or not chairs or not treasurers:
        raise Refused(_("Met spoed besluiten doen de voorzitter en de penningmeester samen."), code="urgent")
    limit = value("urgent_limit")
    if (decision.mandate_amount or 0) > limit:
        raise Refused(_("Met spoed mag hoogstens € %(limit)s.") % {"limit": limit}, code="urgent_limit")
    return FOR
