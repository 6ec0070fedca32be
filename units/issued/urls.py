"""The addresses of issued documents, below the admin's."""

from django.urls import path

from units.issued import views

app_name = "issued"
urlpatterns = [
    path("", views.index, name="index"),
    path("them/", views.add, name="add"),
    path("<int:issued_id>/sua/", views.edit, name="edit"),
    path("nhap-bang/", views.take_sheet, name="take_sheet"),
    path("bang-mau/", views.blank, name="blank"),
]
