"""The address of the record, below the admin's."""

from django.urls import path

from units.record.views import IndexView

app_name = "record"
urlpatterns = [path("", IndexView.as_view(), name="index")]
