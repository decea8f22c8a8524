"""What an issue in work holds, each kind read once per request and only when there is any."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from issues.models import (
    Action,
    Contradiction,
    Escalation,
    Hearing,
    HelpOffer,
    Incoming,
    Intervention,
    Issue,
    Letter,
    MergeRecord,
    Note,
    Paper,
    Photo,
    Promise,
    Say,
)

HOLDS = {
    "actions": Exists(Action.objects.filter(issue=OuterRef("pk"))),
    "notes": Exists(Note.objects.filter(issue=OuterRef("pk"))),
    "promises": Exists(Promise.objects.filter(issue=OuterRef("pk"))),
    "letters": Exists(Letter.objects.filter(issue=OuterRef("pk"))),
    "escalations": Exists(Escalation.objects.filter(issue=OuterRef("pk"))),
    "interventions": Exists(Intervention.objects.filter(issue=OuterRef("pk"))),
    "offers": Exists(HelpOffer.objects.filter(issue=OuterRef("pk"))),
    "hearings": Exists(Hearing.objects.filter(issue=OuterRef("pk"))),
    "says": Exists(Say.objects.filter(issue=OuterRef("pk"))),
    "incoming": Exists(Incoming.objects.filter(issue=OuterRef("pk"))),
    "contradictions": Exists(Contradiction.objects.filter(issue=OuterRef("pk"), settled_at=None)),
    "moves": Exists(
        MergeRecord.objects.filter(
            Q(issue=OuterRef("pk")) | Q(into=OuterRef("pk")), undone=False, undoing=None
        )
    ),
    "pictures": Exists(Photo.objects.filter(Q(issue=OuterRef("pk")) | Q(report__issue=OuterRef("pk")))),
}
"""Kind → whether the issue has it; annotated as `holds_<kind>`."""


def held(issue: Issue, kind: str, rows: Any) -> list[Any]:
    """The rows of a kind; no statement when the issue was read with `HOLDS` and has none."""
    return list(rows) if getattr(issue, f"holds_{kind}", True) else []


def holds_moves(issue: Issue) -> bool:
    """Whether something moved to or from it that was not taken back."""
    known: bool | None = getattr(issue, "holds_moves", None)
    if known is None:
        rows = MergeRecord.objects.filter(Q(issue=issue) | Q(into=issue), undone=False, undoing=None)
        known = issue.holds_moves = rows.exists()  # type: ignore[attr-defined]
    return known


def with_papers(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Letters, post or actions with what is needed to name their files, in the same statement."""
    name = {Letter: "letter", Incoming: "incoming", Action: "action"}[rows.model]
    files = Paper.objects.filter(**{name: OuterRef("pk")}, removed_at=None).order_by("pk")
    facts = JSONObject(uuid="uuid", kind="kind", content_type="content_type", size="size")
    return rows.annotate(files=ArraySubquery(files.values(facts=facts)))


def files_of(row: Any) -> list[Paper]:
    """The files of a row of `with_papers`, to name and to link to."""
    return [Paper(**facts) for facts in row.files]


def papers_of(place: Letter | Incoming) -> list[Paper]:
    """The files with a letter or a piece of post."""
    return list(place.papers.filter(removed_at=None).select_related("added_by"))


def _once(issue: Issue, key: str, rows: Any) -> list[Any]:
    known: list[Any] | None = issue.__dict__.get(key)
    if known is None:
        known = issue.__dict__[key] = list(rows)
    return known


def notes_of(issue: Issue) -> list[Note]:
    """The newest notes, whose writers come along."""
    if not getattr(issue, "holds_notes", True):
        return []
    return _once(issue, "_notes", issue.notes.select_related("by").order_by("-id")[:50])


def open_questions(issue: Issue) -> list[Note]:
    """ "Klopt hier iets niet?" without an answer, among the newest notes."""
    notes = notes_of(issue)
    answered = {note.replies_to_id for note in notes}
    return [note for note in notes if note.kind == Note.Kind.WRONG and note.pk not in answered]


def open_contradictions(issue: Issue) -> list[Contradiction]:
    if not getattr(issue, "holds_contradictions", True):
        return []
    return _once(issue, "_contradictions", issue.contradictions.filter(settled_at=None))


def pictures_of(issue: Issue) -> list[Photo]:
    """The pictures of an issue and of its reports, the newest first."""
    if not getattr(issue, "holds_pictures", True):
        return []
    mine = Q(issue=issue) | Q(report__issue=issue)
    return _once(issue, "_pictures", Photo.objects.filter(mine).order_by("-pk")[:24])


def actions_of(issue: Issue) -> list[Action]:
    """Every action, with who does it and its files."""
    if not getattr(issue, "holds_actions", True):
        return []
    return _once(issue, "_actions", with_papers(issue.actions.select_related("responsible")))


def open_actions(issue: Issue) -> list[Action]:
    return [one for one in actions_of(issue) if one.done_at is None]


def promises_of(issue: Issue) -> list[Promise]:
    """What partners promised, with the partner."""
    if not getattr(issue, "holds_promises", True):
        return []
    return _once(issue, "_promises", issue.promises.select_related("partner"))


def raised_of(issue: Issue) -> list[Escalation]:
    """Where it was put higher up."""
    if not getattr(issue, "holds_escalations", True):
        return []
    return _once(issue, "_raised", issue.escalations.all())


def offers_of(issue: Issue) -> list[HelpOffer]:
    """Offers to help that stand, the open ones first."""
    if not getattr(issue, "holds_offers", True):
        return []
    rows = issue.help_offers.filter(withdrawn_at=None).select_related("user", "answered_by")
    return _once(issue, "_offers", rows.order_by("-answered_at", "id")[:50])


def open_offers_of(issue: Issue) -> list[HelpOffer]:
    return [one for one in offers_of(issue) if one.answered_at is None]


def hearings_of(issue: Issue) -> list[Hearing]:
    """Who was asked for a reaction."""
    if not getattr(issue, "holds_hearings", True):
        return []
    return _once(issue, "_hearings", issue.hearings.all())


def says_of(issue: Issue) -> list[Say]:
    """What residents were asked, and what was done with it."""
    if not getattr(issue, "holds_says", True):
        return []
    return _once(issue, "_says", issue.says.all())


def open_say_of(issue: Issue) -> Say | None:
    return next((one for one in says_of(issue) if one.result_at is None), None)


def interventions_of(issue: Issue) -> list[Intervention]:
    """Who stepped in and whether it helped, the newest first."""
    return held(issue, "interventions", issue.interventions.select_related("by").order_by("-pk")[:6])
