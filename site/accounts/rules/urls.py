"""Addresses of the rules of use, below ``/quan-tri/quy-che-su-dung/``."""

from django.urls import path

from accounts.rules import views

app_name = "accounts_rules"

urlpatterns = [
    path("", views.CurrentRules.as_view(), name="current"),
    path("xac-nhan/", views.Register.as_view(), name="register"),
    path("ban-moi/", views.Lay.as_view(), name="lay"),
]
