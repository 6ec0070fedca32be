"""The search application: keeps order and the engine's own tables in step with the database at every migrate."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Registers the upkeep of the full-text structures."""

    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have order and full text looked after at every migrate, the settings checked and the office's words heard."""
        from search import checks, synonyms  # noqa: F401
        from search.office.synonyms import groups_in_force

        synonyms.register(groups_in_force)
        pre_migrate.connect(_prepare_order, sender=self)
        post_migrate.connect(_prepare_engine, sender=self)


def _prepare_order(using: str, **_others: Any) -> None:
    from search.collation.postgresql.base import prepare

    prepare(using)


def _prepare_engine(using: str, **_others: Any) -> None:
    from search.engines import engine_for

    engine_for(using).prepare()
