"""Addresses of the guide, under the admin."""

from django.urls import path

from units.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.part, name="part"),
]
