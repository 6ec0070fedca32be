"""Addresses on the way in, below ``/quan-tri/dang-nhap/``; nobody is signed in at any of them."""

from django.urls import path

from accounts.door import views

app_name = "accounts_door"

urlpatterns = [
    path("ma-xac-thuc/", views.Code.as_view(), name="code"),
    path("thiet-bi/", views.Enrol.as_view(), name="enrol"),
    path("mat-khau-moi/", views.Renew.as_view(), name="renew"),
    path("quy-che/", views.Rules.as_view(), name="rules"),
    path("thoat/", views.Leave.as_view(), name="leave"),
    path("tiep-tuc/", views.Onward.as_view(), name="onward"),
]
