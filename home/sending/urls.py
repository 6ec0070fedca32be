"""Addresses of sending, under the admin at ``gui-bai/``."""

from django.urls import path

from home.sending import views

app_name = "sending"
urlpatterns = [
    path("", views.send, name="send"),
    path("cua-toi/", views.mine, name="mine"),
    path("<int:page_id>/", views.fate, name="fate"),
    path("<int:page_id>/sua/", views.mend, name="mend"),
    path("<int:page_id>/rut-lai/", views.take_back, name="take_back"),
]
