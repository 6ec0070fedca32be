"""The shell around the portal: headers, proxies, limits, scanners (``docs/security.md``)."""

from .environment import env

# A policy without inline scripts or styles for readers; Wagtail's admin needs more and gets its own (config.policy).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "report-uri": "/bao-cao-chinh-sach/",
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "operations.incidents.csrf_failure"

# Proxies of ours in front, each of which adds the address it was asked from to X-Forwarded-For.
PORTAL_PROXIES = env.int("PORTAL_PROXIES", default=0)
# Where these proxies stand, as addresses or ranges; from anywhere else the header is not believed.
PORTAL_PROXY_ADDRESSES = env.list("PORTAL_PROXY_ADDRESSES", default=[])
# How often one address may do something, within how many minutes; public forms have limits of their own.
PORTAL_LIMITS = {"search": (120, 2), "suggestion": (600, 2), "document": (300, 5), "sign_in": (60, 10)}
# Where nginx keeps media apart from readers ("/media-trong/"): it hands them out when the portal says so.
PORTAL_MEDIA_ACCEL = env("PORTAL_MEDIA_ACCEL", default="")
# A ClamAV: "tcp://127.0.0.1:3310" or "unix:///run/clamav/clamd.ctl".
PORTAL_CLAMAV = env("PORTAL_CLAMAV", default="")
# "module.function" that says of an open file whether it is clean; without one, files say that nobody has scanned them.
PORTAL_FILE_SCANNER = env("PORTAL_FILE_SCANNER", default="")
