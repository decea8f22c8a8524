from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "wijkraad.running"
    label = "running"
