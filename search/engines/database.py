"""The backend to name in ``WAGTAILSEARCH_BACKENDS``: full text inside the portal's own database."""

from typing import Any

from django.db.models import Count
from modelsearch.backends.base import BaseSearchBackend, BaseSearchResults, FilterFieldError

from .compiling import QueryCompiler, TypingCompiler
from .indexing import Index, Rebuilder


class Results(BaseSearchResults):
    """Search results as Wagtail slices, counts, iterates and facets them."""

    supports_facet = True

    def _do_search(self) -> list[Any]:
        compiler: QueryCompiler = self.query_compiler
        if not compiler.is_ranked:
            return list(compiler.matching()[self.start : self.stop])
        page = dict(compiler.ranked[self.start : self.stop])
        if not page:
            return []
        found = {item.pk: item for item in compiler.queryset.filter(pk__in=compiler.one_of(page)).order_by()}
        if self._score_field:
            for pk, item in found.items():
                setattr(item, self._score_field, page[pk])
        return [found[pk] for pk in page if pk in found]

    def _do_count(self) -> int:
        compiler: QueryCompiler = self.query_compiler
        if compiler.is_ranked:
            return len(compiler.ranked[self.start : self.stop])
        return int(compiler.matching()[self.start : self.stop].count())

    def facet(self, field_name: str) -> dict[Any, int]:
        """Return how many results have each value of ``field_name``, the commonest first.

        Raises FilterFieldError for a field that its model does not declare as ``index.FilterField``.
        """
        compiler: QueryCompiler = self.query_compiler
        if compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot count by "{field_name}": add index.FilterField("{field_name}") to {self.model.__name__}.',
                field_name=field_name,
            )
        counted = compiler.matching().order_by().values(field_name).annotate(count=Count("pk")).order_by("-count")
        return {row[field_name]: row["count"] for row in counted}


class SearchBackend(BaseSearchBackend):
    """Vietnamese full-text search in SQLite or PostgreSQL; takes no parameters of its own."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = TypingCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder
