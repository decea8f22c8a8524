"""One report that tells two matters: words divided, one page for the reporter, made whole by the undo."""

import pytest
from django.test import Client
from django.urls import reverse

from issues.actions import (
    ReportData,
    add_to_report,
    divide_report,
    join_report,
    submit_report,
    undo_move,
    withdraw_report,
)
from issues.forms.moving import text_digest
from issues.models import Issue, Photo, Report
from issues.reporting.pieces import cut_of, made_whole, pieces_of
from tests.issues import stories
from tests.personas import person
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

TEXT = "De lantaarn is stuk. Er ligt ook grofvuil bij de bakken!\nBeide bij nummer 4."
GOING = {0: "hier", 1: "nieuw", 2: "beide"}


@pytest.fixture
def told(db) -> Report:
    data = ReportData(
        theme=stories.theme("overig"), text=TEXT, street=stories.street(), contact="email",
        email="noor@example.nl", house_number="4",
    )  # fmt: skip
    report = submit_report(data)
    Report.objects.filter(pk=report.pk).update(confirmed_at=clock.now())
    report.refresh_from_db()
    return report


def divided(report: Report, **more) -> Issue:
    facts = {"by": person("manager"), "going": GOING, "base_text": report.text, **more}
    return divide_report(report, **facts)


def parts(report: Report) -> tuple[str, str]:
    report.refresh_from_db()
    return report.text, report.parts.get().text


@pytest.mark.parametrize(
    "text",
    [TEXT, "Licht stuk en de bank is kapot", "één. twee? drie!\n\nvier", "  \n x. y", "a,b; maar d", "."],
)
def test_pieces_are_the_text_letter_by_letter(text: str) -> None:
    pieces = pieces_of(text)
    assert "".join(pieces) == text
    if len(pieces) > 1:
        going = {at: ("hier", "nieuw", "beide")[at % 3] for at in range(len(pieces))}
        cut = cut_of(text, going)
        assert made_whole(cut.here, cut.new, [list(one) for one in cut.lengths]) == text
        assert made_whole(cut.here + " Nog iets.", cut.new, cut.lengths).count(cut.here.strip()) >= 1


def test_a_new_report_becomes_two_that_keep_promise_and_reporter(told) -> None:
    first = told.issue
    photo = Photo.objects.create(report=told, created_at=clock.now())
    second = divided(told, photos=[photo], theme=stories.theme("groen"))
    assert parts(told) == (
        "De lantaarn is stuk. Beide bij nummer 4.",
        "Er ligt ook grofvuil bij de bakken!\nBeide bij nummer 4.",
    )
    first.refresh_from_db()
    assert (second.status, second.norm_due, second.theme.key) == ("reported", first.norm_due, "groen")
    assert (first.report_count, second.report_count, second.household_count) == (1, 1, 1)
    assert second.reports.get().photos.get() == photo
    mails = Message.objects.filter(address="noor@example.nl", template="issues/divided")
    assert [mail.path for mail in mails] == [f"/melden/status/{told.status_token}/"]


