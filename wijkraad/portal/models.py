"""Counts kept beside the facts, so that a page asks one small table instead of 100,000 rows.

They are no facts of their own: a trigger writes each change of an issue as deltas in its transaction,
`fold` adds them up now and then, `manage.py verify` counts again and compares.
"""

from django.db import models


class Tally(models.Model):
    """How many issues belong to a key; the truth is the sum over the rows of a key. Of listed public ones:

    Scopes: `status` (key = state) · `theme` (key = theme id:state) · `street`, `segment` (key = id; open
    and fully public only, since a limited matter counts nowhere below the area) · `talk` (key = number of
    talks since the last decision, open only) · `agenda` (day = next agenda, open only) · `aftercare`
    (day = its last day, resolved only) · `back` (open after a relapse). Of all that are open, for the desk:
    `desk` (key = theme id:state) · `quiet` (key = state, day = last event, of waiting ones the day
    on which we ask); the keys of confidential ones end in ":c".
    """

    scope = models.CharField(max_length=10)
    key = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    n = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["scope", "key"], include=["day", "n"], name="portal_tally_key")]

    def __str__(self) -> str:
        return f"{self.scope}:{self.key} {self.n:+d}"
