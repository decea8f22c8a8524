"""What each new report changes on the dashboard as it opens, the flow (K11) and the trends, as parts of its
one statement.

For any other question `panels.moving` asks the figures; both give the same facts.
"""

from collections import defaultdict
from datetime import date

from wijkraad.portal.bundle import Parts, Rows
from wijkraad.portal.dashboard import panels
from wijkraad.portal.figures import flow, speed
from wijkraad.portal.figures.now import number_of
from wijkraad.portal.figures.shape import Scope


def parts(asked: Scope, today: date) -> Parts:
    """The counts per month of everything, for a period up to and with today."""
    month = panels.this_month(asked, today)
    return {
        "layers": flow.per_month(panels.flow_days(asked, today)[0], asked.until(today)),
        "came": number_of(panels.begun(month, month.until(today))),
        "ended": number_of(speed.ended_stays(month, month.until(today))),
        "reported": panels.kept_months(asked, panels.trend_months(asked.per(today))),
    }


def facts(rows: Rows, asked: Scope, today: date) -> panels.Facts:
    """The rows of `parts` as the panels want them."""
    steps = [
        (date.fromisoformat(row["month"]), row["scope"], row["key"], row["total"]) for row in rows["layers"]
    ]
    shown = flow.summed(steps, panels.flow_days(asked, today), flow.least_seen(asked.user))
    came, ended = (sum(row["total"] for row in rows[name]) for name in ("came", "ended"))
    counted: dict[str, dict[date, int]] = defaultdict(dict)
    for row in rows["reported"]:
        counted[row["key"]][date.fromisoformat(row["day"])] = row["total"]
    return {
        "flow": panels.flow_facts(shown, came, ended, panels.this_month(asked, today).start),
        "trends": panels.trend_facts(counted, panels.trend_months(asked.per(today))),
    }
