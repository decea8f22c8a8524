"""Who may not step in posts to every form of the dashboard by hand: nothing is done, nothing is told.

The forms are filled in as the wijkmanager would, so that only the person can be the reason. Then the same by
who may, so that each of them works at all.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from issues.actions import add_action, override_score, record_promise, write_priority
from issues.models import (
    Action,
    Escalation,
    Intervention,
    Issue,
    Note,
    Priority,
    Promise,
    ScoreOverride,
)
from meetings.models import AgendaItem, AgendaRequest
from tests.budgets.scene import decision as adopted
from tests.issues.stories import assessing, in_days, issue_in, theme
from tests.personas import municipality, person
from wijkraad.notices.models import Message
from wijkraad.people.models import SettingProposal
from wijkraad.portal.dashboard import keeping, reviewing
from wijkraad.portal.focus import acts as focusing
from wijkraad.portal.models import DashboardView, ReviewMark, ReviewRound
from wijkraad.portal.stepping import acts
from wijkraad.portal.stepping.subject import issue_subject
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db
OUTSIDE = ("resident", "entrepreneur", "partner", "deputy", "auditor", "admin")
WRITTEN = (
    Intervention, Escalation, Note, AgendaItem, AgendaRequest, ScoreOverride, DashboardView, ReviewRound,
    ReviewMark, SettingProposal, Message, Priority,
)  # fmt: skip


@pytest.fixture
def scene(people) -> dict[str, Any]:
    """An issue in work with an action and a promise, a priority to begin, a proposal to confirm."""
    issue = issue_in("waiting")
    act = add_action(issue, by=people["manager"], title="Bellen", responsible=people["chair"], due=in_days(1))
    record_promise(
        issue, by=people["manager"], partner=municipality(), who="de dienst", what="Een plan",
        where_said="raad", said_on=clock.today(), due=in_days(5),
    )  # fmt: skip
    by = adopted("Drie prioriteiten")
    one = write_priority(
        by=people["secretary"], theme=theme(), title="Veilig fietsen", why_now_kind="trend",
        why_now="meer botsingen", responsible=people["chair"], goal="minder", criterion="5 per jaar",
        baseline="14 botsingen", review_on=in_days(90),
    )  # fmt: skip
    proposal = focusing.propose_limit(by=people["chair"], limit=3, decision=by)
    made = acts.log(_about(issue), by=people["manager"], kind="talked", done="Gebeld.", on=clock.today())
    return {"issue": issue, "act": act, "decision": by, "one": one, "proposal": proposal, "made": made}


def _about(issue: Issue) -> Any:
    return issue_subject(Issue.objects.select_related("theme", "responsible", "partner").get(pk=issue.pk))


def posts(scene: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every form: its address and what a person would send."""
    issue, day = f"/werk/ingrijpen/kwestie/{scene['issue'].uuid}/?doe=", in_days(9).isoformat()
    chair, member = person("chair").pk, person("other_board_member").pk
    ticks = {"zeker": "1", "rij": [f"kwestie:{scene['issue'].uuid}"], "cause": "x", "expected": "y"}
    return [
        (f"{issue}vraag", {"question": "Hoe staat het?", "due": day}),
        (f"{issue}hoger", {"to": "district", "due": day, "reason": "Geen antwoord."}),
        (f"{issue}geef", {"responsible": member}),
        (f"{issue}agenda", {"title": "Wat nu?"}),
        (f"{issue}ingreep", {"kind": "talked", "on": clock.today().isoformat(), "done": "Gebeld."}),
        ("/werk/ingrijpen/samen/", ticks | {"doe": "vraag", "question": "Hoe staat het?", "due": day}),
        ("/werk/ingrijpen/samen/", ticks | {"doe": "hoger"}),
        ("/werk/ingrijpen/samen/", ticks | {"doe": "geef", "responsible": chair}),
        (f"/werk/ingrepen/{scene['made'].pk}/", {"doe": "terug"}),
        (f"/werk/dashboard/score/{scene['issue'].uuid}/", {"score": "80", "reason": "Aanrijding"}),
        ("/werk/dashboard/bewaren/", {"naam": "Verkeer", "query": "?thema=verkeer"}),
        ("/werk/weekronde/", {"doe": "begin"}),
        ("/werk/focus/", {"voorstel": scene["proposal"].pk}),
        ("/werk/focus/grens/", {"limit": 4, "decision": scene["decision"].pk}),
        (f"/werk/focus/{scene['one'].pk}/begin/", {"decision": scene["decision"].pk}),
        (f"/werk/focus/{scene['one'].pk}/meting/", {"current": "12"}),
        (f"/werk/belasting/{chair}/", {"actie": scene["act"].pk}),
    ]


