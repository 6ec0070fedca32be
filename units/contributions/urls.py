"""The addresses of the contribution report, below the admin's."""

from django.urls import path

from units.contributions.views import IndexView, ItemsView

app_name = "contributions"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("danh-sach/", ItemsView.as_view(), name="items"),
]
