"""The addresses of this room."""

from django.urls import path

from wijkraad.trail import views

app_name = "trail"
urlpatterns = [
    path("werk/spoor/", views.changes, name="changes"),
    path("werk/bewaren/", views.retention_register, name="retention"),
]
