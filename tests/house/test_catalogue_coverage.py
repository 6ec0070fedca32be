"""What the installed packages say, people read in Vietnamese; the new texts of an upgrade fail here with their list."""

from __future__ import annotations

from pathlib import Path

import pytest

from operations.catalogue_coverage import needless_stays, package_problems, text_problems
from operations.catalogue_packages import Said, folders, said

pytestmark = pytest.mark.clause("LD-4.2c", "ND-12.1")


def test_every_message_of_the_installed_packages_reads_vietnamese() -> None:
    found = package_problems()
    assert not found, f"{len(found)} problems; translate them in site/locale/wagtail or django:\n" + "\n".join(found)


def test_the_messages_that_stay_english_are_said_somewhere() -> None:
    assert needless_stays() == []


def test_what_is_installed_is_looked_at() -> None:
    names = {folder.name for folder in folders()}
    assert {"django", "wagtail", "admin", "wagtailmedia", "taggit", "modelsearch", "django_filters"} <= names
    assert not {"home", "units", "operations"} & names


def test_messages_of_catalogues_modules_and_templates_are_gathered(tmp_path: Path) -> None:
    package, inside = tmp_path / "package", tmp_path / "package" / "contributed"
    catalogue = package / "locale" / "en" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    (package / "templates").mkdir()
    inside.mkdir()
    catalogue.write_text('msgid "Kept"\nmsgstr ""\n\nmsgid "%d page"\nmsgid_plural "%d pages"\nmsgstr[0] ""\n', "utf-8")
    (package / "views.py").write_text(
        'a = gettext_lazy("Lazy")\nb = ngettext("one", "many", n)\nc = _(variable)\nd = _("a" "b")\n'
        'e = pgettext("month", "May")\nf = npgettext("of paper", "sheet", "sheets", 2)\n',
        "utf-8",
    )
    (package / "templates" / "page.html").write_text('<p>\n  {% trans "Templated" %}</p>', "utf-8")
    (inside / "more.py").write_text('x = _("Of an application inside")', "utf-8")
    found = {(message.english, message.plural, message.context) for message in said("django", {package, inside})}
    assert found == {
        ("Kept", None, None),
        ("%d page", "%d pages", None),
        ("Lazy", None, None),
        ("one", "many", None),
        ("ab", None, None),
        ("May", None, "month"),
        ("sheet", "sheets", "of paper"),
        ("Templated", None, None),
        ("Of an application inside", None, None),
    }


@pytest.mark.parametrize(
    ("english", "plural", "vietnamese", "problem"),
    [
        ("Save", None, "Save", "still English"),
        ("%(a)s: %(b)s", None, "%(a)s: %(b)s", None),
        (" Save", None, "Lưu", "white space"),
        ("%(n)s page", "%(n)s pages", "trang", "placeholders"),
        ("One page", "%(n)s pages", "%(n)s trang", None),
        ("<b>Save</b>", None, "Lưu", "tags differ"),
        ("Lock", None, "Khoá", "another spelling"),
        ("Dock", None, "Hóa, quý, thuở, ngoài, khoét", None),
        ("Save", None, "Lu\u031bu", "another spelling"),
        ("Save", None, "Lưu", None),
    ],
)
def test_a_poor_text_is_named(english: str, plural: str | None, vietnamese: str, problem: str | None) -> None:
    found = list(text_problems(Said(english, plural, None, "here"), vietnamese))
    assert [problem in line for line in found] == [True] if problem else not found
