"""What the templates of het spoor ask: steps, drawing, days per holder, and the words that need thought."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import ngettext

from wijkraad.portal.story import events, holders, plan, words
from wijkraad.portal.story.drawing import Drawing
from wijkraad.portal.story.events import Coming, Stop
from wijkraad.portal.story.rows import Facts, Payment, Point, Ruling
from wijkraad.portal.story.steps import Halt, Wait, steps
from wijkraad.ui.filters import MONTHS, language
from wijkraad.ui.words import known as _

_CARDS = frozenset(
    {"report", "agenda", "decision", "action", "money", "result", "stopped", "aftercare", "next"}
)
_ANCHORS = {
    "report": "melding", "agenda": "agenda", "decision": "besluit", "action": "actie", "money": "geld",
    "claim": "gereed", "no": "nee", "result": "resultaat", "aftercare": "nazorg", "next": "straks",
    "stopped": "einde", "back": "terug",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of reports: place and height in a picture 64 high."""

    month: date
    count: int
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The reports per month from the first one, at most the last 24 months."""

    bars: list[Bar]
    label: str

    @property
    def width(self) -> int:
        return max(330, 30 * len(self.bars))


class StoryView:
    """One story, ready to draw; everything is made when asked for."""

    def __init__(self, facts: Facts, usual_to_decision: int | None = None) -> None:
        self.facts = facts
        self.usual_to_decision = usual_to_decision
        self._anchors: dict[str, int] = {}

    @cached_property
    def stops(self) -> list[Stop]:
        return events.stops(self.facts)

    @cached_property
    def spans(self) -> list[holders.Span]:
        return holders.spans(self.facts)

    @cached_property
    def steps(self) -> list[Halt | Wait]:
        return steps(self.facts, self.stops, self.spans)

    @cached_property
    def drawing(self) -> Drawing:
        return plan.drawing_of(self.facts, self.stops, self.spans)

    @cached_property
    def held(self) -> holders.Held:
        """Days per holder; their sum is the total."""
        return holders.held(self.spans)

    @property
    def total_label(self) -> str:
        if self.facts.status == "resolved":
            return _("Van melding tot opgelost en gecontroleerd")
        if self.facts.status in holders.ENDED:
            return _("Van melding tot het einde")
        return _("Van melding tot vandaag")

    @property
    def partner(self) -> str:
        """The partner's name at the head of its lane."""
        name = words.partner_word(self.facts.partner)
        return name[:1].upper() + name[1:]

    @cached_property
    def partner_word(self) -> str:
        """The partner in a list: gemeente, politie."""
        return words.partner_word(self.facts.partner)

    @cached_property
    def partner_phrase(self) -> str:
        """The partner in a sentence: de gemeente, de politie, Staedion."""
        return words.partner_phrase(self.facts.partner)

    @cached_property
    def spent(self) -> Decimal:
        return events.spent(self.facts.payments)

    @cached_property
    def ceiling(self) -> Decimal | None:
        return events.ceiling(self.facts)

    @property
    def has_money(self) -> bool:
        return any(stop.kind == "money" for stop in self.stops)

    @cached_property
    def money_bar(self) -> dict[str, Any] | None:
        """Each payment as a part of what it may cost, with a gap of 6 units between parts."""
        if not self.ceiling or self.spent > self.ceiling:
            return None
        parts, x = [], 0.0
        for payment in self.facts.payments:
            if payment.paid > 0:
                parts.append({"x": round(x, 2), "width": float(payment.paid)})
                x += float(payment.paid) + float(self.ceiling) / 400
        return {"whole": float(self.ceiling), "parts": parts}

    # --- reports -------------------------------------------------------------------------------

    @cached_property
    def bars(self) -> Bars | None:
        """The months from the first report; None when all came in one month."""
        counts = dict(self.facts.months)
        if len(counts) < 2:
            return None
        first, last = min(counts), max(max(counts), self.facts.today.replace(day=1))
        months = [first]
        while months[-1] < last:
            months.append(date(months[-1].year + months[-1].month // 12, months[-1].month % 12 + 1, 1))
        months = months[:24]
        highest = max(counts.values())
        bars = [self._bar(place, month, counts.get(month, 0), highest) for place, month in enumerate(months)]
        said = ", ".join(f"{MONTHS[language()][b.month.month - 1]} {b.count}" for b in bars if b.count)
        return Bars(bars, _("Meldingen per maand: %(months)s") % {"months": said})

    @staticmethod
    def _bar(place: int, month: date, count: int, highest: int) -> Bar:
        height = round(36 * count / highest, 1) if count else 1.5
        return Bar(month, count, 2 + 30 * place, round(48 - height, 1), height)

    @cached_property
    def mostly_before(self) -> str:
        """Whether most reports came before the decision."""
        first = min((ruling.on for ruling in self.facts.rulings), default=None)
        if not first or self.facts.report_count < 5:
            return ""
        before = sum(count for month, count in self.facts.months if month < first.replace(day=1))
        if before * 2 > self.facts.report_count:
            return _("De meeste kwamen voor het besluit.")
        return ""

    # --- words ---------------------------------------------------------------------------------

    @property
    def asked_words(self) -> str:
        """The reason given when it went to the partner; only where readers may see words."""
        move = events.last_move(self.facts, "waiting")
        return move.reason if move and self.facts.full else ""

    @property
    def ball_words(self) -> str:
        lane = holders.lane_now(self.facts)
        if lane == holders.PARTNER:
            return self.partner_phrase
        if lane == holders.RESIDENTS:
            return _("bewoners")
        return self.facts.responsible if self.facts.responsible and self.facts.full else _("de wijkraad")

    @property
    def in_words(self) -> str:
        return words.description(self.facts, self.held, self.partner_phrase, self.aftercare_day)

    @property
    def aftercare_day(self) -> int:
        """Which day of nazorg it is today."""
        resolved = events.last_move(self.facts, "resolved")
        return (self.facts.today - resolved.on).days if resolved else 0

    @property
    def aftercare_days(self) -> int:
        resolved = events.last_move(self.facts, "resolved")
        if resolved and self.facts.aftercare_until:
            return (self.facts.aftercare_until - resolved.on).days
        return self.facts.aftercare_days

    @property
    def answers(self) -> str:
        yes = ngettext("%(n)d ja", "%(n)d ja", self.facts.answers_yes) % {"n": self.facts.answers_yes}
        no = ngettext("%(n)d nee", "%(n)d nee", self.facts.answers_no) % {"n": self.facts.answers_no}
        silent = self.facts.followers_asked - self.facts.answers_yes - self.facts.answers_no
        if silent <= 0:
            return f"{yes}, {no}"
        return ", ".join((yes, no, _("%(n)d geen antwoord") % {"n": silent}))

    def votes(self, ruling: Ruling) -> str:
        return words.votes(ruling)

    def times(self, count: int) -> str:
        return words.times(count)

    def talked(self, stop: Stop) -> int:
        """How often it was discussed: a point nobody got to does not count."""
        return sum(1 for point in stop.rows if point.outcome != "not_reached")

    def outcome_words(self, point: Point) -> str:
        return words.outcome(point, self.facts.full)

    def payment_words(self, payment: Payment) -> str:
        return words.payment(payment)

    @property
    def approved_words(self) -> str:
        return words.approved(self.facts.payments)

    def coming_words(self, coming: Coming) -> str:
        return words.coming(coming, self.partner_phrase, self.facts.full)

    @property
    def result_title(self) -> str:
        return words.result(self.facts.judgement if self.facts.full else "")

    def stopped_title(self, stop: Stop) -> str:
        return words.stopped(stop.extra["state"])

    def shows_goal(self, stop: Stop) -> bool:
        """The goal stands on the card of the last decision that still counts."""
        standing = [r for r in self.facts.rulings if r.status not in {"rejected", "superseded", "withdrawn"}]
        has = bool(self.facts.criterion or self.facts.goal) and self.facts.full
        return has and bool(standing) and stop.row is standing[-1]

    @property
    def goal_sentence(self) -> str:
        """The criterion (else the goal), ending in a full stop."""
        said = (self.facts.criterion or self.facts.goal).strip()
        return said if said.endswith((".", "!", "?")) else f"{said}."

    @cached_property
    def meter(self) -> dict[str, Any] | None:
        """Before and after as bars, when both are plain numbers."""
        before, after = number_in(self.facts.baseline), number_in(self.facts.after_measure)
        if before is None or after is None or max(before, after) <= 0:
            return None
        scale = 330 / max(before, after, 100 if max(before, after) <= 100 else 0)
        goal = number_in(self.facts.criterion)
        found: dict[str, Any] = {
            "before": round(before * scale, 1), "after": round(after * scale, 1),
            "before_text": self.facts.baseline.split()[0], "after_text": self.facts.after_measure.split()[0],
            "goal_x": None,
        }  # fmt: skip
        if goal is not None and goal <= max(before, after):
            found["goal_x"] = round(48 + goal * scale, 1)
            found["goal_text"] = _("doel: %(goal)g") % {"goal": goal}
        return found

    # --- places --------------------------------------------------------------------------------

    def card_of(self, stop: Stop) -> str:
        return stop.kind if stop.kind in _CARDS else "small"

    def anchor(self, halt: Halt) -> str:
        """The id of a stop, unique on the page: besluit, besluit2, …"""
        name = _ANCHORS.get(halt.event.kind, halt.event.kind)
        self._anchors[name] = count = self._anchors.get(name, 0) + 1
        return name if count == 1 else f"{name}{count}"

    def anchor_of(self, lane: int) -> str:
        """Where the steps show the time of one holder."""
        kinds = {0: ("claim", "result"), 1: ("agenda", "decision"), 2: ("decision", "action")}[lane]
        known = [_ANCHORS[kind] for kind in kinds if any(stop.kind == kind for stop in self.stops)]
        return f"#{known[0]}" if known else "#spoor"


def number_in(text: str) -> float | None:
    """The first number in a measurement ("58 van de 100" → 58); None when it does not start with one."""
    found = re.match(r"\s*(?:minder dan|onder|hoogstens|maximaal)?\s*(\d+(?:[.,]\d+)?)\b", text or "")
    return float(found.group(1).replace(",", ".")) if found else None
