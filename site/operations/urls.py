"""The addresses of networks and security events, below the admin's."""

from django.urls import path

from operations.networks import views as networks
from operations.signals import views as signals

app_name = "security"
urlpatterns = [
    path("", signals.index, name="index"),
    path("bao-dong/", signals.alarm, name="alarm"),
    path("mang/", networks.index, name="networks"),
    path("mang/them/", networks.edit, name="network_add"),
    path("mang/<int:pk>/", networks.edit, name="network"),
]
