"""The moves of a spend request (aanvraag), readable by a treasurer; source: 2-domain, Budgets.

Roles are those of today; relations: `requester` wrote it, `approver` is free to approve it
(budgets.permissions.why_not_approve gives the reasons why somebody is not).
"""

from django.utils.translation import gettext_lazy as _

from wijkraad.trail.workflow import NEW, Workflow, moves

COUNCIL = "board secretary chair treasurer"

SPEND = Workflow(
    name="spend",
    states={
        "draft": _("Nog niet ingediend"),
        "submitted": _("Wacht op goedkeuring"),
        "needs_info": _("Vraag aan de aanvrager"),
        "approved": _("Goedgekeurd, nog niet betaald"),
        "part_paid": _("Deels betaald"),
        "paid": _("Betaald, nog niet verantwoord"),
        "paid_short": _("Betaald, minder dan gevraagd"),
        "accounted": _("Betaald en verantwoord"),
        "rejected": _("Afgewezen"),
        "cancelled": _("Gaat niet door"),
        "imported": _("Van voor het portaal, ingelezen"),
    },
    table=(
        *moves("imported", [NEW], "treasurer", _("een rij van een jaar van voor dit portaal")),
        *moves("draft", [NEW], COUNCIL),
        *moves("submitted", ["draft", "needs_info"], "requester", _("doel, begunstigde, kwestie of besluit")),
        *moves(
            "submitted", ["approved"], "requester treasurer", _("bedrag, begunstigde of onderdeel is anders")
        ),
        *moves("draft", ["submitted"], "requester"),
        *moves("needs_info", ["submitted"], "approver", _("de vraag")),
        *moves("approved", ["submitted"], "approver", _("genoeg goedkeuringen en ruimte op het onderdeel")),
        *moves("rejected", ["submitted"], "approver", _("reden")),
        *moves("cancelled", ["draft", "submitted", "needs_info"], "requester"),
        *moves("cancelled", ["approved"], "requester treasurer", _("reden")),
        *moves("part_paid", ["approved"], "treasurer", _("boeking")),
        *moves("part_paid", ["paid"], "treasurer", _("terugboeking door de bank, een deel blijft betaald")),
        *moves("paid", ["approved", "part_paid"], "treasurer", _("boeking")),
        *moves("paid_short", ["part_paid"], "treasurer", _("reden; de rest komt vrij")),
        *moves("approved", ["paid", "part_paid"], "treasurer", _("terugboeking door de bank")),
        *moves("accounted", ["paid", "paid_short"], "treasurer", _("bon, bankregel en verslag")),
        *moves("paid", ["accounted"], "auditor", _("waarom de bon niet klopt")),
    ),
)

RESERVING = ("approved", "part_paid")
"""States in which the part that is not yet paid is kept apart on the line."""
PAYABLE = ("approved", "part_paid")
OPEN = ("submitted", "needs_info", "approved", "part_paid", "paid", "paid_short")
"""States in which somebody still has to do something."""
EDITABLE = ("draft", "submitted", "needs_info", "approved")
"""States in which amount, payee and line may change (approved: a new round of approvals)."""
STANDING = ("adopted", "executing", "done")
"""States of a decision under which money may be promised."""
SPENT = ("part_paid", "paid", "paid_short", "accounted")
"""States in which money was paid."""
IMPORTED = "imported"
"""Paid before the portal was there: nobody approved it here, and it never changes [db]."""
FROZEN = "lapsed"
"""An urgent decision that the next meeting did not ratify: what it promised is neither paid nor free."""
