"""The term calendar in somebody's own phone: a private address, stable lines, nothing confidential."""

from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse

from issues import actions
from issues.models import Letter
from tests.issues.stories import assessing, in_days, readers
from tests.personas import municipality
from wijkraad.people.actions import end_role, keeper_of
from wijkraad.people.models import CalendarKey
from wijkraad.terms import clock

PAGE = "/werk/brieven/agenda/"


def address(client) -> str:
    client.post(PAGE, {"agenda": "nieuw"})
    return reverse("issues:term_file", args=[CalendarKey.objects.get(ended_at=None).token])


def events(client, path: str) -> dict[str, icalendar.Event]:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar")
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["uid"]).split("@")[0]: one for one in found}


def objection(by, **more) -> Letter:
    return actions.write_letter(by=by, kind="bezwaar", subject="Tegen de vergunning",
                                partner=municipality(), published_on=in_days(-3), **more)  # fmt: skip


def test_dates_stand_in_it_as_whole_days_with_a_reminder(client, secretary) -> None:
    letter = objection(secretary)
    client.force_login(secretary)
    path = address(client)
    assert path in client.get(PAGE).content.decode()
    client.logout()
    (one,) = events(client, path).values()
    assert str(one["uid"]).startswith(f"letter-{letter.pk}-indienen@")
    assert one["dtstart"].dt == letter.file_before and one["dtend"].dt == letter.file_before + timedelta(1)
    assert "Tegen de vergunning" in one["summary"] and "Fataal" in one["description"]
    assert [alarm["trigger"].dt.days for alarm in one.walk("VALARM")] == [-14, -7, -1]


def test_a_moved_date_keeps_its_name_and_gets_a_higher_number(client, secretary) -> None:
    client.force_login(secretary)
    path = address(client)
    letter = actions.write_letter(
        by=secretary, kind="klacht", subject="Niets gehoord", partner=municipality()
    )
    actions.send_letter(letter, by=secretary, channel="post")
    before = events(client, path)[f"letter-{letter.pk}-antwoord"]
    actions.extend_term(letter, by=secretary, on=clock.today())
    after = events(client, path)[f"letter-{letter.pk}-antwoord"]
    assert after["dtstart"].dt > before["dtstart"].dt and after["sequence"] > before["sequence"]


def test_a_confidential_matter_is_not_in_it_and_a_limited_one_without_words(client, secretary) -> None:
    readers("secretary")
    for visibility in ("confidential", "limited"):
        issue = assessing(secretary, visibility, by=secretary, title="Matrassen in de gang")
        objection(secretary, issue=issue)
        actions.record_promise(issue, by=secretary, partner=municipality(), who="de afdeling",
                               what="Controle", where_said="aan de telefoon", said_on=clock.today(),
                               due=in_days(9), chase_on=in_days(10))  # fmt: skip
    client.force_login(secretary)
    found = client.get(address(client)).content.decode()
    assert found.count("BEGIN:VEVENT") == 2 and found.count("Een termijn van de wijkraad") >= 2
    for word in ("Tegen de vergunning", "Controle", "Matrassen"):
        assert word not in found


def test_the_address_stops_with_a_new_one_with_the_button_and_with_the_role(
    client, manager, secretary
) -> None:
    client.force_login(manager)
    old = address(client)
    new = address(client)
    assert client.get(old).status_code == 404 and client.get(new).status_code == 200
    client.post(PAGE, {"agenda": "stop"})
    assert client.get(new).status_code == 404
    last = address(client)
    end_role(manager.roles.get(), by=secretary)
    client.logout()
    assert client.get(last).status_code == 404


@pytest.mark.parametrize("who", ["resident", "partner", "auditor"])
def test_a_key_of_somebody_without_letters_opens_nothing(client, who, people) -> None:
    key = CalendarKey.objects.create(user=people[who], kind="terms", made_at=clock.now())
    assert keeper_of(key.token, "terms") == people[who]
    assert client.get(reverse("issues:term_file", args=[key.token])).status_code == 404
    client.force_login(people[who])
    assert client.get(PAGE).status_code == 403
