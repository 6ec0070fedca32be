"""The demonstration's content is complete, well formed, invented text by text, and its pictures can be drawn."""

from __future__ import annotations

import io
import itertools
import unicodedata
from collections import Counter

import pytest
from PIL import Image

from home.demonstration import corpus, files, pictures
from home.demonstration.body import Heading, Paragraph, Quote, Table, parse
from home.demonstration.corpus import CONTENT, KINDS, Corpus, CorpusError

UNITS = {
    "lam-dong": {
        "vptu",
        "btctu",
        "btgtu",
        "bdvtu",
        "ubkttu",
        "dukcq",
        "dukdn",
        "da-lat",
        "bao-loc",
        "duc-trong",
        "di-linh",
        "lam-ha",
        "don-duong",
        "lac-duong",
    },
    "nam-dinh": {
        "vpduk",
        "btcduk",
        "btgduk",
        "ubktduk",
        "so-tai-chinh",
        "so-noi-vu",
        "so-y-te",
        "so-giao-duc",
        "so-tu-phap",
        "bao-nam-dinh",
        "dien-luc",
        "nuoc-sach",
        "det-may",
        "chi-bo-kho-bac",
    },
}
SECTIONS = {
    "lam-dong": {
        "tin-tuc",
        "trung-uong-dang",
        "tinh-uy-lam-dong",
        "cong-tac-van-phong",
        "xay-dung-dang",
        "he-thong-chinh-tri-co-so",
        "cong-tac-tuyen-giao",
        "cong-tac-dan-van",
        "cong-tac-kiem-tra-dang",
        "thong-tin-chuyen-de",
    },
    "nam-dinh": {
        "tin-tuc-su-kien",
        "hoat-dong-dang-bo",
        "tuyen-truyen-pho-bien",
        "hoc-tap-lam-theo-bac",
        "bao-ve-nen-tang-tu-tuong",
        "guong-dien-hinh",
        "trao-doi-nghiep-vu",
        "cai-cach-chuyen-doi-so",
    },
}
LEAST_ARTICLES = {"lam-dong": 84, "nam-dinh": 60}
WINDOW = 5


@pytest.fixture(scope="module", params=sorted(UNITS))
def content(request: pytest.FixtureRequest) -> Corpus:
    return corpus.load(request.param)


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[start : start + WINDOW]) for start in range(len(words) - WINDOW + 1)}


@pytest.mark.clause("ND-6.2b", "LD-3.M")
def test_every_unit_section_kind_and_state_has_articles(content: Corpus) -> None:
    articles = content.articles
    assert len(articles) >= LEAST_ARTICLES[content.preset]
    assert {article.unit for article in articles} == UNITS[content.preset]
    assert {section for article in articles for section in article.sections} == SECTIONS[content.preset]
    assert {article.kind for article in articles} == KINDS
    assert all(1 <= len(article.sections) <= 2 and 1 <= len(article.tags) <= 4 for article in articles)
    states = Counter(article.state for article in articles)
    assert states["draft"] >= 4
    assert states["waiting"] >= 5
    assert states["returned"] >= 3
    kinds = Counter(article.kind for article in articles)
    assert 0.5 <= kinds["news"] / len(articles) <= 0.65


