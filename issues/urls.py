"""The addresses of this room."""

from django.urls import path

from issues.list_urls import lists
from issues.views import (
    blurring,
    desk,
    following,
    joined,
    joining,
    letters,
    photos,
    post,
    public,
    report,
    reporter,
    solved,
    work,
)

app_name = "issues"
urlpatterns = [
    *lists,
    path("melden/", report.report, name="report"),
    path("melden/status/<str:token>/", reporter.report_status, name="report_status"),
    path("signaal/", reporter.signal, name="signal"),
    path("signaal/ontvangen/", reporter.signal_sent, name="signal_sent"),
    path("kwesties/", public.issue_list, name="list"),
    path("kwesties/<slug:number>/", public.issue_detail, name="detail"),
    path("thema/<slug:slug>/", public.theme_page, name="theme"),
    path("straat/<slug:slug>/", public.street_page, name="street"),
    path("foto/<uuid:uuid>.jpg", photos.photo, name="photo"),
    path("werk/foto/<uuid:uuid>/onleesbaar/", blurring.blur, name="blur"),
    path("werk/meldingen/", desk.desk, name="triage"),
    path("werk/meldingen/samen/", desk.desk_bulk, name="triage_bulk"),
    path("werk/meldingen/erbij/", joined.joined, name="joined"),
    path("werk/kwesties/<uuid:uuid>/", work.work, name="work"),
    path("werk/kwesties/<uuid:uuid>/<slug:doing>/", work.work_form, name="work_form"),
    path("kwesties/<slug:number>/<slug:page>/", joining.small_form, name="follow"),
    path("volgen/", following.topics, name="topics"),
    path("volgen/<str:token>/", following.follow_page, name="follow_page"),
    path("volgen/<str:token>/alles/", following.follow_overview, name="follow_overview"),
    path("mijn/volgen/", following.my_follows, name="my_follows"),
    path("melden/status/<str:token>/opgelost/", solved.report_solved, name="report_solved"),
    path("werk/brieven/", letters.letter_list, name="letters"),
    path("werk/brieven/nieuw/", letters.letter_new, name="letter_new"),
    path("werk/brieven/post/", post.register, name="post_register"),
    path("werk/brieven/post/nieuw/", post.post_new, name="post_new"),
    path("werk/brieven/post/<uuid:uuid>/", post.post, name="post"),
    path("werk/brieven/<uuid:uuid>/", letters.letter, name="letter"),
    path("werk/brieven/<uuid:uuid>/brief.pdf", letters.letter_pdf, name="letter_pdf"),
    path("werk/brieven/<uuid:uuid>/bewerken/", letters.letter_edit, name="letter_edit"),
    path("werk/brieven/<uuid:uuid>/<slug:doing>/", letters.letter_form, name="letter_form"),
    path("kaart/", public.map_page, name="map"),
]
