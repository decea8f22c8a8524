"""Giving and ending roles. A role of the board and higher takes two people; every step is logged."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from wijkraad.people.handover import held_by
from wijkraad.people.models import LIGHT_ROLES, Role, User
from wijkraad.people.permissions import can_confirm, can_give, can_manage_people
from wijkraad.terms import clock
from wijkraad.terms.acting import action
from wijkraad.terms.refusal import Refused


@action("role.give")
def give_role(
    user: User,
    *,
    by: User | None,
    kind: str,
    start: date | None = None,
    end: date | None = None,
    decision_number: str = "",
) -> Role:
    """A role from `start` (today without one) until the day before `end`.

    A light role holds at once; another one is `pending` until `confirm_role` by a second person.
    `by` None is the installation itself (the first board, the demo): no second person is asked.
    A deputy, who approves money, is appointed by a decision: its number is needed (2-domain, Roles).
    """
    if by is not None and not can_give(by, kind):
        raise Refused(_("U mag deze rol niet geven."), code="role.give")
    if user == by and kind not in LIGHT_ROLES:
        raise Refused(_("U kunt uzelf geen rol geven."), code="role.self")
    if by is not None and kind == "deputy" and not decision_number.strip():
        raise Refused(
            _("Een plaatsvervanger benoemt u met een besluit. Vul het nummer in."), code="role.decision"
        )
    first = start or clock.today()
    if end is not None and end <= first:
        raise Refused(_("De einddatum ligt niet na de begindatum."), code="role.dates")
    return Role.objects.create(
        user=user,
        kind=kind,
        held=DateRange(first, end),
        given_by=by,
        decision_number=decision_number,
        pending=by is not None and kind not in LIGHT_ROLES,
    )


@action("role.confirm")
def confirm_role(role: Role, *, by: User) -> Role:
    """The second signature, by somebody else than the giver and the person who gets the role."""
    locked = _pending(role)
    if not can_confirm(by, locked.kind):
        raise Refused(_("Alleen een bestuurslid bevestigt deze rol."), code="role.confirm")
    if by.pk in (locked.given_by_id, locked.user_id):
        raise Refused(_("Een tweede persoon moet deze rol bevestigen."), code="role.two_people")
    locked.confirmed_by = by
    locked.pending = False
    locked.save(update_fields=["confirmed_by", "pending"])
    return locked


@action("role.refuse")
def refuse_role(role: Role, *, by: User) -> None:
    """Take away a proposal that nobody confirmed; the trail keeps it."""
    locked = _pending(role)
    if not can_manage_people(by):
        raise Refused(_("U mag dit voorstel niet weghalen."), code="role.refuse")
    locked.delete()


@action("role.end")
def end_role(role: Role, *, by: User | None, on: date | None = None) -> Role:
    """End a role on a date (today without one): from that day on it gives nothing, in open sessions too.

    Refused as long as the person holds something in this role that nobody took over.
    """
    locked = Role.objects.select_for_update().select_related("user").get(pk=role.pk)
    if by is not None and not can_manage_people(by) and by.pk != locked.user_id:
        raise Refused(_("U mag deze rol niet beëindigen."), code="role.end")
    held = held_by(locked.user, locked.kind)
    if held:
        raise Refused(
            _("%(name)s heeft nog taken in deze rol: %(what)s.")
            % {"name": locked.user, "what": ", ".join(one.title for one in held[:5])},
            code="role.held",
            first=_("Draag deze eerst over."),
        )
    day = on or clock.today()
    if locked.held.upper is not None and locked.held.upper <= day:
        return locked
    locked.held = DateRange(min(locked.held.lower, day), day)
    locked.save(update_fields=["held"])
    return locked


def _pending(role: Role) -> Role:
    """The proposal, locked; Refused when somebody was faster."""
    locked = Role.objects.select_for_update().filter(pk=role.pk, pending=True).first()
    if locked is None:
        raise Refused(_("Dit voorstel is al afgehandeld."), code="role.settled")
    return locked
