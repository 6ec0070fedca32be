"""Public addresses under ``hoi-dap/``; what is not named here is the page tree's."""

from django.urls import path

from qa.asking import views

app_name = "qa"
urlpatterns = [
    path("gui-cau-hoi/", views.ask, name="ask"),
    path("theo-doi/", views.follow, name="follow"),
    path("tuong-tu/", views.similar, name="similar"),
]
