"""The jobs of this room in the queue."""

from procrastinate.contrib.django import app

from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.dashboard.weekly import send_weekly
from wijkraad.portal.figures.owed import OWED
from wijkraad.portal.figures.report import due, make_report
from wijkraad.portal.figures.stored import ALL
from wijkraad.portal.figures.wide import WIDE
from wijkraad.portal.kept.counting import fold
from wijkraad.terms import clock
from wijkraad.trail.retention import run
from wijkraad.trail.stored import renew


@app.periodic(cron="*/10 * * * *")
@app.task(name="portal.fold", queue="upkeep", queueing_lock="portal.fold")
def fold_counts(timestamp: int) -> None:
    """Add the deltas of the counts up, so that reading them stays a small sum."""
    fold()


@app.periodic(cron="30 2 * * *")
@app.task(name="portal.retention", queue="upkeep", queueing_lock="portal.retention")
def retention(timestamp: int) -> None:
    """Destroy the personal data whose time is over."""
    run()


@app.periodic(cron="* * * * *")
@app.task(name="portal.renew", queue="upkeep", queueing_lock="portal.renew")
def renew_figures(timestamp: int) -> None:
    """Store the figures anew whose rows changed; until then pages count them for themselves."""
    renew(*ALL, DESK, OWED)


@app.periodic(cron="0 7 * * 1")
@app.task(name="portal.weekly", queue="mail", queueing_lock="portal.weekly")
def weekly(timestamp: int) -> None:
    """On Monday: what changed on the dashboard since last week."""
    send_weekly()


@app.periodic(cron="*/10 * * * *")
@app.task(name="portal.wide", queue="upkeep", queueing_lock="portal.wide")
def renew_wide(timestamp: int) -> None:
    """Store the figures up to and with yesterday: after midnight, and when what visitors may know changed."""
    renew(WIDE)


@app.periodic(cron="10 3 * * *")
@app.task(name="portal.reports", queue="upkeep", queueing_lock="portal.reports")
def make_reports(timestamp: int) -> None:
    """Keep the figures of each quarter and year that is over."""
    for key in due(clock.today()):
        make_report(key)
