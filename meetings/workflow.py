"""The transition tables of meetings and decisions (source: 2-domain, Meetings)."""

from django.utils.translation import gettext_lazy as _

from wijkraad.trail.workflow import NEW, Workflow, moves

LEADS = "secretary chair"
"""Who plans, opens and closes a meeting, and what only they do: adopting, taking in old papers."""
RUNS = f"{LEADS} lead"
"""Of a meeting of a working group also its lead; such a meeting never decides."""
COUNCIL = "board secretary chair treasurer"
"""Who may bring in a proposal."""

MEETING = Workflow(
    name="meeting",
    states={
        "planned": _("Gepland"),
        "running": _("Nu bezig"),
        "held": _("Gehouden"),
        "minutes_proposed": _("Verslag voorgesteld"),
        "minutes_draft": _("Verslag wordt aangepast"),
        "minutes_adopted": _("Verslag vastgesteld"),
        "logged": _("Gehouden, verslag klaar"),
        "cancelled": _("Gaat niet door"),
        "imported": _("Van vroeger, hier niet vastgesteld"),
    },
    table=(
        *moves("planned", [NEW], RUNS),
        *moves("imported", [NEW], LEADS, _("een papier van voor dit portaal")),
        *moves("running", ["planned"], RUNS),
        *moves("planned", ["running"], RUNS, _("er is nog niets geschreven")),
        *moves("held", ["running"], RUNS, _("elk besproken punt heeft een uitkomst")),
        *moves("minutes_proposed", ["held", "minutes_draft"], LEADS),
        *moves("minutes_draft", ["minutes_proposed"], LEADS),
        *moves("minutes_adopted", ["minutes_proposed"], LEADS, _("een besluit in een latere vergadering")),
        *moves("logged", ["held"], RUNS, _("een soort vergadering zonder vaststelling")),
        *moves("cancelled", ["planned"], RUNS),
    ),
)
HELD = ("held", "minutes_proposed", "minutes_draft", "minutes_adopted", "logged")
"""States of a meeting that took place."""
COMING = ("planned", "running")
ADVISING = ("wijkoverleg", "werkgroep", "extern")
"""Kinds that advise or are logged: they adopt no decision and no minutes."""

DECISION = Workflow(
    name="decision",
    states={
        "concept": _("Voorstel"),
        "adopted": _("Aangenomen"),
        "rejected": _("Niet aangenomen"),
        "deferred": _("Uitgesteld"),
        "scrapped": _("Voorstel vervallen"),
        "executing": _("Loopt"),
        "done": _("Gedaan"),
        "not_achieved": _("Niet gelukt"),
        "superseded": _("Vervangen"),
        "withdrawn": _("Ingetrokken"),
        "lapsed": _("Vervallen, niet bekrachtigd"),
        "imported": _("Van vroeger, ingelezen"),
    },
    table=(
        *moves("concept", [NEW], COUNCIL),
        *moves("imported", [NEW], LEADS, _("een papier van voor dit portaal")),
        *moves(
            "adopted",
            ["concept"],
            LEADS,
            _("wie, uiterste datum, kwestie of wijkraad zelf, meer voor dan tegen"),
        ),
        *moves("rejected", ["concept"], LEADS),
        *moves("deferred", ["concept"], LEADS),
        *moves("scrapped", ["concept"], "secretary"),
        *moves("concept", ["deferred"], LEADS),
        *moves("executing", ["adopted"], "responsible"),
        *moves("done", ["adopted", "executing"], "responsible", _("resultaat en bewijs")),
        *moves("not_achieved", ["adopted", "executing"], "responsible", _("reden")),
        *moves("superseded", ["adopted", "executing"], LEADS, _("een aangenomen besluit")),
        *moves("withdrawn", ["adopted", "executing"], LEADS, _("een aangenomen besluit")),
        *moves("lapsed", ["adopted", "executing"], LEADS, _("spoedbesluit, niet bekrachtigd")),
        *moves("executing", ["done"], "chair", _("reden: het resultaat klopt niet")),
    ),
)
UNDECIDED = ("concept", "deferred", "scrapped")
"""States without a final decision: no number yet, never public."""
RUNNING = ("adopted", "executing")
FINAL = ("adopted", "rejected", "executing", "done", "not_achieved", "superseded", "withdrawn", "lapsed")
"""States of a decision that was taken: its text no longer changes."""
IMPORTED = "imported"
"""State of what was taken in from before this portal: readable, fixed, in no figure."""
