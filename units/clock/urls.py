"""The address of the report on late items, below the admin's."""

from django.urls import path

from units.clock.views import LateItemsView

app_name = "clock"
urlpatterns = [path("", LateItemsView.as_view(), name="late")]
