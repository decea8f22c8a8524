from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

LIMIT_WORDS = _("Meer dan twee prioriteiten tegelijk kan alleen met een aangenomen besluit.")


class PortalConfig(AppConfig):
    name = "wijkraad.portal"
    label = "portal"

    def ready(self) -> None:
        # Templates ask these of higher rooms; the one upward arrow of the house (see README).
        from budgets.facts import decision_money
        from wijkraad.people import handover
        from wijkraad.people.roles import roles_of
        from wijkraad.portal.handover import held_by
        from wijkraad.terms.refusal import name_constraints
        from wijkraad.ui.environment import provide

        name_constraints({"portal_limit_by_decision": LIMIT_WORDS})
        provide(roles_of=roles_of, decision_money=decision_money)
        handover.register(held_by)
