"""Addresses of the members' screens, under the admin."""

from django.urls import path

from units.members import views

app_name = "members"
urlpatterns = [
    path("", views.MemberList.as_view(), name="index"),
    path("them/", views.Appoint.as_view(), name="add"),
    path("<int:pk>/ket-thuc/", views.End.as_view(), name="end"),
]
