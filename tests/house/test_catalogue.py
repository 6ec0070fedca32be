"""The Vietnamese catalogue is complete and sound, and the tool that keeps it works."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from operations import catalogue
from operations.catalogue_checks import message_problems, problems
from operations.catalogue_merging import merge


def test_the_vietnamese_catalogue_is_complete() -> None:
    found = problems()
    assert not found, f"{len(found)} problems; run make i18n:\n" + "\n".join(found[:40])


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with one module and one template that hold every kind of message."""
    (tmp_path / "module.py").write_text(
        'title = _("Unit")\nnote = gettext_lazy("%(count)s items from {place}")\n'
        'both = ngettext("%d item", "%d items", 2)\nmonth = pgettext("calendar", "May")\n',
        encoding="utf-8",
    )
    (tmp_path / "page.html").write_text(
        '<div>\n  <p>{% translate "Home page" %}</p>\n      <p>{% blocktranslate trimmed %}\n        Hello {{ name }}\n'
        "      {% endblocktranslate %}</p>\n  {{ value|default:_('None yet') }}\n</div>\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def extracted(sources: Path) -> Catalog:
    return catalogue.extracted(sorted(sources.iterdir()), root=sources)


def test_messages_of_modules_and_templates_are_found(extracted: Catalog) -> None:
    found = {(catalogue.singular(message), message.context) for message in catalogue.messages(extracted)}
    assert found == {
        ("Unit", None),
        ("%(count)s items from {place}", None),
        ("%d item", None),
        ("May", "calendar"),
        ("Home page", None),
        ("Hello %(name)s", None),
        ("None yet", None),
    }


def test_a_catalogue_reads_back_as_it_was_written(extracted: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "vi" / "django.po"
    catalogue.translate(extracted.get("%d item"), "%d mục")
    catalogue.write(extracted, path)
    first = path.read_bytes()
    again, gone = catalogue.refreshed(catalogue.read(path), extracted)
    catalogue.write(again, path)
    assert path.read_bytes() == first
    assert gone == []
    assert catalogue.translation(again.get("%d item")) == "%d mục"


def test_merging_takes_translations_and_reports_what_did_not_fit(extracted: Catalog, tmp_path: Path) -> None:
    catalogue.translate(extracted.get("Home page"), "Trang chủ")
    offered = tmp_path / "vi-helper.po"
    offered.write_text(
        'msgid "Unit"\nmsgstr "Đơn vị"\n\nmsgid "Home page"\nmsgstr "Trang nhà"\n\nmsgid "Gone"\nmsgstr "Đã bỏ"\n',
        encoding="utf-8",
    )
    report = merge(extracted, [offered])
    assert (report.taken, len(report.conflicts), len(report.unused)) == (1, 1, 1)
    assert catalogue.translation(extracted.get("Unit")) == "Đơn vị"
    assert catalogue.translation(extracted.get("Home page")) == "Trang chủ"
    merge(extracted, [offered], replace=True)
    assert catalogue.translation(extracted.get("Home page")) == "Trang nhà"


@pytest.mark.parametrize(
    ("english", "vietnamese", "problem"),
    [
        ("Unit", "", "not translated"),
        ("%(name)s of {unit}", "%(ten)s của {unit}", "placeholders differ"),
        ("Since {date}", "Từ ngày", "placeholders differ"),
        ("Unit ", "Đơn vị", "white space"),
        ("\nUnit\n", "\nĐơn vị", "white space"),
        (("%d item", "%d items"), ("mục",), "placeholders differ"),
        (("One item", "%(count)s items"), ("%(count)s mục",), None),
        ("%(share)s%% of %(all)s", "%(share)s%% trong %(all)s", None),
        ("Unit", "Đơn vị", None),
    ],
)
def test_a_wrong_translation_is_named(english: object, vietnamese: object, problem: str | None) -> None:
    found = list(message_problems(Message(english, vietnamese)))
    assert [line.startswith(problem) for line in found] == [True] if problem else not found
