"""The addresses of the evaluations, below the admin's."""

from django.urls import path

from units.evaluations import report_views, views

_ONE = "<slug:code>/<int:year>/<int:number>/"
_REPORT = "tong-hop/<int:year>/<int:number>/"

app_name = "evaluations"
urlpatterns = [
    path("", views.index, name="index"),
    path("quy-dinh/", report_views.terms, name="terms"),
    path(_REPORT, report_views.read, name="report"),
    path(f"{_REPORT}soan/", report_views.write, name="report_write"),
    path(f"{_REPORT}trinh/", report_views.submit, name="report_submit"),
    path(f"{_REPORT}tep/<slug:form>/", report_views.download, name="report_download"),
    path(f"don-vi/{_ONE}", views.evaluation, name="evaluation"),
    path(f"don-vi/{_ONE}soan/", views.write, name="write"),
    path(f"don-vi/{_ONE}gui/", views.send, name="send"),
    path(f"don-vi/{_ONE}tiep-nhan/", views.accept, name="accept"),
    path(f"don-vi/{_ONE}tra-lai/", views.give_back, name="give_back"),
    path(f"don-vi/{_ONE}phe-duyet/", views.approve, name="approve"),
]