def test_the_reporter_keeps_one_page_with_both(told, client: Client) -> None:
    second = divided(told)
    part = second.reports.get()
    path = f"/melden/status/{told.status_token}/"
    assert part.status_token == told.status_token
    page = client.get(path).content.decode()
    assert "Zaak 2" in page and "grofvuil" in page and "lantaarn" in page
    answer = client.get(f"/melden/status/{part.own_token}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    assert client.post(path, {"doe": "intrekken", "deel": part.pk}).status_code == 302
    second.refresh_from_db()
    told.refresh_from_db()
    assert second.status == "withdrawn" and told.withdrawn_at is None and told.issue.status == "reported"
    assert "ingetrokken" in client.get(path).content.decode()
    stranger = submit_report(ReportData(theme=stories.theme(), text="iets anders"))
    client.post(path, {"doe": "intrekken", "deel": stranger.pk})
    stranger.refresh_from_db()
    assert stranger.withdrawn_at is None, "a part of somebody else is no part of this report"


@pytest.mark.parametrize("added", ["", "Het stinkt ook."])
def test_the_undo_makes_the_words_whole(told, added: str) -> None:
    photo = Photo.objects.create(report=told, created_at=clock.now())
    second = divided(told, photos=[photo])
    part = second.reports.get()
    other = submit_report(ReportData(theme=stories.theme("overig"), text="ook grofvuil"))
    join_report(other, second, by=person("manager"))
    if added:
        told.refresh_from_db()
        add_to_report(told, added)
    mails = Message.objects.count()
    undo_move(second.takings.filter(kind="split").get(), by=person("manager"))
    told.refresh_from_db()
    assert told.text == TEXT if not added else all(word in told.text for word in (*TEXT.split(), added))
    assert Message.objects.count() == mails, "nobody is told of a mistake that is taken back"
    part.refresh_from_db()
    other.refresh_from_db()
    photo.refresh_from_db()
    assert (part.text, part.email, part.part_of) == ("", "", None) and part.withdrawn_at
    assert (other.issue_id, photo.report_id) == (told.issue_id, told.pk)
    issue = Issue.objects.get(pk=told.issue_id)
    second.refresh_from_db()
    assert (issue.report_count, second.status, second.merged_into_id) == (2, "merged", issue.pk)
    assert issue.report_count == issue.reports.count() and second.report_count == second.reports.count()


@pytest.mark.parametrize(
    ("going", "base", "code"),
    [
        ({0: "hier", 1: "nieuw"}, TEXT, "divide.place"),
        ({0: "hier", 1: "hier", 2: "hier"}, TEXT, "divide.empty"),
        ({0: "beide", 1: "beide", 2: "beide"}, TEXT, "divide.same"),
        ({0: "weg", 1: "nieuw", 2: "hier"}, TEXT, "divide.place"),
        (GOING, "andere woorden", "divide.changed"),
    ],
)
def test_what_would_lose_words_is_refused(told, going, base: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        divided(told, going=going, base_text=base)
    assert refused.value.code == code
    told.refresh_from_db()
    assert told.text == TEXT and Report.objects.count() == 1 and Issue.objects.count() == 1


def test_only_the_desk_divides_and_only_what_is_open(told) -> None:
    with pytest.raises(Refused):
        divided(told, by=person("partner"))
    withdraw_report(told)
    with pytest.raises(Refused) as refused:
        divided(told)
    assert refused.value.code == "split.state"


def test_dividing_and_taking_back_on_the_pages(told) -> None:
    desk = Client()
    desk.force_login(person("manager"))
    path = reverse("issues:divide", args=[told.pk])
    assert path in desk.get("/werk/meldingen/").content.decode()
    page = desk.get(path).content.decode()
    assert page.count("<legend") == 3 and "Er ligt ook grofvuil" in page
    sent = {
        "base": text_digest(TEXT), "stuk0": "hier", "stuk1": "nieuw", "stuk2": "beide",
        "theme": stories.theme("groen").pk,
    }  # fmt: skip
    page = desk.post(path, {**sent, "stuk1": "hier", "stuk2": "hier"}).content.decode()
    assert "ten minste één stuk" in page
    assert "intussen veranderd" in desk.post(path, {**sent, "base": "x"}).content.decode()
    answer = desk.post(path, sent)
    second = Issue.objects.exclude(pk=told.issue_id).get()
    assert answer.headers["Location"] == f"/werk/meldingen/?k={second.uuid}#werk"
    page = desk.get(f"/werk/meldingen/?k={second.uuid}").content.decode()
    back = reverse("issues:work_form", args=[second.uuid, "terugdraaien"])
    assert back in page
    assert desk.post(back, {"record": second.takings.get().pk}).status_code == 302
    told.refresh_from_db()
    assert told.text == TEXT
    stranger = Client()
    stranger.force_login(person("neighbour"))
    assert stranger.get(path).status_code == 403


def test_a_known_matter_is_divided_with_words_of_its_own(told) -> None:
    issue = stories.assessing(text=TEXT, title="Lantaarn stuk")
    report = issue.reports.get()
    second = divided(report, title="Grofvuil bij de bakken", summary="Er ligt grofvuil.")
    assert second.status == "assessing" and second.is_public and second.number != issue.number
