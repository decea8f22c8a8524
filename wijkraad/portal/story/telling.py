"""`story(issue, user)`: het spoor of an issue, ready to draw."""

from typing import Any

from issues.models import Issue
from wijkraad.portal.story.facts import facts_of
from wijkraad.portal.story.view import StoryView


def story(issue: Issue, user: Any = None) -> StoryView:
    """The story of an issue as this person may read it; one statement."""
    return StoryView(facts_of(issue, user))
