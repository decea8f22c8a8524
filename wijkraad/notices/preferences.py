"""How fast somebody hears of a thread: the one place where paces are read and written."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from wijkraad.notices.models import Pace, Preference
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.acting import action
from wijkraad.terms.refusal import Refused

Stopped = Callable[[User | None, str, str], None]
_listeners: list[Stopped] = []
_resumed: list[Stopped] = []
Overview = Callable[[User | None, str], str]
_overviews: list[Overview] = []


def on_stop(listener: Stopped) -> None:
    """Call a function of a higher room (person or None, bare address, thread) when somebody stops a thread.

    It runs in the same transaction; call this in AppConfig.ready.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def on_resume(listener: Stopped) -> None:
    """The same for somebody who stopped a thread and thinks better of it."""
    if listener not in _resumed:
        _resumed.append(listener)


@action("notices.pace")
def set_pace(
    who: User | str, *, by: User | None, thread: str = "", pace: str = Pace.NOW, title: str = ""
) -> Preference:
    """Set the pace of an account or a bare confirmed address; thread "" is all that has no own pace."""
    if pace not in Pace.values:
        raise Refused(_("Kies hoe vaak u bericht wilt."), code="notices.pace")
    person, address = _whose(who)
    known = Preference.objects.filter(person=person, address=address, thread=thread).first()
    preference, _created = Preference.objects.update_or_create(
        person=person,
        address=address,
        thread=thread,
        defaults={"pace": pace, "title": title or (known.title if known else ""), "changed_at": clock.now()},
    )
    before = known.pace if known else ""
    resumes = _resumed if before == Pace.NEVER else []
    for listener in _listeners if pace == Pace.NEVER else resumes:
        listener(person, address, thread)
    return preference


def pace_of(who: User | str, thread: str = "") -> str:
    """The pace that holds for a thread: its own one, else the general one, else at once."""
    person, address = _whose(who)
    found = dict(
        Preference.objects.filter(person=person, address=address, thread__in=["", thread]).values_list(
            "thread", "pace"
        )
    )
    return found.get(thread) or found.get("") or Pace.NOW


def change_digest(who: User | str, *, by: User | None, pace: str, to: str) -> int:
    """Change everything that comes at one pace (a whole digest) to another; returns how many threads."""
    threads = [(thread, "") for thread, now in paces_of(who).items() if now == pace]
    for thread, title in threads:
        set_pace(who, by=by, thread=thread, pace=to, title=title)
    return len(threads)


def paces_of(who: User | str) -> dict[str, str]:
    """Every pace somebody chose, by thread; "" is the general one."""
    person, address = _whose(who)
    found = Preference.objects.filter(person=person, address=address)
    return dict(found.values_list("thread", "pace"))


def on_overview(finder: Overview) -> None:
    """Let a room say where somebody (an account or a bare address) finds what they follow; '' nowhere."""
    _overviews[:] = [finder]


def overview_of(person: User | None, address: str) -> str:
    """The path of that page, or ''."""
    return next((found for finder in _overviews if (found := finder(person, address))), "")


def _whose(who: User | str) -> tuple[User | None, str]:
    """The account behind a bare address, if there is one."""
    if not isinstance(who, str):
        return who, ""
    address = who.strip().lower()
    account = User.objects.filter(email=address).first()
    return (account, "") if account else (None, address)
