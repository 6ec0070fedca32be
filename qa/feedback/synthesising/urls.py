"""Addresses of syntheses of feedback, under the admin at ``tong-hop-phan-anh/``."""

from django.urls import path

from qa.feedback.synthesising import views

app_name = "syntheses"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:synthesis_id>/", views.synthesis, name="synthesis"),
    path("<int:synthesis_id>/soan/", views.write, name="write"),
    path("<int:synthesis_id>/tom-tat/", views.summaries, name="summaries"),
    path("<int:synthesis_id>/trinh/", views.submit, name="submit"),
    path("<int:synthesis_id>/chi-dao/", views.direct, name="direct"),
    path("<int:synthesis_id>/chi-dao/<int:direction_id>/", views.fulfil, name="fulfil"),
    path("<int:synthesis_id>/tep/<slug:form>/", views.download, name="download"),
]
