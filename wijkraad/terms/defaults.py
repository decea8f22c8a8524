"""The settings of the portal as they are until a dated row says otherwise, each with unit and source.

The statuten of the council and the law decide where they differ: then a row of `Setting` with its
source and decision number goes before the default, from its date on.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

STATUTEN = "voorlopige waarde; de statuten van de wijkraad gaan voor"
AWB = "Algemene wet bestuursrecht"


@dataclass(frozen=True)
class Default:
    """A value with its unit ("euro", "days", "workdays", "weeks", "months", "hours", "metres", "count" …).

    Euros are Decimals with two places. A dict holds one value per step, kind or role.
    """

    value: Any
    unit: str
    source: str


DEFAULTS: dict[str, Default] = {
    # money
    "light_limit": Default(Decimal("250.00"), "euro", STATUTEN),
    "urgent_limit": Default(Decimal("500.00"), "euro", STATUTEN),
    "cash_limit": Default(Decimal("100.00"), "euro", "huisregel contant betalen"),
    "split_count": Default(5, "count", "huisregel splitsen"),
    "split_days": Default(30, "days", "huisregel splitsen"),
    "council_account": Default(
        {"name": "", "iban": ""}, "account", "de rekening van de wijkraad bij de bank"
    ),
    "gift_decision_above": Default(Decimal("500.00"), "euro", "huisregel giften"),
    "gift_cash_limit": Default(Decimal("100.00"), "euro", "huisregel giften"),
    "report_days": Default(60, "days", "huisregel verslag na een uitgave"),
    # issues
    "active_priority_limit": Default(2, "count", STATUTEN),
    "norm_workdays": Default(
        {"reported": 5, "assessing": 20, "decided": 20, "in_progress": 40, "waiting": 40},
        "workdays",
        "huisregel termijnen per stap",
    ),
    "stuck_after": Default(
        {"reported": 14, "assessing": 30, "decided": 45, "in_progress": 60, "waiting": 60},
        "days",
        "definitie K4",
    ),
    "aftercare_days": Default(180, "days", "huisregel nazorg"),
    "solved_question_days": Default([14, 90], "days", "huisregel nazorg"),
    "contradiction_days": Default(14, "days", "huisregel tegenspraak"),
    "near_metres": Default(100, "metres", "huisregel dubbele melding"),
    "relapse_days": Default(180, "days", "definitie K6"),
    "relapse_metres": Default(75, "metres", "definitie K6"),
    "score_weights": Default(
        {
            "severity": 0.25,
            "safety": 0.20,
            "reach": 0.15,
            "recurrence": 0.15,
            "duration": 0.10,
            "support": 0.10,
            "priority": 0.05,
        },
        "share",
        "definitie K13, tot het bestuur de gewichten vaststelt",
    ),
    "override_days": Default(90, "days", "definitie K13"),
    "redact_hours": Default(72, "hours", "huisregel namen in een melding"),
    "public_count_from": Default(5, "count", "huisregel kleine aantallen"),
    "hotspot_reporters_from": Default(3, "count", "definitie K12"),
    "signal_free_text": Default(False, "yes/no", "vraagt een DPIA, advies en besluit"),
    # letters: legal terms
    "letter_weeks": Default(
        {
            "bezwaar_file": 6,
            "bezwaar": 6,
            "bezwaar_committee": 12,
            "bezwaar_extension": 6,
            "handhavingsverzoek": 8,
            "woo": 4,
            "woo_extension": 2,
            "klacht": 6,
            "klacht_committee": 10,
            "klacht_extension": 4,
            "zienswijze": 6,
            "ingebrekestelling": 2,
        },
        "weeks",
        f"{AWB} 3:16, 4:13, 4:17, 6:7, 7:10, 9:11; Wet open overheid 4.4",
    ),
    "penalty_payment": Default(
        {"first": 23, "second": 35, "rest": 45, "step_days": 14, "most_days": 42},
        "euro per day",
        f"{AWB} 4:17 lid 1 en 2",
    ),
    "escalation_workdays": Default(
        {
            "owner": 5,
            "secretary": 5,
            "board": 20,
            "department": 10,
            "manager": 10,
            "district": 15,
            "alderman": 30,
        },
        "workdays",
        "huisregel opschalen",
    ),
    "intervention_days": Default(30, "days", "huisregel ingrijpen: het effect na 30 dagen"),
    "open_work_most": Default(12, "count", "huisregel belasting: open toezeggingen, acties en besluiten"),
    # meetings
    "talk_limit": Default(3, "count", "definitie K5b"),
    "quorum": Default({"share": "0.5", "base": "board", "conflicted_count": False}, "share", STATUTEN),
    "tie_rule": Default("rejected", "rejected, chair or again", STATUTEN),
    "outside_days": Default(7, "days", "huisregel besluiten buiten de vergadering"),
    "deadline_reminder_days": Default([-7, 0, 7], "days", "huisregel herinneringen"),
    # retention
    "contact_months": Default(12, "months", "bewaartermijn na sluiting"),
    "contact_months_at_most": Default(24, "months", "bewaartermijn na de laatste handeling van de melder"),
    "confidential_days": Default(30, "days", "bewaartermijn na het laatste bericht"),
    "confidential_days_at_most": Default(90, "days", "bewaartermijn na de melding"),
    "photo_days": Default(30, "days", "bewaartermijn ongebruikte foto's"),
    "guest_name_years": Default(2, "years", "bewaartermijn namen van gasten"),
    "book_years": Default(7, "years", "Burgerlijk Wetboek 2:10 lid 3"),
}
