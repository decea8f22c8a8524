from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"

    def ready(self) -> None:
        from issues.actions.follows import overview, resumed, stopped
        from issues.handing import register_room
        from issues.partner_words import spoken
        from issues.refusals import name_refusals
        from issues.retention import register_retention
        from issues.retention_letters import register_letter_rules
        from wijkraad.notices.preferences import on_overview, on_resume, on_stop
        from wijkraad.ui.environment import provide

        name_refusals()
        register_room()
        register_retention()
        register_letter_rules()
        on_stop(stopped)
        on_overview(overview)
        on_resume(resumed)
        provide(spoken=spoken)