def test_articles_are_spread_over_six_months(content: Corpus) -> None:
    months: dict[int, set[str]] = {month: set() for month in range(6)}
    for article in content.articles:
        if article.state == "published":
            months[min(article.days_ago // 30, 5)].add(article.unit)
    assert all(len(units) >= len(UNITS[content.preset]) / 2 for units in months.values()), months


def test_titles_differ_and_lengths_suit_their_kind(content: Corpus) -> None:
    titles = [article.title for article in content.articles]
    assert len(set(titles)) == len(titles)
    for article in content.articles:
        paragraphs = sum(isinstance(block, Paragraph) for block in article.body)
        low, high = (2, 4) if article.kind == "news" else (3, 7)
        assert low <= paragraphs <= high, article.title
        assert len(article.summary.split()) >= 8, article.title
        assert len(article.summary) <= 300, article.title


def test_articles_meet_the_checks_of_submission(content: Corpus) -> None:
    for article in content.articles:
        if article.kind in {"news", "event"}:
            assert article.event_offset_days is not None, article.title
        if article.kind == "news":
            assert (article.event_offset_days or 0) >= 0, article.title
        if article.timely:
            assert article.event_offset_days == 0, article.title
        if article.kind == "photo_story":
            assert len(article.gallery) >= 3, article.title


def test_no_two_bodies_of_either_preset_are_near_duplicates() -> None:
    articles = [article for preset in UNITS for article in corpus.load(preset).articles]
    bodies = [(article.title, shingles(article.text)) for article in articles]
    for (title, one), (other_title, other) in itertools.combinations(bodies, 2):
        assert len(one & other) <= 0.4 * min(len(one), len(other)), f"“{title}” and “{other_title}”"


@pytest.mark.clause("ND-7.1f")
@pytest.mark.parametrize("path", sorted(CONTENT.glob("*.toml")), ids=lambda path: path.name)
def test_texts_are_stored_in_nfc(path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


def test_shares_add_up_and_authors_belong_to_the_unit(content: Corpus) -> None:
    for article in content.articles:
        assert sum(author.share for author in article.authors) == 100
        assert all(author.person.unit == article.unit for author in article.authors)
        assert all(author.person.role == "contributor" for author in article.authors)


def test_every_unit_is_staffed(content: Corpus) -> None:
    expected = Counter(contributor=2, board=3, leader=1, unit_admin=1)
    staff = [person for person in content.people if person.role != "member"]
    for unit in UNITS[content.preset]:
        assert Counter(person.role for person in staff if person.unit == unit) == expected
    assert len(content.people) == len(staff) + 1
    site = Counter(person.role for person in content.people if person.unit is None)
    teams = {"editorial_team": 3, "standing_committee": 2, "propaganda": 2, "feedback_officer": 2}
    assert site == Counter(office=1, webmaster=1, sysadmin=1, **teams)
    names = [f"{person.last_name} {person.first_name}" for person in content.people]
    assert len(set(names)) == len(names)


def test_standard_pages_are_there(content: Corpus) -> None:
    assert [page.title for page in content.pages] == [
        "Giới thiệu chung",
        "Cơ cấu tổ chức",
        "Quy định sử dụng và trích dẫn",
        "Liên hệ",
    ]
    assert "hư cấu" in content.notice


def test_body_markup_becomes_blocks() -> None:
    blocks = parse("Đoạn một.\n\n## Đề mục\n\n> Lời nói | Bà Lan\n\n| A | B |\n| 1 | 2 |")
    assert blocks == (
        Paragraph("Đoạn một."),
        Heading("Đề mục"),
        Quote("Lời nói", "Bà Lan"),
        Table((("A", "B"), ("1", "2"))),
    )


PERSON = """preset = "x"
notice = "n"
people = [{ username = "a", last_name = "B", first_name = "C", role = "contributor", unit = "u" }]
"""
ARTICLE = """[[article]]
unit = "u"
kind = "feature"
sections = ["s"]
title = "Tên bài"
summary = "t"
body = "b"
days_ago = 1
"""


@pytest.mark.parametrize(
    ("rest", "complaint"),
    [
        ('authors = [{ username = "a", share = 60 }]', "shares"),
        ('authors = [{ username = "z", share = 100 }]', "nobody has the user name “z”"),
        ('authors = [{ username = "a", share = 100 }]\nstate = "lost"', "“state” is “lost”"),
        ('authors = [{ username = "a", share = 100 }]\nsumary = "x"', "unknown field “sumary”"),
        ('authors = [{ username = "a", share = 100 }]\norigin = "reused"', "“source_name” must be a text"),
    ],
)
def test_errors_name_the_file_and_the_entry(rest: str, complaint: str) -> None:
    with pytest.raises(CorpusError) as caught:
        corpus.parse(PERSON + ARTICLE + rest, "content/x.toml")
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("content/x.toml, article 1 “Tên bài”")


def test_an_unknown_preset_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CorpusError, match="lam-dong, nam-dinh"):
        corpus.load("ha-noi")


@pytest.mark.parametrize("theme", sorted(pictures.THEMES))
def test_pictures_are_light_and_always_the_same(theme: str) -> None:
    data = pictures.draw(theme, 7)
    assert len(data) < 250_000
    assert Image.open(io.BytesIO(data)).size == (1600, 1067)
    small = pictures.draw(theme, 7, (320, 213))
    assert small == pictures.draw(theme, 7, (320, 213))
    assert small != pictures.draw(theme, 8, (320, 213))
    assert pictures.NAMES[theme]


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(KeyError, match="hills"):
        pictures.draw("moon", 1)


def test_the_emblem_is_a_round_png() -> None:
    emblem = Image.open(io.BytesIO(pictures.draw_emblem()))
    assert (emblem.format, emblem.mode, emblem.size) == ("PNG", "RGBA", (512, 512))
    assert emblem.getpixel((0, 0))[3] == 0
    assert emblem.getpixel((256, 256))[3] == 255


def test_the_shipped_files_are_what_they_say() -> None:
    video = files.video_bytes()
    assert video[4:8] == b"ftyp"
    assert len(video) < 300_000
    assert files.document_bytes().startswith(b"%PDF-")
    assert Image.open(io.BytesIO(files.poster_bytes())).size == (1280, 720)


def test_the_endless_stream_does_not_repeat_itself() -> None:
    first = list(itertools.islice(corpus.endless(1), 5000))
    assert len({text.title for text in first}) == len(first)
    assert len({text.paragraphs for text in first}) == len(first)
    assert first[:20] == list(itertools.islice(corpus.endless(1), 20))
    assert first[:20] != list(itertools.islice(corpus.endless(2), 20))
    assert not any("{" in text.title + text.summary + "".join(text.paragraphs) for text in first)
    assert all(unicodedata.is_normalized("NFC", text.title) for text in first)
