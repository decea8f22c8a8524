"""What belongs to one person: their reports, what they follow, and their data in a file."""

from typing import Any

from django.db.models import F

from issues.models import Confirmation, Follow, HelpOffer, Issue, Report, TopicFollow
from wijkraad.notices.models import Message
from wijkraad.people.models import User

SHOWN = 50


def own(user: User) -> dict[str, Any]:
    """Own reports (newest first) with the state of their issue, and the issues followed."""
    reports = Report.objects.filter(reporter=user, withdrawn_at__isnull=True).select_related("issue__theme")
    follows = Follow.objects.filter(
        user=user, ended_at__isnull=True, issue__in=Issue.objects.visible_to(user)
    )
    topics = TopicFollow.objects.filter(user=user, ended_at__isnull=True)
    return {
        "reports": list(reports.order_by("-id")[:SHOWN]),
        "follows": list(follows.select_related("issue__theme").order_by("-id")[:SHOWN]),
        "offers": list(
            HelpOffer.objects.filter(user=user, withdrawn_at=None, issue__in=Issue.objects.public())
            .select_related("issue__theme")
            .order_by("-id")[:SHOWN]
        ),
        "topics": list(topics.select_related("theme", "street", "area").order_by("-id")[:SHOWN]),
    }


def data_of(user: User) -> dict[str, Any]:
    """The right of access: all rows that hold something of this person, instants in UTC."""
    reports = Report.objects.filter(reporter=user).order_by("id")
    return {
        "account": {
            "email": user.email, "name": user.name, "function": user.function, "language": user.language,
            "since": user.date_joined,
        },
        "roles": [str(role.get_kind_display()) for role in user.roles.order_by("id")],
        "reports": list(reports.values(
            "uuid", "created_at", "text", "house_number", "email", "seen_on", theme_name=F("theme__name"),
            street_name=F("street__name"), issue_number=F("issue__number"),
        )),
        "follows": list(_of(Follow, user).values("issue__number", "pace", "created_at", "ended_at")),
        "offers": list(
            HelpOffer.objects.filter(user=user, withdrawn_at=None, issue__in=Issue.objects.public())
            .select_related("issue__theme").order_by("-id")[:SHOWN]
        ),
        "topics": list(_of(TopicFollow, user).values(
            "theme__name", "street__name", "area__name", "pace", "created_at", "ended_at",
        )),
        "answers": list(_of(Confirmation, user).values("issue__number", "kind", "reason", "at")),
        "help": list(
            _of(HelpOffer, user).values("issue__number", "kind", "text", "at", "answer", "withdrawn_at")
        ),
        "messages": list(Message.objects.filter(recipient=user).values("template", "created_at", "sent_at")),
    }  # fmt: skip


def _of(model: Any, user: User) -> Any:
    return model.objects.filter(user=user).order_by("id")
