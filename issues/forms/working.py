"""One small form per thing that can be done with an issue in work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from issues.actions.speaking import words_digest
from issues.forms.choices import (
    CRITICAL,
    CRITICAL_HELP,
    PersonField,
    PlainForm,
    ThemeField,
    day_field,
    doubts_in,
    offer,
    sure_field,
    text_field,
)
from issues.forms.papers import ProofForm
from issues.forms.pictures import (
    PictureField,
    WaitingPictureField,
    picture_kind_field,
    ticks_field,
    waiting_pictures,
)
from issues.models import (
    Action,
    Contradiction,
    Issue,
    Note,
    Photo,
    Visibility,
)
from wijkraad.ui.filters import day_short

REASON = _("Schrijf een reden op.")


class QuestionField(forms.ModelChoiceField):
    """A question of "Klopt hier iets niet?", known by its day and its first words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{day_short(obj.at)}: {obj.text[:120]}"


class IssueForm(PlainForm):
    """The base: knows its issue, and who fills it in."""

    def __init__(self, *args: Any, issue: Issue, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issue, self.user = issue, user
        self.prepare()

    def prepare(self) -> None:
        """Fill in what is known."""


class PublicForm(IssueForm):
    """Words that everybody will read: a phone number, address or plate in them is doubted once."""

    toch = sure_field()
    public_fields: tuple[str, ...] = ("text",)

    def prepare(self) -> None:
        names = [name for name in self.fields if name != "toch"]
        if doubts_in(*(self.data.get(name) for name in self.public_fields)):
            names.insert(names.index(self.public_fields[-1]) + 1, "toch")
            self.order_fields(names)
        else:
            del self.fields["toch"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        told = doubts_in(*(found.get(name) for name in self.public_fields))
        if told and not found.pop("toch", False):
            self.add_error(self.public_fields[-1], told)
        return found


class SureForm(IssueForm):
    """Nothing to fill in: the button says it all."""


class AssignForm(IssueForm):
    responsible = PersonField()


OWN_WORDS = "anders"
SMALL_CRITERIA = {
    "gerepareerd": noop("Het is gerepareerd"),
    "opgeruimd": noop("Het is opgeruimd"),
    "weg": noop("Het is weg"),
    "geplaatst": noop("Het staat of hangt er"),
    "gebeurt-niet-meer": noop("Het gebeurt niet meer"),
}
"""When a small matter is solved: one tap, kept in Dutch like every text of an issue."""


class StartForm(IssueForm):
    """Goal, criterion and baseline to the size; of a small matter the criterion is one tap."""

    goal = text_field(_("Doel: wat moet er anders zijn?"), rows=2, required=False)
    criterion = text_field(
        _("Maatstaf: wanneer is het gelukt?"), rows=2, needed=_("Schrijf op wanneer het gelukt is.")
    )
    baseline = text_field(_("Beginmeting: hoe is het nu?"), rows=2, required=False)
    action_title = forms.CharField(label=_("Eerste actie"), max_length=200)
    action_responsible = PersonField(_("Wie doet die actie"))
    action_due = day_field(_("Uiterlijk klaar"))

    def prepare(self) -> None:
        if self.issue.size == Issue.Size.SMALL:
            del self.fields["goal"], self.fields["baseline"]
            self._one_tap()
        elif self.issue.size == Issue.Size.ORDINARY:
            self.fields["goal"].required = True
        else:
            self.fields["goal"].required = self.fields["baseline"].required = True
        for name in ("goal", "criterion", "baseline"):
            if name in self.fields and not (name == "criterion" and "own" in self.fields):
                self.fields[name].initial = getattr(self.issue, name)
        self.fields["action_responsible"].initial = self.issue.responsible_id

    def _one_tap(self) -> None:
        choices = [*((key, _(words)) for key, words in SMALL_CRITERIA.items()), (OWN_WORDS, _("Iets anders"))]
        known = {words: key for key, words in SMALL_CRITERIA.items()}
        before = self.issue.criterion
        self.fields["criterion"] = forms.ChoiceField(
            label=_("Wanneer is het gelukt?"), choices=choices, widget=forms.RadioSelect,
            initial=known.get(before, OWN_WORDS if before else None),
            error_messages={"required": _("Kies wanneer het gelukt is.")},
        )  # fmt: skip
        self.fields["own"] = forms.CharField(
            label=_("Bij “iets anders”: wanneer is het gelukt?"), max_length=200, required=False,
            initial="" if before in known else before,
        )  # fmt: skip
        self.order_fields(["criterion", "own"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        own = (found.pop("own", "") or "").strip()
        if found.get("criterion") in SMALL_CRITERIA and "own" in self.fields:
            found["criterion"] = SMALL_CRITERIA[found["criterion"]]
        elif found.get("criterion") == OWN_WORDS and "own" in self.fields:
            found["criterion"] = own
            if not own:
                self.add_error("own", _("Schrijf op wanneer het gelukt is."))
        return found


class ReasonForm(IssueForm):
    reason = text_field(_("Reden"), needed=REASON)


class ReopenForm(ReasonForm):
    responsible = PersonField()

    def prepare(self) -> None:
        self.fields["responsible"].initial = self.issue.responsible_id


class EvidenceForm(IssueForm):
    evidence = text_field(
        _("Bewijs: wat is er te zien of gemeten?"),
        needed=_("Schrijf het bewijs op."),
        help_text=_("Dit komt op de site."),
    )
    na = PictureField(label=_("Foto van na het werk"))
    voor = PictureField(label=_("Foto van voor het werk"))
    vinkjes = ticks_field()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if self.errors:
            for name in ("na", "voor"):
                if found.get(name):
                    self.add_error(name, _("De rest klopt nog niet. Kies deze foto daarna opnieuw."))
        return found


class PictureForm(IssueForm):
    """One more picture of before or after the work."""

    foto = PictureField(required=True, label=_("Foto"))
    soort = picture_kind_field()
    vinkjes = ticks_field()


class ClearPictureForm(IssueForm):
    """Let a picture that waits inside on the site."""

    foto = WaitingPictureField(Photo.objects.none(), label=_("Welke foto"), empty_label=None)
    soort = picture_kind_field()
    vinkjes = ticks_field()
    description = forms.CharField(label=_("Wat is te zien"), max_length=160, required=False)

    def prepare(self) -> None:
        offer(self, "foto", waiting_pictures(self.issue))


class AnswerWrongForm(IssueForm):
    """The public answer to "Klopt hier iets niet?"."""

    question = QuestionField(Note.objects.none(), label=_("Welke vraag"), empty_label=None)
    answer = text_field(_("Antwoord dat iedereen mag lezen"), needed=_("Schrijf een antwoord."))

    def prepare(self) -> None:
        offer(self, "question", self.issue.notes.filter(kind=Note.Kind.WRONG, answers=None))


class JudgeForm(IssueForm):
    judgement = forms.ChoiceField(
        label=_("Is het doel gehaald?"), choices=Issue.Judgement.choices, widget=forms.RadioSelect
    )
    after_measure = text_field(_("Meting na afloop"), rows=2, required=False)
    lesson = text_field(_("Wat hebben wij geleerd?"), rows=2, required=False)

    def prepare(self) -> None:
        if self.issue.size == Issue.Size.SMALL:
            del self.fields["lesson"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if self.issue.size != Issue.Size.SMALL and not (found.get("after_measure") or "").strip():
            self.add_error("after_measure", _("Schrijf op wat u gemeten heeft."))
        return found


class SizeForm(IssueForm):
    """How large a matter is, and so how much is written down about its outcome."""

    size = forms.ChoiceField(
        label=_("Hoe groot is dit?"), choices=Issue.Size.choices, widget=forms.RadioSelect
    )
    goal = text_field(_("Doel: wat moet er anders zijn?"), rows=2, required=False)
    criterion = text_field(_("Maatstaf: wanneer is het gelukt?"), rows=2, required=False)
    baseline = text_field(_("Beginmeting: hoe is het nu?"), rows=2, required=False)

    def prepare(self) -> None:
        for name in ("size", "goal", "criterion", "baseline"):
            self.fields[name].initial = getattr(self.issue, name)


class ActionForm(IssueForm):
    title = forms.CharField(label=_("Wat gaat er gebeuren"), max_length=200)
    responsible = PersonField()
    due = day_field(_("Uiterlijk klaar"))


class FinishActionForm(ProofForm, IssueForm):
    field_order = ("act", "result", "evidence", "link", "paper")

    act = forms.ModelChoiceField(Action.objects.none(), label=_("Welke actie"), empty_label=None)
    result = text_field(_("Wat is het resultaat"), needed=_("Schrijf op wat eruit kwam."))

    def prepare(self) -> None:
        offer(self, "act", self.issue.actions.filter(done_at=None))


class ContradictionForm(IssueForm):
    contradiction = forms.ModelChoiceField(
        Contradiction.objects.none(), label=_("Tegenspraak"), empty_label=None
    )
    returned = forms.TypedChoiceField(
        label=_("Wat doen wij?"), coerce=lambda text: text == "terug", widget=forms.RadioSelect,
        choices=[("terug", _("Wij gaan er weer aan werken")), ("blijft", _("Wij leggen uit waarom het klopt"))],
    )  # fmt: skip
    answer = text_field(_("Antwoord dat iedereen mag lezen"), needed=_("Schrijf een antwoord."))
    public_reason = text_field(_("Reden van bewoners, goedgekeurd voor de site"), rows=2, required=False)

    def prepare(self) -> None:
        offer(self, "contradiction", self.issue.contradictions.filter(settled_at=None))


class TextForm(IssueForm):
    text = text_field(_("Tekst"), rows=5, needed=_("Schrijf iets op."))


class VisibilityForm(IssueForm):
    visibility = forms.ChoiceField(
        label=_("Wie mag het zien?"), choices=Visibility.choices, widget=forms.RadioSelect
    )
    public_wording = forms.CharField(
        label=_("Woorden voor “beperkt zichtbaar”"), max_length=160, required=False
    )

    def prepare(self) -> None:
        self.fields["visibility"].initial = self.issue.visibility
        self.fields["public_wording"].initial = self.issue.public_wording


class WordsForm(PublicForm):
    """Public words as they were read, so that two editors do not lose each other's text."""

    public_fields = ("title", "summary")

    title = forms.CharField(label=_("Titel"), max_length=160)
    summary = text_field(_("Samenvatting"), rows=5)
    reaction = text_field(_("Reactie van betrokkenen"), rows=3, required=False)
    critical = forms.BooleanField(label=CRITICAL, help_text=CRITICAL_HELP, required=False)
    base_version = forms.IntegerField(widget=forms.HiddenInput)
    base_words = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        super().prepare()
        for name in ("title", "summary", "reaction"):
            self.fields[name].initial = getattr(self.issue, name)
        self.fields["critical"].initial = self.issue.unheard
        self.fields["base_version"].initial = self.issue.version
        self.fields["base_words"].initial = words_digest(self.issue)


class ThemeForm(IssueForm):
    theme = ThemeField(empty_label=None)

    def prepare(self) -> None:
        self.fields["theme"].initial = self.issue.theme_id


class MergeForm(IssueForm):
    number = forms.CharField(label=_("Nummer van de kwestie"), max_length=16)


class WeighForm(IssueForm):
    severity = forms.TypedChoiceField(
        label=_("Hoe erg is het voor wie het raakt? (1 hinder, 5 leven ontwricht)"), coerce=int,
        choices=[(n, n) for n in range(1, 6)], widget=forms.RadioSelect,
    )  # fmt: skip
    safety = forms.TypedChoiceField(
        label=_("Kan er iemand gewond raken? (1 nee, 5 ja, ernstig)"), coerce=int,
        choices=[(n, n) for n in range(1, 6)], widget=forms.RadioSelect,
    )  # fmt: skip
