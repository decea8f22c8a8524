"""What the lists of money can be narrowed to, by the query string."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q

from budgets.models import SpendRequest, SpendShare


class SpendFilter(django_filters.FilterSet):
    """`onderdeel` (key of a line) and `thema` (colour key, `los` without issue or decision, `org`)."""

    onderdeel = django_filters.NumberFilter(field_name="line_id")
    thema = django_filters.CharFilter(method="of_theme", max_length=30)

    class Meta:
        model = SpendRequest
        fields: list[str] = []

    def of_theme(self, requests: Any, _name: str, key: str) -> Any:
        """The spends behind one colour of the coins."""
        if key == "los":
            return requests.filter(shares=None, decision=None, line__theme__isnull=False)
        if key == "org":
            return requests.filter(shares=None, line__theme=None)
        of_issue = SpendShare.objects.filter(request=OuterRef("pk"), issue__theme__colour_key=key)
        of_line = Q(shares=None, decision__isnull=False, line__theme__colour_key=key)
        return requests.filter(Exists(of_issue) | of_line)
