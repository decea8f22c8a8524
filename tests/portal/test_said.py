"""What residents said is told per whole year, the same on every page, and follows each change."""

import re
from datetime import datetime

import pytest

from issues.models import Confirmation, Issue, Report, Theme
from tests.portal import makers
from tests.portal.test_subject import TODAY, november, priority, public, reports
from wijkraad.portal.figures.reported import heard, reported
from wijkraad.portal.figures.wide import WIDE, facts_of, kept
from wijkraad.terms import clock
from wijkraad.trail.models import FigureMark, StoredFigure
from wijkraad.trail.stored import renew

pytestmark = pytest.mark.django_db
__all__ = ["november"]


def answers(issue: Issue, kind: str, year: int, times: int) -> None:
    at = datetime(year, 5, 5, 12, tzinfo=clock.AMSTERDAM)
    Confirmation.objects.bulk_create(Confirmation(issue=issue, kind=kind, at=at) for _n in range(times))


def test_the_agenda_tells_the_numbers_of_the_theme_page_and_no_other_period(client, people, november):
    one = public("2026-0001", responsible=people["chair"])
    priority(people, "Veilig fietsen")
    reports(one, 2025, 26)
    reports(one, 2026, 98)
    answers(one, "affected", 2026, 7)
    answers(one, "not_solved", 2026, 4)
    page = client.get("/buurtagenda/").content.decode()
    assert "98 in 2026 tot nu toe, 26 in 2025" in page and "12 maanden" not in page
    assert "7 in 2026 tot nu toe, 0 in 2025" in page, "hier ook last van"
    assert "enkele in 2026 tot nu toe, 0 in 2025" in page, "niet opgelost"
    theme = client.get("/thema/verkeer/").content.decode()
    assert ">98<" in theme and ">26<" in theme


def test_answers_that_would_give_a_small_number_away_are_not_told_either(people, november):
    for place, (theme, n) in enumerate((("verkeer", 3), ("groen", 6), ("winkels", 40)), start=1):
        found = public(f"2026-000{place}", responsible=people["chair"], theme=makers.theme(theme))
        answers(found, "affected", 2026, n)
    hidden = public("2026-0009", responsible=people["chair"], visibility="limited")
    answers(hidden, "affected", 2026, 50)
    told = heard(TODAY)["affected"]
    numbers = [told[str(makers.theme(key).pk)] for key in ("verkeer", "groen", "winkels")]
    assert numbers == [[0, None], [0, None], [0, 40]], "49 − 40 − 6 = 3 would be told"


def test_the_running_year_of_a_sensitive_theme_is_told_nowhere(client, people, november):
    """A number that moves with each report tells its day; once the year is over it holds still."""
    theme = makers.theme("verkeer")
    theme.default_visibility = "limited"
    theme.save()
    one = public("2026-0001", responsible=people["chair"])
    priority(people, "Veilig fietsen")
    reports(one, 2025, 26)
    agenda = client.get("/buurtagenda/").content.decode()
    assert "26 in 2025" in agenda and "in 2026" not in agenda
    reports(one, 2026, 98)
    answers(one, "affected", 2026, 7)
    renew(WIDE)
    again = client.get("/buurtagenda/").content.decode()
    assert "26 in 2025" in again and "tot nu toe" not in again and "98" not in again
    page = client.get("/thema/verkeer/").content.decode()
    assert ">26<" in page and ">98<" not in page and "alleen jaren die voorbij zijn" in page
    cijfers = client.get("/cijfers/", {"thema": "verkeer", "periode": "2026"}).content.decode()
    assert "een jaar dat voorbij is" in cijfers


@pytest.mark.parametrize("more", ["", "&meer=1", "&thema=overbewoning", "&thema=overbewoning&meer=1"])
def test_the_order_by_reports_has_no_matter_of_a_sensitive_theme(client, people, november, more):
    """Its place among the others, and the key of the next page, would tell the number."""
    theme = makers.theme("overbewoning")
    theme.default_visibility = "limited"
    theme.save()
    public("2026-0001", responsible=people["chair"], theme=theme, report_count=7, title="Splitsen")
    public("2026-0002", responsible=people["chair"], report_count=2, title="Drempel")
    page = client.get(f"/kwesties/?sorteer=meest{more}").content.decode()
    assert "Splitsen" not in page and "gevoelig thema staan niet in deze volgorde" in page
    assert ("Drempel" in page) == ("overbewoning" not in more)
    assert "Splitsen" in client.get(f"/kwesties/?sorteer=oudst{more}").content.decode()
    client.force_login(people["manager"])
    assert "Splitsen" in client.get(f"/werk/kwesties/?sorteer=meest{more}").content.decode()


