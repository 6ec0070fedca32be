"""Addresses of the unit console, under the admin at ``noi-dung-don-vi/``."""

from django.urls import path

from home.console import views

app_name = "console"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.unit, name="unit"),
]
