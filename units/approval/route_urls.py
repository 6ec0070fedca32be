"""Addresses of the approval routes, under the admin."""

from django.urls import path

from units.approval import route_views

app_name = "routes"
urlpatterns = [
    path("", route_views.index, name="index"),
    path("them/", route_views.add, name="add"),
    path("<int:route_id>/", route_views.route, name="route"),
    path("<int:route_id>/phien-ban-moi/", route_views.edit, name="edit"),
    path("<int:route_id>/ket-thuc/", route_views.end, name="end"),
]
