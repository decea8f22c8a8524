"""Who sees how much: the wording beside everything linked, and each reading of what is confidential."""

import pytest
from django.test import Client
from django.urls import reverse

from issues.actions import change_visibility, write_letter
from issues.models import ReadingRecord
from tests.budgets import scene
from tests.issues.stories import assessing, in_days, readers
from tests.personas import municipality, person
from wijkraad.terms.refusal import Refused

TITLE = "Geheime zaak op de hoek"
WORDS = "Kamers zonder vergunning"


def seen(path: str, who: str | None = None) -> str:
    client = Client()
    if who:
        client.force_login(person(who))
    return client.get(path).content.decode()


def readings() -> set[tuple[str, bool]]:
    return set(ReadingRecord.objects.values_list("user__email", "refused"))


def test_what_becomes_limited_shows_its_words_everywhere(db) -> None:
    scene.year()
    issue = scene.issue(title=TITLE)
    decision = scene.decision("Besluit " + TITLE, issues=[issue])
    spend = scene.approved("100.00", issue=issue)
    number = issue.number
    pages = [
        f"/kwesties/{number}/", f"/besluiten/{decision.number}/", f"/uitgaven/{spend.number}/", "/",
        "/besluiten/", f"/zoeken/?q={TITLE.split()[0]}", "/kwesties/", f"/thema/{issue.theme.key}/",
        "/budget/", "/kaart/",
    ]  # fmt: skip
    assert TITLE in seen(pages[0]) and TITLE in seen(pages[1])
    change_visibility(issue, "limited", by=person("board_member"), public_wording=WORDS)
    for path in pages:
        page = seen(path)
        assert TITLE not in page, path
    assert WORDS in seen(pages[0]) and WORDS in seen(pages[1]) and WORDS in seen(pages[2])
    readers("board_member")
    change_visibility(issue, "confidential", by=person("board_member"))
    assert WORDS not in "".join(seen(path) for path in pages)


@pytest.mark.parametrize(
    "words", ["Herrie in de Weimarstraat", "Zie 2026-0042", "Bel 06-12345678", "Kamers op nummer 12"]
)
def test_the_wording_holds_no_place_number_or_contact(db, words: str) -> None:
    issue = assessing()
    with pytest.raises(Refused) as refused:
        change_visibility(issue, "limited", by=person("manager"), public_wording=words)
    assert refused.value.code == "visibility.wording"
    issue.refresh_from_db()
    assert issue.visibility == "public" and issue.public_wording == ""


@pytest.mark.parametrize("page", ["search", "desk of money", "request", "letters", "letter"])
def test_each_page_that_shows_something_confidential_writes_it_down(db, page: str) -> None:
    readers("chair", "board_member")
    scene.year()
    issue = scene.issue(title=TITLE, visibility="confidential")
    spend = scene.submitted("100.00", issue=issue)
    letter = write_letter(
        by=person("chair"), issue=issue, kind="brief", subject=TITLE, partner=municipality(),
        responsible=person("chair"), text="Wij schrijven u.", own_date=in_days(20),
    )  # fmt: skip
    path = {
        "search": "/zoeken/?q=Geheime", "desk of money": "/werk/geld/", "letters": "/werk/brieven/",
        "request": reverse("budgets:request", args=[spend.uuid]),
        "letter": reverse("issues:letter", args=[letter.uuid]),
    }[page]  # fmt: skip
    shown = seen(path, "chair")
    assert "zaak op de hoek" in shown or "Vier plantenbakken" in shown
    hidden = seen(path, "secretary")
    assert "zaak op de hoek" not in hidden and "Vier plantenbakken" not in hidden
    assert readings() == {("chair@test.example", False)}
