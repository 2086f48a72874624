"""A tracker in a browser: a server with both plans and the demo users, and windows to look at it."""

from time import monotonic, sleep

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.test import Client

from initiatives.models import Initiative
from scp_tracker.accounts.demo import DEMO_USERS, made
from scp_tracker.accounts.models import User
from tests.browser.move_scenes import begin_move
from tests.browser.people import OFFICER, PASSWORD
from tests.builders import answer_and_send, make_agency, make_return, numbered

QUIET = 0.2  # seconds without a request, after which none is thought to come
# Said where it happens, so that no page can break the policy without a test hearing of it.
TELL_OF_BROKEN_POLICY = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`Policy broken: ${event.violatedDirective} ${event.blockedURI}`))"""


@pytest.fixture
def at_rest(transactional_db):
    """At the end waits for what is under way: a page that closes still sends what was typed on it."""
    under_way = []
    begin, end = (lambda **_: under_way.append(1)), (lambda **_: under_way and under_way.pop())
    request_started.connect(begin)
    request_finished.connect(end)
    yield
    quiet_since, given_up_at = monotonic(), monotonic() + 10
    while monotonic() - quiet_since < QUIET and monotonic() < given_up_at:
        sleep(QUIET / 10)
        quiet_since = monotonic() if under_way else quiet_since
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def people(live_server, transactional_db, at_rest):
    """The demo users, and nothing else in the tracker."""
    for demo in DEMO_USERS:
        made(demo, password=PASSWORD)


@pytest.fixture
def tracker(live_server, transactional_db, at_rest):
    """Both plan years of the committee pack, the demo users, and a return, 901, of two agencies.

    The police (911) have answered about initiative 12. The officer is moving a plan in, 951.
    """
    call_command("load_seed_plans", verbosity=0)
    for demo in DEMO_USERS:
        made(demo, password=PASSWORD)
    officer = User.objects.get(email=OFFICER)
    asked = [make_agency("Police"), make_agency("CBH")]
    numbered(make_return(by=officer, agencies=asked), 901, Police=911, CBH=912)
    answered = Initiative.objects.get(plan__start_year=2017, number=12)
    begin_move()
    answer_and_send(answered, "Seven hotels were visited.", status="at_risk", status_reason="Staff")


@pytest.fixture
def complaints():
    """What a browser complained of: scripts that failed, policies that were broken, files not there."""
    said = []
    yield said
    assert said == []


@pytest.fixture
def window(live_server, new_context, complaints):
    """Opens a window of a browser of its own: `window(POLICE)` is signed in, `window()` is nobody's."""

    def open_window(email="", **options):
        context = new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        context.add_init_script(TELL_OF_BROKEN_POLICY)
        context.on("console", lambda message: _heed(message, complaints))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        if email:
            client = Client()
            client.force_login(User.objects.get(email=email))
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    return open_window


def _heed(message, complaints):
    """A page that answers 403, 404 or 409 is meant to; a file of the look that is not there is not."""
    is_answer = message.text.startswith("Failed to load resource")
    if message.type in {"error", "warning"} and not (
        is_answer and "/static/" not in message.location["url"]
    ):
        complaints.append(f"{message.text} ({message.location['url']})")
