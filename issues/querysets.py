"""What may be seen, and the lists: every view of issues starts from `visible_to`."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchRank, TrigramWordSimilarity
from django.db.models import Case, F, Q, QuerySet, Value, When

from issues.lists.words import once, query
from issues.workflow import LETTER_RUNNING, OPEN, UNLISTED
from wijkraad.people.roles import is_staff, roles_of
from wijkraad.terms import clock
from wijkraad.terms.values import value

PUBLIC = Q(number__isnull=False) & ~Q(visibility="confidential")
"""What a visitor may know of."""
LISTED = PUBLIC & ~Q(status__in=UNLISTED)
"""What public lists show."""
VERIFIED = Q(status="resolved") | Q(relapsed_at__isnull=False)
"""Verified once: what was reached, also when it came back since."""
FULL = 21
"""A page of the list, and one more."""
HITS = 500
"""Search ranks only this many newest hits, so that a common word stays fast."""


def reads_confidential(user: Any) -> bool:
    """Whether the person holds the permission for confidential matters today."""
    if not is_staff(user):
        return False
    today = clock.today()
    known = getattr(user, "_confidential_on", None)  # kept on the person, as the roles are
    if known is None:
        known = user._confidential_on = {}
    if today not in known:
        known[today] = (
            user.confidential_readings.filter(since__lte=today, confirmed_by__isnull=False)
            .filter(Q(until__isnull=True) | Q(until__gt=today))
            .exists()
        )
    return bool(known[today])


class IssueQuerySet(QuerySet):
    """Chainable: Issue.objects.visible_to(user).open().for_list()."""

    def visible_to(self, user: Any) -> "IssueQuerySet":
        """The issues whose existence this person may know; limited ones show less (see permissions)."""
        if is_staff(user):
            return self if reads_confidential(user) else self.exclude(visibility="confidential")
        seen = PUBLIC
        if "partner" in roles_of(user) and user.organisation_id:
            seen |= Q(partner=user.organisation_id) & ~Q(visibility="confidential")
        return self.filter(seen)

    def public(self) -> "IssueQuerySet":
        return self.filter(PUBLIC)

    def listed(self) -> "IssueQuerySet":
        return self.filter(LISTED)

    def open(self) -> "IssueQuerySet":
        return self.filter(status__in=OPEN)

    def in_work(self) -> "IssueQuerySet":
        return self.filter(status__in=[state for state in OPEN if state != "reported"])

    def in_aftercare(self, on: date | None = None) -> "IssueQuerySet":
        return self.filter(status="resolved", aftercare_until__gte=on or clock.today())

    def held_by(self, user: Any) -> "IssueQuerySet":
        """Open issues that this person has to hand over before leaving."""
        return self.open().filter(responsible=user)

    def ranked(self, text: str, *, inner: bool = False, way: str = "words") -> "IssueQuerySet":
        """Issues with these words, best first, ranked among the newest 500 hits.

        Dutch stems, accents do not matter; another `way` (`words.WAYS`) finds more, after the words as they
        stand. Visitors never find a limited matter by its words. Ordering the hits by a sum keeps PostgreSQL
        from walking all issues newest first whenever a word is rare.
        """
        asked = query(text, way)
        hits = self.searched(inner).filter(search=asked).order_by((F("pk") + 0).desc()).values("pk")[:HITS]
        found: Any = self.model._default_manager.filter(pk__in=hits).annotate(
            rank=SearchRank(F("search"), asked)
        )
        if way == "words":
            return found.order_by("-rank", "-id")
        whole = Case(When(search=query(text), then=Value(1)), default=Value(0))
        return found.annotate(whole=whole).order_by("-whole", "-rank", "-id")

    def few_with(self, text: str) -> bool:
        """Whether so few public issues have these words as they stand that a list looks wider."""
        hits = self.listed().filter(visibility="public", search=query(text)).order_by()
        return len(hits.values("pk")[:FULL]) < FULL

    def alike(self, text: str, *, inner: bool = False) -> "IssueQuerySet":
        """Issues whose title looks like `text`, for words that none has."""
        asked = once(text)
        found: Any = self.searched(inner).filter(title__trigram_word_similar=asked)
        return found.annotate(rank=TrigramWordSimilarity(asked, "title")).order_by("-rank", "-id")

    def searched(self, inner: bool) -> "IssueQuerySet":
        """What words may find: for visitors, who are not `inner`, fully public matters only."""
        return self if inner else self.filter(visibility="public")

    def for_list(self) -> "IssueQuerySet":
        return self.select_related("theme", "street", "area", "partner", "priority")

    def stuck(self, on: date | None = None, *, states: Collection[str] = OPEN) -> "IssueQuerySet":
        """K4 "ligt stil": no qualifying event for more than T(state) days; exactly T is not yet stuck.

        Waiting counts from its chase date, or the end of the legal term of a letter that is out; what
        happened after that counts as well. Days are Amsterdam calendar days; `on` defaults to today. Only
        those in `states`.
        """
        on = on or clock.today()
        late = Q(pk__in=[])
        for state, days in value("stuck_after", on).items():
            if state not in states:
                continue
            last = on - timedelta(days=int(days))
            since = datetime.combine(last, time(), clock.AMSTERDAM)
            quiet = Q(status=state, last_event_at__lt=since)
            if state == "waiting":
                quiet &= Q(waiting_until__lt=last) & ~Q(pk__in=self._in_term(last))
            late |= quiet
        return self.filter(late)

    def _in_term(self, last: date) -> QuerySet:
        """The issues with a letter that is out, whose legal term ended on `last` or later or still runs."""
        relation: Any = self.model._meta.get_field("letters")
        out = relation.related_model.objects.filter(status__in=LETTER_RUNNING, issue__isnull=False)
        return out.filter(term_ends__gte=last).values("issue")

    def overdue(self, on: date | None = None) -> "IssueQuerySet":
        """What `issues.lateness` calls late, in any open state."""
        on = on or clock.today()
        own = Q(status__in=[state for state in OPEN if state != "waiting"], norm_due__lt=on)
        return self.filter(own | Q(status="waiting", waiting_until__lt=on))

    def late(self, on: date | None = None) -> "IssueQuerySet":
        """Waiting past its date, or new past the date we promised."""
        on = on or clock.today()
        return self.filter(Q(status="waiting", waiting_until__lt=on) | Q(status="reported", norm_due__lt=on))
