""" "Ik help mee": the board answers an offer, the helper can take it back."""

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.judging import may_work
from issues.models import HelpOffer
from issues.notices import tell_helper, tell_responsible
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("help.answer")
def answer_help(offer: HelpOffer, *, by: User, accepted: bool, answer: str) -> HelpOffer:
    """Yes please, or no thanks, in words; the helper gets a mail that leads to them."""
    issue = locked(offer.issue)
    may_work(by, issue)
    fresh = HelpOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if fresh.withdrawn_at is not None:
        raise Refused(_("Dit aanbod is ingetrokken."), code="help.withdrawn")
    if fresh.answered_at is not None:
        raise Refused(_("Hier is al op geantwoord."), code="help.answered")
    if not answer.strip():
        raise Refused(_("Schrijf een antwoord aan wie wil helpen."), code="help.answer")
    fresh.answered_at, fresh.answered_by = clock.now(), by
    fresh.accepted, fresh.answer = accepted, answer.strip()
    fresh.save(update_fields=["answered_at", "answered_by", "accepted", "answer"])
    tell_helper(fresh, issue, "help_answered", by=by)
    return fresh


@action("help.withdraw")
def withdraw_help(offer: HelpOffer, *, by: User | None = None) -> HelpOffer:
    """The helper takes the offer back, also after a yes; who takes care hears of it. Twice is once."""
    issue = locked(offer.issue)
    fresh = HelpOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if by is not None and fresh.user_id != by.pk:
        raise Refused(_("Dit aanbod is niet van u."), code="help.who")
    if fresh.withdrawn_at is None:
        fresh.withdrawn_at = clock.now()
        fresh.save(update_fields=["withdrawn_at"])
        tell_responsible(issue, f"help-withdrawn:{fresh.pk}", "help_withdrawn", by=by)
    return fresh
