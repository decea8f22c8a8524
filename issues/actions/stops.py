"""The seven stops of the mini trail, kept as seven letters on the row.

Melding Agenda Besluit Actie Geld Resultaat Nazorg: d done, n now, c claimed, s skipped, l later.
"""

from issues.models import Issue

REPORT, AGENDA, DECISION, ACTION, MONEY, RESULT, AFTERCARE = range(7)
REACHED = frozenset("dnc")
PLACE = {
    "reported": REPORT,
    "assessing": REPORT,
    "decided": DECISION,
    "in_progress": ACTION,
    "waiting": ACTION,
    "reported_done": RESULT,
    "resolved": AFTERCARE,
}


def stops_of(issue: Issue, *, decided: bool = False, agenda: bool = False, money: bool = False) -> str:
    """The letters after the state and what has happened; stops of a higher room stay as they were noted."""
    reached = {place for place, letter in enumerate(issue.stops) if letter in REACHED}
    reached |= {REPORT} | ({DECISION} if decided else set()) | ({AGENDA} if agenda else set())
    reached |= {MONEY} if money else set()
    if issue.on_agenda_at or issue.talks_since_decision:
        reached.add(AGENDA)
    place = PLACE.get(issue.status)
    if place is None:  # closed without a result: nothing comes after
        return "".join("d" if at in reached else "s" for at in range(7))
    if place == REPORT and AGENDA in reached and issue.status == "assessing":
        place = AGENDA
    if place > DECISION:
        reached.add(ACTION)
    now = "c" if issue.status == "reported_done" else "n"
    letters = []
    for at in range(7):
        if at == place:
            letters.append(now)
        elif at < place:
            letters.append("d" if at in reached else "s")
        else:  # money may be paid while the work still goes on
            letters.append("d" if at == MONEY and at in reached else "l")
    return "".join(letters)
