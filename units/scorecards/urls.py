"""The addresses of the scorecards, below the admin's."""

from django.urls import path

from units.scorecards import views

app_name = "scorecards"
urlpatterns = [
    path("", views.index, name="index"),
    path("tieu-chi/", views.criteria, name="criteria"),
    path("<int:year>/lap/", views.draw_up, name="draw_up"),
    path("<int:year>/phe-duyet/", views.approve_year, name="approve_year"),
    path("<slug:code>/<int:year>/", views.card, name="card"),
    path("<slug:code>/<int:year>/y-kien/", views.comment, name="comment"),
    path("<slug:code>/<int:year>/phe-duyet/", views.approve, name="approve"),
]
