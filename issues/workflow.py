"""The transition tables of issues and letters: who may make which move, and what it needs.

Rule source: the domain description, "Issues". The checks in Python, the buttons, the database
guards and the tests are made from these tables. Actors besides roles:

- anyone: also a visitor · reporter: whoever sent the only report
- responsible: the person the issue (or letter) names · partner: somebody of its partner
- other: a board member, deputy or wijkmanager who is not the one that claimed it is done
- decision: an adopted decision of a meeting, which the meetings room hands over as a `Cause`
- system: a rule that runs by itself (contradiction left unanswered; residents confirmed)
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wijkraad.trail.workflow import NEW, Workflow, moves


@dataclass(frozen=True)
class Cause:
    """What a higher room names as the cause of a move: its kind, public number and address."""

    kind: str
    number: str = ""
    path: str = ""


NO_CAUSE = Cause("")

STATES = {
    "reported": _("Nieuw, nog niet bekeken"),
    "assessing": _("Wij zoeken het uit"),
    "decided": _("Besluit genomen"),
    "in_progress": _("Er wordt aan gewerkt"),
    "waiting": _("Wacht op een ander"),
    "reported_done": _("Klaar gemeld, nog niet gecontroleerd"),
    "resolved": _("Opgelost en gecontroleerd"),
    "not_resolved": _("Gestopt, niet opgelost"),
    "rejected": _("Niet opgepakt"),
    "withdrawn": _("Ingetrokken door melder"),
    "merged": _("Samengevoegd"),
}

WORKFLOW = Workflow(
    name="issue",
    states=STATES,
    table=(
        *moves("reported", [NEW], "anyone", _("bevestigd contact, of uitdrukkelijk anoniem")),
        *moves("assessing", ["reported"], "board manager", _("wie zorgt ervoor")),
        *moves(
            "assessing",
            ["decided", "waiting", "in_progress", "rejected", "withdrawn", "not_resolved", "merged"],
            "board manager",
            _("wie zorgt ervoor, en een reden"),
        ),
        *moves(
            "assessing",
            ["resolved"],
            "board manager system",
            _("een reden, of een tegenspraak zonder antwoord"),
        ),
        *moves(
            "decided", ["assessing", "waiting"], "decision", _("een besluit dat zegt dat het werk begint")
        ),
        *moves(
            "in_progress",
            ["assessing", "decided", "waiting"],
            "responsible manager",
            _("doel en maatstaf bij de maat, en een actie met datum"),
        ),
        *moves(
            "in_progress",
            ["reported_done"],
            "responsible manager system",
            _("tegenspraak, of nog niet klaar"),
        ),
        *moves(
            "waiting",
            ["assessing", "decided", "in_progress"],
            "responsible manager",
            _("brief, toezegging, of partner met een datum"),
        ),
        *moves("reported_done", ["in_progress", "waiting"], "responsible partner", _("bewijs")),
        *moves(
            "resolved", ["reported_done"], "other system", _("maatstaf beoordeeld; daarna 180 dagen nazorg")
        ),
        *moves(
            "not_resolved",
            ["assessing", "decided", "in_progress", "waiting"],
            "decision responsible",
            _("een besluit (bij maat klein: wie ervoor zorgt), en een reden voor iedereen"),
        ),
        *moves("rejected", ["reported", "assessing"], "board manager", _("een reden voor iedereen")),
        *moves("withdrawn", ["reported", "assessing"], "reporter", _("de enige melding")),
        *moves(
            "merged", ["reported", "assessing"], "board manager", _("een kwestie die niet is samengevoegd")
        ),
    ),
)

BEFORE_TRIAGE = ("reported",)
OPEN = ("reported", "assessing", "decided", "in_progress", "waiting", "reported_done")
"""States in which something still has to happen."""
IN_WORK = ("assessing", "decided", "in_progress", "waiting", "reported_done")
CLOSED = ("resolved", "not_resolved", "rejected", "withdrawn", "merged")
UNLISTED = ("withdrawn", "merged")
"""States that no list shows; their page stays."""

LETTER_STATES = {
    "concept": _("Concept"),
    "sent": _("Verstuurd, wij wachten op antwoord"),
    "in_default": _("In gebreke gesteld"),
    "answered": _("Beantwoord"),
    "closed": _("Afgesloten"),
    "withdrawn": _("Ingetrokken"),
    "scrapped": _("Concept weggegooid"),
}

LETTER_WORKFLOW = Workflow(
    name="letter",
    states=LETTER_STATES,
    table=(
        *moves("concept", [NEW], "board", _("soort, ontvanger en onderwerp")),
        *moves("sent", ["concept"], "responsible secretary chair", _("datum en wijze van versturen")),
        *moves("scrapped", ["concept"], "responsible secretary", ""),
        *moves(
            "in_default",
            ["sent"],
            "responsible secretary chair",
            _("bezwaar, handhavingsverzoek of Woo, en de termijn is voorbij"),
        ),
        *moves(
            "answered", ["sent", "in_default"], "responsible secretary", _("datum en kern van het antwoord")
        ),
        *moves("withdrawn", ["sent", "in_default"], "responsible secretary chair", _("een reden")),
        *moves("closed", ["sent", "answered"], "responsible secretary", _("een reden")),
        *moves("sent", ["answered"], "responsible secretary", _("het antwoord was geen antwoord: een reden")),
    ),
)
LETTER_RUNNING = ("sent", "in_default")
