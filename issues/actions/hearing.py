"""Hoor en wederhoor: those concerned are asked for their reaction before a critical text goes public."""

from datetime import date

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.judging import may_work
from issues.models import Hearing, Issue, Note, Visibility
from issues.workflow import CLOSED
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


def heard_first(issue: Issue) -> Hearing:
    """The hearing that lets a critical text go public; each one serves one text.

    Raises Refused while nobody was asked, or while those asked still have time.
    """
    today = clock.today()
    asked = list(issue.hearings.filter(notes=None))
    waiting = [one for one in asked if not one.is_over(today)]
    if waiting:
        raise Refused(
            _("%(who)s mag nog reageren, tot en met %(day)s.")
            % {"who": waiting[0].label.capitalize(), "day": f"{waiting[0].due:%d-%m-%Y}"},
            code="hearing.open",
            first=_("Wacht op de reactie, of op die dag."),
        )
    if not asked:
        raise Refused(
            _("Een kritische tekst komt pas op de site als wij om een reactie hebben gevraagd."),
            code="hearing.none",
            first=_("Vraag eerst een reactie: hoor en wederhoor."),
        )
    return asked[-1]


@action("hearing.ask")
def ask_reaction(
    issue: Issue,
    *,
    by: User,
    label: str,
    text: str,
    how: str,
    due: date,
    whom: str = "",
    asked_on: date | None = None,
) -> Hearing:
    """Ask those concerned for their reaction: what we showed them, how, and until when."""
    fresh = locked(issue)
    may_work(by, fresh)
    if fresh.status in CLOSED:
        raise Refused(_("Deze kwestie is gesloten."), code="issue.closed")
    day = asked_on or clock.today()
    if day > clock.today():
        raise Refused(_("Die dag moet nog komen. Vul in wanneer u het vroeg."), code="hearing.future")
    if due <= day or due < clock.today():
        raise Refused(
            _("Geef hun tijd: de dag van de reactie ligt na de dag van de vraag."), code="issues_hearing_time"
        )
    if not label.strip() or not text.strip() or not how.strip():
        raise Refused(_("Schrijf op aan wie, hoe en wat u voorlegde."), code="hearing.empty")
    return Hearing.objects.create(
        issue=fresh, label=label.strip(), whom=whom.strip(), text=text.strip(), how=how.strip(),
        asked_on=day, due=due, by=by, at=clock.now(),
    )  # fmt: skip


@action("hearing.record")
def record_reaction(hearing: Hearing, *, by: User, on: date, reaction: str) -> Hearing:
    """Their reaction, in the words that go on the site; also after the day, and then it is shown too."""
    issue = locked(hearing.issue)
    may_work(by, issue)
    fresh = Hearing.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    if fresh.reacted_on is not None:
        raise Refused(_("Deze reactie staat er al."), code="hearing.reacted")
    if not reaction.strip():
        raise Refused(_("Schrijf op wat hun reactie is."), code="issues_hearing_reaction")
    if on > clock.today() or on < fresh.asked_on:
        raise Refused(_("Kies een dag tussen de vraag en vandaag."), code="hearing.day")
    fresh.reacted_on, fresh.reaction = on, reaction.strip()
    fresh.save(update_fields=["reacted_on", "reaction"])
    return fresh


def waits_for_hearing(issue: Issue) -> bool:
    """Whether its words would be public now, but hold criticism to which nobody could react yet."""
    return issue.unheard and issue.visibility == Visibility.PUBLIC


def is_heard(issue: Issue) -> bool:
    """Whether a hearing is over that served no text yet, and none still runs."""
    asked = list(issue.hearings.filter(notes=None))
    return bool(asked) and all(one.is_over(clock.today()) for one in asked)


def note_heard(issue: Issue, heard: Hearing, by: User) -> None:
    """Write down which hearing let a critical text go public; each one serves one text."""
    text = _("Kritische tekst op de site gezet, na wederhoor: %(who)s.") % {"who": heard.label}
    Note.objects.create(issue=issue, kind=Note.Kind.INTERNAL, text=text, by=by, at=clock.now(), hearing=heard)


def hear(issue: Issue, by: User) -> None:
    """Before critical words go public: use a hearing that is over; Refused while there is none."""
    if waits_for_hearing(issue):
        note_heard(issue, heard_first(issue), by)
        issue.unheard = False


def may_publish(issue: Issue) -> None:
    """Refuse to let an issue go public while those concerned may still react to its words."""
    if issue.hearings.filter(reacted_on=None, due__gte=clock.today()).exists():
        raise Refused(
            _("Wij vroegen om een reactie en die tijd loopt nog. Daarna kan dit op de site."),
            code="hearing.open",
        )
