"""Partners are called in the language of the reader; a name of its own stays."""

from django.utils import translation

from issues import actions
from issues.partner_words import COMMON, spoken
from tests.personas import municipality
from wijkraad.portal.story.words import partner_phrase, partner_word


def test_a_common_partner_has_a_name_in_each_language(monkeypatch) -> None:
    monkeypatch.setattr("issues.partner_words.gettext", {"de gemeente": "the municipality"}.get)
    assert spoken("de gemeente") == "the municipality" and spoken("Staedion") == "Staedion"
    assert partner_word("de gemeente") == "municipality"
    assert partner_phrase("de gemeente") == "the municipality"


def test_the_register_of_letters_speaks_the_language_of_its_reader(client, people, monkeypatch) -> None:
    secretary, partner = people["secretary"], municipality()
    told = {"kind": "handhavingsverzoek", "subject": "Te hard", "partner": partner}
    actions.send_letter(actions.write_letter(by=secretary, **told), by=secretary, channel="post")
    client.force_login(secretary)
    monkeypatch.setattr("issues.partner_words.gettext", {partner.short_name: "the city"}.get)
    monkeypatch.setattr("issues.partner_words.COMMON", {partner.short_name})
    assert "the city" in client.get("/werk/brieven/").content.decode()


def test_in_dutch_nothing_changes() -> None:
    with translation.override("nl"):
        assert {spoken(name) for name in COMMON} == COMMON
    assert (partner_word("de politie"), partner_phrase("Staedion")) == ("politie", "Staedion")
