"""From where the portal is open: addresses behind proxies, the one rule, the one refusal (LD-1.2a)."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network
from itertools import product
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from operations.networks.door import Door, door_now, is_for_staff
from operations.networks.models import Network, NetworkPolicy, Reach
from operations.networks.presets import lay_networks, lay_reach
from tests.factories.portal import Portal, a_portal
from tests.operations._addresses import patterns
from units import calendar, presets
from units.record.models import RecordEntry
from units.visitors.addresses import address_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2a")]

ASK = "/hoi-dap/gui-cau-hoi/"
INSIDE, OUTSIDE, PROXY = "10.10.1.7", "203.0.113.9", "192.0.2.1"
#: What the refusal bears like every other answer.
GUARDING = {"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy", "Server"}
#: Headers in which other proxies name the sender, none of which is ever read.
NOT_ASKED = ("HTTP_X_REAL_IP", "HTTP_CLIENT_IP", "HTTP_TRUE_CLIENT_IP", "HTTP_CF_CONNECTING_IP", "HTTP_FORWARDED")
FORGED = ["", "10.10.1.7", "10.10.1.7, 10.10.1.7", "rác, 10.10.1.7", "::ffff:10.10.1.7", ",,,", "10.10.1.7,"]


def open_from(reach: str, *ranges: str) -> None:
    NetworkPolicy.objects.update_or_create(pk=NetworkPolicy.ONLY, defaults={"reach": reach})
    Network.objects.update_or_create(name="Mạng trong", defaults={"ranges": "\n".join(ranges or ["10.10.0.0/16"])})


@pytest.mark.parametrize("proxies", range(4))
def test_what_a_sender_writes_into_the_header_is_never_believed(proxies, settings):
    """Each of our proxies adds the address it was asked from; whatever stood there before makes no difference."""
    settings.PORTAL_PROXIES = proxies
    for forged, real in product(FORGED, [OUTSIDE, "2001:db8::9", "::ffff:203.0.113.9"]):
        hops = [real, *[f"192.0.2.{number}" for number in range(1, proxies + 1)]]
        header = ", ".join(filter(None, [forged, *hops[:-1]])) if forged or proxies else ""
        asked = {"REMOTE_ADDR": hops[-1], "HTTP_X_FORWARDED_FOR": header}
        found = address_of(RequestFactory().get("/", **asked, **dict.fromkeys(NOT_ASKED, INSIDE)))
        assert str(found) == real.removeprefix("::ffff:"), (forged, header)


def test_a_way_shorter_than_our_proxies_or_past_them_is_nobodys(settings):
    settings.PORTAL_PROXIES = 2
    for header in ("", INSIDE):
        assert address_of(RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=header)) is None
    settings.PORTAL_PROXIES, settings.PORTAL_PROXY_ADDRESSES = 1, ["192.0.2.0/24"]
    asked = {"HTTP_X_FORWARDED_FOR": INSIDE}
    assert str(address_of(RequestFactory().get("/", REMOTE_ADDR=PROXY, **asked))) == INSIDE
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=OUTSIDE, **asked)) is None


@pytest.mark.parametrize("rubbish", ["", "rác", "10.10.1", "10.10.1.7:80", "fe80::1%eth0", "[::1]", "\x00", "٣.1.1.1"])
def test_rubbish_is_no_address_and_is_outside(rubbish, settings):
    found = address_of(RequestFactory().get("/", REMOTE_ADDR=rubbish))
    assert found is None
    assert not Door(Reach.INSIDE, (ip_network("0.0.0.0/1"), ip_network("::/1"))).admits(found, "/")


@pytest.fixture
def portal() -> Portal:
    return a_portal()


def test_outside_every_address_is_refused_with_the_same_page(portal: Portal):
    open_from(Reach.INSIDE)
    answers = set()
    for address in {*patterns(), portal.news.url, portal.office.page.url}:
        answer = Client(REMOTE_ADDR=OUTSIDE).get(address, headers={"accept-encoding": "gzip"})
        answers.add((answer.status_code, answer.content, tuple(sorted(answer.items()))))
    ((status, content, headers),) = answers
    assert status == 403
    assert "Đảng" not in content.decode()
    assert "Set-Cookie" not in dict(headers)
    assert "script-src 'none'" in dict(headers)["Content-Security-Policy"]
    assert dict(headers).keys() >= GUARDING
    for method in ("post", "head", "put", "options", "delete"):
        answer = getattr(Client(REMOTE_ADDR=OUTSIDE), method)("/quan-tri/login/")
        assert (answer.status_code, dict(answer.items())) == (403, dict(headers))
    assert Client(REMOTE_ADDR=OUTSIDE).get("/", HTTP_HOST="la.example").status_code == 403


def test_inside_everything_is_as_it_was(portal: Portal):
    open_from(Reach.INSIDE)
    for address in (INSIDE, f"::ffff:{INSIDE}"):
        assert Client(REMOTE_ADDR=address).get("/").status_code == 200
    assert Client(REMOTE_ADDR=INSIDE, HTTP_X_FORWARDED_FOR=OUTSIDE).get("/").status_code == 200
    assert Client(REMOTE_ADDR=OUTSIDE, HTTP_X_FORWARDED_FOR=INSIDE).get("/").status_code == 403


def test_reading_is_open_and_signing_in_is_not(portal: Portal):
    open_from(Reach.READING)
    outside = Client(REMOTE_ADDR=OUTSIDE)
    assert outside.get("/").status_code == 200
    assert outside.get(ASK).status_code == 200
    closed = [address for address in patterns() if address.startswith(("/quan-tri/", "/_util/login"))]
    closed += [
        "/quan-tri",
        "/static/wagtailadmin/css/core.css",
        "/static/portal/css/admin.css",
        "/static/portal/js/article-kinds.js",
    ]
    assert len({outside.get(address).content for address in closed}) == 1
    inside = Client(REMOTE_ADDR=INSIDE)
    assert inside.get(reverse("wagtailadmin_login")).status_code == 200
    # What a reader's page loads is open.
    page = "".join(outside.get(address).content.decode() for address in ("/", "/tim-kiem/?q=a", ASK))
    loaded = {piece.split('"')[0] for piece in page.split('"/static/')[1:]}
    assert loaded
    assert not any(is_for_staff(f"/static/{name}") for name in loaded)


def test_a_session_begun_inside_counts_for_nothing_outside(portal: Portal):
    person = get_user_model().objects.create_superuser("quantri", password="x")
    client = Client()
    client.force_login(person)
    draft = reverse("wagtailadmin_home")
    assert client.get(draft).status_code == 200
    open_from(Reach.READING)
    assert client.get(draft, REMOTE_ADDR=OUTSIDE).status_code == 403
    seen = client.get("/tim-kiem/", REMOTE_ADDR=OUTSIDE)
    assert not seen.wsgi_request.user.is_authenticated
    assert client.get(draft, REMOTE_ADDR=INSIDE).status_code == 200


def test_the_rule_costs_no_query(portal: Portal):
    open_from(Reach.INSIDE)
    client = Client(REMOTE_ADDR=OUTSIDE)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 0


def test_a_network_holds_from_its_first_day_to_its_last(portal: Portal):
    open_from(Reach.INSIDE)
    today = calendar.today()
    for first, last, admitted in (
        (today + timedelta(days=1), None, False),
        (today, today, True),
        (today - timedelta(days=9), today - timedelta(days=1), False),
    ):
        network = Network.objects.get()
        network.valid_from, network.valid_to = first, last
        network.save()
        assert (Client(REMOTE_ADDR=INSIDE).get("/").status_code == 200) is admitted


@pytest.fixture
def keeper(portal: Portal) -> Client:
    person = get_user_model().objects.create_superuser("hethong", password="x")
    client = Client(REMOTE_ADDR=INSIDE)
    client.force_login(person)
    return client


TYPED: dict[str, Any] = {"name": "Mạng cơ quan", "ranges": "10.10.0.0/16\nfd00::/8", "valid_from": "01/01/2026"}


def test_each_preset_opens_the_portal_as_far_as_its_regulation_says(db: None):
    for preset, reach, admitted in (("lam-dong", Reach.INSIDE, False), ("nam-dinh", Reach.PUBLIC, True)):
        NetworkPolicy.objects.all().delete()
        Network.objects.all().delete()
        laid, journal = presets.read(preset).entries, presets.Journal()
        lay_reach(laid["reach"], journal)
        lay_networks(laid["networks"], journal)
        assert NetworkPolicy.now().reach == reach
        assert door_now().admits(ip_address(OUTSIDE), "/") is admitted
        assert door_now().admits(ip_address(INSIDE), "/quan-tri/")


def test_nobody_locks_themselves_out(keeper: Client):
    decide, add = reverse("security:networks"), reverse("security:network_add")
    refused = keeper.post(decide, {"reach": Reach.INSIDE})
    assert INSIDE in refused.content.decode()
    assert NetworkPolicy.now().reach == Reach.PUBLIC
    assert keeper.post(add, TYPED).status_code == 302
    assert keeper.post(decide, {"reach": Reach.INSIDE, "decision": "01-QĐ"}).status_code == 302
    network = Network.objects.get()
    change = reverse("security:network", args=[network.pk])
    tomorrow = f"{calendar.today() + timedelta(days=1):%d/%m/%Y}"
    for wrong in ({"ranges": "10.99.0.0/16"}, {"valid_to": tomorrow}, {"valid_from": tomorrow}):
        answer = keeper.post(change, TYPED | wrong)
        assert answer.status_code == 200
        assert INSIDE in answer.content.decode()
    assert keeper.get("/").status_code == 200
    verbs = list(RecordEntry.objects.filter(verb="networks_changed").values_list("actor_name", flat=True))
    assert len(verbs) == 2


@pytest.mark.parametrize(
    ("typed", "named"),
    [("10.10.1.7/16", "10.10.0.0/16"), ("0.0.0.0/0", "0.0.0.0/0"), ("abc", "abc"), ("::ffff:10.0.0.0/104", "IPv4")],
)
def test_what_is_no_range_is_refused_with_a_sentence(keeper: Client, typed, named):
    answer = keeper.post(reverse("security:network_add"), TYPED | {"ranges": typed})
    assert answer.status_code == 200
    assert named in answer.content.decode()
    assert not Network.objects.exists()


def test_the_command_lets_whoever_is_locked_out_in_again(portal: Portal, capsys):
    open_from(Reach.INSIDE)
    call_command("networks", "ask", OUTSIDE)
    assert Client(REMOTE_ADDR=OUTSIDE).get("/").status_code == 403
    call_command("networks", "set", "public", reason="Thử")
    assert Client(REMOTE_ADDR=OUTSIDE).get("/").status_code == 200
    call_command("networks", "show")
    assert "10.10.0.0/16" in capsys.readouterr().out
    assert RecordEntry.objects.get(verb="networks_changed").details["reason"] == "Thử"


def test_only_who_looks_after_security_comes_here(portal: Portal):
    person = get_user_model().objects.create_user("canbo", password="x")
    client = Client()
    client.force_login(person)
    for name in ("index", "networks", "network_add"):
        assert client.get(reverse(f"security:{name}")).status_code in (302, 403)
        assert client.post(reverse(f"security:{name}"), TYPED).status_code in (302, 403, 405)
    assert not Network.objects.exists()
