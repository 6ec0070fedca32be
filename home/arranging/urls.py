"""Addresses of the sections to arrange, under the admin."""

from django.urls import path

from home.arranging import views

app_name = "arranging"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:section_code>/sap-xep/", views.section, name="section"),
    path("<slug:section_code>/sap-xep/<int:placement_id>/", views.act, name="act"),
]
