"""Forms about where an issue goes: next step, milestone, ladder, promises, help, and who is heard."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.forms.choices import (
    CRITICAL,
    CRITICAL_HELP,
    PartnerField,
    day_field,
    list_choices,
    offer,
    text_field,
)
from issues.forms.working import REASON, IssueForm, PublicForm
from issues.ladder import INSIDE, OUTSIDE, due_of, next_rung
from issues.models import Escalation, Hearing, HelpOffer, Issue, Letter, Note, Promise, Say
from issues.partner_words import spoken
from issues.permissions import can_see_contact
from issues.reporting.private_data import without_contact
from issues.workflow import LETTER_RUNNING
from wijkraad.terms import clock
from wijkraad.ui.filters import day_short

STUCK = [
    ("wet", _("de wet")),
    ("vergunning", _("een vergunning")),
    ("geld", _("geld")),
    ("partner", _("een partner")),
]


class WaitForm(IssueForm):
    """Wait for a partner until a date, or for a letter or promise that names both."""

    partner = PartnerField(_("Op wie wachten wij"), required=False)
    until = day_field(_("Wij vragen na op"), required=False)
    letter = forms.ModelChoiceField(
        Letter.objects.none(), label=_("Of: op antwoord op een brief"), required=False, empty_label=_("nee")
    )
    promise = forms.ModelChoiceField(
        Promise.objects.none(), label=_("Of: op een toezegging"), required=False, empty_label=_("nee")
    )
    reason = text_field(_("Waarop wachten wij"), rows=2, required=False)

    def prepare(self) -> None:
        offer(self, "letter", self.issue.letters.filter(status__in=LETTER_RUNNING).select_related("partner"))
        offer(self, "promise", self.issue.promises.filter(kept=None).select_related("partner"))
        for name in ("letter", "promise"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]
        self.fields["partner"].initial = self.issue.partner_id

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("letter") and not found.get("promise"):
            for name, words in (("partner", _("Kies de partner.")), ("until", _("Vul een datum in."))):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return found


class UpdateForm(PublicForm):
    """News for everybody, and whether it holds criticism."""

    text = text_field(_("Tekst"), rows=5, needed=_("Schrijf iets op."))
    critical = forms.BooleanField(label=CRITICAL, help_text=CRITICAL_HELP, required=False)


class NoteField(forms.ModelChoiceField):
    """A note by its day and first words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{day_short(obj.at)}: {obj.text[:80]}"


class CorrectForm(PublicForm):
    """Mend an update that is out. Choosing it by its first words, then its new words."""

    note = NoteField(Note.objects.none(), label=_("Welk bericht"), empty_label=None)
    text = text_field(_("Nieuwe tekst"), rows=5, needed=_("Schrijf iets op."))
    critical = forms.BooleanField(label=CRITICAL, help_text=CRITICAL_HELP, required=False)

    def prepare(self) -> None:
        super().prepare()
        updates = self.issue.notes.filter(kind=Note.Kind.UPDATE).order_by("-id")
        offer(self, "note", updates)
        last = updates.first()
        self.fields["text"].initial = last.text if last else ""


class HearingForm(IssueForm):
    """Ask those concerned for their reaction."""

    label = forms.CharField(
        label=_("Hoe noemt de site hen"), max_length=80,
        help_text=_("Zonder naam of adres, zoals: de ondernemer, de verhuurder, de gemeente."),
    )  # fmt: skip
    whom = forms.CharField(
        label=_("Aan wie precies"), max_length=200, required=False, help_text=_("Dit blijft binnen.")
    )
    text = text_field(
        _("Welke tekst legde u voor"), rows=5, needed=_("Schrijf op wat u voorlegde."),
        help_text=_("De tekst zoals die op de site komt."),
    )  # fmt: skip
    how = forms.CharField(
        label=_("Hoe vroeg u het"), max_length=80, help_text=_("Zoals: per mail, op bezoek.")
    )
    asked_on = day_field(_("Gevraagd op"))
    due = day_field(_("Reactie uiterlijk"))

    def prepare(self) -> None:
        self.fields["asked_on"].initial = clock.today()
        self.fields["due"].initial = due_of("department")
        if self.issue.unheard:
            self.fields["text"].initial = f"{self.issue.title}\n\n{self.issue.summary}"


class HearingField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label}, {day_short(obj.asked_on)}"


