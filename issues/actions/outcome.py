"""Whether it is solved: the answers of who lives there, contradictions, and what the system makes of them."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.actions.entering import missing_goal
from issues.actions.gate import hand_back, locked, move_issue
from issues.actions.judging import may_work
from issues.models import Confirmation, Contradiction, Follow, Issue, Outcome, Photo, Report
from issues.notices import tell_answered, tell_responsible
from issues.permissions import SYSTEM
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value
from wijkraad.trail.acting import action

ASKABLE = ("reported_done", "resolved")
"""States in which "is dit opgelost?" makes sense."""
ENOUGH = 2
"""So many followers who say yes verify a result."""

Somebody = tuple[str, int | str]


def is_asking(issue: Issue) -> bool:
    """Whether the question is open: from the claim until the end of aftercare."""
    if issue.status == "resolved":
        return issue.aftercare_until is not None and issue.aftercare_until >= clock.today()
    return issue.status in ASKABLE


@action("issue.judge")
def judge_criterion(
    issue: Issue,
    *,
    by: User,
    judgement: str,
    after_measure: str,
    lesson: str = "",
    kind: str = "",
    photo: Photo | None = None,
) -> Issue:
    """Judge the criterion: reached, partly or missed, with the measure afterwards; kept as an Outcome.

    When residents said yes before this, their verification counts now.
    """
    fresh = locked(issue)
    may_work(by, fresh)
    if fresh.status not in ("in_progress", "waiting", "reported_done"):
        raise Refused(_("Er is nu niets te beoordelen."), code="issue.judge")
    if not fresh.criterion:
        raise Refused(_("Er is nog geen maatstaf. Schrijf die eerst op."), code="issues_issue_goal")
    if judgement not in Issue.Judgement.values:
        raise Refused(_("Kies of het doel gehaald is."), code="issue.judgement")
    if not after_measure.strip() and fresh.size != Issue.Size.SMALL:
        raise Refused(_("Schrijf op wat u gemeten heeft."), code="issue.measure")
    fresh.judgement, fresh.judged_by, fresh.after_measure = judgement, by, after_measure.strip()
    fresh.save(update_fields=["judgement", "judged_by", "after_measure"])
    usual = {"reached": "solved", "partly": "improved", "missed": "no_effect"}[judgement]
    Outcome.objects.create(
        issue=fresh,
        kind=kind or usual,
        judgement=judgement,
        before=fresh.baseline,
        after=after_measure,
        lesson=lesson,
        photo=photo,
        by=by,
        at=clock.now(),
    )
    perhaps_resolve(fresh)
    return hand_back(fresh, issue)


@action("issue.size")
def change_size(
    issue: Issue, *, by: User, size: str, goal: str = "", criterion: str = "", baseline: str = ""
) -> Issue:
    """Another size, with the goal, criterion and baseline that it asks for once work has begun.

    What was judged against another criterion is judged anew: the judgement goes.
    """
    fresh = locked(issue)
    may_work(by, fresh)
    if fresh.status in CLOSED:
        raise Refused(_("Deze kwestie is gesloten."), code="issue.closed")
    if size not in Issue.Size.values:
        raise Refused(_("Kies hoe groot dit is."), code="issue.size")
    before = fresh.criterion
    fresh.size = size
    fresh.goal = goal.strip() or fresh.goal
    fresh.criterion = criterion.strip() or fresh.criterion
    fresh.baseline = baseline.strip() or fresh.baseline
    begun = fresh.status in ("in_progress", "reported_done")
    if begun and missing_goal(fresh):
        raise Refused(missing_goal(fresh), code="issues_issue_goal")
    if fresh.criterion != before:
        fresh.judgement, fresh.judged_by, fresh.after_measure = "", None, ""
    fresh.save()
    return hand_back(fresh, issue)


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
    picture: ContentFile | None = None,
    public_reason: str = "",
) -> Confirmation:
    """The answer of somebody who lives there. A "nee" needs a reason and opens a contradiction.

    Each person has one answer per claim, whether it comes from an account, a followed address or an
    own report: a later one replaces it, so pressing twice counts once. `picture` (drawn anew) is kept
    with the report of who answers. Two followers of two households, or one reporter with a photo, who
    say yes resolve it once the responsible person has judged the criterion; not the home of the claimer.
    """
    fresh = locked(issue)
    _judge_answer(fresh, by, follow, report, solved, reason)
    if picture is not None and report is not None:
        photo = _keep_picture(picture, report)
    made = answer_of(fresh, by, follow, report) or Confirmation(issue=fresh)
    made.kind = Confirmation.Kind.SOLVED if solved else Confirmation.Kind.NOT_SOLVED
    made.user, made.follow, made.report = by or made.user, follow or made.follow, report or made.report
    made.reason, made.public_reason = reason.strip(), public_reason
    made.photo = photo or made.photo
    made.at = clock.now()
    made.save()
    if solved:
        _take_back(fresh)
        perhaps_resolve(fresh)
    else:
        _contradict(fresh, made)
    hand_back(fresh, issue)
    return made


def _judge_answer(
    issue: Issue, by: User | None, follow: Follow | None, report: Report | None, solved: bool, reason: str
) -> None:
    if issue.status == "resolved" and not is_asking(issue):
        raise Refused(
            _("De nazorg is voorbij."),
            code="answer.late",
            first=_("Is het er weer? Meld het opnieuw. Wij leggen het verband."),
        )
    if not is_asking(issue):
        raise Refused(_("Deze vraag is nu niet aan de orde."), code="answer.state")
    if by is None and follow is None and report is None:
        raise Refused(_("Log in, of gebruik de link in de mail."), code="answer.who")
    if follow is not None and (follow.issue_id != issue.pk or follow.confirmed_at is None):
        raise Refused(_("Bevestig eerst dat u deze kwestie volgt."), code="answer.unconfirmed")
    if report is not None and (report.issue_id != issue.pk or report.withdrawn_at is not None):
        raise Refused(_("Deze melding hoort niet meer bij deze kwestie."), code="answer.report")
    if not solved and not reason.strip():
        raise Refused(_("Vertel waarom het niet is opgelost."), code="answer.reason")
    if solved and ("user", issue.claimed_by_id) in _people([(by, follow, report)]):
        raise Refused(_("U meldde dit zelf klaar. Iemand anders zegt of het klopt."), code="issue.other")


def _keep_picture(picture: ContentFile, report: Report) -> Photo:
    """A picture of the reporter, inside until somebody ticked the list."""
    photo = Photo(report=report, kind="after", created_at=clock.now())
    photo.file.save("photo.jpg", picture, save=False)
    photo.save()
    return photo


def _people(
    answers: Iterable[tuple[User | None, Follow | None, Report | None]],
) -> list[Somebody]:
    """Who each answer is of; an address of an account is that account, so one person counts once."""
    rows = list(answers)
    addresses = {one.email for _by, *rest in rows for one in rest if one is not None and one.email}
    accounts = dict(User.objects.filter(email__in=addresses).values_list("email", "pk")) if addresses else {}
    return [_person(by, follow, report, accounts) for by, follow, report in rows]


def _person(
    by: User | None, follow: Follow | None, report: Report | None, accounts: dict[str, int]
) -> Somebody:
    account = (by and by.pk) or (follow and follow.user_id) or (report and report.reporter_id)
    if account:
        return "user", account
    address = (follow and follow.email) or (report and report.email) or ""
    if address:
        return ("user", accounts[address]) if address in accounts else ("mail", address)
    return "report", report.pk if report else 0


def answers_now(issue: Issue) -> list[Confirmation]:
    """The answers since the last claim, oldest first; one of each person."""
    rows = issue.confirmations.filter(
        kind__in=["solved", "not_solved"], at__gte=issue.claimed_at or issue.created_at
    )
    return list(rows.select_related("user", "follow", "report").order_by("id"))


def answer_of(
    issue: Issue, by: User | None = None, follow: Follow | None = None, report: Report | None = None
) -> Confirmation | None:
    """The answer that this person gave since the last claim."""
    known = answers_now(issue)
    me, *others = _people([(by, follow, report), *((one.user, one.follow, one.report) for one in known)])
    return next((one for one, who in zip(known, others, strict=True) if who == me), None)


def _noes(issue: Issue) -> list[Confirmation]:
    return [one for one in answers_now(issue) if one.kind == Confirmation.Kind.NOT_SOLVED]


def _contradict(issue: Issue, answer: Confirmation) -> None:
    found = issue.contradictions.select_for_update().filter(settled_at=None).first()
    if found is None:
        found = Contradiction.objects.create(
            issue=issue, state=issue.status, opened_at=clock.now(), public_reason=answer.public_reason
        )
        tell_responsible(issue, f"contradiction:{found.pk}", "contradiction")
        return
    since = [one for one in _noes(issue) if one.at >= found.opened_at]
    found.count = max(1, len(since))
    found.public_reason = found.public_reason or answer.public_reason
    found.save(update_fields=["count", "public_reason"])


def _take_back(issue: Issue) -> None:
    """Everybody who said no says yes now: the contradiction is over without an answer of ours."""
    found = issue.contradictions.select_for_update().filter(settled_at=None).first()
    if found is not None and not _noes(issue):
        _settle(found, Contradiction.Settled.TAKEN_BACK)


def perhaps_resolve(issue: Issue) -> None:
    """The system's own verification of a claim; the caller holds the row.

    Only when the responsible person judged the criterion (and not as missed) and nobody contradicts.
    """
    if issue.status != "reported_done" or issue.judgement not in ("reached", "partly"):
        return
    if issue.judged_by_id is None or issue.judged_by_id != issue.responsible_id:
        return
    answers = answers_now(issue)
    if not answers or any(one.kind == Confirmation.Kind.NOT_SOLVED for one in answers):
        return
    if issue.contradictions.filter(settled_at=None).exists():
        return
    who = _people((one.user, one.follow, one.report) for one in answers)
    said = dict(zip(who, answers, strict=True))
    others = _of_other_homes(issue, list(said))
    saw_it = any(_saw_it(issue, said[who]) for who in others)
    following = _following(issue)
    if saw_it or sum(1 for who in others if who in following) >= ENOUGH:
        move_issue(
            issue, "resolved", by=None, also=SYSTEM, reason=noop("Bewoners zeggen dat het is opgelost.")
        )


def _of_other_homes(issue: Issue, people: list[Somebody]) -> list[Somebody]:
    """One person of each household, none of the household of who claimed it: as far as homes are known."""
    claimer: Somebody = ("user", issue.claimed_by_id or 0)
    homes = _homes(issue, [claimer, *people])
    seen, found = set(homes[claimer]), list[Somebody]()
    for who in people:
        if who != claimer and seen.isdisjoint(homes[who]):
            found.append(who)
            seen |= homes[who]
    return found


def _homes(issue: Issue, people: list[Somebody]) -> dict[Somebody, set[str]]:
    """The keys of the households that accounts and reports of these people name."""
    homes: dict[Somebody, set[str]] = {who: set() for who in people}
    accounts = User.objects.filter(pk__in=[key for kind, key in people if kind == "user"])
    for key, home in accounts.exclude(household="").values_list("pk", "household"):
        homes["user", key].add(home)
    reports = list(issue.reports.exclude(household=""))
    for who, report in zip(_people((None, None, one) for one in reports), reports, strict=True):
        homes.get(who, set()).add(report.household)
    return homes


def _saw_it(issue: Issue, answer: Confirmation) -> bool:
    """A reporter of before the claim, with a confirmed contact, who sends a photo."""
    report = answer.report
    return bool(
        report
        and answer.photo_id
        and report.confirmed_at
        and issue.claimed_at
        and report.created_at <= issue.claimed_at
    )


def _following(issue: Issue) -> set[Somebody]:
    """Who follows it now, as people."""
    rows = issue.follows.filter(ended_at=None, confirmed_at__isnull=False).select_related("user")
    return set(_people((None, one, None) for one in rows))


@action("contradiction.answer")
def answer_contradiction(
    contradiction: Contradiction, *, by: User, returned: bool, answer: str, public_reason: str = ""
) -> Contradiction:
    """Who takes care answers: back to work, or explains publicly why it stays as it is."""
    issue = locked(contradiction.issue)
    may_work(by, issue)
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
    else:
        tell_answered(fresh, issue, by=by)
    hand_back(issue, contradiction.issue)
    return fresh


def _settle(contradiction: Contradiction, how: str, answer: str = "", public_reason: str = "") -> None:
    contradiction.settled_at, contradiction.settled_how = clock.now(), how
    contradiction.answer = answer.strip()
    contradiction.public_reason = public_reason.strip() or contradiction.public_reason
    contradiction.save()


@action("contradiction.reason")
def approve_reason(contradiction: Contradiction, *, by: User, public_reason: str) -> Contradiction:
    """Words of residents, approved for the site; the original stays inside."""
    issue = locked(contradiction.issue)
    may_work(by, issue)
    fresh = Contradiction.objects.select_for_update().get(pk=contradiction.pk)
    fresh.public_reason = public_reason.strip()
    fresh.save(update_fields=["public_reason"])
    return fresh


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
