"""Addresses of an administrator's help, below ``/quan-tri/giup-tai-khoan/``."""

from django.urls import path

from accounts.helping import views

app_name = "accounts_helping"

urlpatterns = [
    path("thoi-han-mat-khau/", views.Age.as_view(), name="password_age"),
    path("<int:user_id>/", views.Help.as_view(), name="person"),
]
