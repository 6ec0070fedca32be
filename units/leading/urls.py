"""The addresses of the leader's page, below the admin's."""

from django.urls import path

from units.leading import views

app_name = "leading"
urlpatterns = [
    path("", views.page, name="page"),
    path("<slug:code>/", views.page, name="chair"),
]
