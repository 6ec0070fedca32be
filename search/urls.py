"""Addresses of the public search page."""

from django.urls import path

from .reporting import missed, opened
from .views import search, suggestions

urlpatterns = [
    path("tim-kiem/", search, name="search"),
    path("tim-kiem/goi-y/", suggestions, name="search-suggestions"),
    path("tim-kiem/mo/", opened, name="search-opened"),
    path("tim-kiem/khong-thay/", missed, name="search-missed"),
]
