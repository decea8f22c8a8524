"""Forms in our look: the reason beside the field, a summary with links, every word kept."""

import pytest
from django import forms
from django.template import engines

from wijkraad.ui.forms import headline, summary


class Example(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort", max_length=80)
    text = forms.CharField(label="Wat ziet u?", widget=forms.Textarea, required=False)
    theme = forms.ChoiceField(label="Thema", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    street = forms.ChoiceField(label="Straat", choices=[("", "Kies"), ("1", "Beeklaan")])
    agree = forms.BooleanField(label="Ik ga akkoord")
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    photo = forms.FileField(label="Foto", required=False)

    def clean(self) -> None:
        if self.data.get("title") == "dubbel":
            raise forms.ValidationError("Deze melding is er al.")


def test_a_fresh_form_has_labels_hints_and_no_complaint() -> None:
    page = str(Example())
    assert "data-fouten" not in page
    assert '<label class="utrecht-form-label" for="id_title">Titel</label>' in page
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in page
    assert 'aria-describedby="id_title_helptext"' in page
    assert "(hoeft niet)" in page
    assert page.count('name="token"') == 1
    assert page.count('type="radio"') == 2


def test_a_wrong_form_keeps_the_words_and_says_what_to_do() -> None:
    form = Example({"title": "<b>x</b>", "text": "Veel <woorden>", "theme": "", "street": ""})
    page = str(form)
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "Veel &lt;woorden&gt;" in page
    assert 'href="#id_theme_0"' in page
    assert 'href="#id_street"' in page
    assert 'id="id_street_error"' in page
    assert "utrecht-form-field--invalid" in page
    assert 'role="alert"' in page


def test_the_browser_cuts_nothing_off() -> None:
    """A `maxlength` shortens a pasted text without a word; too long is told beside the field."""
    page = str(Example({"title": "a" * 81, "text": "b"}))
    assert "maxlength" not in page and "a" * 81 in page
    assert 'id="id_title_error"' in page


def test_a_hint_that_is_a_list_stands_in_no_paragraph() -> None:
    form = Example()
    form.fields["title"].help_text = "<ul><li>Minstens 12 tekens</li></ul>"
    assert '<div class="utrecht-form-field-description"><ul>' in str(form)


def test_the_summary_follows_the_order_of_the_fields() -> None:
    found = summary(Example({"title": "dubbel", "theme": "a", "street": "1", "agree": "on"}))
    assert [(one.target, one.reason) for one in found] == [("", "Deze melding is er al.")]
    assert headline(found) == "Er gaat 1 ding niet goed."
    several = summary(Example({}))
    assert [one.label for one in several] == ["Titel", "Thema", "Straat", "Ik ga akkoord"]
    assert headline(several) == "Er gaan 4 dingen niet goed."


def test_a_label_that_asks_gets_no_colon() -> None:
    class Asking(forms.Form):
        when = forms.CharField(label="Wanneer?")
        where = forms.CharField(label="Plaats")

    code = '{% from "components/form.html" import error_summary with context %}{{ error_summary(form) }}'
    page = engines["jinja2"].from_string(code).render({"form": Asking({})})
    assert ">Wanneer? Vul dit in.</a>" in page
    assert ">Plaats: Vul dit in.</a>" in page


def test_a_formset_is_summed_up_form_by_form() -> None:
    rows = forms.formset_factory(Example, extra=0, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-title": "a", "form-1-title": "b"}
    found = summary(rows(data))
    assert [one.target for one in found][:2] == ["id_form-0-theme_0", "id_form-0-street"]
    assert summary(Example()) == []


@pytest.mark.parametrize("rows", [2, 9])
def test_a_page_may_lay_out_its_own_field(rows: int) -> None:
    source = (
        '{% from "components/form.html" import field with context %}{{ field(bf, rows=rows, hint="Kort") }}'
    )
    html = engines["jinja2"].env.from_string(source).render(bf=Example()["text"], rows=rows)
    assert f'rows="{rows}"' in html
    assert "Kort" in html
