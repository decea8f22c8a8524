"""Public numbers for copied rows, continued from and given back to the counters of the portal."""

from collections import defaultdict

from wijkraad.terms.models import Counter


class Numbering:
    """Numbers of one series, e.g. "B{year}-{number:03d}"; `settle` writes the counters."""

    def __init__(self, series: str, pattern: str) -> None:
        self.series = series
        self.pattern = pattern
        self.last: dict[int, int] = defaultdict(int)
        known = Counter.objects.using("owner").filter(series=series)
        self.last.update(known.values_list("year", "last"))

    def draw(self, year: int) -> str:
        self.last[year] += 1
        return self.pattern.format(year=year, number=self.last[year])

    def settle(self) -> None:
        for year, last in self.last.items():
            Counter.objects.using("owner").update_or_create(
                series=self.series, year=year, defaults={"last": last}
            )
