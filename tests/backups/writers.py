"""Four people who save without a pause until the input is closed, and say so once a save is taken.

A line is "outcome", an initiative and the number of its update, or "title", an initiative and the
version it was saved as.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django has to be set up first
from django.test import Client  # noqa: E402

from initiatives.models import Initiative  # noqa: E402
from scp_tracker.accounts.models import User  # noqa: E402

writing = Lock()
done = False


def say(*words: object) -> None:
    with writing:
        print(*words, flush=True)


def record_outcomes(initiatives: list[Initiative], by: User) -> None:
    """Send the outcome form as a browser does, for one initiative after the other."""
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(by)
    for sent in range(1, 1000):
        for initiative in initiatives:
            if done:
                return
            after = initiative.newest_number()
            answer = browser.post(
                f"{initiative.get_absolute_url()}update/",
                {"outcome": f"Said for the {sent}th time.", "version": after},
            )
            assert answer.status_code == 302, answer.content.decode()
            say("outcome", initiative.pk, after + 1)


def rename(initiatives: list[Initiative]) -> None:
    """Save a new title with its row of history, in one transaction."""
    for sent in range(1, 1000):
        for initiative in initiatives:
            if done:
                return
            with transaction.atomic():
                initiative.claim(initiative.version)
                initiative.title = f"Named for the {sent}th time"
                initiative.save()
            say("title", initiative.pk, initiative.version)


officer = User.objects.get()
open_year = list(Initiative.objects.filter(plan__start_year=2017).select_related("plan"))
closed_year = list(Initiative.objects.filter(plan__start_year=2016))
connection.close()
with ThreadPoolExecutor(4) as people:
    work = [
        people.submit(record_outcomes, open_year[0::2], officer),
        people.submit(record_outcomes, open_year[1::2], officer),
        people.submit(rename, closed_year[0::2]),
        people.submit(rename, closed_year[1::2]),
    ]
    sys.stdin.read()
    done = True
for each in work:
    each.result()
