"""How people sign in: passwords, guessing, sessions (``docs/signing-in.md``)."""

from datetime import timedelta

from .environment import env

AUTH_USER_MODEL = "accounts.User"
# Axes first: it stops who has failed too often before a password is looked at.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.validators.LengthValidator",
        "OPTIONS": {"min_length": env.int("PORTAL_PASSWORD_LENGTH", default=12)},
    },
    {"NAME": "accounts.validators.KindsValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.validators.NotTheNameValidator"},
    {
        "NAME": "accounts.validators.NotHadBeforeValidator",
        "OPTIONS": {"number": env.int("PORTAL_PASSWORD_HISTORY", default=5)},
    },
]
PASSWORD_RESET_TIMEOUT = 3600 * env.int("PORTAL_LINK_HOURS", default=24)
# Second factor and age of passwords. Only a demonstration or a test does without; production never reads a variable.
PORTAL_SIGN_IN_RULES = True
PORTAL_IDLE_MINUTES = env.int("PORTAL_IDLE_MINUTES", default=30)
# Days for which a browser need not prove the second factor again; 0: it always has to.
PORTAL_REMEMBER_DAYS = env.int("PORTAL_REMEMBER_DAYS", default=0)
PORTAL_SENDER_OF = "units.visitors.addresses.sender_of"

# Guessing: accounts.guessing says what is counted; axes counts it in the database, for all processes together.
AXES_HANDLER = "accounts.guessing.GuessingHandler"
AXES_USERNAME_CALLABLE = "accounts.guessing.counted_name"
AXES_CLIENT_IP_CALLABLE = "accounts.places.network_of"
AXES_LOCKOUT_CALLABLE = "accounts.guessing.locked_response"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_FAILURE_LIMIT = 5
# Who tries on while locked out does not prolong it, or an attacker could keep somebody out for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["code", "csrfmiddlewaretoken", "new_password1", "new_password2"]
AXES_VERBOSE = False

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # A working day; PORTAL_IDLE_MINUTES ends one that nobody uses sooner.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin scripts read the token from the page, but its uploads read the cookie.

LOGIN_URL = "wagtailadmin_login"
# Nobody types or sees another person's password (LD-1.2d); accounts.own and accounts.door have the pages.
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
# The link to set a password goes there, so only an administrator changes the address.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.door.forms.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "accounts.door.forms.ResetForm"  # noqa: S105
