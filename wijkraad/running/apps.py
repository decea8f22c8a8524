"""The app that starts the portal and keeps it running; it knows no other room."""

from django.apps import AppConfig
from django.core.signals import request_started

from wijkraad.running.requests import drop_dead_connections


class RunningConfig(AppConfig):
    name = "wijkraad.running"
    label = "running"
    verbose_name = "Draaien"

    def ready(self) -> None:
        request_started.connect(drop_dead_connections, dispatch_uid="drop_dead_connections")
