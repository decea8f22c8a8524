"""A new user counts the numbers of the dashboard over from the pages behind them, and gets the same.

Only what stands on the pages is read, as text: the number, the rows behind it and their notes. The reckoning
is done here, by the definitions of K1–K17.
"""

import math
import re
from datetime import date, timedelta
from html import unescape
from statistics import median

import pytest

from wijkraad.people.models import User
from wijkraad.ui.filters import MONTHS

ROW = re.compile(r'<li class="wp-th-[^"]*"><a href="([^"]+)">(.*?)</a>(.*?)</li>', re.DOTALL)
DAY = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")


def text_of(html: str) -> str:
    plain = unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")
    return " ".join(plain.split())


def days_in(text: str) -> list[date]:
    """The dates that a note tells, in order."""
    return [date(int(y), MONTHS["nl"].index(m) + 1, int(d)) for d, m, y in DAY.findall(text)]


def amount(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.fixture
def read(client, neighbourhood):
    """A page of the wijkmanager, with ordinary spaces."""
    client.force_login(User.objects.get(email="wijkmanager@demo.test"))

    def opened(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200, path
        return unescape(answer.content.decode()).replace("\u00a0", " ")

    return opened


def rows_of(read, path: str) -> list[str]:
    """The text of every row of a list, over all its pages."""
    found: list[str] = []
    here = path.partition("?")[0]
    while path:
        page = read(path)
        found += [text_of(title + " | " + rest) for _href, title, rest in ROW.findall(page)]
        more = re.search(r'href="([^"]+)"[^>]*>\s*Volgende', page)
        path = here + more[1].removeprefix(here) if more else ""
    return found


def headline(page: str, path: str) -> str:
    """The words of the large number that opens this list."""
    return text_of(
        re.search(rf'<a class="wp-n wp-cijfer__groot" href="{path}">(.*?)</a>', page, re.DOTALL)[1]
    )


@pytest.mark.parametrize("code", ["K1", "K2", "K3"])
def test_a_lead_time_is_the_middle_of_the_days_of_its_rows(read, code):
    path = f"/werk/dashboard/k/{code}/"
    rows = rows_of(read, path)
    took = [(last - first).days for first, last in (days_in(row)[-2:] for row in rows)]
    assert len(took) > 5 and all(f": {n} dag" in row for n, row in zip(took, rows, strict=True))
    page = read("/werk/dashboard/")
    assert headline(page, path) == f"{math.floor(median(took) + 0.5)} dagen"
    exact = f"{median(took):g}".replace(".", ",")
    assert f"De middelste: {exact} dagen." in read(path)
    spread = sorted(took)
    assert f"het langst {spread[-1]}" in text_of(page)


def counted(read, code: str, kept) -> tuple[int, int]:
    """(how many rows `kept` says yes to, how many rows), and that the dashboard says the same."""
    path = f"/werk/dashboard/k/{code}/"
    rows = rows_of(read, path)
    told = sum(bool(kept(row)) for row in rows), len(rows)
    assert headline(read("/werk/dashboard/"), path) == f"{told[0]} van {told[1]}"
    return told


def test_the_relapse_rate_is_counted_from_its_rows(read):
    """K6: resolved 180 to 360 days before tomorrow, as the dates of the rows say."""
    came, of = counted(read, "K6", lambda row: "Kwam terug." in row)
    assert (came, of) == (1, 3)
    tomorrow = days_in(text_of(re.search(r"Geteld op.*?\.", read("/werk/dashboard/k/K6/"))[0]))[0]
    tomorrow += timedelta(days=1)
    for row in rows_of(read, "/werk/dashboard/k/K6/"):
        assert 180 < (tomorrow - days_in(row)[-1]).days <= 360


def test_kept_norms_are_counted_from_the_dates_of_the_steps(read):
    """K10: the last day of the norm against the day on which the step was over."""

    def kept(row: str) -> bool:
        dates = days_in(row)
        in_time = len(dates) == 2 and dates[1] <= dates[0]
        assert ("gehaald" in row) == in_time, row
        return in_time

    part, of = counted(read, "K10", kept)
    missed = rows_of(read, "/werk/dashboard/k/K10/?deel=deel")
    assert len(missed) == of - part and all(not kept(row) for row in missed)
    assert f"{of - part} gemist" in text_of(read("/werk/dashboard/"))


def test_decisions_in_time_are_counted_from_their_dates(read):
    """K14: done on or before the first date; a decision that is done is never called late since then."""

    def kept(row: str) -> bool:
        dates = days_in(row.partition("Eerst beloofd")[2])
        in_time = "Klaar op" in row and dates[1] <= dates[0]
        assert ("op tijd" in row) == in_time, row
        return in_time

    counted(read, "K14", kept)


def test_measures_with_proof_and_meetings_with_a_decision(read):
    proven, measures = counted(read, "K17", lambda row: row.count(": ja.") == 3)
    assert 0 < proven < measures, "some have all three, some do not"
    without, meetings = counted(read, "K5a", lambda row: "Zonder besluit." in row)
    assert without < meetings


def test_the_share_on_priorities_is_the_sum_of_its_bookings(read):
    """K7."""
    parts = [
        (re.search(r"(\w[\w ]*?)(, prioriteit)?: € ([\d.]+,\d\d)\.", row.partition(" | ")[2]), row)
        for row in rows_of(read, "/werk/dashboard/k/K7/")
    ]
    paid = sum(amount(found[3]) for found, _row in parts)
    first = sum(amount(found[3]) for found, _row in parts if found[2])
    page = text_of(read("/werk/dashboard/"))
    assert f"{100 * first / paid:.0f} % naar prioriteiten" in page
    assert f"is {100 * first / paid:.1f}".replace(".", ",") in read("/werk/dashboard/k/K7/")


def test_overspend_is_reckoned_from_what_each_line_spent(read):
    """K8: the sum of what is over per line, divided by all that was first agreed."""
    over, agreed = 0.0, 0.0
    for row in rows_of(read, "/werk/dashboard/k/K8/"):
        spent, original = map(amount, re.findall(r": € ([\d.]+,\d\d)", row))
        over, agreed = over + max(0.0, spent - original), agreed + original
    assert over > 0
    page = text_of(read("/werk/dashboard/"))
    assert f"{100 * over / agreed:.1f} % boven wat eerst".replace(".", ",") in page


@pytest.mark.parametrize("query", ["", "?thema=verkeer", "?tot=2026-06-30", "?wie={owner}"])
def test_every_hot_spot_is_the_sum_of_its_reports(read, query):
    """K12, and K18 beside it: severity × certainty × time, and what does not count adds nothing."""
    query = query.format(owner=User.objects.get(email="bestuur@demo.test").pk)
    page = read(f"/werk/dashboard/{query}")
    spots = re.findall(r'<a class="wp-n(?: wp-num)?" href="(/werk/dashboard/plek/[^"]+)">([\d.,]+)</a>', page)
    assert len(spots) >= 3
    left_out = 0
    for href, told in spots:
        sums = []
        for row in rows_of(read, href):
            found = re.search(r"Ernst (\d) × (?:niet )?bevestigd ([\d,]+) × tijd ([\d,]+) = ([\d,]+)", row)
            if found is None:
                assert "Telt niet: dezelfde melder" in row
                left_out += 1
                continue
            severity, sure, left, weight = map(amount, found.groups())
            assert abs(severity * sure * left - weight) < 0.001
            sums.append(weight)
        assert abs(sum(sums) - amount(told)) < 0.06, href
        assert f"Samen {told}" in read(href)
    assert query or left_out, "somebody who reports twice in a month counts once"


def test_two_scores_are_reckoned_from_what_was_measured(read):
    """K13, of the two heaviest."""
    ranks = re.findall(
        r'wp-rang__score" href="([^"]+)" aria-label="Score ([\d,]+)"', read("/werk/dashboard/")
    )
    for href, told in ranks[:2]:
        page = read(href)
        rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', page, re.DOTALL)
        cells = [re.findall(r"<td[^>]*>(.*?)</td>", rest, re.DOTALL) for _head, rest in rows[:7]]
        numbers = [int((re.findall(r"\d+", one[0]) or ["0"])[0]) for one in cells]
        weights = [amount(one[1]) for one in cells]
        severity, safety, homes, again, open_days, follows, _prio = numbers
        parts = [
            (severity - 1) / 4, (safety - 1) / 4, min(1, math.log(1 + homes) / math.log(101)),
            min(1, again / 3), min(1, open_days / 365), min(1, follows / 50), float("ja" in cells[6][0]),
        ]  # fmt: skip
        score = 100 * sum(weight * part for weight, part in zip(weights, parts, strict=True))
        assert abs(score - amount(told)) < 0.1 and sum(weights) == pytest.approx(1)
