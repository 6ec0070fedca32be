"""The addresses of the quotas, below the admin's."""

from django.urls import path

from units.quotas import desk, views

app_name = "quotas"
urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("<int:quota_id>/", views.BehindView.as_view(), name="behind"),
    path("quyet-dinh/", desk.decisions, name="decisions"),
    path("quyet-dinh/them/", desk.add, name="add"),
    path("quyet-dinh/nhap-bang/", desk.take_sheet, name="take_sheet"),
    path("quyet-dinh/bang-mau/", desk.blank, name="blank"),
]
