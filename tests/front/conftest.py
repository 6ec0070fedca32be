"""A small portal of real pages, public without the long way there, for looking at what readers get."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, Locale, Page, Site

from home.images import make_renditions
from home.models import ArticleAuthor, ArticlePage, HomePage, OrganisationSettings, Placement, SectionPage, StandardPage
from knowledge.models import PortalDocument, PortalImage
from units.models import FormerName, Unit, UnitIndexPage, UnitKind, UnitPage

TABLE = {
    "data": [["Đơn vị", "Kết nạp"], ["Đảng bộ Sở Y tế", "51"]],
    "first_row_is_table_header": True,
    "first_col_is_header": True,
    "table_caption": "Kết quả kết nạp đảng viên",
}


@dataclass(frozen=True)
class Portal:
    """The pages a test asks for."""

    home: HomePage
    section: SectionPage
    directory: UnitIndexPage
    unit: UnitPage
    ended_unit: UnitPage
    standard: StandardPage
    article: ArticlePage
    image: PortalImage

    def publish(self, title: str, *, days_ago: int = 0, **values: object) -> ArticlePage:
        """Put an article before the public as approval would, without its paperwork."""
        return _public_article(self.unit, self.section, title, days_ago, values)


def _public_article(
    unit: UnitPage, section: SectionPage, title: str, days_ago: int, values: dict[str, object]
) -> ArticlePage:
    parent = UnitPage.objects.get(pk=unit.pk)
    article = parent.add_child(instance=ArticlePage(title=title, live=False, summary="Tóm tắt.", **values))
    article.sections.set([section])
    article.authors.add(ArticleAuthor(name="Trần Thị Hồng Hạnh"))
    article.save()
    moment = timezone.now() - timedelta(days=days_ago)
    month = timezone.localdate(moment).replace(day=1)
    ArticlePage.objects.filter(pk=article.pk).update(
        live=True, published_at=moment, published_month=month, first_published_at=moment, last_published_at=moment
    )
    Placement.objects.create(article=article, section=section, published_at=moment, published_month=month)
    article.refresh_from_db()
    make_renditions(article)
    return article


def _image() -> PortalImage:
    content = io.BytesIO()
    Image.new("RGB", (1600, 1000), "#9e1b1f").save(content, "PNG")
    content.seek(0)
    return PortalImage.objects.create(title="Hội trường", file=ImageFile(content, "hoi-truong.png"), credit="Lê Minh")


@pytest.fixture
def portal(db: None, settings: object, tmp_path: object) -> Portal:
    """A home page, a section, a directory with a live and an ended unit, a general page and one full article."""
    settings.MEDIA_ROOT = tmp_path
    Locale.objects.get_or_create(language_code="vi")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Gốc")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Gốc", slug="root")
    root.get_children().delete()
    home = Page.objects.get(pk=root.pk).add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
    Site.objects.all().delete()
    image = _image()
    site = Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    OrganisationSettings.objects.create(
        site=site,
        organisation_name="Đảng bộ Khối Thử nghiệm",
        short_name="Khối",
        managing_body="Đảng ủy Khối Thử nghiệm",
        person_responsible="Đồng chí Nguyễn Văn Bình",
        licence="Giấy phép số 01/GP-STTTT",
        address="57 Vị Hoàng",
        phone="0228 3648000",
        email="khoi@example.vn",
        emblem=image,
        emblem_alt="Biểu trưng",
    )
    kind = UnitKind.objects.create(code="tham-muu", name="Cơ quan tham mưu")
    directory = home.add_child(
        instance=UnitIndexPage(title="Các đơn vị", slug="don-vi", kinds=[kind], show_in_menus=True)
    )
    section = home.add_child(
        instance=SectionPage(title="Xây dựng Đảng", slug="xay-dung-dang", code="xdd", show_in_menus=True)
    )
    unit = Unit.objects.create(code="btc", name="Ban Tổ chức", short_name="BTC", kind=kind, is_managing=True)
    ended = Unit.objects.create(code="cu", name="Ban Dân vận", kind=kind, valid_to=date(2025, 3, 1), successor=unit)
    FormerName.objects.create(unit=unit, name="Ban Cán sự", valid_from=date(2010, 1, 1), valid_to=date(2018, 9, 4))
    section.leads.create(unit=unit)
    picture = {"image": image.pk, "alt_text": "Toàn cảnh hội trường", "caption": "Hội nghị.", "credit": ""}
    document = PortalDocument.objects.create(
        title="Kế hoạch số 12-KH/ĐUK", file=ImageFile(io.BytesIO(b"%PDF-"), "kh.pdf")
    )
    article = _public_article(
        unit.page,
        section,
        "Đảng ủy Khối tổ chức hội nghị",
        1,
        {
            "timely": True,
            "kind": "event",
            "event_place": "Hội trường lớn",
            "lead_image": image,
            "lead_image_alt": "Quang cảnh hội nghị",
            "origin": "collected",
            "source_name": "Báo Nhân Dân",
            "body": [
                ("paragraph", "<p>Nội dung hội nghị.</p>"),
                ("heading", "Kết quả"),
                ("quote", {"text": "Đi trước.", "source": "Đồng chí Bí thư"}),
                ("table", TABLE),
            ],
        },
    )
    blocks = [
        {"type": "image", "value": picture},
        {"type": "gallery", "value": [{"type": "item", "value": picture}]},
        {"type": "document", "value": {"document": document.pk, "title": ""}},
    ]
    article.body = article.body.stream_block.to_python([*article.body.get_prep_value(), *blocks])
    ArticlePage.objects.filter(pk=article.pk).update(body=article.body)
    make_renditions(article)
    standard = home.add_child(instance=StandardPage(title="Giới thiệu", slug="gioi-thieu", live=False, body=[]))
    StandardPage.objects.filter(pk=standard.pk).update(live=True)
    return Portal(home, section, directory, unit.page, ended.page, standard, article, image)
