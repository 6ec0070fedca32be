"""The public addresses of “Was this useful?”."""

from django.urls import re_path

from units.approval.items import ItemKeyConverter
from units.usefulness import views

KEY = f"(?P<key>{ItemKeyConverter.regex})"

app_name = "usefulness"
urlpatterns = [
    re_path(rf"^{KEY}/$", views.vote, name="vote"),
    re_path(rf"^{KEY}/gop-y/$", views.comment, name="comment"),
    re_path(rf"^{KEY}/cam-on/$", views.thanks, name="thanks"),
]
