"""Makes the copy of the demo full of secrets, so that a page that forgets a rule has something to leak."""

from datetime import timedelta

from issues.models import Hearing, HelpOffer, Incoming, Issue, Note, Report, Visibility
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.acting import acting

STEP = 4
"""One in so many public issues becomes confidential, and one in so many limited."""


def plant() -> None:
    """Hide public issues with all that hangs on them; give reports a house number and an address."""
    with acting(None, "attack.plant"):
        public = list(Issue.objects.filter(visibility="public", number__isnull=False).order_by("pk"))
        _see(public[::STEP], Visibility.CONFIDENTIAL)
        _see(public[1::STEP], Visibility.LIMITED)
        for report in Report.objects.filter(reporter=None):
            Report.objects.filter(pk=report.pk).update(
                house_number=f"9{report.pk:05d}zqxj",
                contact="email",
                email=f"melder{report.pk}@geheim.example",
            )
        neighbour = User.objects.get(email="buur@demo.test")
        secretary = User.objects.get(email="secretaris@demo.test")
        for issue in Issue.objects.exclude(status__in=("reported", "merged")).order_by("pk")[:40]:
            HelpOffer.objects.create(
                issue=issue, kind="hands", text=f"Bel mij op 06-12345{issue.pk:03d}", at=clock.now(),
                email=f"helper{issue.pk}@geheim.example",
            )  # fmt: skip
            Note.objects.create(
                issue=issue, kind=Note.Kind.WRONG, by=neighbour, at=clock.now(),
                text=f"Dit klopt niet bij {issue.pk}, mail klager{issue.pk}@geheim.example",
            )  # fmt: skip
            Hearing.objects.create(
                issue=issue, label="de zaak", whom=f"Uitbater {issue.pk} aan de kade", how="per mail",
                text=f"Voorgelegde tekst bij {issue.pk}", asked_on=clock.today(),
                due=clock.today() + timedelta(days=9), at=clock.now(),
            )  # fmt: skip
            Incoming.objects.create(
                number=f"IN-{issue.pk}", issue=issue, sender=f"Afzender {issue.pk} aan de kade",
                subject=f"Stuk over {issue.pk} dat binnenkwam", received_on=clock.today(),
                responsible=secretary, created_at=clock.now(),
            )  # fmt: skip


def _see(issues: list[Issue], visibility: str) -> None:
    Issue.objects.filter(pk__in=[issue.pk for issue in issues]).update(
        visibility=visibility, public_wording=""
    )
