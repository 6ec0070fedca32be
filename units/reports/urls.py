"""The addresses of the reports of the frame, below the admin's."""

from django.urls import path

from units.reports import file_views, saving_views
from units.reports.views import BehindView, IndexView, TableView

app_name = "reports"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("xem/<slug:report_code>/", TableView.as_view(), name="table"),
    path("xem/<slug:report_code>/chi-tiet/", BehindView.as_view(), name="behind"),
    path("xem/<slug:report_code>/tep/", file_views.prepare, name="prepare"),
    path("xem/<slug:report_code>/gui/", saving_views.save, name="save"),
    path("tep/", file_views.index, name="files"),
    path("tep/<uuid:file_of_report>/", file_views.fetch, name="fetch"),
    path("gui/", saving_views.index, name="saved"),
    path("gui/<int:saved_id>/thoi/", saving_views.end, name="end"),
]