def everything() -> dict[str, Any]:
    """All that those forms could change."""
    told: dict[str, Any] = {one.__name__: one._default_manager.count() for one in WRITTEN}
    told["issues"] = list(Issue.objects.order_by("pk").values_list("status", "responsible", "on_agenda_at"))
    told["actions"] = list(Action.objects.order_by("pk").values_list("responsible", "done_at"))
    told["promises"] = list(Promise.objects.order_by("pk").values_list("kept"))
    told["priorities"] = list(Priority.objects.order_by("pk").values_list("active", "current"))
    told["done"] = list(Intervention.objects.order_by("pk").values_list("withdrawn_at", "effect"))
    told["limits"] = list(SettingProposal.objects.order_by("pk").values_list("confirmed_at"))
    return told


@pytest.mark.parametrize("who", [*OUTSIDE, ""])
def test_nobody_outside_changes_anything_by_a_form_made_by_hand(client, scene, people, who):
    before, forms = everything(), posts(scene)
    if who:
        client.force_login(people[who])
    for path, sent in forms:
        answer = client.post(path, sent)
        assert answer.status_code == (403 if who else 302), f"{who} {path}"
        assert who or answer.headers["Location"].startswith("/accounts/login/")
        assert everything() == before, f"{who} {path}"


def test_each_of_these_forms_does_something_for_who_may(client, scene, people):
    """So that the test above can fail."""
    for path, sent in posts(scene):
        before = everything()
        client.force_login(people["secretary" if path.startswith("/werk/focus/") else "manager"])
        assert client.post(path, sent).status_code in (200, 302), path
        assert everything() != before, f"{path} {sent}"


def test_the_actions_themselves_refuse_who_does_not_step_in(scene, people):
    """Pages, commands and imports all call these; the page's own door is not the only one."""
    issue = _about(scene["issue"])
    wrong = people["auditor"]
    tries: list[Callable[[], Any]] = [
        lambda: acts.ask(issue, by=wrong, question="Hoe?", due=in_days(3)),
        lambda: acts.raise_higher(issue, by=wrong, to="district", due=in_days(9), reason="x"),
        lambda: acts.give(issue, by=wrong, responsible=people["other_board_member"]),
        lambda: acts.put_on_agenda(issue, by=wrong, title="Wat nu?"),
        lambda: acts.undo(scene["made"], by=wrong),
        lambda: override_score(scene["issue"], by=wrong, score=Decimal(80), reason="x"),
        lambda: keeping.keep_view(by=wrong, name="x", query="?thema=verkeer"),
        lambda: reviewing.begin_round(by=wrong),
        lambda: focusing.propose_limit(by=wrong, limit=4, decision=scene["decision"]),
        lambda: focusing.confirm_limit(scene["proposal"], by=wrong),
        lambda: focusing.begin(scene["one"], by=wrong, decision=scene["decision"]),
    ]
    before = everything()
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert str(refused.value.reason)
    assert everything() == before


def test_a_mark_of_somebody_elses_round_and_an_old_one_are_refused(people):
    assessing()
    reviewing.begin_round(by=people["manager"])
    with pytest.raises(Refused, match="al klaar"):
        reviewing.mark_row("still:1", by=people["chair"], verdict="done")
    with pytest.raises(Refused, match="Kies"):
        reviewing.mark_row("still:1", by=people["manager"], verdict="weg")
    with clock.moved_to(clock.now() + timedelta(days=8)):
        assert reviewing.open_round(people["manager"]) is None
