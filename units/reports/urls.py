"""The addresses of the reports of the frame, below the admin's."""

from django.urls import path

from units.reports.views import BehindView, IndexView, TableView

app_name = "reports"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("xem/<slug:code>/", TableView.as_view(), name="table"),
    path("xem/<slug:code>/chi-tiet/", BehindView.as_view(), name="behind"),
]
