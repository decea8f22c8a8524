from django.apps import AppConfig

from meetings.refusals import SENTENCES
from wijkraad.terms.refusal import name_constraints


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from meetings.handing import register_room
        from meetings.retention import register_retention

        name_constraints(SENTENCES)
        register_room()
        register_retention()
