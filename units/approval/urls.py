"""Addresses of the inbox and the review pages, under the admin."""

from django.urls import path

from units.approval import views

app_name = "approval"
urlpatterns = [
    path("viec-cua-toi/", views.my_work, name="my_work"),
    path("duyet/<int:page_id>/", views.review, name="review"),
    path("duyet/<int:page_id>/xem/", views.preview, name="preview"),
    path("duyet/<int:page_id>/rut-lai/", views.take_back, name="take_back"),
]
