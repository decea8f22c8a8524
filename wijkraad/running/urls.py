"""The addresses for whoever guards the server."""

from django.urls import path

from wijkraad.running import views

app_name = "running"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
