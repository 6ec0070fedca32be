"""Addresses of practice, under the admin at ``thuc-hanh/``."""

from django.urls import path

from home.practising import views

app_name = "practising"
urlpatterns = [
    path("", views.index, name="index"),
    path("viet/", views.write, name="write"),
    path("bai-mau/", views.example, name="example"),
    path("don-sach/", views.empty, name="empty"),
    path("<int:practice_id>/", views.one, name="item"),
    path("<int:practice_id>/sua/", views.mend, name="mend"),
]
