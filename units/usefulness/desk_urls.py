"""The addresses of readers' comments, under the admin."""

from django.urls import path

from units.usefulness import desk

app_name = "reader_comments"
urlpatterns = [
    path("", desk.index, name="index"),
    path("noi-dung/", desk.answers, name="answers"),
    path("<int:pk>/da-doc/", desk.mark_read, name="mark_read"),
]
