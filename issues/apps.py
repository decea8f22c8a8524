from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"

    def ready(self) -> None:
        from issues.handing import register_room
        from issues.refusals import name_refusals
        from issues.retention import register_retention

        name_refusals()
        register_room()
        register_retention()
