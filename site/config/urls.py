"""Every address of the portal: readers' pages last, so that Wagtail's page tree catches what is left."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import index, sitemap
from wagtail.documents import urls as wagtaildocs_urls

from accounts.door.views import SetPassword, SignIn
from home.sitemap import PublicPages
from home.views import feed, robots
from knowledge.public.sitemap import PublicSituations
from operations.media import media
from operations.signals import reports
from units.commendations.sitemap import PublicCommendations
from units.periods.sitemap import PublicStatistics

SITEMAPS = {
    "trang": PublicPages,
    "tinh-huong": PublicSituations,
    "thong-ke": PublicStatistics,
    "khen-thuong": PublicCommendations,
}

urlpatterns = [
    # In place of Wagtail's pages of the same names; what they lead through stands below dang-nhap/.
    path("quan-tri/login/", SignIn.as_view()),
    path("quan-tri/password_reset/confirm/<uidb64>/<token>/", SetPassword.as_view()),
    # Wagtail's door for readers would let people in by password alone.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
    path("quan-tri/dang-nhap/", include("accounts.door.urls")),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("huu-ich/", include("units.usefulness.urls")),
    path("hoi-dap/", include("qa.urls")),
    path("phan-anh/", include("qa.feedback.urls")),
    path("thong-ke/", include("units.periods.public_urls")),
    path("khen-thuong/", include("units.commendations.public_urls")),
    path("rss/", feed, name="feed"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-pages"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-pages"),
    path("robots.txt", robots, name="robots"),
    path("bao-cao-chinh-sach/", reports.take, name="policy-report"),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media, name="media"),
    path("", include(wagtail_urls)),
]

handler400 = "operations.incidents.bad_request"
handler403 = "operations.incidents.forbidden"
handler404 = "operations.incidents.not_found"
handler500 = "operations.incidents.failure"
