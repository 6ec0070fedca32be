"""Addresses of requests about data, under the admin at ``yeu-cau-du-lieu/``."""

from django.urls import path

from qa.desk import data_request_views

app_name = "data_requests"
urlpatterns = [
    path("", data_request_views.index, name="index"),
    path("ghi/", data_request_views.add, name="add"),
    path("<int:request_id>/", data_request_views.decide, name="decide"),
]
