"""Words for everybody: updates, and the title and summary of an issue."""

from hashlib import sha256

from django.utils.translation import gettext as _

from issues.actions.gate import hand_back, locked
from issues.actions.hearing import heard_first, note_heard
from issues.actions.judging import may_work, must_triage
from issues.models import Issue, Note, Visibility
from issues.notices import tell_followers
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("issue.update")
def publish_update(issue: Issue, *, by: User, text: str, critical: bool = False) -> Note:
    """News for everybody on the page of the issue; followers hear that there is news.

    A `critical` text about a firm, an office or a person goes out only after they could react.
    """
    fresh = locked(issue)
    may_work(by, fresh)
    if not text.strip():
        raise Refused(_("Schrijf iets op."), code="note.empty")
    heard = heard_first(fresh) if critical else None
    note = Note.objects.create(
        issue=fresh, kind=Note.Kind.UPDATE, text=text.strip(), by=by, at=clock.now(), hearing=heard
    )
    Issue.objects.filter(pk=fresh.pk).update(last_event_at=clock.now())
    tell_followers(fresh, f"issue-update:{note.pk}", "update", by=by)
    return note


@action("issue.correct_update")
def correct_update(note: Note, *, by: User, text: str, critical: bool = False) -> Note:
    """Mend the words of an update that is out; the day stays, followers hear nothing."""
    issue = locked(note.issue)
    may_work(by, issue)
    fresh = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if fresh.kind != Note.Kind.UPDATE:
        raise Refused(_("Alleen een bericht voor iedereen kunt u hier verbeteren."), code="note.kind")
    if not text.strip():
        raise Refused(_("Schrijf iets op."), code="note.empty")
    if critical:
        fresh.hearing = heard_first(issue)
    fresh.text = text.strip()
    fresh.save(update_fields=["text", "hearing"])
    return fresh


@action("issue.words")
def edit_words(
    issue: Issue,
    *,
    by: User,
    base_version: int,
    title: str,
    summary: str,
    reaction: str = "",
    critical: bool = False,
    base_words: str = "",
) -> Issue:
    """Change the public words; refused when somebody changed them since they were read.

    `base_version` is the version of the row that was read; `base_words` a digest of its words, so that
    a change of something else is no conflict. New criticism in words that everybody reads asks for a
    hearing first; in words that are not public yet it is remembered (`unheard`), and keeps them inside.
    """
    fresh = locked(issue)
    must_triage(by, fresh)
    if fresh.version != base_version and base_words != words_digest(fresh):
        raise Refused(
            _("Een ander heeft deze kwestie intussen veranderd."),
            code="issue.conflict",
            first=_("Uw tekst staat hieronder nog."),
        )
    if not title.strip() and fresh.number:
        raise Refused(_("Zonder titel kan een kwestie niet op de site."), code="issues_issue_public_title")
    shown = bool(fresh.number) and fresh.visibility == Visibility.PUBLIC
    if critical and shown:
        note_heard(fresh, heard_first(fresh), by)
    fresh.unheard = critical and not shown
    fresh.title, fresh.summary, fresh.reaction = title.strip(), summary.strip(), reaction.strip()
    fresh.save(update_fields=["title", "summary", "reaction", "unheard"])
    fresh.refresh_from_db(fields=["version"])
    return hand_back(fresh, issue)


def words_digest(issue: Issue) -> str:
    """A digest of the public words of an issue, to see whether they are still the ones that were read."""
    words = "\x1f".join((issue.title, issue.summary, issue.reaction))
    return sha256(words.encode()).hexdigest()[:32]
