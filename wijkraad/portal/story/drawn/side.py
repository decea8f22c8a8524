"""The side column: the question, following, who has to move. Buttons are links to small form pages."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from issues.workflow import OPEN
from wijkraad.portal.story.drawn.phrases import Phrases, per_language, safe
from wijkraad.portal.story.matter import Matter
from wijkraad.portal.story.rows import Facts
from wijkraad.terms.values import value
from wijkraad.ui import filters
from wijkraad.ui.icons import icon

_BUTTON = "utrecht-button utrecht-button--secondary-action wp-knop"


@per_language
def side_words() -> Phrases:
    """Whole pieces of the column, with the address of the matter as `%(at)s`."""
    big = f"{_BUTTON} wp-knop--groot"
    return {
        "label": _("Meedoen"),
        "question": (
            '<section class="wp-vraag" aria-labelledby="vraag-kop">'
            f'<h2 class="wp-vraag__kop" id="vraag-kop">{_("Is het opgelost?")}</h2>'
            f"<p>{_('U woont hier. U weet het het best.')}</p>"
            f'<p class="wp-vraag__keus"><a class="{big}" href="%(at)sopgelost/?antwoord=ja">'
            f'{icon("check")}{_("Ja")}</a><a class="{big}" href="%(at)sopgelost/?antwoord=nee">'
            f'{icon("x")}{_("Nog niet")}</a></p><p class="wp-klein">'
            + _(
                "Bij “nog niet” vragen wij waarom. Uw naam komt nooit op de site. Uw woorden en foto’s pas na"
                " controle."
            )
            + "</p></section>"
        ),
        "follow": (
            '<section class="wp-volg" aria-labelledby="volg-kop">'
            '<h2 class="wp-zijkop" id="volg-kop">'
            + _("Volg deze kwestie")
            + '</h2><p class="wp-klein">'
            + _("Met een e-mailadres of een account. Alleen bericht als er iets verandert.")
            + f'</p><p class="wp-rij">{_button("volgen", "bell", _("Volgen"))}'
            + _button("delen", "share-2", _("Delen"))
        ),
        "join in": (
            _button("ook-last", "hand", _("Ik heb hier ook last van"))
            + _button("helpen", "users", _("Ik help mee"))
        ),
        "affected": _("%(n)s huishoudens hebben hier ook last van."),
        "few affected": _("Enkele huishoudens hebben hier ook last van."),
        "owner": _("Wie zorgt ervoor"),
        "partner": _("Wie is nu aan zet"),
        "number": _("Nummer"),
        "here": _("Ook hier"),
        "others": _("Andere kwesties: %(street)s"),
        "wrong": (
            "<div><dt>"
            + _("Klopt hier iets niet?")
            + '</dt><dd><a href="%(at)sklopt-niet/">'
            + _("Laat het ons weten")
            + "</a>"
        ),
        "answer of": _("Antwoord van %(day)s:"),
        "work": _("Werk aan deze kwestie"),
    }


def _button(to: str, picture: str, words: str) -> str:
    return f'<a class="{_BUTTON}" href="%(at)s{to}/">{icon(picture)}{words}</a>'


def side(m: Matter, facts: Facts, works: bool) -> str:
    """The whole column; `works` when this reader may work at the matter."""
    w, at = side_words(), {"at": f"/kwesties/{m.number}/"}
    asks = w["question"] % at if m.status in ("reported_done", "resolved") else ""
    button = _work(m, w) if works else ""
    return (
        f'<aside class="wp-kwestie__zij" aria-label="{w["label"]}">{asks}{_follow(m, w, at)}'
        f'{_voices(facts)}<dl class="wp-contact">{_who(m, w)}{_wrong(facts, w, at)}</dl>{button}</aside>'
    )


def _follow(m: Matter, w: Phrases, at: Phrases) -> str:
    join = w["join in"] % at if m.status in OPEN else ""
    affected = ""
    if m.affected_count:
        many = m.affected_count >= int(value("public_count_from"))
        words = w["affected"] % {"n": m.affected_count} if many else w["few affected"]
        affected = f'<p class="wp-klein">{words}</p>'
    return f"{w['follow'] % at}{join}</p>{affected}</section>"


def _voices(facts: Facts) -> str:
    """What residents may decide, who could react, what partners promised: most matters have none."""
    if not (facts.says or facts.heard or facts.promised):
        return ""
    return render_to_string("portal/issue/_voices.html", {"facts": facts, "today": facts.today})


def _who(m: Matter, w: Phrases) -> str:
    found = ""
    if m.owner and m.status in OPEN:
        found += f"<div><dt>{w['owner']}</dt><dd>{safe(m.owner)}</dd></div>"
    if m.status == "waiting" and m.partner_name:
        found += f"<div><dt>{w['partner']}</dt><dd>{safe(m.partner_name)}</dd></div>"
    found += f'<div><dt>{w["number"]}</dt><dd class="wp-num">{m.number}</dd></div>'
    if m.street_name:
        street = w["others"] % {"street": safe(m.street_name)}
        found += f'<div><dt>{w["here"]}</dt><dd><a href="/straat/{m.street_slug}/">{street}</a></dd></div>'
    return found


def _wrong(facts: Facts, w: Phrases, at: Phrases) -> str:
    """The way to say that something is wrong, and the newest answers to who did."""
    answers = "".join([_answer(one.on, one.words, w) for one in facts.corrections])
    return f"{w['wrong'] % at}{answers}</dd></div>"


def _answer(on: date, words: str, w: Phrases) -> str:
    when = w["answer of"] % {"day": filters.day(on)}
    return f'<p><span class="wp-klein">{when}</span> {safe(words)}</p>'


def _work(m: Matter, w: Phrases) -> str:
    return (
        f'<p class="wp-geenprint"><a class="{_BUTTON}" href="{reverse("issues:work", args=[m.uuid])}">'
        f"{icon('wrench')}{w['work']}</a></p>"
    )
