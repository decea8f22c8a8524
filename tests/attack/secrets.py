"""What each persona must not read, gathered from the rows of a database by the rules of 2-domain.

A secret is a piece of text that stands nowhere in what is public, so that finding it in an answer is a
leak whatever the page. No list is kept by hand.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from budgets.models import SpendRequest
from issues.models import Follow, Hearing, HelpOffer, Incoming, Issue, Letter, Note, Report
from meetings.models import AgendaItem, Decision
from wijkraad.people.models import LIGHT_ROLES, User
from wijkraad.people.roles import COUNCIL, is_board, is_staff, roles_of

SHORTEST = 11
"""Characters; shorter texts stand in other texts by chance."""
PIECE = 60
LOOKS_AT_PEOPLE = COUNCIL | {"admin", "auditor"}
LOOKS_AT_MONEY = COUNCIL | {"deputy", "auditor"}


def plain(answer: str) -> str:
    """The words of an answer without marks of a hit, entities and differences in white space."""
    text = html.unescape(re.sub(r"</?(mark|br)[^>]*>", "", answer))
    return re.sub(r"\s+", " ", text.replace("\\n", " "))


def pieces(text: str) -> Iterator[str]:
    """The beginnings of the lines of a text, long enough to be told apart."""
    for line in text.split("\n"):
        piece = re.sub(r"\s+", " ", line).strip()[:PIECE].strip()
        if len(piece) >= SHORTEST:
            yield piece


def secrets_of(user: Any) -> dict[str, str]:
    """Secret text → what it is, for this reader (None: a visitor)."""
    found: dict[str, str] = {}
    for name, text in _all(user):
        for piece in pieces(text):
            found.setdefault(piece, name)
    known = plain("\n".join(_open_words(user)))
    return {piece: name for piece, name in found.items() if piece not in known}


def _all(user: Any) -> Iterator[tuple[str, str]]:
    yield from _issues(user)
    yield from _meetings(user)
    yield from _people(user)
    yield from _money(user)
    yield from _letters(user)
    yield from _heard(user)


def _issues(user: Any) -> Iterator[tuple[str, str]]:
    board_or_manager = is_staff(user)
    for issue in Issue.objects.all():
        hidden = not Issue.objects.visible_to(user).filter(pk=issue.pk).exists()
        partner = (
            "partner" in roles_of(user) and issue.partner_id and issue.partner_id == user.organisation_id
        )
        limited = issue.visibility == "limited" and not board_or_manager and not partner
        if hidden or limited:
            for name in ("title", "summary", "goal", "criterion", "baseline", "after_measure", "reaction"):
                yield f"{name} of {issue.visibility} {issue.pk}", getattr(issue, name)
        if hidden:
            yield f"uuid of issue {issue.pk}", str(issue.uuid)
        raw = hidden or not board_or_manager
        for report in Report.objects.filter(issue=issue):
            own = user is not None and report.reporter_id == user.pk
            if raw and not own:
                yield f"words of report {report.pk}", report.text
            if not own:
                yield f"token of report {report.pk}", report.status_token
            if report.house_number and not own and (raw or not is_board(user)):
                yield f"house number of report {report.pk}", report.house_number
        for note in Note.objects.filter(issue=issue).exclude(kind=Note.Kind.UPDATE):
            if raw:
                yield f"note {note.pk}", note.text
            elif note.kind == Note.Kind.WRONG and not is_board(user):
                yield from ((f"contact in note {note.pk}", word) for word in note.text.split() if "@" in word)
        for offer in HelpOffer.objects.filter(issue=issue):
            if not is_board(user) or hidden:
                yield f"contact in offer {offer.pk}", offer.text.removeprefix("Bel mij op ")


def _heard(user: Any) -> Iterator[tuple[str, str]]:
    """Whom we asked and post stay with the board; what we showed them with who works on the issue."""
    for one in Hearing.objects.select_related("issue"):
        seen = Issue.objects.visible_to(user).filter(pk=one.issue_id).exists()
        if not (is_board(user) and seen):
            yield f"whom of hearing {one.pk}", one.whom
        if not (is_staff(user) and seen):
            yield f"text of hearing {one.pk}", one.text
    for post in Incoming.objects.all():
        seen = post.issue_id is None or Issue.objects.visible_to(user).filter(pk=post.issue_id).exists()
        if not (is_board(user) and seen):
            yield f"subject of post {post.pk}", post.subject
            yield f"sender of post {post.pk}", "" if post.partner_id else post.sender


def _meetings(user: Any) -> Iterator[tuple[str, str]]:
    for item in AgendaItem.objects.select_related("meeting").with_shield(user):
        seen = AgendaItem.objects.visible_to(user).filter(pk=item.pk).exists()
        if not seen or item.shielded:
            yield f"agenda item {item.pk}", item.title
        read = item.meeting.status in ("minutes_proposed", "minutes_adopted", "logged")
        if not seen or item.shielded or not (is_board(user) or read):
            yield f"minutes of item {item.pk}", item.minutes
    for decision in Decision.objects.with_shield(user):
        if decision.shielded or not Decision.objects.visible_to(user).filter(pk=decision.pk).exists():
            for name in ("title", "text", "reason", "result", "evidence"):
                yield f"{name} of decision {decision.pk}", getattr(decision, name) or ""


def _people(user: Any) -> Iterator[tuple[str, str]]:
    may = roles_of(user) & LOOKS_AT_PEOPLE if user else frozenset()
    for one in User.objects.prefetch_related("roles"):
        if one == user or may:
            continue
        yield f"address of {one.pk}", one.email
        if {role.kind for role in one.roles.all()} <= set(LIGHT_ROLES):
            yield f"name of {one.pk}", one.name
    if not is_board(user):
        for model in (Report, Follow, HelpOffer):
            for row in model.objects.exclude(email=""):
                yield f"address in {model.__name__} {row.pk}", row.email
    for follow in Follow.objects.exclude(user=user) if user else Follow.objects.all():
        yield f"token of follow {follow.pk}", getattr(follow, "token", "")


def _money(user: Any) -> Iterator[tuple[str, str]]:
    inside = roles_of(user) & LOOKS_AT_MONEY if user else frozenset()
    for spend in SpendRequest.objects.all():
        own = user is not None and spend.requester_id == user.pk
        seen = SpendRequest.objects.visible_to(user).filter(pk=spend.pk).exists()
        if not own and not (inside and seen):
            yield f"iban of {spend.pk}", spend.payee_iban
            yield f"iban of {spend.pk}", " ".join(re.findall(".{1,4}", spend.payee_iban))
            if spend.payee_kind != "organisation" and not spend.payee_agrees:
                yield f"payee of {spend.pk}", spend.payee_name
        if not seen:
            yield f"title of spend {spend.pk}", spend.title
            yield f"goal of spend {spend.pk}", spend.goal


def _letters(user: Any) -> Iterator[tuple[str, str]]:
    for letter in Letter.objects.select_related("issue"):
        drafted, issue_hidden = _drafted(letter), _of_hidden(letter, user)
        if not _reads_letter(letter, user):
            if issue_hidden or drafted or not letter.is_public:
                yield f"subject of letter {letter.pk}", letter.subject
            yield f"text of letter {letter.pk}", letter.text


def _drafted(letter: Letter) -> bool:
    return letter.status in ("concept", "scrapped") or letter.kind == Letter.Kind.OBJECTION


def _of_hidden(letter: Letter, user: Any) -> bool:
    return bool(letter.issue) and not Issue.objects.visible_to(user).filter(pk=letter.issue_id).exists()


def _reads_letter(letter: Letter, user: Any) -> bool:
    manager = "manager" in roles_of(user) if user else False
    return not _of_hidden(letter, user) and (is_board(user) or (manager and not _drafted(letter)))


def _open_words(user: Any) -> Iterator[str]:
    """What this reader may read elsewhere, so that an equal text is no secret: letters begin alike."""
    for letter in Letter.objects.select_related("issue"):
        if _reads_letter(letter, user):
            yield letter.text
    for issue in Issue.objects.filter(number__isnull=False, visibility="public"):
        yield from (
            issue.title,
            issue.summary,
            issue.goal,
            issue.criterion,
            issue.baseline,
            issue.after_measure,
        )
        yield from issue.notes.filter(kind=Note.Kind.UPDATE).values_list("text", flat=True)
    for issue in Issue.objects.visible_to(user) if is_staff(user) else ():
        yield from (issue.title, issue.summary, issue.goal)
    yield from Issue.objects.exclude(public_wording="").values_list("public_wording", flat=True)
    yield from AgendaItem.objects.values_list("public_title", flat=True)
    for item in AgendaItem.objects.visible_to(user).select_related("meeting").with_shield(user):
        if not item.shielded:
            yield item.title
            yield (
                item.minutes
                if item.meeting.status in ("minutes_proposed", "minutes_adopted", "logged")
                else ""
            )
    for decision in Decision.objects.visible_to(user).with_shield(user):
        yield decision.public_wording
        if not decision.shielded:
            yield from (decision.title, decision.text, decision.reason or "", decision.result or "")
    public = SpendRequest.objects.visible_to(user)
    for spend in public.filter(~Q(shares__issue__visibility="limited")).distinct():
        yield from (spend.title, spend.goal)
    for spend in public:
        yield from (spend.public_wording, spend.public_goal)


def words_to_try(secrets: dict[str, str], limit: int) -> list[str]:
    """Long words out of secret texts, to search with."""
    words = {
        word.lower()
        for piece, name in secrets.items()
        if name.startswith(("title", "summary", "agenda", "words", "text", "goal"))
        for word in re.findall(r"[^\W\d_]{7,}", piece)
    }
    ordered = sorted(words)
    return ordered[:: max(1, len(ordered) // limit)][:limit]
