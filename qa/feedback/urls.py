"""Public addresses under ``phan-anh/``."""

from django.urls import path

from qa.feedback.sending import views

app_name = "feedback_form"
urlpatterns = [
    path("", views.send, name="send"),
    path("sai-lech/", views.wrong, name="wrong"),
    path("theo-doi/", views.follow, name="follow"),
]
