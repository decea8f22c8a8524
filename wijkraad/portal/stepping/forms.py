"""The small forms of stepping in: what is done, why it was stuck, and what that should bring."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import PersonField, PlainForm, day_field, list_choices, offer, text_field
from issues.forms.steering import EscalateForm
from issues.ladder import due_of
from issues.models import Intervention
from meetings.models import Meeting
from meetings.permissions import leads
from wijkraad.portal.stepping.subject import Subject
from wijkraad.terms import clock
from wijkraad.ui.filters import day_week

CAUSE = _("Waardoor zit het vast?")
CAUSE_HELP = _("In één zin. Zo leren wij waarom dingen blijven liggen.")
EXPECTED = _("Wat verwacht u dat dit brengt?")
EXPECTED_HELP = _("Na 30 dagen meten wij of het hielp.")
QUESTION = _("Hoe staat het ervoor? Wat is de volgende stap, en wanneer is die klaar?")
PROPOSAL = _("Wilt u vóór de volgende vergadering een voorstel schrijven waar wij over kunnen beslissen?")
REMINDER = _("Het verslag is er nog niet. Wilt u het schrijven, of zeggen wanneer het komt?")


def cause_field() -> forms.CharField:
    return text_field(CAUSE, rows=2, required=False, help_text=CAUSE_HELP)


def expected_field() -> forms.CharField:
    return text_field(EXPECTED, rows=2, required=False, help_text=EXPECTED_HELP)


class SteppingForm(PlainForm):
    """The base: knows the row and who steps in."""

    def __init__(self, *args: Any, subject: Subject, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.user = subject, user
        self.prepare()

    def prepare(self) -> None:
        """Fill in what is known."""


class AskForm(SteppingForm):
    question = text_field(_("Uw vraag"), rows=3, needed=_("Schrijf uw vraag op."))
    due = day_field(_("Antwoord vóór"))
    cause, expected = cause_field(), expected_field()

    def prepare(self) -> None:
        issue = self.subject.issue
        talked = issue is not None and issue.talks_since_decision >= 3
        words = REMINDER if self.subject.kind == "uitgave" else PROPOSAL if talked else QUESTION
        self.fields["question"].initial = words
        self.fields["due"].initial = due_of("owner")


class RaiseForm(EscalateForm):
    """The ladders of an issue, with what is expected of it."""

    expected = expected_field()

    def __init__(self, *args: Any, subject: Subject, user: Any, **kwargs: Any) -> None:
        assert subject.issue is not None
        super().__init__(*args, issue=subject.issue, user=user, **kwargs)


class GiveForm(SteppingForm):
    responsible = PersonField(_("Aan wie"))
    cause, expected = cause_field(), expected_field()


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{day_week(obj.starts_at)}, {obj.title}"


class AgendaForm(SteppingForm):
    meeting = MeetingField(Meeting.objects.none(), label=_("Welke vergadering"), empty_label=None)
    title = forms.CharField(label=_("Hoe heet het punt"), max_length=160)
    cause, expected = cause_field(), expected_field()

    def prepare(self) -> None:
        self.fields["title"].initial = self.subject.title[:160]
        if leads(self.user):
            coming = Meeting.objects.visible_to(self.user).coming().deciding()
            offer(self, "meeting", coming.order_by("starts_at"))
        else:
            del self.fields["meeting"]
            self.fields["title"].label = _("Wat vraagt u aan de vergadering?")
            self.fields["title"].help_text = _("De secretaris zet dit op de agenda of zegt waarom niet.")


class LogForm(SteppingForm):
    kind = forms.ChoiceField(label=_("Wat deed u"), widget=forms.RadioSelect)
    on = day_field(_("Wanneer"))
    done = text_field(
        _("Wat sprak u af"), rows=3, needed=_("Schrijf op wat u deed."),
        help_text=_("Geen namen van bewoners. Van een dienst de functie, geen naam."),
    )  # fmt: skip
    cause, expected = cause_field(), expected_field()

    def prepare(self) -> None:
        kinds = (Intervention.Kind.TALKED, Intervention.Kind.OTHER)
        list_choices(self, "kind", [(str(kind), kind.label) for kind in kinds])
        self.fields["kind"].initial = kinds[0]
        self.fields["on"].initial = clock.today()


class JudgeForm(PlainForm):
    """Whether stepping in helped."""

    effect = forms.ChoiceField(
        label=_("Hielp het?"), choices=Intervention.Effect.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Kies of het hielp.")},
    )  # fmt: skip
    words = text_field(_("Wat bracht het?"), rows=2, required=False)


class BulkForm(PlainForm):
    """The same question, rung or person for several rows; each is judged apart."""

    ASKS = ("vraag", "geef", "hoger")
    question = text_field(_("Uw vraag"), rows=3, needed=_("Schrijf uw vraag op."), initial=QUESTION)
    responsible = PersonField(_("Aan wie"))
    due = day_field(_("Antwoord vóór"))
    cause, expected = cause_field(), expected_field()

    def __init__(self, doing: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if doing != "vraag":
            del self.fields["question"]
        if doing != "geef":
            del self.fields["responsible"]
        if doing == "vraag":
            self.fields["due"].initial = due_of("owner")
        else:
            del self.fields["due"]
