"""Addresses of feedback, under the admin at ``phan-anh/``."""

from django.urls import path

from qa.feedback.desk import views
from qa.feedback.desk.identity_views import identity

app_name = "feedback"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:feedback_id>/", views.record, name="record"),
    path("<int:feedback_id>/nguoi-gui/", identity, name="identity"),
    path("<int:feedback_id>/ban-da-xem/", views.reported, name="reported"),
    path("<int:feedback_id>/tep/<uuid:file_key>/", views.file, name="file"),
]