class ReactionForm(IssueForm):
    hearing = HearingField(Hearing.objects.none(), label=_("Wie reageert"), empty_label=None)
    on = day_field(_("Reactie van"))
    reaction = text_field(
        _("Hun reactie, zoals die op de site komt"), needed=_("Schrijf op wat hun reactie is."),
        help_text=_("In hun eigen woorden, zonder namen en adressen."),
    )  # fmt: skip

    def prepare(self) -> None:
        offer(self, "hearing", self.issue.hearings.filter(reacted_on=None))
        self.fields["on"].initial = clock.today()


class SayForm(IssueForm):
    level = forms.ChoiceField(
        label=_("Hoeveel hebben bewoners te zeggen?"), choices=Say.Level.choices, widget=forms.RadioSelect
    )
    about = text_field(_("Waarover"), needed=_("Schrijf op waarover."))
    how = forms.CharField(
        label=_("Hoe doen zij mee"), max_length=200, required=False,
        help_text=_("Zoals: op het wijkoverleg, met het formulier “Klopt hier iets niet?”, per mail."),
    )  # fmt: skip
    until = day_field(_("Tot en met"))


class SayDoneForm(IssueForm):
    result = text_field(
        _("Wat is er met de inbreng gedaan?"), needed=_("Schrijf op wat ermee is gedaan."),
        help_text=_("Ook wat u niet deed, en waarom niet. Dit komt op de site."),
    )  # fmt: skip


class StepForm(IssueForm):
    next_step = forms.CharField(label=_("Wat is de volgende stap"), max_length=200)
    next_step_on = day_field(_("Uiterlijk"))

    def prepare(self) -> None:
        self.fields["next_step"].initial = self.issue.next_step
        self.fields["next_step_on"].initial = self.issue.next_step_on


class LongForm(IssueForm):
    stuck_on = forms.ChoiceField(label=_("Waar zit het vast?"), choices=STUCK, widget=forms.RadioSelect)
    milestone = forms.CharField(label=_("Wat moet er dit jaar klaar zijn?"), max_length=200)
    milestone_on = day_field(_("Uiterlijk"))
    reached = text_field(_("Wat kwam er van de vorige mijlpaal?"), rows=2, required=False)

    def prepare(self) -> None:
        for name in ("stuck_on", "milestone", "milestone_on"):
            self.fields[name].initial = getattr(self.issue, name)
        if not self.issue.milestone:
            del self.fields["reached"]


class LongEndForm(IssueForm):
    reached = text_field(_("Wat kwam er van de mijlpaal?"), rows=2, needed=_("Schrijf op wat ervan kwam."))


class EscalateForm(IssueForm):
    """The next rung of both ladders, each with the day before which it should answer."""

    to = forms.ChoiceField(
        label=_("Bij wie leggen wij dit neer"), choices=Escalation.Rung.choices, widget=forms.RadioSelect
    )
    due = day_field(_("Antwoord vóór"), help_text=_("Laat leeg voor de gewone termijn."), required=False)
    reason = text_field(_("Waarom"), rows=2, needed=REASON)

    def prepare(self) -> None:
        raised = list(self.issue.escalations.all())
        names = dict(Escalation.Rung.choices)
        choices = [
            (str(rung), _("%(side)s: %(name)s (uiterlijk %(day)s)") % {
                "side": side, "name": names[rung], "day": day_short(due_of(rung)),
            })
            for side, ladder in ((_("Binnen"), INSIDE), (_("Buiten"), OUTSIDE)) for rung in ladder
        ]  # fmt: skip
        list_choices(self, "to", choices)
        outside = self.issue.partner_id is not None
        self.fields["to"].initial = next_rung(raised, outside=outside)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("to") and not found.get("due"):
            found["due"] = due_of(found["to"])
        return found


class RungField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_rung_display()}, {day_short(obj.at)}"


class RaisedForm(IssueForm):
    escalation = RungField(Escalation.objects.none(), label=_("Wie antwoordde"), empty_label=None)
    on = day_field(_("Op welke dag"))
    effect = text_field(_("Wat bracht het?"), rows=2, needed=_("Schrijf op wat het bracht."))

    def prepare(self) -> None:
        offer(self, "escalation", self.issue.escalations.filter(answered_on=None))
        self.fields["on"].initial = clock.today()


