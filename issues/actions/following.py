"""What neighbours do: follow, confirm, say solved or not, offer help; and what the system makes of it."""

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions.gate import hand_back, locked, move_issue
from issues.models import Confirmation, Contradiction, Follow, HelpOffer, Issue, Note, Photo, Report
from issues.notices import tell_asker, tell_follow_code, tell_responsible
from issues.permissions import SYSTEM, can_triage, can_view
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action

ASKABLE = ("reported_done", "resolved")
"""States in which "is dit opgelost?" makes sense."""


@action("issue.follow")
def follow_issue(issue: Issue, *, by: User | None = None, email: str = "", pace: str = "once") -> Follow:
    """Follow by account (at once) or by e-mail (after pressing the button in the mail). Twice is once."""
    fresh = locked(issue)
    if not (fresh.is_public or (by is not None and can_view(by, fresh))):
        raise Refused(_("Deze kwestie kunt u niet volgen."), code="follow.closed")
    email = "" if by is not None else email.strip().lower()
    if by is None and not email:
        raise Refused(_("Vul uw e-mailadres in."), code="follow.email")
    known = Follow.objects.filter(issue=fresh, user=by, email=email, ended_at=None).first()
    if known is not None:
        return known
    now = clock.now()
    made = Follow.objects.create(
        issue=fresh, user=by, email=email, pace=pace, created_at=now, confirmed_at=now if by else None
    )
    if by is None:
        tell_follow_code(made)
    else:
        _count_followers(fresh, 1)
        hand_back(fresh, issue)
    return made


def _count_followers(issue: Issue, change: int) -> None:
    Issue.objects.filter(pk=issue.pk).update(follower_count=F("follower_count") + change)
    issue.follower_count += change


@action("follow.confirm")
def confirm_follow(follow: Follow, *, by: User | None = None) -> Follow:
    """The button in the mail: the address follows from now on."""
    issue = locked(follow.issue)
    fresh = Follow.objects.select_for_update().get(pk=follow.pk)
    if fresh.confirmed_at is None and fresh.ended_at is None:
        fresh.confirmed_at = clock.now()
        fresh.save(update_fields=["confirmed_at"])
        _count_followers(issue, 1)
    return fresh


@action("follow.end")
def end_follow(follow: Follow, *, by: User | None = None) -> Follow:
    """Stop following; the row stays, so that figures over old periods stay equal."""
    issue = locked(follow.issue)
    fresh = Follow.objects.select_for_update().get(pk=follow.pk)
    if fresh.ended_at is None:
        fresh.ended_at = clock.now()
        fresh.save(update_fields=["ended_at"])
        if fresh.confirmed_at:
            _count_followers(issue, -1)
    return fresh


@action("issue.affected")
def confirm_affected(issue: Issue, *, by: User | None = None, reason: str = "") -> Confirmation:
    """ "Ik heb hier ook last van": once per account."""
    fresh = locked(issue)
    if not fresh.is_public:
        raise Refused(_("Deze kwestie is niet openbaar."), code="issue.closed")
    if by is not None:
        known = fresh.confirmations.filter(kind=Confirmation.Kind.AFFECTED, user=by).first()
        if known is not None:
            return known
    return Confirmation.objects.create(
        issue=fresh, kind=Confirmation.Kind.AFFECTED, user=by, reason=reason.strip(), at=clock.now()
    )


@action("issue.answer_solved")
def answer_solved(
    issue: Issue,
    *,
    by: User | None = None,
    follow: Follow | None = None,
    report: Report | None = None,
    solved: bool,
    reason: str = "",
    photo: Photo | None = None,
    public_reason: str = "",
) -> Confirmation:
    """The answer of somebody who lives there. A "nee" needs a reason and opens a contradiction.

    Each person has one answer; a later one replaces it in the counts. Two followers, or one
    reporter with a photo, who say yes resolve it once the criterion is judged.
    """
    fresh = locked(issue)
    if fresh.status not in ASKABLE:
        raise Refused(_("Deze vraag is nu niet aan de orde."), code="answer.state")
    if by is None and follow is None and report is None:
        raise Refused(_("Log in, of gebruik de link in de mail."), code="answer.who")
    if not solved and not reason.strip():
        raise Refused(_("Vertel waarom het niet is opgelost."), code="answer.reason")
    kind = Confirmation.Kind.SOLVED if solved else Confirmation.Kind.NOT_SOLVED
    made = Confirmation.objects.create(
        issue=fresh,
        kind=kind,
        user=by,
        follow=follow,
        report=report,
        reason=reason.strip(),
        photo=photo,
        public_reason=public_reason,
        at=clock.now(),
    )
    if solved:
        _perhaps_resolve(fresh)
    else:
        _contradict(fresh, made)
    hand_back(fresh, issue)
    return made


