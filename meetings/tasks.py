"""The jobs of this room in the queue."""

from procrastinate.contrib.django import app

from meetings.actions import remind_deadlines


@app.periodic(cron="10 7 * * *")
@app.task(name="meetings.remind", queue="upkeep", queueing_lock="meetings.remind")
def remind(timestamp: int) -> None:
    """Remind whoever is responsible 7 days before the last date, on it, and 7 days after."""
    remind_deadlines()
