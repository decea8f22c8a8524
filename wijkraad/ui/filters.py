"""How dates, times, amounts and counts are written on pages; Dutch first, English where it is chosen.

Days and times are in Europe/Amsterdam (the TIME_ZONE of the settings); amounts are euros as Decimal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup, escape

from wijkraad.ui.markdown import markdown

NO_BREAK = "\u00a0"
MINUS = "\u2212"
MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
}
WEEKDAYS = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
MONTHS_SHORT = {
    "nl": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


_of_page: ContextVar[str] = ContextVar("language_of_page", default="")


def language() -> str:
    """The language of this page: nl or en."""
    return _of_page.get() or _spoken()


def _spoken() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@contextmanager
def one_language() -> Iterator[None]:
    """While a page is drawn its language stays the same: a hundred dates need not ask for it anew."""
    token = _of_page.set(_spoken())
    try:
        yield
    finally:
        _of_page.reset(token)


def local_date(value: date | datetime) -> date:
    """The Amsterdam calendar day of an instant; a date stays as it is."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _grouped(text: str) -> str:
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """1234.5 with one decimal → 1.234,5."""
    return _grouped(f"{value:,.{decimals}f}").replace("-", MINUS)


def euro(value: Decimal | int | None, decimals: int = 2) -> str:
    """Decimal("1234.5") → € 1.234,50 with a no-break space; None → empty; half-up as in the books."""
    if value is None:
        return ""
    step = Decimal(1).scaleb(-decimals)
    amount = Decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    sign = MINUS if amount < 0 else ""
    gap = "" if language() == "en" else NO_BREAK
    return f"{sign}€{gap}{_grouped(f'{abs(amount):,.{decimals}f}')}"


def iban(value: str) -> str:
    """NL91ABNA0417164300 → NL91 ABNA 0417 1643 00."""
    plain = value.replace(" ", "")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def euro_round(value: Decimal | int | None) -> str:
    """Decimal("7689.85") → € 7.690: whole euros, for headlines only."""
    return euro(value, 0)


def percent(share: float | Decimal | None, decimals: int = 0) -> str:
    """0.71 → 71 %; None → n.v.t."""
    if share is None:
        return "n.v.t." if language() == "nl" else "n/a"
    return f"{number(share * 100, decimals)}{NO_BREAK}%"


def day(value: date | datetime | None) -> str:
    """19 november 2026."""
    if value is None:
        return ""
    value = local_date(value)
    return f"{value.day} {MONTHS[language()][value.month - 1]} {value.year}"


def day_short(value: date | datetime | None) -> str:
    """19 november."""
    if value is None:
        return ""
    value = local_date(value)
    return f"{value.day} {MONTHS[language()][value.month - 1]}"


def weekday(value: date | datetime | None) -> str:
    """Vrijdag, as vrijdag."""
    return "" if value is None else WEEKDAYS[language()][local_date(value).weekday()]


def day_week(value: date | datetime | None) -> str:
    """Vrijdag 20 november 2026, as vrijdag 20 november 2026."""
    return "" if value is None else f"{weekday(value)} {day(value)}"


def month_year(value: date | datetime | None) -> str:
    """November 2026, as november 2026."""
    if value is None:
        return ""
    value = local_date(value)
    return f"{MONTHS[language()][value.month - 1]} {value.year}"


def month_short(value: date | datetime) -> str:
    """nov."""
    return MONTHS_SHORT[language()][local_date(value).month - 1]


def clock_time(value: datetime | None) -> str:
    """20.47 (Amsterdam); in English 20:47."""
    if value is None:
        return ""
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    return moment.strftime("%H:%M" if language() == "en" else "%H.%M").removeprefix("0")


def days(count: int) -> str:
    """1 → 1 dag, 3 → 3 dagen."""
    one, more = ("day", "days") if language() == "en" else ("dag", "dagen")
    return f"{number(count)} {one if count == 1 else more}"


def rfc(value: date | datetime) -> str:
    """The value for <time datetime>: 2026-11-20, or 2026-11-20T20:47+01:00."""
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return moment.isoformat(timespec="minutes")
    return value.isoformat()


def _time(value: date | datetime | None, words: str) -> Markup:
    if value is None:
        return Markup("")
    return Markup(f'<time datetime="{local_date(value).isoformat()}">{words}</time>')  # noqa: S704 - digits and our month names


def time_day(value: date | datetime | None) -> Markup:
    """A <time> element that reads 19 november 2026."""
    return _time(value, day(value))


def time_short(value: date | datetime | None) -> Markup:
    """A <time> element that reads 19 november."""
    return _time(value, day_short(value))


def initials(name: str) -> str:
    """Femke Brandsma → FB; at most two letters."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def paragraphs(text: str) -> Markup:
    """Plain text as escaped paragraphs; an empty line parts them, a single one becomes <br>."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in blocks
        if block
    )


FILTERS = {
    "number": number, "euro": euro, "euro_round": euro_round, "percent": percent, "day": day,
    "day_short": day_short, "day_week": day_week, "weekday": weekday, "month_year": month_year,
    "month_short": month_short, "clock_time": clock_time, "days": days, "days_nl": days, "rfc": rfc,
    "time_day": time_day, "time_short": time_short, "initials": initials, "paragraphs": paragraphs,
    "markdown": markdown, "iban": iban,
}  # fmt: skip
