"""The addresses of this room."""

from django.urls import path

from wijkraad.people import views

app_name = "people"
urlpatterns = [
    path("mijn/profiel/", views.profile, name="profile"),
    path("werk/mensen/", views.people, name="people"),
    path("werk/mensen/nieuw/", views.new_person, name="new_person"),
    path("werk/mensen/<int:pk>/", views.person, name="person"),
    path("werk/mensen/<int:pk>/schorsen/", views.suspend_person, name="suspend"),
    path("werk/rollen/<int:pk>/", views.settle_role, name="settle_role"),
]
