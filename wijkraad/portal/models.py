"""Counts kept beside the facts, so that a page asks one small table instead of 100,000 rows.

They are no facts of their own: a trigger writes each change of an issue as deltas in its transaction,
`fold` adds them up now and then, `manage.py verify` counts again and compares.
"""

from django.db import models


class Tally(models.Model):
    """How many listed public issues belong to a key; the truth is the sum over the rows of a key.

    Scopes: `status` (key = state) · `theme` (key = theme id:state) · `street`, `segment` (key = id; open
    and fully public only, since a limited matter counts nowhere below the area) · `talk` (key = number of
    talks since the last decision, open only) · `agenda` (day = next agenda, open only) · `aftercare`
    (day = its last day, resolved only) · `back` (open after a relapse).
    """

    scope = models.CharField(max_length=10)
    key = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    n = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["scope", "key"], include=["day", "n"], name="portal_tally_key")]

    def __str__(self) -> str:
        return f"{self.scope}:{self.key} {self.n:+d}"
