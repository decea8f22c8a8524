"""What neighbours do with an issue: say that they suffer from it too, offer help, say what is wrong."""

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from issues.actions.gate import hand_back, locked
from issues.models import Confirmation, HelpOffer, Issue, Note, Visibility
from issues.notices import tell_asker, tell_helper, tell_responsible
from issues.permissions import can_triage
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("issue.affected")
def confirm_affected(
    issue: Issue, *, by: User | None = None, household: str = "", reason: str = ""
) -> Confirmation:
    """ "Ik heb hier ook last van": once per account and once per household.

    `household` is the keyed hash of an address (see `household_key`); the account's own goes first.
    A visitor needs one: without it nobody could tell one person from ten.
    """
    fresh = locked(issue)
    if not fresh.is_public or fresh.visibility != Visibility.PUBLIC:
        raise Refused(_("Deze kwestie is niet openbaar."), code="issue.closed")
    if fresh.status in CLOSED:
        again = _("Is het er weer? Meld het opnieuw.")
        raise Refused(_("Deze kwestie is gesloten."), code="affected.closed", first=again)
    home = (by.household if by is not None else "") or household
    if by is None and not home:
        raise Refused(_("Vul uw postcode en huisnummer in."), code="affected.home")
    known = _affected_before(fresh, by, home)
    if known is not None:
        return known
    number = _home_number(fresh, home)
    made = Confirmation.objects.create(
        issue=fresh, kind=Confirmation.Kind.AFFECTED, user=by, reason=reason.strip(),
        household=home, household_ordinal=number, at=clock.now(),
    )  # fmt: skip
    if number is not None and number > fresh.affected_count:
        fresh.affected_count = number
        fresh.save(update_fields=["affected_count"])
    hand_back(fresh, issue)
    return made


def _home_number(issue: Issue, home: str) -> int | None:
    """The number of a household among those who suffer too (issue held); it survives erasing the address."""
    if not home:
        return None
    known = issue.confirmations.filter(household_ordinal__isnull=False)
    same = known.filter(household=home).values_list("household_ordinal", flat=True).first()
    return same or (known.aggregate(most=Max("household_ordinal"))["most"] or 0) + 1


def recount_affected(issue: Issue) -> None:
    """Number the households anew after a merge, an erased one on its own; the caller holds the row."""
    rows = list(issue.confirmations.filter(household_ordinal__isnull=False).order_by("at", "pk"))
    homes: dict[str, int] = {}
    for row in rows:
        row.household_ordinal = homes.setdefault(row.household or f"erased {row.pk}", len(homes) + 1)
        row.save(update_fields=["household_ordinal"])
    issue.affected_count = len(homes)
    issue.save(update_fields=["affected_count"])


def _affected_before(issue: Issue, by: User | None, home: str) -> Confirmation | None:
    same = Q(user=by) if by is not None else Q(pk=None)
    if home:
        same |= Q(household=home)
    return issue.confirmations.filter(same, kind=Confirmation.Kind.AFFECTED).first()


@action("issue.help")
def offer_help(
    issue: Issue, *, by: User | None = None, email: str = "", kind: str, text: str = ""
) -> HelpOffer:
    """ "Ik help mee": reaches the responsible person."""
    fresh = locked(issue)
    if not fresh.is_public:
        raise Refused(_("Deze kwestie is niet openbaar."), code="issue.closed")
    if by is None and not email:
        raise Refused(_("Laat weten hoe wij u bereiken."), code="help.contact")
    made = HelpOffer.objects.create(
        issue=fresh, kind=kind, text=text.strip(), user=by, email=email.strip().lower(), at=clock.now()
    )
    tell_responsible(fresh, f"help:{made.pk}", "help", by=by)
    tell_helper(made, fresh, "help_thanks", by=by)
    return made


@action("issue.wrong")
def report_wrong(issue: Issue, *, by: User | None = None, text: str) -> Note:
    """ "Klopt hier iets niet?": reaches the responsible person as an inner note."""
    fresh = locked(issue)
    if not text.strip():
        raise Refused(_("Schrijf op wat er niet klopt."), code="note.empty")
    made = Note.objects.create(issue=fresh, kind=Note.Kind.WRONG, text=text.strip(), by=by, at=clock.now())
    tell_responsible(fresh, f"wrong:{made.pk}", "wrong", by=by)
    return made


@action("issue.answer_wrong")
def answer_wrong(question: Note, *, by: User, answer: str) -> Note:
    """The dated answer to "Klopt hier iets niet?"; everybody reads it, the question stays inside."""
    issue = locked(question.issue)
    if not can_triage(by) and issue.responsible_id != by.pk:
        raise Refused(_("Alleen wie ervoor zorgt, het bestuur of de wijkmanager kan dit."), code="issue.who")
    fresh = Note.objects.select_for_update().get(pk=question.pk)
    if fresh.kind != Note.Kind.WRONG or fresh.answers.exists():
        raise Refused(_("Hier is al op geantwoord."), code="wrong.answered")
    if not answer.strip():
        raise Refused(_("Schrijf een antwoord dat iedereen mag lezen."), code="wrong.answer")
    made = Note.objects.create(
        issue=issue, kind=Note.Kind.ANSWER, text=answer.strip(), by=by, at=clock.now(), replies_to=fresh
    )
    tell_asker(made, issue, fresh.by, by=by)
    return made
