"""Addresses of rights, below ``/quan-tri/quyen/``."""

from django.urls import path

from units.entitlements import explain_views, leaving_views, review_views, views

app_name = "entitlements"
urlpatterns = [
    path("", views.index, name="index"),
    path("de-nghi/", views.ask, name="ask"),
    path("<int:right_id>/", views.one, name="request"),
    path("<int:right_id>/cap/", views.grant, name="grant"),
    path("<int:right_id>/tu-choi/", views.refuse, name="refuse"),
    path("<int:right_id>/rut/", views.take_back, name="take_back"),
    path("ai-lam-duoc-gi/", explain_views.explain, name="explain"),
    path("nghi-viec/", leaving_views.departures, name="departures"),
    path("nghi-viec/<int:user_id>/", leaving_views.leaver, name="leaver"),
    path("ra-soat/", review_views.report, name="reviews"),
    path("ra-soat/<slug:code>/", review_views.one, name="review"),
]