class PromiseField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{spoken(obj.partner.short_name)}: {obj.what[:90]}"


class PromiseForm(IssueForm):
    partner = PartnerField(_("Wie heeft het toegezegd"))
    who = forms.CharField(
        label=_("Wie zei het"),
        max_length=120,
        help_text=_("De functie of dienst, geen naam van een ambtenaar."),
    )
    what = forms.CharField(label=_("Wat is toegezegd"), max_length=300)
    where_said = forms.CharField(label=_("Waar is het gezegd"), max_length=160)
    said_on = day_field(_("Wanneer is het gezegd"))
    due = day_field(
        _("Beloofd vóór"), required=False, help_text=_("Noemden zij geen datum? Laat dit dan leeg.")
    )
    chase_on = day_field(
        _("Wij vragen na op"), required=False, help_text=_("Leeg: op de beloofde dag, of na 10 werkdagen.")
    )
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    def prepare(self) -> None:
        self.fields["partner"].initial = self.issue.partner_id
        self.fields["said_on"].initial = clock.today()


class KeepPromiseForm(IssueForm):
    promise = PromiseField(Promise.objects.none(), label=_("Welke toezegging"), empty_label=None)
    kept = forms.TypedChoiceField(
        label=_("Nagekomen?"), choices=[("ja", _("Ja")), ("nee", _("Nee"))], coerce=lambda text: text == "ja",
        widget=forms.RadioSelect,
    )  # fmt: skip
    on = day_field(_("Op welke dag"))
    result = forms.CharField(label=_("Wat kwam ervan"), max_length=300, required=False)

    def prepare(self) -> None:
        offer(self, "promise", self.issue.promises.filter(kept=None).select_related("partner"))


class ChaseForm(IssueForm):
    promise = PromiseField(Promise.objects.none(), label=_("Welke toezegging"), empty_label=None)
    text = forms.CharField(label=_("Wie sprak u, en wat zeiden zij"), max_length=300)
    again_on = day_field(_("Daarna vragen wij na op"))

    def prepare(self) -> None:
        offer(self, "promise", self.issue.promises.filter(kept=None).select_related("partner"))
        self.fields["again_on"].initial = due_of("department")


class PromiseBackForm(IssueForm):
    promise = PromiseField(Promise.objects.none(), label=_("Welke toezegging"), empty_label=None)

    def prepare(self) -> None:
        offer(self, "promise", self.issue.promises.exclude(kept=None).select_related("partner"))


class OfferField(forms.ModelChoiceField):
    """An offer by its kind and words; without contact details for who may not see them."""

    sees = False

    def label_from_instance(self, obj: Any) -> str:
        words = obj.text if self.sees else without_contact(obj.text)
        return f"{obj.get_kind_display()}: {words[:90]}" if words else str(obj.get_kind_display())


class HelpAnswerForm(IssueForm):
    offer = OfferField(HelpOffer.objects.none(), label=_("Welk aanbod"), empty_label=None)
    accepted = forms.TypedChoiceField(
        label=_("Wilt u deze hulp?"), choices=[("ja", _("Ja, graag")), ("nee", _("Nu niet"))],
        coerce=lambda text: text == "ja", widget=forms.RadioSelect,
    )  # fmt: skip
    answer = text_field(_("Uw antwoord"), needed=_("Schrijf een antwoord aan wie wil helpen."))

    def prepare(self) -> None:
        field = self.fields["offer"]
        assert isinstance(field, OfferField)
        field.sees = can_see_contact(self.user)
        offer(self, "offer", open_offers(self.issue))


def open_offers(issue: Issue) -> Any:
    return issue.help_offers.filter(answered_at=None, withdrawn_at=None).order_by("id")


class PartnerPromiseForm(IssueForm):
    """A partner promises something itself."""

    what = forms.CharField(label=_("Wat zegt uw organisatie toe?"), max_length=300)
    due = day_field(_("Klaar vóór"))


class PartnerAnswerForm(IssueForm):
    text = text_field(_("Uw bericht aan de wijkraad"), rows=5, needed=_("Schrijf iets op."))


class PartnerDoneForm(IssueForm):
    evidence = text_field(
        _("Wat is er gedaan, en waar is dat aan te zien?"), needed=_("Schrijf het bewijs op."),
        help_text=_("Dit komt op de site. Een ander controleert het daarna."),
    )  # fmt: skip
