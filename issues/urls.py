"""The addresses of this room."""

from django.urls import path

from issues.views import public

app_name = "issues"
urlpatterns = [
    path("kwesties/", public.issue_list, name="list"),
    path("kwesties/<slug:number>/", public.issue_detail, name="detail"),
    path("thema/<slug:slug>/", public.theme_page, name="theme"),
    path("straat/<slug:slug>/", public.street_page, name="street"),
    path("kaart/", public.map_page, name="map"),
]
