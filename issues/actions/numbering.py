"""Which person and which household a report is of: numbers within its issue, and a key without an address."""

import hashlib
import hmac
from itertools import takewhile

from django.conf import settings
from django.db.models import Max

from issues.actions.filled_in import ReportData
from issues.models import Issue, Report
from wijkraad.people.household import household_key
from wijkraad.people.models import User


def household_of(data: ReportData, by: User | None) -> str:
    """The keyed hash of an address, or that of the account; empty without an address.

    A postcode with the number is the address itself; a street with a number stands for it.
    """
    if data.contact == "account" and by is not None and by.household and not data.on_behalf:
        return by.household
    if data.postcode and data.house_number:
        digits, addition = _number_parts(data.house_number)
        return household_key(data.postcode, digits, addition)
    if not data.house_number or data.street is None:
        return ""
    number = "".join(data.house_number.lower().split())
    return hmac.new(
        settings.SECRET_KEY.encode(), f"household|{data.street.slug}|{number}".encode(), hashlib.sha256
    ).hexdigest()


def _number_parts(text: str) -> tuple[str, str]:
    """ "12 a" as ("12", "a")."""
    digits = "".join(takewhile(str.isdigit, text.strip()))
    return digits, text.strip()[len(digits) :]


def number_report(report: Report) -> None:
    """Give a report its numbers of reporter and household within its issue (held by the caller)."""
    if report.issue.report_count == 0:
        report.reporter_ordinal, report.household_ordinal = 1, 1 if report.household else None
        return
    others = Report.objects.filter(issue=report.issue).exclude(pk=report.pk)
    most = others.aggregate(person=Max("reporter_ordinal"), house=Max("household_ordinal"))
    same = None
    if report.reporter_id:
        same = others.filter(reporter=report.reporter_id).first()
    elif report.email:
        same = others.filter(email=report.email).first()
    report.reporter_ordinal = same.reporter_ordinal if same else (most["person"] or 0) + 1
    report.household_ordinal = None
    if report.household:
        home = others.filter(household=report.household).first()
        report.household_ordinal = home.household_ordinal if home else (most["house"] or 0) + 1


def count_report(issue: Issue, report: Report) -> None:
    """Count one more report of an issue (held by the caller), and its household when it is a new one."""
    issue.report_count += 1
    issue.household_count = max(issue.household_count, report.household_ordinal or 0)
    Issue.objects.filter(pk=issue.pk).update(
        report_count=issue.report_count, household_count=issue.household_count
    )
