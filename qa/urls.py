"""Public addresses under ``hoi-dap/``; what is not named here is the page tree's."""

from django.urls import path

from qa.asking import views
from qa.public.useful import useful

app_name = "qa"
urlpatterns = [
    path("gui-cau-hoi/", views.ask, name="ask"),
    path("theo-doi/", views.follow, name="follow"),
    path("tuong-tu/", views.similar, name="similar"),
    path("huu-ich/<int:page_id>/", useful, name="useful"),
]
