"""Addresses of the members' screens, under the admin."""

from django.urls import path

from units.members import staffing, views

app_name = "members"
urlpatterns = [
    path("", views.MemberList.as_view(), name="index"),
    path("them/", views.Appoint.as_view(), name="add"),
    path("<int:pk>/ket-thuc/", views.End.as_view(), name="end"),
    path("chua-phan-cong/", staffing.vacant, name="vacant"),
    path("to/", staffing.teams, name="teams"),
    path("to/<slug:role_code>/", staffing.team, name="team"),
    path("to/<slug:role_code>/<slug:code>/", staffing.team, name="unit_team"),
]
