"""The jobs of this room in the queue."""

from procrastinate.contrib.django import app

from wijkraad.portal.counting import fold
from wijkraad.trail.retention import run


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
