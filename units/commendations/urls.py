"""The addresses of the commendations' desk, below the admin's."""

from django.urls import path

from units.commendations import views

_ONE = "<int:commendation_id>/"

app_name = "commendations"
urlpatterns = [
    path("", views.index, name="index"),
    path("ghi/", views.record, name="record"),
    path(_ONE, views.commendation, name="commendation"),
    path(f"{_ONE}xac-nhan/", views.confirm, name="confirm"),
    path(f"{_ONE}thu-hoi/", views.revoke, name="revoke"),
]
