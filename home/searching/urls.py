"""The address of the search log's report, below the admin's."""

from django.urls import path

from home.searching.views import LogView

app_name = "searching"
urlpatterns = [path("", LogView.as_view(), name="log")]
