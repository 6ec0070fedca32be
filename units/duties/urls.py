"""The addresses of the duties, below the admin's."""

from django.urls import path

from units.duties import register_views, views

app_name = "duties"
urlpatterns = [
    path("", views.MatrixView.as_view(), name="matrix"),
    path("<int:duty_id>/<slug:code>/<int:year>/<int:number>/", views.CellView.as_view(), name="cell"),
    path("danh-muc/", register_views.index, name="register"),
    path("danh-muc/them/", register_views.add, name="add"),
    path("danh-muc/<int:duty_id>/", register_views.duty, name="duty"),
    path("danh-muc/<int:duty_id>/ket-thuc/", register_views.end, name="end"),
    path("danh-muc/<int:duty_id>/mien/", register_views.excuse, name="excuse"),
    path("danh-muc/mien/<int:excuse_id>/ket-thuc/", register_views.end_excuse, name="end_excuse"),
]
