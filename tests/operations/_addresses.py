"""Something like every address that is registered."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def patterns() -> Iterator[str]:
    """Something like every address that is registered, and a few that are not."""

    def below(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern).strip("^$").replace("\\Z", "")
            if isinstance(pattern, URLResolver):
                yield from below(pattern, route)
            elif isinstance(pattern, URLPattern):
                yield "/" + "".join("1" if sign in "<>()?[]+*\\|^" else sign for sign in route)

    yield from below(get_resolver(), "")
    yield from ("/khong-co/", "/static/wagtailadmin/css/core.css", "/static/portal/css/portal.css", "//quan-tri/")
    yield from ("/static/../manage.py", "/media/khong-co.jpg", "/robots.txt", "/favicon.ico", "/%00", "/quan-tri")
