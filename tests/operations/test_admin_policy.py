"""The administration runs no inline script, so none that somebody smuggles in runs either (issue 8, “the shell”)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from wagtail.admin.widgets import (
    AdminDateInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTimeInput,
    BaseChooser,
)
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.widgets import AdminMediaChooser

from config import policy
from tests.factories.portal import a_portal
from units import stock_widgets

pytestmark = [pytest.mark.django_db]
#: A script that runs what stands in it; data and templates for scripts do not.
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"'](?:text/|application/(?:ld\+)?json))[^>]*>", re.IGNORECASE
)
HANDLER = re.compile(r"<[a-z][^>]*\son(?:click|change|load|submit|error|input)=", re.IGNORECASE)
#: For Wagtail's own developers; not part of an installation.
LEFT_OUT = ("styleguide", "/test/", "notifications/")


def templates() -> list[tuple[str, Path]]:
    """Every template of the applications that make up the administration, by its name."""
    found = []
    for config in apps.get_app_configs():
        folder = Path(config.path) / "templates"
        if config.name.startswith("wagtail"):
            found += [(str(path.relative_to(folder)), path) for path in folder.rglob("*.html")]
    return [(name, path) for name, path in found if not any(part in str(path) for part in LEFT_OUT)]


def runs(path: Path) -> bool:
    text = path.read_text()
    return bool(INLINE.search(text) or HANDLER.search(text))


def test_every_inline_script_of_wagtail_is_replaced() -> None:
    """A later Wagtail that brings another one is noticed here and not by an editor whose widget is dead."""
    ours = Path(settings.BASE_DIR) / "templates"
    with_script = {
        name for name, path in templates() if INLINE.search(path.read_text()) or HANDLER.search(path.read_text())
    }
    assert with_script
    assert {name for name in with_script if not (ours / name).exists()} == set()
    assert all(not INLINE.search((ours / name).read_text()) for name in with_script)
    assert [path for path in ours.rglob("*.html") if runs(path)] == []


@pytest.mark.parametrize("widget", [AdminDateInput, AdminTimeInput, AdminDateTimeInput])
def test_dates_start_without_a_script(widget: Any) -> None:
    shown = widget().render("day", None, {"id": "id_day"})
    assert "<script" not in shown
    assert 'data-portal-start-call-value="init' in shown
    assert "id_day" in shown


@pytest.mark.parametrize("chooser", [AdminPageChooser, AdminImageChooser, AdminDocumentChooser, AdminMediaChooser])
def test_choosers_start_without_a_script(chooser: type[BaseChooser]) -> None:
    shown = chooser().render("image", None, {"id": "id_image"})
    assert "<script" not in shown
    assert 'data-controller="portal-start"' in shown


def test_a_chooser_that_starts_otherwise_is_refused() -> None:
    class Strange(AdminPageChooser):
        def render_js_init(self, id_: str, name: str, value_data: Any) -> str:
            return "one(); two();"

    with pytest.raises(ValueError, match="more than one call"):
        Strange().render("page", None, {"id": "id_page"})
    with pytest.raises(TypeError):
        AdminPageChooser().render("page", None)
    assert "&quot;" in stock_widgets.starter("new X", ['"><script>alert(1)</script>'])


def test_screens_of_an_editor_bear_the_policy_and_no_script(client: Client) -> None:
    assert policy.ADMIN["script-src"] == ["'self'"]
    portal = a_portal()
    client.force_login(portal.member("board", portal.office))
    new = f"/quan-tri/pages/add/home/articlepage/{portal.office.page_id}/"
    for address in ("/quan-tri/", new, "/quan-tri/images/add/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "script-src 'self';" in answer.headers["Content-Security-Policy"] + ";"
        assert INLINE.findall(answer.content.decode()) == [], address
    assert get_template("wagtailadmin/panels/inline_panel.html")
