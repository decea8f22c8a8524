"""What can be done with an issue in work: for each thing its form, its action, and who finds its button.

The same predicates decide the button and the action; the buttons of states are exactly the moves
that the workflow allows to this person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from issues import actions
from issues.forms import steering as steer
from issues.forms import working as forms
from issues.forms.moving import PriorityForm, SplitForm, UndoMoveForm
from issues.models import Issue
from issues.permissions import can_triage, moves_for
from issues.views.holding import (
    hearings_of,
    holds_moves,
    notes_of,
    open_actions,
    open_contradictions,
    open_offers_of,
    open_questions,
    open_say_of,
    pictures_of,
    promises_of,
    raised_of,
)
from issues.workflow import CLOSED, OPEN, UNLISTED
from wijkraad.people.roles import is_board
from wijkraad.terms.refusal import Refused

May = Callable[[Any, Issue], bool]


class Ready(NamedTuple):
    """Which ready answers fit, and where they go; `mails` tells whether doing it sends a mail to preview."""

    step: str
    field: str
    mails: bool = True


READY = {
    "bericht": Ready("update", "text"),
    "bericht-verbeteren": Ready("update", "text", mails=False),
    "niet-oppakken": Ready("rejected", "reason"),
    "stoppen": Ready("not_resolved", "reason"),
    "klaar": Ready("claimed", "evidence"),
    "klopt-niet": Ready("answer", "answer"),
    "tegenspraak": Ready("answer", "answer"),
    "hulp": Ready("answer", "answer"),
    "inspraak-klaar": Ready("answer", "result"),
}
"""The things to do in which a ready answer can be used."""


@dataclass(frozen=True)
class Doing:
    """One thing: `key` is its address, `do(issue, by, facts)` its action, `may` who finds the button."""

    key: str
    title: "str | LazyText"
    icon: str
    form: type[forms.IssueForm]
    do: Callable[[Issue, Any, dict[str, Any]], Any]
    may: May
    group: str = "more"

    @property
    def reply(self) -> "Ready | None":
        """The step of its ready answers, and the field that takes them."""
        return READY.get(self.key)


def moving(target: str, *sources: str) -> May:
    """Whether the workflow lets this person move the issue there (from one of these states)."""
    return lambda user, issue: target in moves_for(user, issue) and (not sources or issue.status in sources)


def _works(user: Any, issue: Issue) -> bool:
    return can_triage(user) or issue.responsible_id == user.pk


def _open(user: Any, issue: Issue) -> bool:
    return _works(user, issue) and issue.status in OPEN and issue.status != "reported"


def _merge(issue: Issue, by: Any, facts: dict[str, Any]) -> None:
    into = Issue.objects.visible_to(by).filter(number=facts["number"].strip()).first()
    if into is None:
        raise Refused(_("Deze kwestie kennen wij niet."), code="issue.unknown")
    actions.merge_issue(issue, into, by=by)


def must(found: Any) -> Any:
    """What the page offered a moment ago; refused when somebody else was first."""
    if found is None:
        raise Refused(_("Een ander was u voor."), code="late")
    return found


def _promised(*kept: bool | None) -> May:
    """Whether there is a promise in one of these states."""
    return lambda user, issue: _works(user, issue) and any(one.kept in kept for one in promises_of(issue))


def _asked(user: Any, issue: Issue) -> bool:
    return _works(user, issue) and bool(open_questions(issue))


def _evidence(facts: dict[str, Any]) -> dict[str, Any]:
    """Words of evidence with the pictures of before and after that came along."""
    pictures = [actions.NewPicture(facts[name], kind) for name, kind in PICTURES if facts[name]]
    return {"evidence": facts["evidence"], "pictures": pictures, "ticks": facts["vinkjes"]}


def _may_judge(user: Any, issue: Issue) -> bool:
    return (
        _works(user, issue)
        and issue.status in ("in_progress", "waiting", "reported_done")
        and bool(issue.criterion)
    )


def _may_stop(user: Any, issue: Issue) -> bool:
    return moving("not_resolved")(user, issue) and issue.size == Issue.Size.SMALL


def _may_show(user: Any, issue: Issue) -> bool:
    return (
        can_triage(user) and actions.waits_for_hearing(issue) and issue.status not in ("reported", *UNLISTED)
    )


def _may_split(user: Any, issue: Issue) -> bool:
    return can_triage(user) and issue.status in OPEN and issue.report_count > 1


def _moved(user: Any, issue: Issue) -> bool:
    return can_triage(user) and issue.status != "merged" and holds_moves(issue)


PICTURES = (("voor", "before"), ("na", "after"))
LATER = ("decided", "waiting", "in_progress", "rejected", "withdrawn", "not_resolved", "resolved")
DOINGS: dict[str, Doing] = {one.key: one for one in (
    Doing("aan-de-slag", _("Begin met het werk"), "wrench", forms.StartForm,
          lambda issue, by, f: actions.start_work(issue, by=by, **f),
          moving("in_progress", "assessing", "decided", "waiting"), "move"),
    Doing("wachten", _("Wacht op een ander"), "hourglass", steer.WaitForm,
          lambda issue, by, f: actions.wait_for(issue, by=by, **f), moving("waiting"), "move"),
    Doing("klaar", _("Meld klaar, met bewijs"), "check", forms.EvidenceForm,
          lambda issue, by, f: actions.claim_done(issue, by=by, **_evidence(f)), moving("reported_done"), "move"),
    Doing("beoordelen", _("Beoordeel het doel"), "goal", forms.JudgeForm,
          lambda issue, by, f: actions.judge_criterion(issue, by=by, **f), _may_judge, "move"),
    Doing("controleren", _("Controleer: het is opgelost"), "check-check", forms.EvidenceForm,
          lambda issue, by, f: actions.verify_issue(issue, by=by, **_evidence(f)), moving("resolved"), "move"),
    Doing("nog-niet-klaar", _("Nog niet klaar: weer aan het werk"), "undo-2", forms.ReasonForm,
          lambda issue, by, f: actions.move_issue(issue, "in_progress", by=by, **f),
          moving("in_progress", "reported_done"), "move"),
    Doing("stoppen", _("Stop: niet opgelost"), "octagon-x", forms.ReasonForm,
          lambda issue, by, f: actions.stop_issue(issue, by=by, **f), _may_stop, "move"),
    Doing("heropenen", _("Zet weer open"), "rotate-ccw", forms.ReopenForm,
          lambda issue, by, f: actions.reopen_issue(issue, by=by, **f), moving("assessing", *LATER), "move"),
    Doing("niet-oppakken", _("Niet oppakken"), "ban", forms.ReasonForm,
          lambda issue, by, f: actions.reject_issue(issue, by=by, **f), moving("rejected"), "move"),
    Doing("samenvoegen", _("Voeg bij een andere kwestie"), "git-merge", forms.MergeForm, _merge,
          moving("merged"), "move"),
    Doing("losmaken", _("Maak weer los"), "unlink", forms.ReasonForm,
          lambda issue, by, f: actions.unmerge_issue(issue, by=by, **f), moving("assessing", "merged"), "move"),
    Doing("splitsen", _("Splits: dit zijn twee zaken"), "unlink", SplitForm,
          lambda issue, by, f: actions.split_issue(issue, by=by, **f), _may_split, "move"),
    Doing("terugdraaien", _("Draai samenvoegen of splitsen terug"), "undo-2", UndoMoveForm,
          lambda issue, by, f: actions.undo_move(f["record"], by=by), _moved, "move"),
    Doing("tegenspraak", _("Antwoord op “niet opgelost”"), "messages-square", forms.ContradictionForm,
          lambda issue, by, f: actions.answer_contradiction(f.pop("contradiction"), by=by, **f),
          lambda user, issue: _works(user, issue) and bool(open_contradictions(issue)), "move"),
    Doing("klopt-niet", _("Antwoord op “klopt hier iets niet?”"), "circle-help", forms.AnswerWrongForm,
          lambda issue, by, f: actions.answer_wrong(f["question"], by=by, answer=f["answer"]), _asked, "move"),
    Doing("foto", _("Voeg een foto toe"), "camera", forms.PictureForm,
          lambda issue, by, f: actions.add_pictures(
              issue, [actions.NewPicture(f["foto"], f["soort"])], by=by, ticks=f["vinkjes"]), _works),
    Doing("foto-op-de-site", _("Zet een foto op de site"), "camera", forms.ClearPictureForm,
          lambda issue, by, f: actions.clear_photo(
              f["foto"], by=by, ticks=f["vinkjes"], kind=f["soort"], description=f["description"]),
          lambda user, issue: can_triage(user) and any(one.cleared_at is None for one in pictures_of(issue))),
    Doing("hulp", _("Antwoord op een aanbod om te helpen"), "users", steer.HelpAnswerForm,
          lambda issue, by, f: actions.answer_help(f.pop("offer"), by=by, **f),
          lambda user, issue: _works(user, issue) and bool(open_offers_of(issue)), "move"),
    Doing("reactie", _("Leg de reactie van betrokkenen vast"), "messages-square", steer.ReactionForm,
          lambda issue, by, f: actions.record_reaction(f.pop("hearing"), by=by, **f),
          lambda user, issue: _works(user, issue) and any(one.reacted_on is None for one in hearings_of(issue)),
          "move"),
    Doing("volgende-stap", _("Verander de volgende stap"), "flag", steer.StepForm,
          lambda issue, by, f: actions.set_next_step(issue, by=by, **f), _open, "steer"),
    Doing("toewijzen", _("Geef aan iemand anders"), "user-check", forms.AssignForm,
          lambda issue, by, f: actions.assign_issue(issue, by=by, **f),
          lambda user, issue: can_triage(user) and issue.status not in CLOSED, "steer"),
    Doing("maat", _("Verander de maat, het doel en de maatstaf"), "goal", forms.SizeForm,
          lambda issue, by, f: actions.change_size(issue, by=by, **f), _open, "steer"),
    Doing("actie", _("Voeg een actie toe"), "plus", forms.ActionForm,
          lambda issue, by, f: actions.add_action(issue, by=by, **f), _open, "steer"),
    Doing("actie-klaar", _("Actie is klaar"), "check", forms.FinishActionForm,
          lambda issue, by, f: actions.finish_action(
              f["act"], by=by, result=f["result"],
              proof=actions.Proof(f["evidence"], f["link"], f["paper"])),
          lambda user, issue: _open(user, issue) and bool(open_actions(issue)), "steer"),
    Doing("langlopend", _("Dit duurt lang: mijlpaal van dit jaar"), "calendar-clock", steer.LongForm,
          lambda issue, by, f: actions.set_long_running(issue, by=by, **f), _open, "steer"),
    Doing("niet-langlopend", _("Dit is niet meer langlopend"), "undo-2", steer.LongEndForm,
          lambda issue, by, f: actions.end_long_running(issue, by=by, **f),
          lambda user, issue: _open(user, issue) and issue.long_running, "steer"),
    Doing("hoger", _("Leg dit hoger neer"), "trending-up", steer.EscalateForm,
          lambda issue, by, f: actions.escalate(issue, by=by, **f), _open, "steer"),
    Doing("hoger-antwoord", _("Antwoord van hogerop"), "mail-open", steer.RaisedForm,
          lambda issue, by, f: actions.answer_escalation(f.pop("escalation"), by=by, **f),
          lambda user, issue: _works(user, issue) and any(one.answered_on is None for one in raised_of(issue)),
          "steer"),
    Doing("toezegging", _("Leg een toezegging vast"), "hand", steer.PromiseForm,
          lambda issue, by, f: actions.record_promise(issue, by=by, **f), _open, "partner"),
    Doing("toezegging-klaar", _("Toezegging nagekomen of niet"), "check", steer.KeepPromiseForm,
          lambda issue, by, f: actions.keep_promise(f.pop("promise"), by=by, **f), _promised(None), "partner"),
    Doing("toezegging-navragen", _("Wij vroegen een toezegging na"), "phone", steer.ChaseForm,
          lambda issue, by, f: actions.chase_promise(f.pop("promise"), by=by, **f), _promised(None), "partner"),
    Doing("toezegging-terug", _("Toezegging staat toch nog open"), "rotate-ccw", steer.PromiseBackForm,
          lambda issue, by, f: actions.reopen_promise(f.pop("promise"), by=by),
          _promised(True, False), "partner"),
    Doing("bericht", _("Schrijf een bericht voor iedereen"), "megaphone", steer.UpdateForm,
          lambda issue, by, f: actions.publish_update(issue, by=by, **f), _open, "say"),
    Doing("bericht-verbeteren", _("Verbeter een bericht voor iedereen"), "pencil", steer.CorrectForm,
          lambda issue, by, f: actions.correct_update(f.pop("note"), by=by, **f),
          lambda user, issue: _works(user, issue) and any(one.kind == "update" for one in notes_of(issue)),
          "say"),
    Doing("wederhoor", _("Vraag betrokkenen om een reactie"), "messages-square", steer.HearingForm,
          lambda issue, by, f: actions.ask_reaction(issue, by=by, **f),
          lambda user, issue: _works(user, issue) and issue.status in OPEN, "say"),
    Doing("publiceren", _("Zet op de site"), "megaphone", forms.SureForm,
          lambda issue, by, f: actions.publish_issue(issue, by=by), _may_show, "say"),
    Doing("inspraak", _("Zeg wat bewoners mogen beslissen"), "vote", steer.SayForm,
          lambda issue, by, f: actions.open_say(issue, by=by, **f),
          lambda user, issue: _open(user, issue) and open_say_of(issue) is None, "say"),
    Doing("inspraak-klaar", _("Wat is er met de inbreng gedaan?"), "vote", steer.SayDoneForm,
          lambda issue, by, f: actions.close_say(must(open_say_of(issue)), by=by, **f),
          lambda user, issue: _works(user, issue) and open_say_of(issue) is not None, "say"),
    Doing("notitie", _("Schrijf een interne notitie"), "message-square", forms.TextForm,
          lambda issue, by, f: actions.add_note(issue, by=by, **f), lambda user, issue: can_triage(user), "say"),
    Doing("wegen", _("Weeg opnieuw"), "gauge", forms.WeighForm,
          lambda issue, by, f: actions.weigh_issue(issue, by=by, **f), lambda user, issue: can_triage(user)),
    Doing("woorden", _("Verander titel en samenvatting"), "file-text", forms.WordsForm,
          lambda issue, by, f: actions.edit_words(issue, by=by, **f),
          lambda user, issue: can_triage(user) and issue.status != "reported"),
    Doing("thema", _("Verander het thema"), "blend", forms.ThemeForm,
          lambda issue, by, f: actions.change_theme(issue, by=by, **f), lambda user, issue: can_triage(user)),
    Doing("prioriteit", _("Hoort bij een prioriteit"), "star", PriorityForm,
          lambda issue, by, f: actions.link_priority(issue, f["priority"], by=by),
          lambda user, issue: can_triage(user) and issue.status in OPEN and issue.status != "reported"),
    Doing("zichtbaarheid", _("Verander wie het ziet"), "eye", forms.VisibilityForm,
          lambda issue, by, f: actions.change_visibility(issue, by=by, **f), lambda user, issue: can_triage(user)),
)}  # fmt: skip


def doings_for(user: Any, issue: Issue) -> list[Doing]:
    """What this person finds on the page of this issue."""
    return [one for one in DOINGS.values() if one.may(user, issue)]


def why_not_stop(user: Any, issue: Issue) -> bool:
    """Whether the stop button shows, disabled, that a decision is needed."""
    return is_board(user) and issue.size != Issue.Size.SMALL and issue.status in (
        "assessing", "decided", "in_progress", "waiting"
    )  # fmt: skip