def _contradict(issue: Issue, answer: Confirmation) -> None:
    found = issue.contradictions.select_for_update().filter(settled_at=None).first()
    if found is None:
        found = Contradiction.objects.create(
            issue=issue, state=issue.status, opened_at=clock.now(), public_reason=answer.public_reason
        )
        tell_responsible(issue, f"contradiction:{found.pk}", "contradiction")
    else:
        found.count += 1
        found.public_reason = found.public_reason or answer.public_reason
        found.save(update_fields=["count", "public_reason"])


def answers_now(issue: Issue) -> list[Confirmation]:
    """The last answer of each person since the last claim, oldest first."""
    found: dict[tuple[int | None, int | None, int | None], Confirmation] = {}
    rows = issue.confirmations.filter(
        kind__in=["solved", "not_solved"], at__gte=issue.claimed_at or issue.created_at
    )
    for row in rows.order_by("id"):
        found[(row.user_id, row.follow_id, row.report_id)] = row
    return list(found.values())


def _perhaps_resolve(issue: Issue) -> None:
    """The system's own verification; only when nobody contradicts and the criterion is judged."""
    if issue.status != "reported_done" or not issue.judgement or issue.judged_by_id is None:
        return
    answers = answers_now(issue)
    if any(answer.kind == Confirmation.Kind.NOT_SOLVED for answer in answers):
        return
    yes = [answer for answer in answers if answer.user_id is None or answer.user_id != issue.claimed_by_id]
    with_photo = any(answer.report_id and answer.photo_id for answer in yes)
    followers = {answer.follow_id or f"u{answer.user_id}" for answer in yes if _follows(issue, answer)}
    if with_photo or len(followers) >= 2:
        move_issue(
            issue, "resolved", by=None, also=SYSTEM, reason=noop("Bewoners zeggen dat het is opgelost.")
        )


def _follows(issue: Issue, answer: Confirmation) -> bool:
    if answer.follow_id:
        return True
    return bool(answer.user_id) and issue.follows.filter(user=answer.user_id, ended_at=None).exists()


@action("contradiction.answer")
def answer_contradiction(
    contradiction: Contradiction, *, by: User, returned: bool, answer: str, public_reason: str = ""
) -> Contradiction:
    """The responsible person answers: back to work, or explains publicly why it stays as it is."""
    issue = locked(contradiction.issue)
    fresh = Contradiction.objects.select_for_update().get(pk=contradiction.pk)
    if fresh.settled_at:
        raise Refused(_("Hier is al op geantwoord."), code="contradiction.settled")
    if not answer.strip():
        raise Refused(_("Schrijf een antwoord dat iedereen mag lezen."), code="contradiction.answer")
    how = Contradiction.Settled.RETURNED if returned else Contradiction.Settled.ANSWERED
    _settle(fresh, how, answer, public_reason)
    if returned:
        target = "in_progress" if issue.status == "reported_done" else "assessing"
        move_issue(issue, target, by=by, reason=answer, public_reason=answer)
    hand_back(issue, contradiction.issue)
    return fresh


def _settle(contradiction: Contradiction, how: str, answer: str = "", public_reason: str = "") -> None:
    contradiction.settled_at, contradiction.settled_how = clock.now(), how
    contradiction.answer = answer.strip()
    contradiction.public_reason = public_reason or contradiction.public_reason
    contradiction.save()


def settle_contradictions() -> int:
    """Return what stayed unanswered for 14 days: reported_done → in_progress, resolved → assessing."""
    last = clock.now() - timedelta(days=int(value("contradiction_days")))
    waiting = Contradiction.objects.filter(settled_at=None, opened_at__lte=last).select_related("issue")
    return sum(1 for contradiction in waiting if _return(contradiction, by=None))


@action("contradiction.unanswered")
def _return(contradiction: Contradiction, *, by: None) -> bool:
    issue = locked(contradiction.issue)
    fresh = Contradiction.objects.select_for_update().get(pk=contradiction.pk)
    if fresh.settled_at:
        return False
    _settle(fresh, Contradiction.Settled.SYSTEM)
    target = {"reported_done": "in_progress", "resolved": "assessing"}.get(issue.status)
    if target is None:
        return False
    reason = noop("Bewoners zeiden dat het niet is opgelost. Niemand gaf binnen 14 dagen antwoord.")
    move_issue(issue, target, by=None, also=SYSTEM, reason=reason, public_reason=reason)
    return True


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
