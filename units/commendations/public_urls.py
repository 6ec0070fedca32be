"""The public addresses of the commendations, below ``khen-thuong/``."""

from django.urls import path

from units.commendations import public_views

app_name = "commended"
urlpatterns = [
    path("", public_views.index, name="index"),
    path("<int:year>/", public_views.index, name="year"),
]
