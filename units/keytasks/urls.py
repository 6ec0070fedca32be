"""The addresses of the register of key tasks, below the admin's."""

from django.urls import path

from units.keytasks import views

app_name = "keytasks"
urlpatterns = [
    path("", views.index, name="index"),
    path("them/", views.add, name="add"),
    path("<int:task_key>/sua/", views.edit, name="edit"),
    path("<int:task_key>/ket-thuc/", views.end, name="end"),
]
