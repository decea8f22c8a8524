"""Two people at the desk see each other: the page asks every half minute who else is there."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from issues.models import Issue
from issues.reporting.presence import look, others, words_of
from wijkraad.people.access import PersonRequest, open_to


@open_to("board", "secretary", "chair", "treasurer", "manager")
def presence(request: PersonRequest) -> HttpResponse:
    """POST `k`: I look at this one. Answers {"rows": {uuid: words}, "late": words}: who looks at what, and
    whether somebody decided about mine. Three statements."""
    if request.method != "POST":
        raise Http404
    uuid = request.POST.get("k", "")
    rows: list[Any] = list(
        Issue.objects.visible_to(request.user)
        .filter(status="reported")
        .annotate(names=others(request.user))
        .exclude(names=[])
        .values_list("uuid", "names")[:200]
    )
    told = {"rows": {str(key): words_of(names) for key, names in rows}, "late": ""}
    mine = Issue.objects.visible_to(request.user).filter(uuid=uuid).first() if _is_uuid(uuid) else None
    if mine is not None and mine.status == "reported":
        look(mine, request.user)
    elif uuid:
        told["late"] = _("Een ander was u voor: deze melding is al bekeken. Uw woorden staan hier nog.")
    return JsonResponse(told)


def _is_uuid(text: str) -> bool:
    plain = text.replace("-", "")
    return len(plain) == 32 and all(letter in "0123456789abcdef" for letter in plain)
