"""The jobs of this room in the queue."""

from procrastinate.contrib.django import app

from budgets.actions import check_bank_file, forget_old_bank_files, remind_reports, take_in_bank
from budgets.actions.fund_reminders import remind_funds
from budgets.models import BankImport


@app.task(name="budgets.check_bank_import", queue="upkeep")
def check_bank_import(batch: int) -> None:
    """Judge a large file of the bank."""
    check_bank_file(BankImport.objects.get(pk=batch))


@app.task(name="budgets.read_bank_import", queue="upkeep")
def read_bank_import(batch: int) -> None:
    """Take in a large file of the bank, all of it or nothing."""
    found = BankImport.objects.select_related("by").get(pk=batch)
    take_in_bank(found, by=found.by)


@app.periodic(cron="25 * * * *")
@app.task(name="budgets.bank_files", queue="upkeep", queueing_lock="budgets.bank_files")
def bank_files(timestamp: int) -> None:
    """Empty files of the bank that nobody decided about for a day."""
    forget_old_bank_files()


@app.periodic(cron="15 7 * * *")
@app.task(name="budgets.reports", queue="upkeep", queueing_lock="budgets.reports")
def reports(timestamp: int) -> None:
    """Remind of reports around their last date, and of what funds want to hear."""
    remind_reports()
    remind_funds()
