"""The addresses of money; they are stable (docs: the contract)."""

from django.urls import path

from budgets.views import desk, ending, public, request

app_name = "budgets"
urlpatterns = [
    path("budget/", public.overview, name="overview"),
    path("budget/<int:year>/", public.year, name="year"),
    path("uitgaven/<str:number>/", public.spend, name="spend"),
    path("werk/geld/", desk.desk, name="desk"),
    path("werk/geld/nieuw/", desk.request_new, name="request_new"),
    path("werk/geld/bon/<int:pk>/", request.receipt, name="receipt"),
    path("werk/geld/besluit/<uuid:uuid>/", ending.ending, name="ending"),
    path("werk/geld/<uuid:uuid>/", request.detail, name="request"),
    path("werk/geld/<uuid:uuid>/wijzigen/", request.change, name="request_change"),
    path("werk/geld/<uuid:uuid>/<slug:step>/", request.act, name="act"),
]
