"""The addresses of this room."""

from django.urls import path

from issues.views import public, report, reporter

app_name = "issues"
urlpatterns = [
    path("melden/", report.report, name="report"),
    path("melden/status/<str:token>/", reporter.report_status, name="report_status"),
    path("signaal/", reporter.signal, name="signal"),
    path("signaal/ontvangen/", reporter.signal_sent, name="signal_sent"),
    path("kwesties/", public.issue_list, name="list"),
    path("kwesties/<slug:number>/", public.issue_detail, name="detail"),
    path("thema/<slug:slug>/", public.theme_page, name="theme"),
    path("straat/<slug:slug>/", public.street_page, name="street"),
    path("kaart/", public.map_page, name="map"),
]
