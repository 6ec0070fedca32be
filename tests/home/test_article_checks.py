"""What an article must have before it is submitted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from home.article_checks import defects
from units import calendar


class Block:
    def __init__(self, block_type: str, value: object = "x") -> None:
        self.block_type, self.value = block_type, value


def sound(**changes: object) -> dict[str, object]:
    data: dict[str, object] = {
        "kind": "news",
        "summary": "Sáng nay chi bộ Văn phòng họp thường kỳ tháng Mười một.",
        "body": [Block("paragraph")],
        "sections": ["tin-tuc"],
        "origin": "own",
        "event_date": date(2026, 11, 2),
    }
    return {**data, **changes}


def fields(**changes: object) -> list[str]:
    return [field for field, _sentence in defects(sound(**changes))]


def test_a_sound_article_has_no_defect():
    assert fields() == []


@pytest.mark.clause("ND-10.3")
def test_every_defect_is_named_in_one_go():
    found = fields(summary="", body=[], sections=[], origin="reused", event_date=None)
    assert {"summary", "body", "sections", "event_date", "source_name", "source_author", "source_date"} <= set(found)


@pytest.mark.clause("ND-7.2")
@pytest.mark.parametrize("origin", ["collected", "reused"])
@pytest.mark.parametrize("missing", ["source_name", "source_author", "source_date", "source_permission"])
def test_what_is_not_own_work_names_its_source(origin: str, missing: str):
    source = {
        "source_name": "Báo Lâm Đồng",
        "source_author": "Không rõ",
        "source_date": date(2026, 11, 1),
        "source_permission": "Thỏa thuận ngày 01/10/2026",
    }
    assert fields(origin=origin, **source) == []
    assert fields(origin=origin, **{**source, missing: None}) == [missing]


@pytest.mark.clause("ND-8.1")
def test_timely_news_needs_the_day_of_its_event():
    assert fields(kind="feature", timely=True, event_date=None) == ["event_date"]


def test_news_of_the_day_after_tomorrow_is_refused():
    assert fields(event_date=calendar.today() + timedelta(days=2)) == ["event_date"]


@pytest.mark.clause("ND-6.2b")
def test_a_photo_story_needs_three_images():
    assert fields(kind="photo_story", body=[Block("gallery", [1, 2])]) == ["body"]
    assert fields(kind="photo_story", body=[Block("gallery", [1, 2]), Block("image")]) == []


@pytest.mark.clause("ND-6.2b")
def test_a_video_item_needs_a_video():
    assert fields(kind="video") == ["body"]
    assert fields(kind="video", body=[Block("video")]) == []


@pytest.mark.clause("ND-6.2b")
def test_an_event_has_a_place_and_ends_after_it_begins():
    assert fields(kind="event") == ["event_place"]
    assert fields(kind="event", event_place="Hội trường", event_ends=date(2026, 11, 1)) == ["event_ends"]


@pytest.mark.clause("ND-2.1d")
def test_a_person_set_as_an_example_has_consented():
    person = {"kind": "exemplar", "exemplar_name": "Bà Ka Hương", "exemplar_type": "person"}
    assert fields(**person) == ["exemplar_consent"]
    assert fields(**person, exemplar_consent=True) == []
    assert fields(kind="exemplar", exemplar_name="Chi bộ thôn 4", exemplar_type="collective") == []


@pytest.mark.clause("ND-2.1c")
def test_a_rebuttal_says_what_it_refutes_and_on_what_it_rests():
    assert fields(kind="rebuttal") == ["refuted_claim", "refutation_sources"]


def test_an_image_needs_its_text_alternative():
    assert fields(lead_image=1, lead_image_alt=" ") == ["lead_image_alt"]


@pytest.mark.clause("ND-7.1f")
def test_text_typed_for_an_old_font_is_refused_with_what_it_means():
    typed = "§¶ng uû khèi tæ chøc héi nghÞ s¬ kÕt sáu tháng"
    found = dict(defects(sound(summary=typed)))
    assert list(found) == ["summary"]
    assert "TCVN3" in found["summary"]
    assert "Đảng uỷ khối tổ chức hội nghị sơ kết" in found["summary"]
    assert fields(body=[Block("paragraph", "<p>Ñaûng uûy khoái toå chöùc hoäi nghò</p>")]) == ["body"]
