"""The outbox with messages in it: more than a page of them, and single ones in each state."""

from django.utils import timezone

from initiatives.models import Message
from scp_tracker.accounts.models import User
from tests.browser.people import OFFICER

LONG_LINK = f"https://tracker.example.gov.uk/r/{'0123456789abcdef' * 6}/"
SAID = {
    "to": "anti-social-behaviour-team@housing.colchester.example",
    "name": "Example lead of Colchester Borough Homes",
    "subject": "Please answer for your initiatives by Friday 23 October",
    "body": f"Hello,\n\nYour page for Quarter 2, 2026-27:\n{LONG_LINK}\n",
    "about": "Return Quarter 2, 2026-27",
}


def _messages():
    now = timezone.now()
    tried = {"tries": 3, "tried_at": now}
    return [
        Message.objects.create(**SAID | said)
        for said in (
            {},
            {"sent_at": now, "tries": 1, "tried_at": now},
            {"next_try_at": now, "failure": "address", **tried},
            {"failure": "silent", **tried},
            {"written_off_at": now},
            {"passed_on_at": now, "passed_on_by": User.objects.get(email=OFFICER)},
        )
    ]


def outbox_with_a_bad_filter(page):
    page.goto("/outbox/?state=lost")


def outbox_filtered_to_nothing(page):
    page.goto("/outbox/?state=not_sent")


def outbox_of_several_pages(page):
    _messages()
    Message.objects.bulk_create(Message(**SAID) for _ in range(120))
    page.goto("/outbox/?page=2")


def message_that_waits(page):
    page.goto(_messages()[2].get_absolute_url())


def message_that_was_not_sent(page):
    page.goto(_messages()[3].get_absolute_url())


def message_passed_on(page):
    page.goto(_messages()[5].get_absolute_url())


def message_just_sent(page):
    message_that_waits(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Send again now").click()
