"""The addresses of remuneration, below the admin's."""

from django.urls import path, re_path

from units.remuneration import views

app_name = "remuneration"
urlpatterns = [
    path("", views.index, name="index"),
    path("bang-he-so/", views.adopt, name="adopt"),
    path("thang/<int:period_id>/lap/", views.draw_up, name="draw_up"),
    path("<int:sheet_id>/", views.sheet, name="sheet"),
    re_path(r"^(?P<sheet_id>\d+)/(?P<verb>soat|duyet)/$", views.decide, name="decide"),
]
