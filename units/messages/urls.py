"""Addresses of the bell, under the admin."""

from django.urls import path

from units.messages import views

app_name = "messages"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.open_message, name="open"),
    path("da-doc/", views.mark_all_read, name="read"),
    path("cach-nhan/", views.choice, name="choice"),
]
