"""The desk as several people use it at once: presence, ready answers with their mail, bulk, who was late."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from issues.actions import merge_issue, reject_issue, split_issue, write_reply
from issues.models import Issue, Note, Presence, ReadingRecord, ReplyTemplate, StatusChange
from issues.views.queue import SHOWN
from tests.issues.stories import assessing, readers, reported, street, theme
from tests.issues.test_merging import joins
from tests.issues.test_work_pages import triage_words
from tests.personas import person
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

DESK = "/werk/meldingen/"


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(person(who))
    return client


def at(issue: Issue) -> str:
    return f"{DESK}?k={issue.uuid}"


def reply(**more) -> ReplyTemplate:
    facts = {"step": "rejected", "name": "Is voor de gemeente", "text": "{verwijzing} Wij doen dit niet."}
    return write_reply(None, by=person("secretary"), **{**facts, **more})


def by_mail(text: str = "losse tegel", address: str = "noor@example.nl") -> Issue:
    issue = reported(text=text, contact="email", email=address)
    issue.reports.update(confirmed_at=clock.now())
    return issue


def test_two_people_see_each_other(db) -> None:
    issue, other = reported(), reported(text="een tweede")
    one, two = signed_in("manager"), signed_in("board_member")
    one.get(at(issue))
    page = two.get(at(issue)).content.decode()
    assert "Wim Wijkmanager bekijkt dit nu" in page
    told = one.post(reverse("issues:presence"), {"k": issue.uuid}).json()
    assert told == {"rows": {str(issue.uuid): "Hanneke Bestuur bekijkt dit nu"}, "late": ""}
    two.get(at(other))
    told = one.post(reverse("issues:presence"), {"k": issue.uuid}).json()
    assert list(told["rows"]) == [str(other.uuid)] and Presence.objects.count() == 2
    with clock.moved_to(clock.now().replace(year=2099)):
        assert "bekijkt dit nu" not in one.get(DESK).content.decode()


def test_presence_tells_strangers_nothing(db) -> None:
    readers("chair", "board_member")
    issue = reported()
    Issue.objects.update(visibility="confidential")
    signed_in("chair").get(at(issue))
    told = signed_in("secretary").post(reverse("issues:presence"), {"k": issue.uuid}).json()
    assert told["rows"] == {} and Presence.objects.count() == 1
    assert signed_in("neighbour").post(reverse("issues:presence")).status_code == 403


def test_who_decides_second_is_told_and_keeps_every_word(db) -> None:
    issue = reported()
    late = signed_in("board_member")
    late.get(at(issue))
    reject_issue(issue, by=person("manager"), reason="Dat is voor de gemeente.")
    told = late.post(reverse("issues:presence"), {"k": issue.uuid}).json()
    assert "al bekeken" in told["late"]
    answer = late.post(at(issue), triage_words(titel="Mijn titel", reden="Mijn bericht", doe="nieuw"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Wim Wijkmanager veranderde dit" in page
    for words in ("Mijn titel", "Mijn bericht", "rijden te hard", "Dat is voor de gemeente."):
        assert words in page
    issue.refresh_from_db()
    assert issue.status == "rejected" and issue.status_changes.count() == 2
    note = late.post(reverse("issues:work_form", args=[issue.uuid, "notitie"]), {"text": "Titel: Mijn titel"})
    assert note.status_code == 302 and Note.objects.get().text == "Titel: Mijn titel"


def test_a_ready_answer_comes_into_the_message_and_the_mail_is_shown_before_it_goes(db) -> None:
    issue = by_mail()
    chosen = reply(theme=theme())
    reply(name="Voor winkels", theme=theme("winkels"))
    desk = signed_in("manager")
    page = desk.get(at(issue)).content.decode()
    assert "Is voor de gemeente" in page and "Voor winkels" not in page
    sent = {"titel": "Half", "sjabloon": chosen.pk, "doe": "sjabloon", "reden": "Dank u."}
    page = desk.post(at(issue), sent).content.decode()
    assert "Dank u.\n\nEen gat in de weg" in page and 'value="Half"' in page and "data-fouten" not in page
    messages, changes = Message.objects.count(), StatusChange.objects.count()
    page = desk.post(at(issue), {"doe": "bekijk-niet", "reden": "Bel 14070."}).content.decode()
    assert (
        "Er is nog niets verstuurd" in page and "Uw melding: Niet opgepakt" in page and "Bel 14070." in page
    )
    assert "noor@example.nl" not in page and issue.reports.get().status_token not in page
    assert (Message.objects.count(), StatusChange.objects.count()) == (messages, changes)
    issue.refresh_from_db()
    assert issue.status == "reported"
    desk.post(at(issue), {"doe": "niet", "reden": "Bel 14070."})
    mail = Message.objects.get(address="noor@example.nl", template="issues/status_reporter")
    assert mail.facts["reason"] == "Bel 14070."


def test_the_preview_of_a_new_matter_draws_no_number(db) -> None:
    issue = by_mail()
    desk = signed_in("manager")
    page = desk.post(at(issue), triage_words(doe="bekijk-nieuw", reden="Wij gaan kijken.")).content.decode()
    assert "Wij gaan kijken." in page and "Wij zoeken het uit" in page
    issue.refresh_from_db()
    assert issue.number is None
    desk.post(at(issue), triage_words(doe="nieuw"))
    issue.refresh_from_db()
    assert issue.number.endswith("-0001")


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "reply.text"), ("Hallo {naam}", "reply.marks"), ("Mail noor@example.nl", "reply.private")],
)
def test_an_answer_that_would_go_wrong_is_refused(db, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        reply(text=text)
    assert refused.value.code == code and not ReplyTemplate.objects.exists()


def test_the_board_manages_answers_on_a_page_and_two_editors_lose_nothing(db) -> None:
    page = signed_in("chair")
    values = {"step": "joined", "name": "Hoort bij", "text": "Uw melding hoort bij {nummer}.", "active": "on"}
    shown = page.post(reverse("issues:reply_new"), {**values, "bekijk": "1"}).content.decode()
    assert "-0042." in shown and not ReplyTemplate.objects.exists()
    assert page.post(reverse("issues:reply_new"), values).status_code == 302
    made = ReplyTemplate.objects.get()
    first, second = signed_in("secretary"), signed_in("treasurer")
    path = reverse("issues:reply", args=[made.pk])
    assert (
        first.post(path, {**values, "name": "Van de eerste", "base_version": made.version}).status_code == 302
    )
    refused = second.post(
        path, {**values, "name": "Van de tweede", "base_version": made.version}
    ).content.decode()
    assert "intussen veranderd" in refused and "Van de tweede" in refused
    again = page.post(reverse("issues:reply_new"), {**values, "name": "Van de eerste"}).content.decode()
    assert "al een sjabloon met deze naam" in again
    assert "Van de eerste" in signed_in("manager").get(reverse("issues:replies")).content.decode()
    for who in ("manager", "deputy", "resident", "partner", "admin"):
        assert signed_in(who).post(path, values).status_code == 403
    with pytest.raises(Refused):
        write_reply(made, by=person("manager"), **{**values, "active": True})


def test_bulk_tells_per_row_what_was_refused_and_leaves_it_alone(db, board_member) -> None:
    one, two, taken = by_mail("een"), reported(text="twee"), reported(text="drie")
    desk = signed_in("manager")
    reject_issue(taken, by=person("chair"), reason="Al gedaan.")
    values = {"melding": [one.uuid, two.uuid, taken.uuid], "zeker": "1"}
    bulk = reverse("issues:triage_bulk")
    page = desk.post(bulk, {**values, "doe": "wie", "wie": board_member.pk, "reden": "Hanneke kent dit."})
    assert (
        "2 meldingen zijn klaar." in page.content.decode() and "Een ander was u voor" in page.content.decode()
    )
    taken.refresh_from_db()
    assert taken.responsible is None and Note.objects.filter(text="Hanneke kent dit.").count() == 2
    shown = desk.post(bulk, {**values, "doe": "niet", "reden": "Bel 14070.", "bekijk": "1"}).content.decode()
    assert "Bel 14070." in shown and "Er is nog niets verstuurd" in shown
    assert Issue.objects.filter(status="rejected").count() == 1
    unknown = desk.post(bulk, {**values, "doe": "samen", "bij": "2020-0001"}).content.decode()
    assert "kennen wij niet" in unknown
    target = assessing()
    desk.post(bulk, {**values, "doe": "samen", "bij": target.number, "reden": "Dit loopt al."})
    target.refresh_from_db()
    assert target.report_count == 3
    assert Message.objects.get(address="noor@example.nl", template="issues/status_reporter").facts[
        "reason"
    ] == (f"Samengevoegd met {target.number}.\n\nDit loopt al.")


def test_bulk_cannot_reach_what_is_hidden(db) -> None:
    readers("chair", "board_member")
    hidden = reported()
    Issue.objects.update(visibility="confidential")
    values = {"doe": "niet", "melding": [hidden.uuid, "geen-uuid"], "reden": "Weg.", "zeker": "1"}
    signed_in("secretary").post(reverse("issues:triage_bulk"), values)
    hidden.refresh_from_db()
    assert hidden.status == "reported"


def test_the_words_of_something_confidential_are_read_by_opening_it(db) -> None:
    readers("chair", "board_member")
    open_one, hidden = reported(text="gewoon"), reported(text="geheim verhaal")
    Issue.objects.filter(pk=hidden.pk).update(visibility="confidential")
    chair = signed_in("chair")
    page = chair.get(at(open_one)).content.decode()
    assert "geheim verhaal" not in page and "Vertrouwelijk. Open om te lezen." in page
    assert not ReadingRecord.objects.exists()
    assert "geheim verhaal" in chair.get(at(hidden)).content.decode()
    assert list(ReadingRecord.objects.values_list("issue", "user")) == [(hidden.pk, person("chair").pk)]
    assert signed_in("secretary").get(at(hidden)).status_code == 404


def test_more_than_a_page_stays_in_reach(db) -> None:
    issues = [reported(text=f"melding {n:03}") for n in range(SHOWN + 2)]
    desk = signed_in("manager")
    page = desk.get(DESK).content.decode()
    assert f"{SHOWN + 2} meldingen" in page and "melding 061" not in page and "?blad=2" in page
    assert "melding 061" in desk.get(f"{DESK}?blad=2").content.decode()
    assert "melding 061" in desk.get(at(issues[-1])).content.decode()


def test_the_desk_asks_little_however_many_rows(db) -> None:
    desk = signed_in("board_member")

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(DESK).status_code == 200
        return len(asked)

    issue = reported()
    reply()
    count()
    few = count()
    for n in range(20):
        signed_in("manager").get(at(reported(text=f"nummer {n}")))
    merge_issue(reported(text="erbij"), assessing(), by=person("manager"))
    assert count() == few <= 12, issue


def test_splitting_and_taking_back_on_the_pages(db) -> None:
    issue = assessing(title="Twee zaken")
    joins(issue, "dit hoort er niet bij, bel 06-12345678")
    desk = signed_in("manager")
    path = reverse("issues:work_form", args=[issue.uuid, "splitsen"])
    page = desk.get(path).content.decode()
    assert "dit hoort er niet bij" in page and "12345678" not in page
    assert "Kies welke meldingen" in desk.post(path, {"title": "Apart"}).content.decode()
    going = issue.reports.latest("pk")
    values = {
        "reports": [going.pk], "title": "Apart", "summary": "Iets anders.", "theme": issue.theme_id,
        "responsible": issue.responsible_id,
    }  # fmt: skip
    assert desk.post(path, values).status_code == 302
    going.refresh_from_db()
    assert going.issue.title == "Apart"
    back = reverse("issues:work_form", args=[going.issue.uuid, "terugdraaien"])
    record = going.issue.takings.get()
    assert "(1 melding)" in desk.get(back).content.decode()
    assert desk.post(back, {"record": record.pk}).status_code == 302
    going.refresh_from_db()
    assert going.issue_id == issue.pk
    new = split_issue(issue, by=person("manager"), reports=[going], title="Nog eens")
    assert new.report_count == 1 and street().issues.filter(status="merged").count() == 1
