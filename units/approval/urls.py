"""Addresses of the inbox and the review pages, under the admin."""

from django.urls import path, register_converter

from units.approval import delegation_views, overseeing, taking, views
from units.approval.items import ItemKeyConverter

register_converter(ItemKeyConverter, "item")

app_name = "approval"
urlpatterns = [
    path("viec-cua-toi/", views.my_work, name="my_work"),
    path("giam-sat/", overseeing.queue, name="overseeing"),
    path("duyet/<item:key>/", views.review, name="review"),
    path("duyet/<item:key>/xem/", views.preview, name="preview"),
    path("duyet/<item:key>/rut-lai/", views.take_back, name="take_back"),
    path("duyet/<item:key>/bien-phap/tam-dung/", taking.take, {"verb": "hold"}, name="hold"),
    path("duyet/<item:key>/bien-phap/cho-dang-lai/", taking.take, {"verb": "release"}, name="release"),
    path("duyet/<item:key>/bien-phap/go-bai/", taking.take, {"verb": "withdraw"}, name="withdraw"),
    path("duyet/<item:key>/bien-phap/xuat-ban-khan/", taking.take, {"verb": "emergency"}, name="emergency"),
    path("duyet/<item:key>/bien-phap/xac-nhan/", taking.take, {"verb": "sign_off"}, name="sign_off"),
    path("uy-quyen/", delegation_views.index, name="delegations"),
    path("uy-quyen/moi/", delegation_views.make, name="delegate"),
    path("uy-quyen/<int:pk>/ket-thuc/", delegation_views.end, name="end_delegation"),
    path("xuat-ban-khan/", taking.emergencies, name="emergencies"),
]
