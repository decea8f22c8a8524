"""The ready answers of the council: written by the board, used by everybody at the desk."""

from django.utils.translation import gettext as _

from issues.models import ReplyTemplate, Theme
from issues.permissions import can_manage_replies
from issues.replies import marks_in
from issues.reporting.private_data import private_data
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

LONGEST = 2000
"""Characters of an answer."""


def _judge(by: User, text: str) -> None:
    if not can_manage_replies(by):
        raise Refused(_("Alleen het bestuur schrijft antwoordsjablonen."), code="reply.who")
    if not text.strip() or len(text) > LONGEST:
        raise Refused(_("Schrijf een tekst van hoogstens 2.000 tekens."), code="reply.text")
    if marks_in(text):
        raise Refused(
            _("Dit kennen wij niet: %(marks)s.") % {"marks": ", ".join(marks_in(text))},
            code="reply.marks",
            first=_("Gebruik alleen de woorden tussen haken die op de pagina staan."),
        )
    found = [one for one in private_data(text) if one.kind != "phone"]
    if found:
        raise Refused(
            _("In de tekst staat %(what)s.") % {"what": found[0].words},
            code="reply.private",
            first=_("Een sjabloon gaat naar veel mensen: laat dit weg."),
        )


@action("reply.write")
def write_reply(
    reply: ReplyTemplate | None,
    *,
    by: User,
    step: str,
    name: str,
    text: str,
    theme: Theme | None = None,
    active: bool = True,
    base_version: int = 0,
) -> ReplyTemplate:
    """Make an answer, or change one; refused when somebody changed it since `base_version`.

    An answer is never deleted: one that is not `active` is offered no more.
    """
    _judge(by, text)
    fresh = ReplyTemplate.objects.select_for_update().get(pk=reply.pk) if reply else ReplyTemplate()
    if reply and base_version and fresh.version != base_version:
        raise Refused(
            _("Een ander heeft dit sjabloon intussen veranderd."),
            code="reply.conflict",
            first=_("Uw tekst staat hieronder nog."),
        )
    fresh.step, fresh.name, fresh.text, fresh.theme = step, name.strip(), text.strip(), theme
    fresh.active, fresh.changed_by, fresh.changed_at = active, by, clock.now()
    fresh.save()
    return fresh
