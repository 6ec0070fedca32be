"""Addresses of the public search page."""

from django.urls import path

from .views import search

urlpatterns = [path("tim-kiem/", search, name="search")]
