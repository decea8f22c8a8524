from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "wijkraad.notices"
    label = "notices"

    def ready(self) -> None:
        from wijkraad.notices.retention import register_retention

        register_retention()
