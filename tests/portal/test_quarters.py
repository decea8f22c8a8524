"""Reports of quarters are kept for ever: no year, on paper or on the page, gives a small quarter away."""

from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from issues.models import Segment, Signal, StatusChange
from issues.retention import due_signals, erase_signals
from tests.portal import makers
from wijkraad.portal.figures import asking, report
from wijkraad.portal.figures.cells import Cell
from wijkraad.portal.figures.shape import Period
from wijkraad.portal.figures.wide import WIDE
from wijkraad.portal.models import FigureReport
from wijkraad.terms import clock
from wijkraad.trail.models import StoredFigure
from wijkraad.trail.stored import renew

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)


def ended(people, number: int, month: int, day: int = 10) -> None:
    """A public matter that was stopped on a day of 2025."""
    at = datetime(2025, month, day, 12, tzinfo=UTC)
    about = makers.issue("reported assessing", number=f"2025-{number}", responsible=people["chair"])
    about.created_at = about.first_report_at = datetime(2024, 12, 1, 12, tzinfo=UTC)
    about.save()
    StatusChange.objects.create(issue=about, from_state="assessing", to_state="not_resolved", at=at)
    about.status, about.state_since, about.closed_at = "not_resolved", at, at
    about.save()


def many(people, *numbers: int) -> None:
    """So many in each quarter of 2025."""
    for quarter, n in enumerate(numbers):
        for one in range(n):
            ended(people, 1000 * (quarter + 1) + one, 3 * quarter + 2)


def told(key: str) -> int | None:
    """The number of cases of K3 in a kept report."""
    one = FigureReport.objects.get(key=key).facts["figures"]["K3"]
    return None if one["value"] is None else one["n"]


@pytest.mark.parametrize(
    "numbers", [(6, 3, 12, 19), (6, 8, 7, 2), (9, 9, 9, 9), (2, 2, 20, 20), (0, 7, 0, 4)]
)
def test_no_report_of_a_year_less_those_of_its_quarters_leaves_one_to_four(people, numbers):
    """Each made on the first day after its period, when nobody knows what comes."""
    many(people, *numbers)
    quarters = [f"2025-k{quarter}" for quarter in (1, 2, 3, 4)]
    for key in quarters:
        with clock.moved_to(
            datetime.combine(asking.periods(date(2026, 1, 1))[key].end, datetime.min.time(), UTC)
        ):
            report.make_report(key)
    with clock.moved_to(NEW_YEAR):
        report.make_report("2025")
        whole = Cell(Period.year(2025))
        live = asking.tell("K3", whole, asking.cells("K3", clock.today()), clock.today())
    shown = [n for key in quarters if (n := told(key)) is not None]
    for year in (told("2025"), None if live.value is None else live.n):
        for size in range(5):
            for some in combinations(shown, size) if year is not None else ():
                assert (left := year - sum(some)) == 0 or left >= 5, (numbers, year, some)
    if min(numbers) >= 5:
        assert told("2025") == sum(numbers) == live.n and shown == list(numbers)


def test_a_report_is_the_same_paper_on_another_day_and_in_a_year_that_knows_more(client, people):
    """Byte by byte; also when matters of that time have moved on since."""
    many(people, 6, 6, 6, 6)
    with clock.moved_to(NEW_YEAR):
        assert clock.today() == date(2026, 1, 1)
        report.make_report("2025")
        first = client.get("/cijfers/verslag/2025.pdf").content
        page = client.get("/cijfers/verslag/2025/").content.decode()
    ended(people, 9999, 12, 30)
    report.make_report("2025")
    assert client.get("/cijfers/verslag/2025.pdf").content == first
    assert b"pdfuaid:part" in first and b"/Lang" in first
    assert client.get("/cijfers/verslag/2025/").content.decode() == page


def signals(n: int, month: date) -> None:
    line = Segment.objects.get_or_create(street=makers.street(), name="midden")[0]
    Signal.objects.bulk_create(Signal(kinds=["smell"], segment=line, month=month) for _one in range(n))


@pytest.mark.parametrize(
    ("before", "after", "words"), [(2, 3, "5 signalen"), (2, 2, "Te weinig gegevens"), (0, 0, "")]
)
def test_signals_are_one_number_of_a_year_that_is_over_and_only_from_five(
    client, people, before, after, words
):
    """Some are a number of their quarter already, others still choices; later ones change nothing."""
    ended(people, 1, 2)
    signals(before, date(2025, 2, 1))
    with clock.moved_to(datetime(2025, 5, 1, 12, tzinfo=UTC)):
        erase_signals(list(due_signals().values_list("pk", flat=True)))
    assert Signal.objects.count() == 0
    signals(after, date(2025, 11, 1))
    assert "signalen" not in sections(client), "the year still runs"
    with clock.moved_to(NEW_YEAR):
        report.make_report("2025")
    signals(9, date(2025, 12, 1))
    assert words in sections(client)
    assert words in client.get("/cijfers/verslag/2025/").content.decode()
    assert b"pdfuaid:part" in client.get("/cijfers/verslag/2025.pdf").content


def sections(client) -> str:
    """What /cijfers/ says of signals, counted anew; "" when it says nothing of them."""
    StoredFigure.objects.update(on=None)
    renew(WIDE)
    page = client.get("/cijfers/").content.decode()
    return page.partition('id="signalen"')[2].partition("</section>")[0]
