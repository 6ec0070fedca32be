"""The addresses of the desk of the periods, below the admin's."""

from django.urls import path

from units.periods import views

app_name = "periods"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:period_id>/", views.period, name="period"),
    path("<int:period_id>/tep/<slug:form>/", views.file, name="file"),
    path("<int:period_id>/dieu-chinh/", views.correct, name="correct"),
]
