"""Everybody opens every address of the admin with what belongs to another unit, and comes away with nothing.

An address that answers is classified below, with the reason; one that a later Wagtail or a new room adds makes the test
fail until somebody has looked at it.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.screens import told
from tests.units._belongings import foreign
from tests.units._foreign import SECRET, TAG
from tests.units._house import House, a_house
from tests.units._walk import addresses, admin_patterns, digest
from units.stock_views import GATES

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.6", "ND-9.1", "ND-13.6a")]

OWN = "shows the person's own data only"
SCOPED = "lists what the person may see; the other unit's things are filtered out"
FORM = "a form for something new of the person's own"
STATIC = "the same for everybody, nothing of anybody in it"
OFFICE = "belongs to the site or its register, which the office keeps"
FOLLOW = "for the office and for those who follow all units; no unit's unpublished work is in it"
OPEN = "everybody who works here sees it, whichever unit they are of"
DOOR = "for people who have not signed in yet"

CLASSIFIED = {
    "wagtailadmin_home": OWN,
    "wagtailadmin_account": OWN,
    **{f"accounts_own:{screen}": OWN for screen in ("password", "sessions", "devices", "add_device", "codes")},
    "accounts_rules:current": STATIC,
    "accounts_rules:register": OFFICE,
    "training:register": OFFICE,
    "training:note": OFFICE,
    "accounts_rules:lay": OFFICE,
    "wagtailadmin_dismissibles": OWN,
    "wagtailadmin_editing_sessions:release": OWN,
    "approval:my_work": OWN,
    **{f"leading:{screen}": SCOPED for screen in ("page", "chair")},
    "approval:delegations": OPEN,
    "guide:index": OPEN,
    "guide:part": OPEN,
    "approval:delegate": FORM,
    "contributions:index": SCOPED,
    **{f"reports:{screen}": SCOPED for screen in ("index", "table", "behind")},
    **{f"reports:{screen}": OWN for screen in ("files", "fetch", "prepare", "saved", "end")},
    "reports:save": FORM,
    "arranging:index": SCOPED,
    "arranging:section": SCOPED,
    "record:index": SCOPED,
    "approval:emergencies": SCOPED,
    "members:vacant": SCOPED,
    "members:teams": SCOPED,
    "members:unit_team": SCOPED,
    "sending:send": FORM,
    "sending:mine": OWN,
    "console:index": SCOPED,
    "console:unit": SCOPED,
    "messages:index": OWN,
    "messages:choice": OWN,
    "clock:late": SCOPED,
    "filetexts:report": SCOPED,
    "duties:matrix": SCOPED,
    "duties:cell": SCOPED,
    **{f"duties:{screen}": OFFICE for screen in ("register", "add", "duty", "end", "excuse", "end_excuse")},
    "reader_comments:index": SCOPED,
    "reader_comments:answers": SCOPED,
    **{f"directions:{screen}": SCOPED for screen in ("index", "direction")},
    "directions:give": FOLLOW,
    "issued:index": SCOPED,
    **{f"issued:{screen}": OFFICE for screen in ("add", "edit", "take_sheet", "blank")},
    "keytasks:index": OPEN,
    **{f"keytasks:{screen}": FOLLOW for screen in ("add", "edit", "end")},
    "contributions:items": SCOPED,
    **{f"periods:{screen}": SCOPED for screen in ("index", "period", "file")},
    "periods:correct": OFFICE,
    **{f"remuneration:{screen}": SCOPED for screen in ("index", "sheet")},
    "remuneration:adopt": OFFICE,
    "remuneration:draw_up": OFFICE,
    "remuneration:decide": SCOPED,
    **{f"quotas:{screen}": SCOPED for screen in ("index", "behind")},
    **{f"quotas:{screen}": OFFICE for screen in ("decisions", "add", "take_sheet", "blank")},
    **{f"evaluations:{screen}": SCOPED for screen in ("index", "evaluation", "report")},
    **{f"evaluations:{screen}": OFFICE for screen in ("terms", "report_submit")},
    **{f"scorecards:{screen}": SCOPED for screen in ("index", "card")},
    "scorecards:criteria": OPEN,
    "scorecards:draw_up": OFFICE,
    **{f"scorecards:{screen}": SCOPED for screen in ("approve_year", "comment")},
    **{f"commendations:{screen}": SCOPED for screen in ("index", "commendation")},
    "commendations:record": OFFICE,
    **{f"obstacles:{screen}": SCOPED for screen in ("index", "obstacle", "proposals", "proposal")},
    "obstacles:report": FORM,
    **{f"obstacles:{screen}": OFFICE for screen in ("answer", "proposal_write", "proposal_submit")},
    "obstacles:proposal_download": SCOPED,
    "members:index": SCOPED,
    "members:add": SCOPED,
    "members:end": OFFICE,
    **{f"entitlements:{screen}": SCOPED for screen in ("index", "request", "reviews", "review", "explain")},
    "entitlements:ask": FORM,
    **{f"entitlements:{act}": OFFICE for act in ("grant", "refuse", "departures", "leaver")},
    **{f"practising:{screen}": OPEN for screen in ("index", "item")},
    "practising:write": FORM,
    "practising:empty": OFFICE,
    **{f"routes:{screen}": OFFICE for screen in ("index", "route", "edit", "add", "end")},
    "searching:log": SCOPED,
    **{
        f"{viewset}:{screen}": OFFICE
        for viewset in ("search_pins", "search_synonyms")
        for screen in ("index", "index_results", "add")
    },
    **{
        f"units_{model}_modeladmin_{view}": OFFICE
        for model in ("unit", "unitkind", "formername", "membership", "dayoff")
        for view in ("index", "create", "edit", "history")
    },
    **{f"knowledge_fieldofwork_modeladmin_{view}": OFFICE for view in ("index", "create", "edit")},
    **{
        f"qa_{model}_modeladmin_{view}": OFFICE
        for model, views in {
            "routingrule": ("index", "create", "edit"),
            "questionterms": ("index", "edit"),
            "feedbackterms": ("index", "edit"),
            "publicform": ("index", "edit"),
        }.items()
        for view in views
    },
    "questions:index": SCOPED,
    "questions:units": SCOPED,
    "data_requests:index": SCOPED,
    "data_requests:add": SCOPED,
    "units_role_modeladmin_index": OFFICE,
    "units_role_modeladmin_inspect": OFFICE,
    "units_role_modeladmin_history": OFFICE,
    "wagtailsettings:edit": OFFICE,
    "wagtailsettings:preview_on_edit": OFFICE,
    "wagtailadmin_api:pages:listing": SCOPED,
    "wagtailadmin_explore": SCOPED,
    "wagtailadmin_explore_results": SCOPED,
    "wagtailadmin_pages:choose_parent": SCOPED,
    "wagtailadmin_pages:search": SCOPED,
    "wagtailadmin_pages:search_results": SCOPED,
    "wagtailadmin_pages:type_use": SCOPED,
    "wagtailadmin_pages:type_use_results": SCOPED,
    "wagtailadmin_choose_page": SCOPED,
    "wagtailadmin_choose_page_child": SCOPED,
    "wagtailadmin_choose_page_search": SCOPED,
    "wagtailadmin_tag_autocomplete": SCOPED,
    "wagtailadmin_tag_model_autocomplete": SCOPED,
    "wagtailimages:index": SCOPED,
    "wagtailimages:index_results": SCOPED,
    "wagtailimages_chooser:choose": SCOPED,
    "wagtailimages_chooser:choose_results": SCOPED,
    "wagtaildocs:index": SCOPED,
    "wagtaildocs:index_results": SCOPED,
    "wagtaildocs_chooser:choose": SCOPED,
    "wagtaildocs_chooser:choose_results": SCOPED,
    "wagtailmedia:index": SCOPED,
    "wagtailmedia:chooser": SCOPED,
    "wagtailmedia:chooser_typed": SCOPED,
    "wagtailimages:add": FORM,
    "wagtailimages:add_multiple": FORM,
    "wagtailimages_chooser:create": FORM,
    "wagtaildocs:add": FORM,
    "wagtaildocs:add_multiple": FORM,
    "wagtaildocs_chooser:create": FORM,
    "wagtailmedia:add": FORM,
    "wagtailmedia:chooser_upload": FORM,
    **{f"wagtailsnippets_knowledge_situation:{name}": SCOPED for name in ("list", "list_results")},
    **{f"wagtailsnippets_knowledge_situation:{name}": FORM for name in ("add", "preview_on_add")},
    **{f"wagtailsnippetchoosers_knowledge_situation:{name}": SCOPED for name in ("choose", "choose_results")},
    "wagtailsnippetchoosers_knowledge_situation:chosen_multiple": SCOPED,
    "wagtailembeds:chooser": STATIC,
    "wagtailembeds:chooser_upload": STATIC,
    "wagtailadmin_choose_page_external_link": STATIC,
    "wagtailadmin_choose_page_email_link": STATIC,
    "wagtailadmin_choose_page_phone_link": STATIC,
    "wagtailadmin_choose_page_anchor_link": STATIC,
    "wagtailadmin_javascript_catalog": STATIC,
    "wagtail_modeladmin:javascript_catalog": STATIC,
    "wagtailadmin_sprite": STATIC,
    "wagtailadmin_login": DOOR,
    "wagtailadmin_password_reset": DOOR,
    "wagtailadmin_password_reset_done": DOOR,
    "wagtailadmin_password_reset_confirm": DOOR,
    "wagtailadmin_password_reset_complete": DOOR,
}

#: Who walks, and how: those who hold least only look, which is what the others do as well.
WALKERS = {
    "board": ("get", "post"),
    "office": ("get", "post"),
    "contributor": ("get",),
    "leader": ("get",),
    "unit_admin": ("get",),
    "committee": ("get",),
    "reader": ("get",),
    "nobody": ("get", "post"),
}
#: Who has no role, or has not signed in, gets no further than the door.
OUTSIDE = ("reader", "nobody")
REFUSED = (302, 400, 403, 404, 405)


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> House:
    settings.MEDIA_ROOT = tmp_path
    return a_house()


@pytest.mark.parametrize("walker", WALKERS)
def test_nobody_sees_or_changes_what_another_unit_has_not_published(house, walker):
    there, before = foreign(house), digest()
    client = Client() if walker == "nobody" else house.client(walker)
    client.raise_request_exception = False
    opened, leaks = set(), []
    # One of the two pages is enough for those who only look: both are as foreign.
    for name, address in addresses(there, thorough="post" in WALKERS[walker]):
        if name == "wagtailadmin_logout":
            continue
        for method in WALKERS[walker]:
            response = getattr(client, method)(address)
            if response.status_code not in REFUSED:
                opened.add(name)
            said = told(response)
            if SECRET in said or (name in GATES and TAG in said):
                leaks.append((method, name, address))
    assert leaks == []
    assert digest() == before
    closed = {"office": set(), "committee": {OFFICE}}.get(walker, {OFFICE, FOLLOW})
    open_to = {DOOR, STATIC} if walker in OUTSIDE else {*CLASSIFIED.values()} - closed
    assert {name for name in opened if CLASSIFIED.get(name) not in open_to} == set()


def test_the_table_names_no_address_that_is_gone():
    names = {name for name, _pattern in admin_patterns()}
    assert set(CLASSIFIED) - names == set()
    assert set(GATES) - names == set()


def test_a_refusal_says_what_to_do_and_leads_home(house):
    client = house.client("board")
    answer = client.get(reverse("wagtailadmin_reports:site_history"), follow=True)
    assert answer.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert [str(message) for message in answer.context["messages"]]
    modal = client.get(reverse("wagtailadmin_reports:site_history"), headers={"x-requested-with": "XMLHttpRequest"})
    assert modal.status_code == 403
    assert modal.content
    assert house.client("superuser").get(reverse("wagtailadmin_reports:site_history")).status_code == 200


def test_the_menu_offers_no_report_that_would_not_open(house):
    closed = reverse("wagtailadmin_reports:site_history")
    assert closed not in house.client("board").get(reverse("wagtailadmin_home")).content.decode()
    assert closed in house.client("superuser").get(reverse("wagtailadmin_home")).content.decode()
