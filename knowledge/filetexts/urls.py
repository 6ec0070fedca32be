"""The address of the report on files without searchable text, below the admin's."""

from django.urls import path

from knowledge.filetexts.report import FileTextsView

app_name = "filetexts"
urlpatterns = [path("", FileTextsView.as_view(), name="report")]
