"""Addresses of questions, under the admin at ``hoi-dap/``."""

from django.urls import path

from qa.desk import views

app_name = "questions"
urlpatterns = [
    path("", views.index, name="index"),
    path("don-vi/", views.units, name="units"),
    path("<int:question_id>/", views.question, name="question"),
    path("<int:question_id>/tra-loi/", views.draft, name="draft"),
    path("<int:question_id>/tep/<uuid:file_key>/", views.file, name="file"),
    path("y-kien/<int:consultation_id>/", views.opinion, name="opinion"),
]
