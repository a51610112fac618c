"""Settings of every environment; what differs from machine to machine comes from the environment (see README)."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

AKAR = Path(__file__).resolve().parents[2]
BINWAS_DATA = Path(os.environ.get("BINWAS_DATA", AKAR / "data"))

DEBUG = False
SECRET_KEY = os.environ.get("BINWAS_KUNCI_RAHASIA", "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set BINWAS_KUNCI_RAHASIA, or start with `python3 manage.py mulai`.")
ALLOWED_HOSTS = os.environ.get("BINWAS_HOST", "127.0.0.1,localhost").split(",")
BINWAS_ALAMAT = os.environ.get("BINWAS_ALAMAT", "http://127.0.0.1:8000")
BINWAS_CONTOH = os.environ.get("BINWAS_CONTOH") == "1"
BINWAS_AMAN = os.environ.get("BINWAS_AMAN", "0") == "1"
CSRF_TRUSTED_ORIGINS = [BINWAS_ALAMAT] if BINWAS_ALAMAT.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "django_filters",
    "django_htmx",
    "guardian",
    "axes",
    "allauth",
    "allauth.account",  # the models of allauth.mfa stand on it; none of its pages is served
    "allauth.mfa",
    "wilayah",
    "kerjasama",
    "binwas",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wilayah.tampilan.middleware.BerkasTakBerubah",  # above the headers: it leaves alone what is no-store
    "wilayah.tampilan.middleware.TajukKeamanan",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "wilayah.pengguna.middleware.PerangkatDipakai",
    "wilayah.tampilan.middleware.KonteksPermintaan",
    "wilayah.pengguna.middleware.KewajibanDahulu",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [AKAR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wilayah.tampilan.konteks.umum",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{BINWAS_DATA / 'binwas.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue instead of failing: each transaction takes the write lock when it begins.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 60,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIRST_PARTY_APPS = ["wilayah", "kerjasama", "binwas"]

AUTH_USER_MODEL = "wilayah.Pengguna"
# guardian's own backend stays out: grants count only through a dated Penugasan, and each of its denials
# would cost two more queries.
AUTHENTICATION_BACKENDS = [
    "wilayah.pengguna.backend.KunciPercobaan",
    "wilayah.pengguna.backend.PenggunaBackend",
    "wilayah.cakupan.backend.CakupanBackend",
]
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",
    "security.W019",  # the page of a review shows the document beside the instrument, in a frame of the same origin
]
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "nama", "nip", "surel"]},
    },
    {"NAME": "wilayah.pengguna.validators.PanjangMenurutPeran"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Wrong passwords and codes are counted by user name and network (/24, /64 in IPv6): whole villages share an address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = int(os.environ.get("BINWAS_KUNCI_SETELAH", 5))
AXES_COOLOFF_TIME = timedelta(minutes=int(os.environ.get("BINWAS_KUNCI_MENIT", 15)))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or anyone could keep a person out by trying on
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "wilayah.pengguna.perangkat.jaringan_klien"
AXES_LOCKOUT_CALLABLE = "wilayah.pengguna.views.masuk.terkunci"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "kode", "sandi", "old_password", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # who is signed in, and from where, the sessions know
AXES_VERBOSE = False
BINWAS_PROKSI = int(os.environ.get("BINWAS_PROKSI", 1))  # proxies of our own in front, with BINWAS_AMAN
# A code beside the password for roles of Dinas, provinsi and Pusat, where the office has not decided otherwise.
BINWAS_DUA_FAKTOR = os.environ.get("BINWAS_DUA_FAKTOR", "0" if BINWAS_CONTOH else "1") == "1"
MFA_ADAPTER = "wilayah.pengguna.kode_kedua.Adapter"
MFA_TOTP_TOLERANCE = 1  # a telephone may be half a minute early or late
MFA_TOTP_ISSUER = "BINWAS Kerja Sama Desa"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "surel"
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BINWAS_DATA / "static"
STATICFILES_DIRS = [AKAR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "berkas": {
        "BACKEND": "wilayah.berkas.simpanan.GudangBerkas",
        "OPTIONS": {"location": BINWAS_DATA / "berkas", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# How many days a stand-in gets when the form names no last day, and by the end of which month each year's review of
# access is done: choices of the system, no law says so.
BINWAS_HARI_PLT = int(os.environ.get("BINWAS_HARI_PLT", 90))
BINWAS_HARI_PLH = int(os.environ.get("BINWAS_HARI_PLH", 14))
BINWAS_BULAN_TINJAUAN = int(os.environ.get("BINWAS_BULAN_TINJAUAN", 12))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SESSION_ENGINE = "wilayah.pengguna.sesi"
SESSION_COOKIE_AGE = 60 * 60 * int(os.environ.get("BINWAS_SESI_JAM", 12))
BINWAS_SESI_DIAM = timedelta(minutes=int(os.environ.get("BINWAS_SESI_DIAM_MENIT", 120)))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BINWAS_AMAN
SECURE_HSTS_SECONDS = 31_536_000 if BINWAS_AMAN else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BINWAS_AMAN
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BINWAS_AMAN else None
SECURE_REFERRER_POLICY = "same-origin"

EMAIL_HOST = os.environ.get("BINWAS_SUREL_HOST", "")  # none: links are handed on by the admin
EMAIL_PORT = int(os.environ.get("BINWAS_SUREL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("BINWAS_SUREL_PENGGUNA", "")
EMAIL_HOST_PASSWORD = os.environ.get("BINWAS_SUREL_SANDI", "")
EMAIL_USE_TLS = os.environ.get("BINWAS_SUREL_TLS", "1") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("BINWAS_SUREL_DARI", "binwas@localhost")
X_FRAME_OPTIONS = "SAMEORIGIN"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"permintaan": {"()": "wilayah.jejak.permintaan.SaringanPermintaan"}},
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s [%(id_permintaan)s] %(message)s"}},
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": "baris", "filters": ["permintaan"]}},
    "root": {"handlers": ["konsol"], "level": "WARNING"},
}
