from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "wijkraad.trail"
    label = "trail"

    def ready(self) -> None:
        from wijkraad.trail.visibility import register_open

        register_open(
            "people_calendarkey", "people_user", "people_role", "people_organisation", "terms_setting"
        )
