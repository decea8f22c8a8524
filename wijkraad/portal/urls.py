"""The addresses of the portal's own pages (the paths of the contract in docs/)."""

from django.urls import path

from wijkraad.portal.views import errors, feeds, focus, issue, mine, public, searching, stepping, weekly, work

app_name = "portal"
urlpatterns = [
    path("kwesties/<slug:number>/", issue.issue_page, name="issue"),
    path("", public.home_page, name="home"),
    path("bereikt/", public.results_page, name="results"),
    path("buurtagenda/", public.agenda_page, name="agenda"),
    path("cijfers/", public.figures_page, name="figures"),
    path("zoeken/", searching.search_page, name="search"),
    path("privacy/", public.privacy, name="privacy"),
    path("toegankelijkheid/", public.accessibility, name="accessibility"),
    path("open-data/", public.open_data, name="open_data"),
    path("over/", public.about, name="about"),
    path(".well-known/security.txt", public.security_txt, name="security"),
    path("te-groot/", errors.too_large, name="too_large"),
    path("robots.txt", public.robots_txt, name="robots"),
    path("feeds/kwesties.atom", feeds.all_issues, name="feed"),
    path("feeds/thema/<slug:slug>.atom", feeds.theme_feed, name="feed_theme"),
    path("feeds/straat/<slug:slug>.atom", feeds.street_feed, name="feed_street"),
    path("mijn/", mine.mine, name="mine"),
    path("mijn/gegevens.json", mine.my_data, name="my_data"),
    path("werk/", work.desk, name="desk"),
    path("werk/dashboard/", work.dashboard, name="dashboard"),
    path("werk/dashboard/ingrijpen/", work.board_rows, name="board"),
    path("werk/focus/", focus.focus, name="focus"),
    path("werk/focus/nieuw/", focus.propose, name="focus_new"),
    path("werk/focus/grens/", focus.limit, name="focus_limit"),
    path("werk/focus/<int:pk>/<slug:doing>/", focus.change, name="focus_change"),
    path("werk/dashboard/prioriteit/<int:pk>/", work.priority_rows, name="priority_rows"),
    path("werk/dashboard/open/<slug:theme>/", work.open_rows, name="open_theme"),
    path("werk/dashboard/open/<slug:theme>/<slug:state>/", work.open_rows, name="open"),
    path("werk/ingrijpen/samen/", stepping.bulk, name="step_bulk"),
    path("werk/ingrijpen/<slug:soort>/<slug:sleutel>/", stepping.step_in, name="step_in"),
    path("werk/weekronde/", weekly.weekly_round, name="weekly"),
    path("werk/ingrepen/", stepping.interventions, name="interventions"),
    path("werk/ingrepen/<int:pk>/", stepping.intervention, name="intervention"),
    path("werk/dashboard/<slug:key>/", work.figure_rows, name="figure"),
]
