"""What was typed into the short form becomes an article of the unit, and is sent on its route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import Page

from home.models import ArticleAuthor, ArticlePage
from home.sending import photos
from home.sending.forms import SendingForm
from units.approval import actions
from units.models import UnitPage

if TYPE_CHECKING:
    from accounts.models import User


def sent_already(form: SendingForm) -> ArticlePage | None:
    """The article that the same form has made before: a phone on a bad line sends twice what was pressed once."""
    key = form.cleaned_data.get("key")
    made: ArticlePage | None = ArticlePage.objects.filter(translation_key=key, owner=form.user).first() if key else None
    return made if form.item is None else None


@transaction.atomic
def compose(form: SendingForm) -> ArticlePage:
    """Save the valid ``form`` as a draft and, if “send” was pressed, submit it.

    Raises ``PermissionDenied`` with a sentence where approval refuses it; nothing is saved then.
    """
    article = form.item or _new(form)
    for name, value in form.values().items():
        setattr(article, name, value)
    if form.photo_image is not None and form.article_unit is not None:
        photos.settle(form.photo_image, form.article_unit)
    if form.item is None:
        parent: Any = UnitPage.objects.get(unit=form.article_unit)
        parent.add_child(instance=article)
    article.save_revision(user=form.user, log_action=True)
    saved: ArticlePage = ArticlePage.objects.get(pk=article.pk)
    if form.is_sending:
        # The row of a draft holds what it was made of; what was typed since is in its latest version.
        actions.submit(saved.get_latest_revision_as_object(), form.user)
    return saved


def _new(form: SendingForm) -> ArticlePage:
    key = form.cleaned_data.get("key")
    article = ArticlePage(owner=form.user, live=False)
    if key and not Page.objects.filter(translation_key=key).exists():
        article.translation_key = key
    article.authors = [ArticleAuthor(user=form.user, name=_name_of(form.user), share=100)]
    return article


def _name_of(user: User) -> str:
    return user.get_full_name() or user.username
