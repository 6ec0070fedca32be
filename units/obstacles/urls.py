"""The addresses of obstacles and proposals, below the admin's."""

from django.urls import path

from units.obstacles import proposal_views, views

_ONE = "kien-nghi/<int:proposal_id>/"

app_name = "obstacles"
urlpatterns = [
    path("", views.index, name="index"),
    path("phan-anh/", views.report, name="report"),
    path("<int:obstacle_id>/", views.obstacle, name="obstacle"),
    path("<int:obstacle_id>/tra-loi/", views.answer, name="answer"),
    path("kien-nghi/", proposal_views.index, name="proposals"),
    path(_ONE, proposal_views.proposal, name="proposal"),
    path(f"{_ONE}soan/", proposal_views.write, name="proposal_write"),
    path(f"{_ONE}trinh/", proposal_views.submit, name="proposal_submit"),
    path(f"{_ONE}tep/<slug:form>/", proposal_views.download, name="proposal_download"),
]