CHANGES = {
    "a report taken back": lambda: Report.objects.filter(pk=Report.objects.earliest("pk").pk).update(
        withdrawn_at=clock.now()
    ),
    "a report joined to another issue": lambda: Report.objects.filter(
        pk=Report.objects.earliest("pk").pk
    ).update(issue=Issue.objects.latest("pk")),
    "an issue in another street": lambda: Issue.objects.update(street=makers.street("beeklaan")),
    "an issue of another theme": lambda: Issue.objects.update(theme=makers.theme("groen")),
    "an issue that is limited now": lambda: Issue.objects.update(visibility="limited"),
    "a theme that is sensitive now": lambda: Theme.objects.filter(
        pk=Issue.objects.earliest("pk").theme_id
    ).update(default_visibility="limited"),
    "an answer of another issue": lambda: Confirmation.objects.update(issue=Issue.objects.latest("pk")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_change_of_what_was_said_before_today_has_it_counted_anew(people, november, change):
    street = makers.street()
    one = public("2026-0001", responsible=people["chair"], street=street)
    public("2026-0002", responsible=people["chair"], theme=makers.theme("winkels"))
    reports(one, 2025, 6)
    answers(one, "affected", 2026, 6)
    renew(WIDE)
    before = facts_of(kept())
    assert not FigureMark.objects.filter(figure="wide").exists()
    change()
    assert FigureMark.objects.filter(figure="wide").exists()
    renew(WIDE)
    now = facts_of(kept())
    parts = ("reported", "heard", "closed")
    assert [now[part] for part in parts] != [before[part] for part in parts]


def test_what_happens_today_leaves_it_as_it_is(people, november):
    one = public("2026-0001", responsible=people["chair"], street=makers.street())
    reports(one, 2025, 6)
    renew(WIDE)
    Report.objects.create(issue=one, theme=one.theme, text="x", created_at=clock.now())
    Confirmation.objects.create(issue=one, kind="affected", at=clock.now())
    Issue.objects.filter(pk=one.pk).update(report_count=7, last_event_at=clock.now())
    assert not FigureMark.objects.filter(figure="wide").exists()


def test_a_row_that_was_stored_before_a_part_came_is_counted_anew(client, people, november):
    one = public("2026-0001", responsible=people["chair"])
    reports(one, 2025, 6)
    renew(WIDE)
    row = StoredFigure.objects.get(name="wide")
    row.facts = {name: row.facts[name] for name in ("per", "figures", "flow")}
    row.save()
    assert facts_of(kept())["reported"]["theme"] == {str(one.theme_id): [6, 0]}


def test_of_a_sensitive_theme_no_list_page_or_file_tells_a_number(client, people, november):
    theme = makers.theme("overbewoning")
    theme.default_visibility = "limited"
    theme.save()
    small = public("2026-0001", responsible=people["chair"], theme=theme, report_count=3, title="Splitsen")
    large = public("2026-0002", responsible=people["chair"], theme=theme, report_count=6, title="Kamers")
    plain = public("2026-0003", responsible=people["chair"], report_count=2, title="Drempel")
    for issue, months in ((small, (2, 1)), (large, (3, 3)), (plain, (1, 1))):
        for place, n in enumerate(months):
            at = datetime(2026, 3 + place, 5, 12, tzinfo=clock.AMSTERDAM)
            Report.objects.bulk_create(
                Report(issue=issue, theme=issue.theme, text="x", created_at=at) for _n in range(n)
            )
    for path in ("/kwesties/", "/thema/overbewoning/"):
        page = client.get(path).content.decode()
        assert "Enkele meldingen" in page and "5 of meer meldingen" in page
        assert "3 meldingen" not in page and "6 meldingen" not in page
    assert "2 meldingen" in client.get("/kwesties/").content.decode(), "verkeer is no sensitive theme"
    page = client.get("/kwesties/2026-0001/").content.decode()
    assert "3 meldingen" not in page and "Meldingen per maand" not in page
    page = client.get("/kwesties/2026-0002/").content.decode()
    assert "5 of meer meldingen" in page and "6 meldingen" not in page and "Meldingen per maand" not in page
    assert "Meldingen per maand: maart 1, april 1" in client.get("/kwesties/2026-0003/").content.decode()
    lines = b"".join(client.get("/export/kwesties.csv").streaming_content).decode().splitlines()
    heads = lines[0].split(",")
    counts = {line.split(",")[0]: line.split(",")[heads.index("meldingen")] for line in lines[1:]}
    assert counts == {"2026-0001": "", "2026-0002": "", "2026-0003": "2"}
    looked = public_answers(client)
    Report.objects.create(issue=large, theme=theme, text="x", created_at=clock.now())
    Issue.objects.filter(pk=large.pk).update(report_count=7, household_count=6)
    assert public_answers(client) == looked, "the day after tells nothing of the day between"
    client.force_login(people["manager"])
    assert "3 meldingen" in client.get(f"/werk/kwesties/{small.uuid}/").content.decode()


def public_answers(client) -> dict[str, list[str]]:
    """Path → all numbers that a visitor reads there as text."""
    found = {}
    for path in ("/kwesties/", "/thema/overbewoning/", "/kwesties/2026-0002/"):
        page = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", client.get(path).content.decode(), flags=re.S)
        found[path] = re.findall(r"\d+", page)
    found["csv"] = b"".join(client.get("/export/kwesties.csv").streaming_content).decode().splitlines()
    return found


def test_the_year_of_a_sensitive_theme_is_not_told_when_its_issues_would_give_a_small_one(people, november):
    theme = makers.theme("overbewoning")
    theme.default_visibility = "limited"
    theme.save()
    street = makers.street()
    small = public("2026-0001", responsible=people["chair"], theme=theme, report_count=3, street=street)
    large = public("2026-0002", responsible=people["chair"], theme=theme, report_count=16, street=street)
    reports(small, 2025, 3)
    reports(large, 2025, 9)
    reports(large, 2024, 7)
    found = reported(TODAY)
    assert found["theme"][str(theme.pk)] == [7, None, None], "12 − 9 = 3 would be told; 2026 still runs"
    assert found["street"] == {}, "nothing of a sensitive theme by street"
