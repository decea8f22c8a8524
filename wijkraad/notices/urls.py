"""The addresses of this room."""

from django.urls import path

from wijkraad.notices import views

app_name = "notices"
urlpatterns = [
    path("uit/<str:token>/", views.stop, name="stop"),
    path("mijn/berichten/", views.preferences, name="preferences"),
    path("werk/post/", views.log, name="log"),
    path("werk/post/<int:pk>/opnieuw/", views.retry, name="retry"),
    path("demo/postbus/", views.postbox, name="postbox"),
    path("demo/postbus/<str:name>/", views.post, name="post"),
]
