"""The addresses of directions, below the admin's."""

from django.urls import path

from units.directions import views

_ONE = "<int:unit_direction>/"

app_name = "directions"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/", views.give, name="give"),
    path(_ONE, views.direction, name="direction"),
    path(f"{_ONE}bao-cao/", views.report, name="report"),
    path(f"{_ONE}xac-nhan/", views.accept, name="accept"),
    path(f"{_ONE}tra-lai/", views.reopen, name="reopen"),
    path(f"{_ONE}rut-lai/", views.withdraw, name="withdraw"),
]
