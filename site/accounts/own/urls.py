"""Addresses of one's own account, below ``/quan-tri/tai-khoan/``."""

from django.urls import path

from accounts.own import views

app_name = "accounts_own"

urlpatterns = [
    path("mat-khau/", views.ChangePassword.as_view(), name="password"),
    path("phien/", views.Sessions.as_view(), name="sessions"),
    path("thiet-bi/", views.Devices.as_view(), name="devices"),
    path("thiet-bi/them/", views.AddDevice.as_view(), name="add_device"),
    path("thiet-bi/<int:device_id>/bo/", views.RemoveDevice.as_view(), name="remove_device"),
    path("thiet-bi/ma-du-phong/", views.NewCodes.as_view(), name="codes"),
]
