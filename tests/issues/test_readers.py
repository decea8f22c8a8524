"""Who may read confidential matters takes two people; of which priority an issue is a part is judged."""

import pytest
from django.urls import reverse

from issues.actions import (
    confirm_reading,
    end_reading,
    link_priority,
    open_priority,
    read_confidential,
    reject_issue,
)
from issues.actions import write_priority as describe
from issues.models import ConfidentialReader, Priority
from issues.querysets import reads_confidential
from tests.issues.stories import DECISION, assessing, in_days, theme
from tests.personas import person
from wijkraad.people.models import User
from wijkraad.terms.refusal import Refused


def reads(who: str) -> bool:
    return reads_confidential(User.objects.get(pk=person(who).pk))


def refused_by(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_one_gives_another_confirms_and_it_ends(db) -> None:
    given = read_confidential(person("chair"), by=person("secretary"))
    assert not reads("chair")
    for who in ("secretary", "chair"):
        assert refused_by(lambda who=who: confirm_reading(given, by=person(who))) == "reader.two_people"
    confirm_reading(given, by=person("treasurer"))
    assert reads("chair") and not reads("secretary")
    assert refused_by(lambda: read_confidential(person("chair"), by=person("secretary"))) == "reader.twice"
    assert refused_by(lambda: confirm_reading(given, by=person("board_member"))) == "reader.settled"
    end_reading(given, by=person("secretary"))
    assert not reads("chair")
    read_confidential(person("chair"), by=person("secretary"))


@pytest.mark.parametrize(("whom", "by", "code"), [
    ("resident", "secretary", "reader.staff"), ("chair", "admin", "reader.who"),
    ("chair", "manager", "reader.who"), ("auditor", "chair", "reader.staff"),
])  # fmt: skip
def test_who_cannot_give_or_get_it(db, whom: str, by: str, code: str) -> None:
    assert refused_by(lambda: read_confidential(person(whom), by=person(by))) == code
    assert not ConfidentialReader.objects.exists()


def test_who_takes_care_of_something_hidden_hands_it_over_first(db) -> None:
    given = read_confidential(person("chair"), by=person("secretary"))
    confirm_reading(given, by=person("treasurer"))
    issue = assessing(by=person("chair"), visibility="confidential", responsible=person("chair"))
    assert refused_by(lambda: end_reading(given, by=person("secretary"))) == "reader.held"
    reject_issue(issue, by=person("chair"), reason="Niets gevonden.")
    end_reading(given, by=person("secretary"))


def test_the_page_gives_confirms_and_tells_what_is_refused(client, db) -> None:
    path = reverse("issues:readers")
    client.force_login(person("secretary"))
    values = {"doe": "geef", "user": person("chair").pk, "since": in_days(0)}
    assert "Kies wie" in client.post(path, {"doe": "geef", "since": in_days(0)}).content.decode()
    assert client.post(path, values).status_code == 302
    given = ConfidentialReader.objects.get()
    page = client.get(path).content.decode()
    assert "wacht op een tweede bestuurslid" in page and 'value="bevestig"' not in page
    refused = client.post(path, {"doe": "bevestig", "recht": given.pk}).content.decode()
    assert "Een ander dan de gever" in refused and not reads("chair")
    client.force_login(person("treasurer"))
    assert 'value="bevestig"' in client.get(path).content.decode()
    client.post(path, {"doe": "bevestig", "recht": given.pk})
    assert reads("chair")
    assert client.post(path, {"doe": "bevestig", "recht": "x"}).status_code == 404
    for who in ("manager", "admin", "deputy", "resident"):
        client.force_login(person(who))
        assert client.get(path).status_code == 403


def priority(key: str = "verkeer", opened: bool = True) -> Priority:
    made = describe(
        by=person("chair"), theme=theme(key), title="Veilig", why_now_kind="trend", why_now="Meer.",
        responsible=person("chair"), goal="g", criterion="c", baseline="b", review_on=in_days(90),
    )  # fmt: skip
    return open_priority(made, by=person("chair"), cause=DECISION) if opened else made


def test_an_issue_is_linked_to_an_open_priority_of_its_theme(client, db) -> None:
    issue, found = assessing(), priority()
    client.force_login(person("board_member"))
    path = reverse("issues:work_form", args=[issue.uuid, "prioriteit"])
    assert client.post(path, {"priority": found.pk}).status_code == 302
    issue.refresh_from_db()
    assert issue.priority == found
    link_priority(issue, None, by=person("manager"))
    assert issue.priority is None
    assert refused_by(lambda: link_priority(issue, found, by=person("resident"))) == "triage.who"
    other, closed = priority("winkels"), priority(opened=False)
    assert refused_by(lambda: link_priority(issue, other, by=person("manager"))) == "priority.theme"
    assert refused_by(lambda: link_priority(issue, closed, by=person("manager"))) == "priority.closed"
