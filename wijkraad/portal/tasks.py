"""The jobs of this room in the queue."""

from procrastinate.contrib.django import app

from wijkraad.portal.counting import fold


@app.periodic(cron="*/10 * * * *")
@app.task(name="portal.fold", queue="upkeep", queueing_lock="portal.fold")
def fold_counts(timestamp: int) -> None:
    """Add the deltas of the counts up, so that reading them stays a small sum."""
    fold()
