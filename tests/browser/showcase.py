"""A portal with something on every kind of public page, for tests that look at all of them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model

from home.demonstration.media import Gallery
from home.models import ArticleAuthor, ArticlePage, OrganisationSettings, Placement, StandardPage
from knowledge.models import FieldOfWork, GuidanceIndexPage, Situation
from tests.factories.articles import a_public
from tests.factories.contributions import ContributionFactory
from tests.factories.guidance import STEP, a_document, a_public_guidance
from tests.factories.portal import Portal, a_portal
from tests.factories.situations import a_public as a_public_situation
from units.calendar import today
from units.models import FormerName, Unit

MORE_THAN_A_PAGE = 22
LONG_WORDS = "Nghị quyết liên tịch về phối hợp tuyên truyền, vận động đoàn viên, hội viên và Nhân dân"
TABLE = {
    "data": [
        ["Đảng bộ", "Kết nạp", "Chuyển đảng chính thức", "Khen thưởng", "Ghi chú"],
        ["Đảng bộ Phường 1", "51", "48", "12", "Hoàn thành tốt nhiệm vụ"],
        ["Đảng bộ Sở Khoa học và Công nghệ", "7", "9", "3", ""],
    ],
    "first_row_is_table_header": True,
    "first_col_is_header": True,
    "table_caption": "Kết quả sáu tháng đầu năm",
}
RICH = (
    '<p>Hội nghị <b>bàn việc</b> <i>quý sau</i>, xem <a href="/">trang chủ</a>.</p>'
    "<ul><li>Việc thứ nhất</li><li>Việc thứ hai</li></ul><ol><li>Trước</li><li>Sau</li></ol>"
)
#: What each kind asks for besides the text.
OF_KIND: dict[str, dict[str, Any]] = {
    "news": {"timely": True},
    "event": {"event_place": "Hội trường Thành ủy", "event_ends": today() + timedelta(days=2)},
    "exemplar": {
        "exemplar_name": "Đồng chí Nguyễn Thị Bình",
        "exemplar_type": "person",
        "exemplar_field": "Dân vận khéo",
        "exemplar_year": 2026,
        "exemplar_consent": True,
    },
    "rebuttal": {"refuted_claim": "Một luận điệu sai trái.", "refutation_sources": "Báo cáo số 1\nBáo cáo số 2"},
    "feature": {
        "origin": "collected",
        "source_name": "Báo Lâm Đồng",
        "source_url": "http://bao.example/bai",
        "source_author": "Lê Minh",
        "source_date": date(2026, 1, 5),
        "source_permission": "Thỏa thuận ngày 01/01/2026",
    },
}


@dataclass(frozen=True)
class Showcase:
    """The portal, its addresses by what stands there, and the people who look after one unit."""

    portal: Portal
    addresses: dict[str, str]
    author: Any
    approver: Any


def a_showcase() -> Showcase:
    """Lay the small portal and put something on each of its pages."""
    portal = a_portal()
    author, approver = portal.member("contributor", portal.city), portal.member("board", portal.city)
    image = _image()
    OrganisationSettings.objects.update(emblem=image, emblem_alt="Biểu trưng")
    FormerName.objects.create(
        unit=portal.city,
        name="Thị ủy Đà Lạt",
        valid_from=date(1999, 1, 1),
        valid_to=date(2009, 3, 1),
        decision="1-QĐ/TU",
    )
    Unit.objects.create(code="phuong-1", name="Đảng ủy Phường 1", kind=portal.city.kind, parent=portal.city)
    ended = Unit.objects.create(
        code="dan-van",
        name="Ban Dân vận",
        kind=portal.office.kind,
        valid_to=date(2025, 3, 1),
        successor=portal.propaganda,
    )
    for number in range(MORE_THAN_A_PAGE):
        _quiet_article(portal, author, number)
    articles = {
        kind: a_public(
            portal.city,
            author,
            approver,
            kind=kind,
            title=f"{LONG_WORDS}: {name}",
            sections=[portal.news],
            body=_body(kind, image),
            lead_image=image,
            lead_image_alt="Quang cảnh hội nghị",
            **OF_KIND.get(kind, {}),
        )
        for kind, name in ArticlePage._meta.get_field("kind").choices
    }
    standard = portal.home.add_child(
        instance=StandardPage(title="Giới thiệu", intro="Vài lời.", live=False, body=_body("feature", image))
    )
    StandardPage.objects.filter(pk=standard.pk).update(live=True)
    ContributionFactory(unit=portal.city, published_at=timezone.now() - timedelta(days=40))
    situation = a_public_situation(
        portal.city, author, approver, title=LONG_WORDS, field=FieldOfWork.objects.get(code="ket-nap")
    )
    addresses = _addresses(portal, ended, standard, articles) | _situations(situation)
    return Showcase(portal, addresses | _guidance(portal, author, approver), author, approver)


def _guidance(portal: Portal, author: Any, approver: Any) -> dict[str, str]:
    """The library, a guidance with a form, the one that it replaced, and an article that explains the old one."""
    steps = [("step", STEP), ("note", {"title": "", "text": "<p>Lưu ý.</p>"}), ("table", TABLE)]
    forms = [a_document(portal.city)]
    old = a_public_guidance(portal.city, author, approver, title=f"{LONG_WORDS}: hướng dẫn cũ", forms=forms)
    new = a_public_guidance(portal.city, author, approver, steps=steps, forms=forms, replaces=old)
    explaining = a_public(portal.city, author, approver, explains=old)
    library = GuidanceIndexPage.objects.get().url
    return {
        "library": library,
        "library, no longer in force": f"{library}?state=no-longer",
        "library, none": f"{library}?q=zzzz",
        "guidance": new.url,
        "replaced guidance": old.url,
        "article that explains": explaining.url,
    }


def _addresses(portal: Portal, ended: Unit, standard: StandardPage, articles: dict[str, ArticlePage]) -> dict[str, str]:
    search, news = reverse("search"), portal.news.url
    return {
        "home": "/",
        "section": news,
        "second page of a section": f"{news}?page=2",
        "empty section": portal.propaganda_work.url,
        "unit": portal.city.page.url,
        "ended unit": ended.page.url,
        "directory": portal.city.page.get_parent().url,
        "archive": f"{news}{today():%Y/%m}/",
        "standard page": standard.get_url(),
        "search, empty": search,
        "search, hits": f"{search}?q={quote('nghị quyết')}",
        "search, none": f"{search}?q=zzzz",
        "search, too long": f"{search}?q={'dai+' * 60}",
        "not found": "/khong-co-trang-nay/",
        **{f"article, {kind}": article.url for kind, article in articles.items()},
    }


def _situations(situation: Situation) -> dict[str, str]:
    index = "/tinh-huong/"
    return {
        "situations": index,
        "situations, narrowed": f"{index}?q=nghi+quyet&field=ket-nap&unit=da-lat",
        "situations, none": f"{index}?q=zzzz&field=ket-nap",
        "situation": situation.url,
        "comment on a situation": reverse("usefulness:comment", args=[situation.item_key]),
    }


def _image() -> Any:
    content = io.BytesIO()
    Image.new("RGB", (1600, 1000), "#3b6e4f").save(content, "PNG")
    file = ImageFile(ContentFile(content.getvalue()), "hoi-truong.png")
    return get_image_model().objects.create(title="Hội trường", file=file, credit="Lê Minh")


def _body(kind: str, image: Any) -> list[tuple[str, Any]]:
    picture = {"image": image, "alt_text": "Toàn cảnh hội trường", "caption": "Hội nghị.", "credit": ""}
    if kind == "photo_story":
        return [("paragraph", RICH), ("gallery", [picture] * 3)]
    if kind == "video":
        film = {"video": Gallery().film("Một ngày"), "caption": "Một ngày.", "transcript": "Không có lời."}
        return [("paragraph", RICH), ("video", film)]
    if kind != "feature":
        return [("paragraph", RICH)]
    form = {"document": Gallery().form(), "title": ""}
    return [
        ("paragraph", RICH),
        ("heading", "Kết quả sáu tháng"),
        ("image", picture),
        ("quote", {"text": "Đảng viên đi trước.", "source": "Đồng chí Bí thư"}),
        ("table", TABLE),
        ("document", form),
        ("article", {"page": ArticlePage.objects.published()[0]}),
    ]


def _quiet_article(portal: Portal, author: Any, number: int) -> None:
    """One more line of a list, public without its paperwork."""
    portal.city.page.refresh_from_db()
    article = portal.city.page.add_child(
        instance=ArticlePage(title=f"Tin ngắn số {number}", summary="Tin ngắn.", live=False, owner=author)
    )
    article.authors.add(ArticleAuthor(name="Trần Thị Hạnh"))
    article.sections.set([portal.news])
    article.save()
    moment = timezone.now() - timedelta(days=number * 4 + 1)
    month = timezone.localdate(moment).replace(day=1)
    ArticlePage.objects.filter(pk=article.pk).update(
        live=True, published_at=moment, published_month=month, first_published_at=moment, last_published_at=moment
    )
    Placement.objects.create(article=article, section=portal.news, published_at=moment, published_month=month)
