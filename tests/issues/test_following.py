"""Following an issue or a topic; how often; stopping; moving with a merge; and "ook last" per household."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from issues.actions import (
    change_visibility,
    confirm_affected,
    confirm_follow,
    end_follow,
    follow_issue,
    follow_topic,
    followed,
    merge_issue,
    move_issue,
    publish_update,
    start_work,
    unmerge_issue,
)
from issues.models import Area, Confirmation, Follow, Issue, TopicFollow
from tests.issues.stories import assessing, in_days, issue_in, readers, reported, street, theme, work
from wijkraad.notices.delivery import send_waiting
from wijkraad.notices.digest import send_digests
from wijkraad.notices.mails import mail_of, token_of
from wijkraad.notices.models import Message
from wijkraad.notices.preferences import pace_of, set_pace
from wijkraad.people.household import household_key
from wijkraad.portal.verifying import differences
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

HOME = household_key("2564 AB", "12")
FRIDAY = datetime(2026, 11, 20, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))


def told(template: str = "") -> set[str]:
    rows = Message.objects.filter(template=f"issues/{template}") if template else Message.objects.all()
    return {one.recipient.email if one.recipient else one.address for one in rows}


def area() -> Area:
    box = {"west": 4.2, "south": 52.0, "east": 4.3, "north": 52.1}
    return Area.objects.create(name="Regentes", code="BU1", kind="buurt", geometry=[], **box)


def by_mail(topic, email: str = "wil@example.nl", pace: str = "once") -> TopicFollow:
    return confirm_follow(follow_topic(topic, email=email, pace=pace))


@pytest.mark.parametrize("kind", ["theme", "street", "area"])
def test_a_topic_tells_of_new_issues_and_of_each_step(db, kind: str) -> None:
    place = area()
    topic = {"theme": theme(), "street": street(), "area": place}[kind]
    by_mail(topic)
    issue = reported()
    Issue.objects.filter(pk=issue.pk).update(area=place)
    assert told("new") == set(), "nothing before somebody looked at it"
    issue = assessing()
    Issue.objects.filter(pk=issue.pk).update(area=place)
    issue.refresh_from_db()
    if kind != "area":
        assert told("new") == {"wil@example.nl"}
    work(issue)
    assert told("status") >= {"wil@example.nl"}
    publish_update(issue, by=issue.responsible, text="De bakken komen maandag.")
    assert told("update") == {"wil@example.nl"}
    thread = Message.objects.filter(address="wil@example.nl").last()
    assert thread.thread.startswith(f"{kind}:") and thread.about == topic.name


@pytest.mark.parametrize("visibility", ["limited", "confidential"])
def test_a_topic_never_tells_of_what_is_hidden(db, chair, visibility: str) -> None:
    readers("chair")
    for topic in (theme(), street()):
        by_mail(topic)
    Message.objects.all().delete()
    issue = assessing(visibility=visibility, by=chair, responsible=chair)
    work(issue, by=chair)
    assert "wil@example.nl" not in told()


def test_who_follows_the_issue_and_its_street_gets_one_mail_per_event(db, neighbour) -> None:
    issue = assessing()
    follow_issue(issue, by=neighbour)
    follow_topic(street(), by=neighbour)
    follow_topic(theme(), by=neighbour)
    work(issue)
    assert Message.objects.filter(recipient=neighbour, template="issues/status").count() == 1


def test_an_address_follows_a_street_after_the_button(client, db) -> None:
    page = client.get("/volgen/?straat=weimarstraat")  # no such street yet: the form says so, no error
    assert page.status_code == 200
    where = street()
    assert (
        'value="straat:weimarstraat" selected' in client.get("/volgen/?straat=weimarstraat").content.decode()
    )
    sent = {"topic": f"straat:{where.slug}", "pace": "daily", "email": "Wil@Example.nl"}
    for _twice in range(2):
        assert client.post("/volgen/", sent).status_code == 302
    follow = TopicFollow.objects.get()
    assert (follow.email, follow.confirmed_at) == ("wil@example.nl", None)
    (message,) = Message.objects.all()
    send_waiting(message.event)
    assert f"/volgen/{follow.token}/" in mail.outbox[0].body
    path = f"/volgen/{follow.token}/"
    assert "druk dan op de knop" in client.get(path).content.decode().lower()
    assert pace_of("wil@example.nl", follow.thread) == "now", "not before the button"
    client.post(path, {"volg": "1"})
    assert pace_of("wil@example.nl", follow.thread) == "daily"


@pytest.mark.parametrize("sent", [{}, {"topic": "straat:nergens"}, {"topic": "x"}, {"topic": "gebied:'--"}])
def test_a_wrong_choice_is_said_beside_the_field(client, db, sent) -> None:
    page = client.post("/volgen/", {"pace": "once", "email": "wil@example.nl", **sent})
    assert page.status_code == 200 and "Er gaat" in page.content.decode()
    assert not TopicFollow.objects.exists()


def test_a_link_to_confirm_waits_for_no_digest(db, neighbour) -> None:
    set_pace(neighbour, by=neighbour, pace="weekly")
    follow_issue(assessing(), email=neighbour.email)
    assert Message.objects.get(template="issues/follow_confirm").pace == "now"


def test_the_pace_that_was_asked_for_holds(client, neighbour) -> None:
    issue = assessing()
    client.force_login(neighbour)
    client.post(f"/kwesties/{issue.number}/volgen/", {"pace": "weekly"})
    work(issue)
    assert Message.objects.get(recipient=neighbour).pace == "weekly"
    page = client.get("/mijn/volgen/").content.decode()
    assert issue.title in page and '<option value="weekly" selected>' in page
    client.post("/mijn/volgen/", {f"hoe-vaak-issue:{issue.pk}": "daily"})
    assert pace_of(neighbour, f"issue:{issue.pk}") == "daily"
    client.post("/mijn/volgen/", {f"hoe-vaak-issue:{issue.pk}": "hourly"})
    assert pace_of(neighbour, f"issue:{issue.pk}") == "daily"
    client.post("/mijn/volgen/", {"stop": f"issue:{issue.pk}"})
    assert followed(neighbour) == []
    assert "U volgt nog niets" in client.get("/mijn/volgen/").content.decode()


def test_the_overview_of_an_address_shows_its_own_and_only_those(client, neighbour) -> None:
    issue = assessing()
    mine = confirm_follow(follow_issue(issue, email="wil@example.nl"))
    by_mail(street())
    confirm_follow(follow_issue(assessing(title="Van een ander"), email="ander@example.nl"))
    path = f"/volgen/{mine.token}/alles/"
    page = client.get(path)
    text = page.content.decode()
    assert issue.title in text and "Weimarstraat" in text and "Van een ander" not in text
    assert page.headers["Cache-Control"] == "no-store" and page.headers["Referrer-Policy"] == "same-origin"
    client.post(path, {"stop": f"street:{street().pk}"})
    assert [one.thread for one in followed(None, "wil@example.nl")] == [f"issue:{issue.pk}"]
    account = follow_issue(issue, by=neighbour)
    assert client.get(f"/volgen/{account.token}/alles/").headers["Location"] == "/mijn/volgen/"
    waiting = follow_issue(issue, email="nog@example.nl")
    assert client.get(f"/volgen/{waiting.token}/alles/").status_code == 302, "not before the button"


@pytest.mark.parametrize("token", ["nonsense", "a:b", "0" * 32 + ":x"])
def test_a_made_up_link_is_nobodys(client, db, token: str) -> None:
    for path in (f"/volgen/{token}/", f"/volgen/{token}/alles/", f"/melden/status/{token}/opgelost/"):
        assert client.get(path).status_code == 404


def test_one_click_in_the_mail_program_ends_the_follow(db) -> None:
    issue = assessing()
    follow = confirm_follow(follow_issue(issue, email="wil@example.nl"))
    work(issue)
    message = Message.objects.get(template="issues/status", address="wil@example.nl")
    sent = mail_of(message)
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = sent.extra_headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    Client(enforce_csrf_checks=True).post(f"/{path}", {"List-Unsubscribe": "One-Click"})
    follow.refresh_from_db()
    issue.refresh_from_db()
    assert follow.ended_at and issue.follower_count == 0
    Client().post(f"/{path}", {"pace": "weekly"})
    issue.refresh_from_db()
    again = issue.follows.get(ended_at=None)
    assert issue.follower_count == 1 and pace_of("wil@example.nl", again.thread) == "weekly"


def test_a_digest_names_each_piece_of_news_and_stops_as_a_whole(db) -> None:
    with clock.moved_to(FRIDAY):
        one, two = assessing(title="Te hard"), assessing(title="Afval")
        for issue in (one, two):
            confirm_follow(follow_issue(issue, email="wil@example.nl", pace="daily"))
        follow_issue(one, email="ander@example.nl")
        work(one)
        move_issue(one, "reported_done", by=one.responsible, evidence="Vier bakken.")
        work(two)
    with clock.moved_to(FRIDAY + timedelta(days=1)):
        assert send_digests() == 1
    (digest,) = [one for one in mail.outbox if one.to == ["wil@example.nl"]]
    assert "Te hard (2 berichten)" in digest.body and "Klopt het? Te hard" in digest.body
    assert "Afval (1 bericht)" in digest.body and "Alles wat u volgt" in digest.body
    path = digest.extra_headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    assert "hele overzicht" in Client().get(f"/{path}").content.decode()
    assert len(followed(None, "wil@example.nl")) == 2, "opening changes nothing"
    Client().post(f"/{path}", {"List-Unsubscribe": "One-Click"})
    assert followed(None, "wil@example.nl") == []


def test_a_follower_moves_with_a_merge_at_the_same_pace_and_back(client, db, neighbour, manager) -> None:
    one, other = assessing(), assessing(title="De andere")
    follow_issue(one, by=neighbour, pace="weekly")
    mailed = confirm_follow(follow_issue(one, email="wil@example.nl"))
    follow_issue(other, email="wil@example.nl")  # asked for there too, never confirmed
    both = confirm_follow(follow_issue(one, email="beide@example.nl"))
    confirm_follow(follow_issue(other, email="beide@example.nl"))
    merge_issue(one, other, by=manager)
    assert pace_of(neighbour, f"issue:{other.pk}") == "weekly"
    other.refresh_from_db()
    assert other.follower_count == other.follows.filter(ended_at=None).count() == 3
    assert other.title in client.get(f"/volgen/{mailed.token}/").content.decode()
    assert other.title in client.get(f"/volgen/{both.token}/").content.decode(), "the old link leads on"
    unmerge_issue(one, by=manager, reason="Toch iets anders.")
    one.refresh_from_db()
    assert pace_of(neighbour, f"issue:{one.pk}") == "weekly"
    assert {f.user or f.email for f in one.follows.filter(ended_at=None, confirmed_at__isnull=False)} == {
        neighbour, "wil@example.nl", "beide@example.nl",
    }  # fmt: skip


def test_hidden_again_the_follower_hears_no_words_of_it(db, chair) -> None:
    readers("chair")
    issue = assessing(by=chair, responsible=chair)
    confirm_follow(follow_issue(issue, email="wil@example.nl"))
    by_mail(street(), "straat@example.nl")
    Message.objects.all().delete()
    change_visibility(issue, "confidential", by=chair)
    start_work(issue, by=chair, goal="x", criterion="y", action_title="z", action_due=in_days(3))
    assert told() <= {chair.email}


def test_too_many_mails_to_one_address_are_refused_kindly(client, db) -> None:
    for n in range(7):
        issue = assessing(title=f"Kwestie {n}")
        page = client.post(
            f"/kwesties/{issue.number}/volgen/", {"email": "slacht@example.nl", "pace": "once"}
        )
    assert page.status_code == 200 and "al een paar mails" in page.content.decode()
    assert Message.objects.filter(address="slacht@example.nl").count() == 5


def test_also_affected_counts_a_household_once(client, db, resident, neighbour) -> None:
    issue = assessing()
    path = f"/kwesties/{issue.number}/ook-last/"
    assert "Vul uw postcode in" in client.post(path, {}).content.decode()
    for sent in (
        {"postcode": "2564ab", "house_number": "12"},
        {"postcode": " 2564 AB", "house_number": "012"},
    ):
        client.post(path, sent)
    resident.household = HOME
    resident.save()
    client.force_login(resident)
    assert "Postcode" not in client.get(path).content.decode(), "the account's home is known"
    client.post(path, {})
    client.force_login(neighbour)
    client.post(path, {"postcode": "2564 AB", "house_number": "12", "addition": "A"})
    issue.refresh_from_db()
    assert issue.affected_count == 2
    stored = Confirmation.objects.first()
    assert stored.household == HOME and "2564" not in str(stored.__dict__)


def test_few_households_are_some_and_from_five_a_number(client, db) -> None:
    issue = assessing()
    for n in range(1, 7):
        confirm_affected(issue, household=household_key("2564 AB", str(n)))
        page = client.get(issue.path).content.decode()
        assert ("Enkele huishoudens" in page) == (n < 5)
        assert (f"{n} huishoudens hebben hier ook last van" in page) == (n >= 5)
    assert [line for line in differences() if "affected" in line] == []


def test_households_are_counted_once_after_a_merge(db, manager) -> None:
    one, other = assessing(), assessing(title="De andere")
    for issue in (one, other):
        confirm_affected(issue, household=HOME)
    confirm_affected(one, household=household_key("2564 AB", "14"))
    merge_issue(one, other, by=manager)
    other.refresh_from_db()
    assert other.affected_count == 2


@pytest.mark.parametrize("state", ["resolved", "rejected", "not_resolved"])
def test_of_something_closed_one_is_asked_to_report_anew(db, neighbour, state: str) -> None:
    with pytest.raises(Refused):
        confirm_affected(issue_in(state), by=neighbour)


def test_a_token_of_a_message_is_not_that_of_a_digest(db) -> None:
    issue = assessing()
    confirm_follow(follow_issue(issue, email="wil@example.nl"))
    work(issue)
    message = Message.objects.get(template="issues/status", address="wil@example.nl")
    assert token_of(message) != token_of(message, digest=True)
    end_follow(Follow.objects.get(issue=issue))
    assert Client().get(f"/uit/{token_of(message)}/").status_code == 200
