"""What Wagtail's screens and this room's own are for, and what needs no help; the rooms above register their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from units.guide.help import Help, register, register_without

SUPERUSERS = "only the administrator of the system opens it, from a screen that has help"
PIECE = "a part of a screen that has help, fetched by a script"
DIALOG = "a dialog inside a screen that has help"
ACT = "acts and leads back, or shows nothing of its own"
DATA = "data for scripts"
DOOR = "before signing in, when there is no guide to read yet"
READER = "shows the item as readers will see it"

#: Screens of Wagtail that people meet in their work.
WAGTAIL = {
    "wagtailadmin_home": Help(
        "chung#trang-dau-va-danh-muc-ben-trai", _("What waits for you today, and where to begin.")
    ),
    "wagtailadmin_account": Help("chung#dang-nhap-va-tai-khoan", _("Your own account: password, picture, appearance.")),
    "wagtailadmin_explore*": Help(
        "chung#tim-trang-va-danh-muc-trang", _("The pages at this place: open one to read, edit or see its history.")
    ),
    "wagtailadmin_pages:search": Help(
        "chung#tim-trang-va-danh-muc-trang", _("Find a page by words of its title or text.")
    ),
    "wagtailadmin_pages:type_use": Help("chung#tim-trang-va-danh-muc-trang", _("All pages of one kind.")),
    "wagtailadmin_pages:choose_parent": Help(
        "chung#tim-trang-va-danh-muc-trang", _("Choose the place where the new page shall stand.")
    ),
    "wagtailadmin_pages:add": Help(
        "can-bo-cap-nhat#viet-tin-bai", _("Write a new item: it stays a draft until it has been approved.")
    ),
    "wagtailadmin_pages:add_subpage": Help("can-bo-cap-nhat#viet-tin-bai", _("Choose what kind of page to write.")),
    "wagtailadmin_pages:edit": Help(
        "can-bo-cap-nhat#viet-tin-bai", _("Write, save and submit the item; readers see only what has been approved.")
    ),
    "wagtailadmin_pages:*": Help(
        "chung#tim-trang-va-danh-muc-trang", _("One step with this page: read what it does, then say yes or go back.")
    ),
    "wagtailadmin_pages:history": Help(
        "chung#lich-su-va-phien-ban", _("Who has done what with this page, newest first.")
    ),
    "wagtailadmin_pages:revisions_*": Help("chung#lich-su-va-phien-ban", _("What one version of this page says.")),
    "wagtailadmin_pages:workflow_history*": Help(
        "chung#lich-su-va-phien-ban", _("How this page went through approval, stage by stage.")
    ),
    "wagtailadmin_pages:usage": Help("chung#tim-trang-va-danh-muc-trang", _("The pages that lead to this one.")),
    "wagtailadmin_pages:*unpublish": Help(
        "can-bo-cap-nhat#hen-gio-dang-va-go-xuong", _("Take the page down; only those who decide on it can.")
    ),
    "wagtail_bulk_action": Help("chung#tim-trang-va-danh-muc-trang", _("One thing for everything you have marked.")),
    "wagtailimages:*": Help(
        "chung#anh", _("Images of your unit and the shared ones: describe each and name its source.")
    ),
    "wagtaildocs:*": Help("chung#tai-lieu", _("Files for readers to download; each has to be part of a public page.")),
    "wagtailmedia:*": Help("chung#am-thanh-va-video", _("Sound and video files for use in items.")),
    "wagtailadmin_collections:*": Help(
        "quan-tri-mang#bieu-mau-va-bo-suu-tap", _("Collections keep the files of the units apart.")
    ),
    "wagtailsettings:edit": Help(
        "quan-tri-mang#trang-web-va-thiet-lap-cua-co-quan",
        _("Name, emblem and address of the organisation on every page."),
    ),
    "wagtailsites:*": Help(
        "quan-tri-mang#trang-web-va-thiet-lap-cua-co-quan", _("The host names that lead to the portal.")
    ),
    "wagtailredirects:*": Help("quan-tri-mang#chuyen-huong", _("Old addresses that lead to pages of today.")),
    "wagtailusers_*": Help(
        "quan-tri-mang#nguoi-dung-va-nhom", _("Accounts and groups; rights come from roles, not from here.")
    ),
    "wagtailadmin_reports:*": Help("quan-tri-mang#theo-doi-he-thong", _("A report over the pages of all units.")),
    "wagtailforms:*": Help("quan-tri-mang#bieu-mau-va-bo-suu-tap", _("What people have sent in through forms.")),
    "wagtailsnippets:index": Help("chung#tim-trang-va-danh-muc-trang", _("Content that is not a page, by kind.")),
    "wagtailadmin_workflows:*": Help(
        "van-phong#quy-trinh-duyet", _("Approval is kept under “Approval routes”, not here.")
    ),
}

#: This room's own screens; most say in their own words what they are for.
OWN = {
    "approval:*": Help("ban-bien-tap#xet-duyet-tin-bai", _("Read the item as it will be public, then decide.")),
    "approval:my_work": Help("ban-bien-tap#viec-cua-toi"),
    "approval:overseeing": Help("to-bien-tap#toan-bo-dang-cho-duyet"),
    "approval:delegations": Help("ban-bien-tap#uy-quyen-duyet"),
    "approval:delegate": Help("ban-bien-tap#uy-quyen-duyet"),
    "approval:emergencies": Help("thuong-truc#xac-nhan-sau"),
    "approval:hold": Help(
        "thuong-truc#tam-dung-va-cho-dang-lai", _("The item leaves the public at once and can come back.")
    ),
    "approval:release": Help(
        "thuong-truc#tam-dung-va-cho-dang-lai", _("The version that was held becomes public again.")
    ),
    "approval:withdraw": Help("thuong-truc#go-bai", _("The item is taken down for good, and readers are told why.")),
    "approval:emergency": Help(
        "thuong-truc#xuat-ban-khan", _("Publish before all stages have passed; somebody else signs it off.")
    ),
    "approval:sign_off": Help(
        "thuong-truc#xac-nhan-sau", _("Confirm as an independent person what was published in an emergency.")
    ),
    "routes:*": Help("van-phong#quy-trinh-duyet"),
    "routes:add": Help(
        "van-phong#quy-trinh-duyet", _("Write another version of a route, in force from a day to come.")
    ),
    "members:*": Help("lanh-dao#nhan-su-cua-don-vi"),
    "members:end": Help("lanh-dao#nhan-su-cua-don-vi", _("End a role with its last day; nothing is deleted.")),
    "members:vacant": Help("van-phong#phan-cong-va-vai-tro"),
    "members:team*": Help("to-bien-tap#cac-to-ban-duyet-bai"),
    "members:unit_team": Help("to-bien-tap#cac-to-ban-duyet-bai"),
    "contributions:*": Help("lanh-dao#bao-cao-tin-bai"),
    "clock:late": Help("lanh-dao#tin-bai-cham"),
    "duties:matrix": Help("lanh-dao#nhiem-vu-cua-don-vi"),
    "duties:cell": Help("lanh-dao#nhiem-vu-cua-don-vi"),
    "duties:*": Help("van-phong#nhiem-vu-dinh-ky"),
    "record:index": Help("van-phong#so-nhat-ky"),
    "messages:*": Help("chung#thong-bao"),
    "reader_comments:*": Help("ban-bien-tap#y-kien-cua-ban-doc"),
    "units_unit_modeladmin_*": Help(
        "van-phong#danh-muc-don-vi", _("The units of the bloc, from when to when each exists.")
    ),
    "units_unitkind_modeladmin_*": Help("van-phong#danh-muc-don-vi", _("The kinds of units that a regulation knows.")),
    "units_formername_modeladmin_*": Help("van-phong#danh-muc-don-vi", _("The names that units bore before.")),
    "units_dayoff_modeladmin_*": Help("van-phong#danh-muc-don-vi", _("Days that count for no time limit.")),
    "units_membership_modeladmin_*": Help(
        "van-phong#phan-cong-va-vai-tro", _("Who holds which role, where, since when, by which decision.")
    ),
    "units_role_modeladmin_*": Help("van-phong#phan-cong-va-vai-tro", _("The roles and what each lets its holder do.")),
}

WITHOUT = {
    "*_results": PIECE,
    "*:preview_on_*": READER,
    "approval:preview": READER,
    "wagtailadmin_pages:view_draft": READER,
    "wagtailadmin_pages:revisions_view": READER,
    "wagtailadmin_pages:workflow_preview": READER,
    "wagtailadmin_block_preview": READER,
    "*_chooser:*": DIALOG,
    "wagtailsnippetchoosers_*": DIALOG,
    "wagtailadmin_choose_page*": DIALOG,
    "wagtailembeds:*": DIALOG,
    "wagtailmedia:chooser*": DIALOG,
    "wagtailmedia:media_chosen": DIALOG,
    "wagtailadmin_workflows:task_cho*": DIALOG,
    "*:set_privacy": DIALOG,
    "*:confirm_workflow_cancellation": DIALOG,
    "*:collect_workflow_action_data": DIALOG,
    "*:workflow_action": DIALOG,
    "wagtailadmin_pages:set_page_position": ACT,
    "wagtailadmin_pages:revisions_index": ACT,
    "wagtailadmin_pages:*lock": ACT,
    "approval:end_delegation": ACT,
    "approval:take_back": ACT,
    "messages:open": ACT,
    "messages:read": ACT,
    "reader_comments:mark_read": ACT,
    "wagtailadmin_logout": ACT,
    "wagtailadmin_error_test": ACT,
    "wagtaildocs:*_multiple*": PIECE,
    "wagtailimages:*_multiple*": PIECE,
    "wagtaildocs:create_multiple*": PIECE,
    "wagtailimages:preview": DATA,
    "wagtailimages:url_generator_output": DATA,
    "wagtailadmin_api:*": DATA,
    "wagtailadmin_editing_sessions:*": DATA,
    "wagtailadmin_dismissibles": DATA,
    "wagtailadmin_tag_*": DATA,
    "wagtailadmin_sprite": DATA,
    "*javascript_catalog": DATA,
    "wagtailadmin_login": DOOR,
    "wagtailadmin_password_reset*": DOOR,
    "guide:*": "it is the guide",
}

register(WAGTAIL)
register({name: Help("chung#anh", WAGTAIL["wagtailimages:*"].line) for name in ("wagtailimages:add_multiple",)})
register({name: Help("chung#tai-lieu", WAGTAIL["wagtaildocs:*"].line) for name in ("wagtaildocs:add_multiple",)})
register(OWN)
register_without(WITHOUT)
