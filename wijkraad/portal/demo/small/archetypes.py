"""How ordinary issues run: one function per kind of course, so that the lists read as plain facts.

A `Case` says what and where; the functions put it on the timeline. Days are counted from today.
"""

from dataclasses import dataclass

from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

SCENES = {"bushalte": "lamp", "zebra-verf": "street", "hitte-plein": "bays"}
"""Which evidence has a photo."""
BASELINES = {
    "bushalte": "De lamp brandt niet, 26 dagen lang.",
    "fietshoek": "11 wrakken en geen plek voor een rolstoel.",
    "zebra-verf": "De strepen zijn van vijf meter niet te zien.",
    "afvalbak": "Geen afvalbak.",
    "laadtijden": "6 keer per week lossen voor zeven uur.",
    "bank-kapot": "Er mist een plank.",
    "wietlucht": "Elke dag een sterke lucht op de trap.",
    "speelplek": "Glas in het zand op 4 van de 4 dagen.",
    "verkeersbord": "Het bord wijst de verkeerde kant op.",
    "rommel-markt": "Elke marktdag plastic in het water.",
    "hitte-plein": "Niemand zit op de bankjes als het warm is.",
    "vrachtverkeer": "7 vrachtauto’s op een ochtend.",
    "snelbinders": "Een gat van tien centimeter diep.",
    "terras": "60 centimeter stoep vrij.",
    "peuken": "Meer dan 300 peuken op een ochtend.",
    "leesclub": "Nog geen kast.",
    "ratten-singel": "4 ratten op één avond.",
    "hondenveld": "Niemand weet wat de buurt wil.",
    "paaltje": "Het paaltje ligt plat.",
}
"""How it was before, in words that everybody may read."""


@dataclass(frozen=True)
class Case:
    """One smaller issue. `words` are the reports with the days after `day` on which they came in."""

    key: str
    theme: str
    place: str
    day: int
    words: tuple[tuple[int, str], ...]
    title: str = ""
    summary: str = ""
    who: str = "hanneke"
    visibility: str = "public"
    size: str = "klein"
    weights: tuple[int, int] = (2, 2)
    desk: str = "femke"

    def plot(self, world: World) -> Plot:
        return Plot(world, self.key, theme=self.theme, place=self.place)

    def at(self, number: int) -> str:
        """A clock time that differs per case and report, but is the same on every run."""
        seed = sum(map(ord, self.key)) + 7 * number
        return f"{7 + seed % 15:02d}:{seed * 13 % 60:02d}"


def new(world: World, case: Case) -> Plot:
    """Reported, not yet looked at."""
    plot = case.plot(world)
    for number, (later, text) in enumerate(case.words):
        who = f"{case.key[:3]}{number}" if number % 3 != 2 else None
        plot.report(case.day + (later + 3 if later else 0), case.at(number), who, text)
    return plot


def looked_at(world: World, case: Case, after: int = 2) -> Plot:
    """Triaged: a public title, somebody who takes care of it, and the two weighing questions."""
    plot = new(world, case)
    plot.triage(
        case.day + after,
        "09:45",
        case.desk,
        title=case.title,
        summary=case.summary,
        responsible=case.who,
        visibility=case.visibility,
        size=case.size,
        severity=case.weights[0],
        safety=case.weights[1],
    )
    return plot


def in_work(
    world: World,
    case: Case,
    *,
    start: int,
    action: str,
    due: int,
    goal: str,
    criterion: str,
    baseline: str = "",
) -> Plot:
    """The light path: work begins without a decision, with a criterion to its size."""
    plot = looked_at(world, case)
    plot.start(
        start,
        "10:20",
        case.who,
        goal=goal,
        criterion=criterion,
        baseline=baseline or BASELINES.get(case.key, ""),
        action=action,
        due=due,
        key=case.key,
    )
    return plot


def claimed(
    world: World, case: Case, *, start: int, claim: int, action: str, evidence: str, **aims: str
) -> Plot:
    """Done according to who did it, not yet checked."""
    plot = in_work(world, case, start=start, action=action, due=claim + 5, **aims)
    plot.action_done(claim, "16:00", case.key, case.who, evidence)
    plot.claim(claim, "16:30", case.who, evidence, scene=SCENES.get(case.key, ""))
    return plot


def solved(
    world: World, case: Case, *, start: int, claim: int, check: int, checker: str, proof: str, **more: str
) -> Plot:
    """Checked by somebody else, after the criterion was judged."""
    plot = claimed(world, case, start=start, claim=claim, **more)
    plot.judge(check, "09:10", case.who, "reached", proof, "")
    plot.verify(check, "18:10", checker, proof)
    return plot
