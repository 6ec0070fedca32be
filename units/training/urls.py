"""Addresses of the register of training, below ``/quan-tri/tap-huan/``."""

from django.urls import path

from units.training import views

app_name = "training"

urlpatterns = [
    path("", views.Register.as_view(), name="register"),
    path("ghi/", views.Note.as_view(), name="note"),
]
