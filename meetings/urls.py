"""The addresses of this room; the public ones are those of the contract."""

from django.urls import path

from meetings.views import (
    agenda,
    calendar,
    correcting,
    decision,
    exporting,
    live,
    minutes,
    paper,
    prepare,
    public,
    register,
    requests,
)

app_name = "meetings"
urlpatterns = [
    path("vergaderingen/", public.meeting_list, name="list"),
    path("vergaderingen/agenda.ics", calendar.calendar, name="calendar"),
    path("vergaderingen/<slug:slug>/agenda.ics", calendar.ics, name="ics"),
    path("vergaderingen/<slug:slug>/notulen.pdf", paper.minutes_pdf, name="minutes_pdf"),
    path("vergaderingen/<slug:slug>/agenda.pdf", paper.agenda_pdf, name="agenda_pdf"),
    path("werk/vergaderingen/<slug:slug>/papier/<slug:what>.pdf", paper.inside_pdf, name="inside_pdf"),
    path("vergaderingen/<slug:slug>/mijn-naam/", correcting.own_name, name="own_name"),
    path("werk/vergaderingen/<slug:slug>/aanwezig/", correcting.attendance, name="attendance"),
    path("vergaderingen/<slug:slug>/", public.meeting_detail, name="detail"),
    path("export/besluiten.csv", exporting.decisions_csv, name="csv"),
    path("export/besluiten.xlsx", exporting.decisions_xlsx, name="xlsx"),
    path("export/besluiten.json", exporting.decisions_json, name="json"),
    path("feeds/besluiten.atom", exporting.decisions_feed, name="feed"),
    path("besluiten/", register.decision_list, name="decision_list"),
    path("besluiten/<str:number>/", decision.decision_detail, name="decision"),
    path("werk/besluiten/nieuw/", prepare.propose_outside, name="propose_outside"),
    path("werk/besluiten/<uuid:uuid>/", decision.decision_inside, name="decision_inside"),
    path("werk/besluiten/<uuid:uuid>/<slug:step>/", decision.decision_step, name="decision_step"),
    path("mijn/agendaverzoek/", requests.ask, name="ask"),
    path("vergaderstuk/<uuid:uuid>/", agenda.paper, name="paper"),
    path("werk/vergaderingen/nieuw/", prepare.plan, name="plan"),
    path("werk/vergaderingen/<slug:slug>/", prepare.prepare, name="prepare"),
    path("werk/vergaderingen/<slug:slug>/tijd/", prepare.change, name="change"),
    path("werk/vergaderingen/<slug:slug>/volgorde/", agenda.reorder, name="reorder"),
    path("werk/vergaderingen/<slug:slug>/uitnodigen/", agenda.invitations, name="invitations"),
    path("werk/vergaderingen/<slug:slug>/uitnodigen/<int:pk>/weg/", agenda.uninvite, name="uninvite"),
    path("werk/vergaderingen/<slug:slug>/versturen/", agenda.send, name="send_agenda"),
    path("werk/vergaderingen/<slug:slug>/verzoek/<uuid:uuid>/", requests.handle, name="request"),
    path("werk/vergaderingen/<slug:slug>/punt/<int:pk>/", agenda.change, name="item_change"),
    path(
        "werk/vergaderingen/<slug:slug>/punt/<int:pk>/stuk/<uuid:uuid>/weg/",
        agenda.paper_drop,
        name="paper_drop",
    ),
    path("werk/vergaderingen/<slug:slug>/voorstel/", prepare.suggest, name="suggest"),
    path("werk/vergaderingen/<slug:slug>/vaststellen/", prepare.adopt, name="adopt"),
    path("werk/vergaderingen/<slug:slug>/stap/<slug:name>/", prepare.step, name="step"),
    path("werk/vergaderingen/<slug:slug>/agenda/<int:pk>/<slug:name>/", prepare.item_step, name="item_step"),
    path("werk/vergaderingen/<slug:slug>/nu/", live.live, name="live"),
    path("werk/vergaderingen/<slug:slug>/sluiten/", live.close, name="close"),
    path("werk/vergaderingen/<slug:slug>/nu/<int:order>/", live.live_item, name="live_item"),
    *(
        path(f"werk/vergaderingen/<slug:slug>/nu/<int:order>/{word}/", view, name=name)
        for word, view, name in (
            ("verslag", minutes.save, "minutes"),
            ("versies", minutes.versions, "versions"),
            ("begin", live.start, "start_item"),
            ("verbetering", correcting.erratum, "erratum"),
            ("uitkomst", live.outcome, "outcome"),
            ("aanwezig", live.attend, "attend"),
            ("belang", live.declare, "declare"),
            ("punt", live.add, "add_item"),
            ("actie", live.add_task, "add_action"),
            ("vaststellen", live.adopt, "adopt_here"),
            ("bekrachtigen", live.ratify, "ratify"),
        )
    ),
    path(
        "werk/vergaderingen/<slug:slug>/nu/<int:order>/botsing/<int:pk>/", minutes.conflict, name="conflict"
    ),
    path(
        "werk/vergaderingen/<slug:slug>/nu/<int:order>/versies/<int:pk>/terug/",
        minutes.restore,
        name="restore",
    ),
]
