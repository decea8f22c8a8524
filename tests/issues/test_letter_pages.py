"""The pages of letters and post, as the secretary uses them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from issues import actions
from issues.letters.calendar import calendar_of
from issues.letters.pdf import parts_of, pdf_of
from issues.letters.trail import COUNCIL, THEM, Stop, Wait, days_per_holder, trail_of
from issues.letters.words import STARTS, unfilled
from issues.models import ConfidentialReader, Incoming, Issue, Letter, ReadingRecord
from issues.permissions import can_view_letter, visible_letters, visible_post
from tests.issues.stories import assessing, in_days, readers
from tests.personas import municipality
from wijkraad.notices.models import Message
from wijkraad.terms import clock


@pytest.fixture
def office(client, secretary):
    client.force_login(secretary)
    return client


def words(secretary, **more) -> dict:
    return {"kind": "brief", "subject": "Een vraag", "partner": municipality().pk,
            "responsible": secretary.pk, "text": "Wij vragen iets.", "own_date": in_days(9),
            **more}  # fmt: skip


def draft(secretary, **more) -> Letter:
    facts = {
        "kind": "brief",
        "subject": "Een vraag",
        "partner": municipality(),
        "own_date": in_days(9),
        **more,
    }
    return actions.write_letter(by=secretary, **facts)


def sent(secretary, **more) -> Letter:
    return actions.send_letter(draft(secretary, **more), by=secretary, channel="post")


def page(client, path: str, **data) -> str:
    found = client.post(path, data, follow=True) if data else client.get(path)
    assert found.status_code == 200
    return found.content.decode()


@pytest.mark.parametrize("kind", Letter.Kind.values)
def test_each_kind_begins_with_its_own_words(office, kind: str) -> None:
    assert f"?soort={kind}" in page(office, "/werk/brieven/nieuw/")
    first = page(office, f"/werk/brieven/nieuw/?soort={kind}")
    assert "Geachte heer, mevrouw" in first and f'value="{kind}" selected' in first
    assert unfilled(STARTS[kind].text)


def test_a_draft_says_what_is_still_to_fill_in_and_can_be_thrown_away(office, secretary) -> None:
    office.post("/werk/brieven/nieuw/?soort=brief", words(secretary, text="Beste [naam], [vraag]"))
    letter = Letter.objects.get()
    path = reverse("issues:letter", args=[letter.uuid])
    assert "naam · vraag" in page(office, path)
    page(office, f"{path}weggooien/", x="1")
    letter.refresh_from_db()
    assert letter.status == "scrapped"


def test_two_writers_of_one_letter_see_both_texts(office, secretary, chair, client) -> None:
    letter = draft(secretary, text="Oud")
    letter.refresh_from_db()
    path, version = reverse("issues:letter_edit", args=[letter.uuid]), letter.version
    page(office, path, **words(secretary, text="Van Sien", base_version=version))
    office.force_login(chair)
    both = page(office, path, **words(secretary, text="Van Vera", base_version=version))
    assert "Zo staat het er nu" in both and "Van Sien" in both and both.count("Van Vera") == 2
    letter.refresh_from_db()
    assert letter.text == "Van Sien" and f'name="base_version" value="{letter.version}"' in both
    page(office, path, **words(secretary, text="Van allebei", base_version=letter.version))
    letter.refresh_from_db()
    assert letter.text == "Van allebei"


def test_what_is_sent_does_not_change_any_more(office, secretary) -> None:
    letter = sent(secretary)
    answer = page(
        office, f"/werk/brieven/{letter.uuid}/bewerken/", **words(secretary, base_version=letter.version)
    )
    assert "verandert niet meer" in answer
    assert "bewerken" not in page(office, f"/werk/brieven/{letter.uuid}/")


def test_the_letter_as_pdf_takes_words_as_text(office, secretary) -> None:
    nasty = 'Geachte,\n\n#panic("x") $1/0$ <a> @b \\ *c*\n- punt één\n- [punt] 漢字 😀\n\n"quote" // weg'
    letter = sent(secretary, text=nasty, mandate="van 2 buren", subject="#let x = [" + "o" * 190)
    answer = office.get(reverse("issues:letter_pdf", args=[letter.uuid]))
    assert answer.content.startswith(b"%PDF") and answer.headers["Cache-Control"] == "no-store"
    assert letter.number in answer.headers["Content-Disposition"]
    letter.text = "Gewone woorden."
    assert b"pdfuaid" in pdf_of(letter)
    assert [one["kind"] for one in parts_of("a\nb\n- c\n- d\n\n- e\nf")] == ["text", "list", "list", "text"]


def test_a_letter_paused_on_the_page_is_never_late(office, secretary) -> None:
    letter = sent(secretary, kind="klacht")
    path = f"/werk/brieven/{letter.uuid}/"
    page(office, f"{path}stilstaan/", on=in_days(0), text="Zij vroegen stukken")
    assert "staat stil sinds" in page(office, path)
    Letter.objects.filter(pk=letter.pk).update(term_ends=in_days(-3))
    assert "Niets is te laat" in page(office, path) and "is-late" not in page(office, "/werk/brieven/")
    page(office, f"{path}loopt-weer/", on=in_days(0))
    letter.refresh_from_db()
    assert letter.paused_on is None


def test_a_dwangsom_is_shown_with_care(office, secretary) -> None:
    letter = sent(secretary, kind="handhavingsverzoek")
    Letter.objects.filter(pk=letter.pk).update(term_ends=in_days(-20))
    letter.refresh_from_db()
    actions.declare_default(letter, by=secretary, on=in_days(-16))
    today = page(office, f"/werk/brieven/{letter.uuid}/")
    assert "Misschien een dwangsom" in today and "Reken er niet op" in today
    letter.refresh_from_db()
    later = clock.now() + timedelta(days=(letter.default_until - clock.today()).days + 5)
    with clock.moved_to(later):
        assert "€ 115,00" in page(office, f"/werk/brieven/{letter.uuid}/").replace("\xa0", " ")


def test_the_line_runs_with_whoever_has_to_move(secretary) -> None:
    """A bezwaar: ours until the last day for objections, theirs after it, ours again after their answer."""
    letter = Letter(kind="bezwaar", status="sent", partner=municipality(), channel="post",
                    published_on=in_days(-60), sent_on=in_days(-40), file_before=in_days(-18),
                    term_ends=in_days(30))  # fmt: skip
    found = trail_of(letter, [], clock.today())
    stops = [(one.day, one.look) for one in found if isinstance(one, Stop)]
    assert stops == [(in_days(-60), ""), (in_days(-40), ""), (in_days(-18), "fataal"),
                     (in_days(30), "straks"), (in_days(31), "straks")]  # fmt: skip
    waits = [
        (one.days, one.lane, one.ahead, one.switch is not None) for one in found if isinstance(one, Wait)
    ]
    assert waits == [(20, COUNCIL, False, False), (22, COUNCIL, False, False), (18, THEM, False, True),
                     (30, THEM, True, False), (1, THEM, True, False)]  # fmt: skip
    assert days_per_holder(found) == {"council": 42, "them": 18, "ahead": 31}


def test_a_fatal_date_is_told_in_time_and_once(secretary, board_member, manager) -> None:
    letter = draft(secretary, kind="bezwaar", published_on=in_days(-10), responsible=board_member)
    for days, told in ((15, 0), (14, 2), (7, 2), (3, 0), (1, 2)):
        with clock.moved_to(clock.now() + timedelta(days=(letter.file_before - clock.today()).days - days)):
            assert (actions.remind_terms(), actions.remind_terms()) == (told, 0), days
    heard = set(Message.objects.filter(template="issues/fatal").values_list("recipient", flat=True))
    assert heard == {secretary.pk, board_member.pk}
    actions.move_letter(letter, "scrapped", by=board_member)
    with clock.moved_to(clock.now() + timedelta(days=(letter.file_before - clock.today()).days - 2)):
        assert actions.remind_terms() == 0


def test_objection_dates_stand_in_front(office, secretary, manager) -> None:
    draft(secretary, kind="bezwaar", subject="Kamers", published_on=in_days(-10))
    answered = sent(secretary, kind="woo", subject="Cijfers")
    actions.record_answer(answered, by=secretary, on=in_days(0), answer="Nee.")
    sent(secretary, kind="klacht", subject="Balie")
    fatal, other = calendar_of(secretary, Letter.objects.select_related("partner"))
    assert ["Kamers" in one.words for one in fatal] == [True, False] and "Cijfers" in fatal[1].words
    assert ["Balie" in one.words for one in other] == [True]
    shown = page(office, "/werk/brieven/")
    assert shown.index("Bezwaar indienen: Kamers") < shown.index("uiterlijk: Balie")


def test_the_register_of_post_in_and_out(office, secretary) -> None:
    letter = sent(secretary, subject="Onze vraag")
    wrong = page(office, "/werk/brieven/post/nieuw/", received_on=in_days(0), sender="", subject="x")
    assert "er ging iets mis" in wrong.lower() or "Vul" in wrong
    fields = {"received_on": in_days(0), "sender": "Haag Wonen", "subject": "Hun vraag", "channel": "post",
              "responsible": secretary.pk, "letter": letter.pk, "reply_before": in_days(5)}  # fmt: skip
    page(office, "/werk/brieven/post/nieuw/", **fields)
    post = Incoming.objects.get()
    both = page(office, "/werk/brieven/post/")
    assert "Onze vraag" in both and "Hun vraag" in both and "Haag Wonen" in both
    assert "Onze vraag" not in page(office, "/werk/brieven/post/?soort=in")
    assert "Hun vraag" not in page(office, "/werk/brieven/post/?soort=uit")
    assert "Geen post" in page(office, f"/werk/brieven/post/?jaar={clock.today().year - 1}")
    path = f"/werk/brieven/post/{post.uuid}/"
    assert "Schrijf op wat" in page(office, path, on=in_days(0), result=" ") or "Vul dit in" in page(
        office, path, on=in_days(0), result=" "
    )
    page(office, path, on=in_days(0), result="Gebeld.")
    post.refresh_from_db()
    assert post.handled_on == in_days(0)
    page(office, path, weer="1")
    post.refresh_from_db()
    assert post.handled_on is None and post.result == ""


def test_letters_of_a_confidential_matter(client, chair, secretary, board_member) -> None:
    readers("chair", "board_member")
    issue = assessing(by=chair, visibility="confidential")
    letter = sent(chair, issue=issue)
    post = actions.register_post(
        by=chair, received_on=in_days(0), sender="x", subject="Geheim stuk", letter=letter
    )
    client.force_login(secretary)
    for path in (f"/werk/brieven/{letter.uuid}/", f"/werk/brieven/{letter.uuid}/brief.pdf",
                 f"/werk/brieven/{letter.uuid}/bewerken/", f"/werk/brieven/post/{post.uuid}/"):  # fmt: skip
        assert client.get(path).status_code == 404
    assert "Geheim" not in page(client, "/werk/brieven/post/") and letter.number not in page(
        client, "/werk/brieven/"
    )
    client.force_login(chair)
    before = ReadingRecord.objects.filter(refused=False).count()
    page(client, f"/werk/brieven/{letter.uuid}/")
    page(client, f"/werk/brieven/post/{post.uuid}/")
    assert ReadingRecord.objects.filter(refused=False).count() == before + 2
    assert ConfidentialReader.objects.count() == 2


def test_the_set_of_letters_is_who_may_view_them(db, people) -> None:
    readers("chair")
    issues = [None, assessing(), assessing(title="Twee")]
    for issue in issues:
        for kind in ("brief", "bezwaar"):
            draft(people["chair"], kind=kind, issue=issue)
    Issue.objects.filter(pk=issues[2].pk).update(visibility="confidential")
    sent(people["chair"])
    for key, user in people.items():
        if key == "deputy":
            continue
        seen = set(visible_letters(user).values_list("pk", flat=True))
        assert seen == {
            one.pk for one in Letter.objects.select_related("issue") if can_view_letter(user, one)
        }, key
        assert visible_post(user).count() == 0


@pytest.mark.parametrize(
    ("visibility", "words"),
    [("public", "De tekst niet"), ("limited", "Geen kenmerk, plek"), ("confidential", "vertrouwelijk")],
)
def test_the_page_says_what_residents_see_of_a_letter(office, secretary, visibility: str, words: str) -> None:
    readers("secretary")
    letter = sent(secretary, issue=assessing(secretary, visibility, by=secretary), is_public=True)
    path = reverse("issues:letter", args=[letter.uuid])
    assert words in page(office, path).partition("Wat bewoners zien")[2]
    assert "staat niet op de site" in page(office, reverse("issues:letter", args=[sent(secretary).uuid]))
