"""Jobs of this room that run by themselves, a few times a day."""

from procrastinate.contrib.django import app

from issues.actions import (
    ask_solved,
    measure_interventions,
    remind_norms,
    remind_terms,
    settle_contradictions,
    sweep_files,
)
from issues.actions.importing import check_file, forget_old_files, take_in
from issues.actions.undoing_import import take_back
from issues.models import ImportBatch
from issues.reporting.drafts import forget_old_drafts


@app.periodic(cron="20 6 * * *")
@app.task(name="issues.contradictions", queue="upkeep", queueing_lock="issues.contradictions")
def contradictions(timestamp: int) -> None:
    """Return what neighbours contradicted and nobody answered for 14 days."""
    settle_contradictions()


@app.periodic(cron="40 8 * * *")
@app.task(name="issues.questions", queue="upkeep", queueing_lock="issues.questions")
def questions(timestamp: int) -> None:
    """Ask "is dit opgelost?" 14 and 90 days after."""
    ask_solved()


@app.periodic(cron="10 7 * * 1-5")
@app.task(name="issues.norms", queue="upkeep", queueing_lock="issues.norms")
def norms(timestamp: int) -> None:
    """Say that a promised date is near."""
    remind_norms()


@app.periodic(cron="20 7 * * *")
@app.task(name="issues.terms", queue="upkeep", queueing_lock="issues.terms")
def terms(timestamp: int) -> None:
    """Say that a fatal date of a letter is near, and whose promise to chase today."""
    remind_terms()


@app.periodic(cron="30 7 * * *")
@app.task(name="issues.interventions", queue="upkeep", queueing_lock="issues.interventions")
def interventions(timestamp: int) -> None:
    """Measure what stepping in brought, 30 days after."""
    measure_interventions()


@app.periodic(cron="50 3 * * *")
@app.task(name="issues.reporting.drafts", queue="upkeep", queueing_lock="issues.reporting.drafts")
def drafts(timestamp: int) -> None:
    """Delete half-filled forms of yesterday with their photos."""
    forget_old_drafts()


@app.periodic(cron="10 4 * * *")
@app.task(name="issues.files", queue="upkeep", queueing_lock="issues.files")
def files(timestamp: int) -> None:
    """Delete picture files that a crash left without a row."""
    sweep_files()


@app.task(name="issues.check_import", queue="upkeep")
def check_import(batch: int) -> None:
    """Judge a long list of existing reports."""
    check_file(ImportBatch.objects.get(pk=batch))


@app.task(name="issues.read_import", queue="upkeep")
def read_import(batch: int) -> None:
    """Take in a long list, all of it or nothing."""
    found = ImportBatch.objects.select_related("by").get(pk=batch)
    take_in(found, by=found.by)


@app.task(name="issues.undo_import", queue="upkeep")
def undo_import(batch: int) -> None:
    """Take a long list back, all of it or nothing."""
    found = ImportBatch.objects.select_related("undone_by").defer("content").get(pk=batch)
    if found.undone_by is not None:
        take_back(found, by=found.undone_by)


@app.periodic(cron="15 * * * *")
@app.task(name="issues.import_files", queue="upkeep", queueing_lock="issues.import_files")
def import_files(timestamp: int) -> None:
    """Empty lists that nobody decided about for a day."""
    forget_old_files()
