import os
import shutil
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.live_server_helper import LiveServer

from initiatives.example import make_example_year
from scp_tracker.accounts.demo import DEMO_USERS, made
from tests.walkers import make_walkers

# Playwright runs its own event loop in the test's thread; the ORM would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


# No test has a time limit: on a busy machine it would fail for nothing.
hypothesis_settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Plain HTTP, quick passwords, static files without a collected manifest, mail kept in memory."""
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = False
    settings.CSRF_COOKIE_SECURE = False
    # Browsers take the names of production over HTTPS alone.
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "sessionid", "csrftoken"
    settings.DEVICE_COOKIE_PREFIX = "device-"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True


@pytest.fixture(autouse=True)
def unhurried_reading(monkeypatch):
    """Files may take as long as a busy machine needs for them, and wait as long for each other."""
    monkeypatch.setattr("initiatives.files.process.MOST_SECONDS", 300)
    monkeypatch.setattr("initiatives.files.process.MOST_WAIT", 300)


@pytest.fixture
def seed_plans(db):
    """Both plan years of the committee pack."""
    call_command("load_seed_plans", verbosity=0)


@pytest.fixture
def example_year(seed_plans):
    """The example plan of the running year beside those of the pack, with the demo users as its writers."""
    for demo in DEMO_USERS:
        made(demo, password="demo")
    return make_example_year(today=timezone.localdate())


@pytest.fixture(scope="module")
def plans_of_module(django_db_setup, django_db_blocker):
    """Both plan years, loaded once for all tests of a module; what a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_seed_plans", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def walkers(plans_of_module):
    """On both plan years, a session for each column of the walk's tables."""
    return make_walkers()


@pytest.fixture
def one_reference(monkeypatch):
    """Every request has the same reference, so that two answers can be compared word by word."""
    monkeypatch.setattr("scp_tracker.logs.requests.new_reference", lambda: "0000-0000-0001")
    return "0000-0000-0001"


@pytest.fixture(scope="session")
def live_server(tmp_path_factory):
    """One server for the whole run; it starts before a test's own settings hold, so they are set here."""
    plain = {
        "SECURE_SSL_REDIRECT": False,
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "WHITENOISE_AUTOREFRESH": True,
    }
    with override_settings(**plain):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The machine's own Chromium, kept from calling home."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return {
        "executable_path": found,
        "args": [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--disable-sync",
            "--no-first-run",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ],
    }


@pytest.fixture
def wait(monkeypatch):
    """Moves the server's clock: `wait(minutes=5)` on, `wait(to="2017-09-12 10:00+01:00")` to a moment."""
    clock, passed = timezone.now, [timedelta()]
    for name in ("django.utils.timezone.now", "axes.handlers.proxy.now"):
        monkeypatch.setattr(name, lambda: clock() + passed[0])

    def move(*, to="", **by):
        passed[0] = datetime.fromisoformat(to) - clock() if to else passed[0] + timedelta(**by)

    return move
