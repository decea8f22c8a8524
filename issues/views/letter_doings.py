"""What can be done with a letter: for each thing its form, its action, and when its button shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from issues import actions
from issues.forms import letters as kinds
from issues.letters.clocks import DEFAULT_KINDS, HEARD_KINDS, LEGAL
from issues.models import Letter
from issues.permissions import letter_moves_for
from issues.workflow import LETTER_RUNNING
from wijkraad.people.roles import is_board

Act = Callable[[Letter, Any, dict[str, Any]], Any]


def always(letter: Letter) -> bool:
    return True


@dataclass(frozen=True)
class Doing:
    """One thing. `target` is the move it makes, if any; `fits` says when it makes sense at all."""

    title: "str | LazyText"
    icon: str
    form: type[forms.Form]
    do: Act
    target: str = ""
    fits: Callable[[Letter], bool] = always
    why: "str | LazyText" = ""


def _term_runs(letter: Letter) -> bool:
    return letter.status == "sent" and letter.kind in LEGAL and letter.term_ends is not None


def _can_be_longer(letter: Letter) -> bool:
    return _term_runs(letter) and letter.paused_on is None


def _with_paper(do: Callable[..., Any]) -> Act:
    """The action, and the proof that came with its form: both or neither."""

    def act(letter: Letter, by: Any, facts: dict[str, Any]) -> None:
        paper = facts.pop("paper")
        with transaction.atomic():
            do(letter, by=by, **facts)
            if paper is not None:
                actions.keep_paper(letter, paper, by=by, kind="receipt")

    return act


DOINGS: dict[str, Doing] = {
    "verstuurd": Doing(_("Leg vast dat hij verstuurd is"), "send", kinds.SendForm,
                       _with_paper(actions.send_letter), "sent",
                       lambda x: x.status == "concept"),
    "antwoord": Doing(_("Leg ontvangen antwoord vast"), "mail-open", kinds.AnswerForm,
                      lambda x, by, f: actions.record_answer(x, by=by, **f), "answered"),
    "ontvangst": Doing(_("Leg bewijs van ontvangst vast"), "badge-check", kinds.ReceiptForm,
                       _with_paper(actions.record_receipt),
                       fits=lambda x: x.status == "sent" and not x.received_on),
    "termijn": Doing(_("Termijn veranderd"), "calendar-clock", kinds.ExtendForm,
                     lambda x, by, f: actions.extend_term(x, by=by, **f), fits=_can_be_longer),
    "stilstaan": Doing(_("De termijn staat stil"), "hourglass", kinds.PauseForm,
                       lambda x, by, f: actions.pause_term(x, by=by, **f), fits=_can_be_longer,
                       why=_("Zij vroegen ons om iets, of wij spraken dit samen af.")),
    "loopt-weer": Doing(_("De termijn loopt weer"), "rotate-ccw", kinds.ResumeForm,
                        lambda x, by, f: actions.resume_term(x, by=by, **f),
                        fits=lambda x: _term_runs(x) and x.paused_on is not None),
    "hoorzitting": Doing(_("Leg de hoorzitting vast"), "messages-square", kinds.HeardForm,
                         lambda x, by, f: actions.record_heard(x, by=by, **f),
                         fits=lambda x: x.kind in HEARD_KINDS),
    "rappel": Doing(_("Wij vroegen het opnieuw"), "bell", kinds.RemindForm,
                    lambda x, by, f: actions.remind_letter(x, by=by, **f)),
    "ingebrekestelling": Doing(_("Stuur ingebrekestelling"), "send", kinds.DayForm,
                               lambda x, by, f: actions.declare_default(x, by=by, **f), "in_default",
                               lambda x: x.kind in DEFAULT_KINDS and x.paused_on is None,
                               _("Dit is een brief waarin staat dat zij te laat zijn. Daarna hebben zij nog"
                                 " twee weken.")),
    "afsluiten": Doing(_("Sluit af"), "check", kinds.LetterReasonForm,
                       lambda x, by, f: actions.move_letter(x, "closed", by=by, **f), "closed"),
    "geen-antwoord": Doing(_("Dit was geen antwoord"), "rotate-ccw", kinds.LetterReasonForm,
                           lambda x, by, f: actions.move_letter(x, "sent", by=by, **f), "sent",
                           lambda x: x.status == "answered"),
    "intrekken": Doing(_("Trek de brief in"), "undo-2", kinds.LetterReasonForm,
                       lambda x, by, f: actions.move_letter(x, "withdrawn", by=by, **f), "withdrawn"),
    "bestand": Doing(_("Voeg een bestand toe"), "upload", kinds.PaperForm,
                     lambda x, by, f: actions.keep_paper(x, f["paper"], by=by, kind=f["kind"]),
                     fits=lambda x: x.status != "scrapped"),
    "weggooien": Doing(_("Gooi dit concept weg"), "eraser", kinds.NothingForm,
                       lambda x, by, f: actions.move_letter(x, "scrapped", by=by), "scrapped"),
}  # fmt: skip


def _keeps(key: str, user: Any) -> bool:
    """Proof may come in after a letter was answered or closed."""
    return key == "bestand" and is_board(user)


def doings_for(user: Any, letter: Letter) -> dict[str, Doing]:
    """What this person may do now with this letter."""
    moves = letter_moves_for(user, letter)
    running = is_board(user) and letter.status in LETTER_RUNNING
    return {
        key: one
        for key, one in DOINGS.items()
        if one.fits(letter) and (one.target in moves if one.target else running or _keeps(key, user))
    }
