"""Open a restored tracker as its people would, and print what is in it as JSON."""

import json

import django

django.setup()

from django.test import Client  # noqa: E402 - Django has to be set up first

from initiatives.models import Initiative, OutcomeUpdate  # noqa: E402
from tests.backups.trackers import ADMINISTRATOR, PASSWORD  # noqa: E402

titles = {
    initiative.pk: (initiative.version, initiative.title) for initiative in Initiative.objects.all()
}
history = {row.id: (row.version, row.title) for row in Initiative.history.order_by("history_id")}
browser = Client(SERVER_NAME="localhost")
answers = [
    browser.get("/healthz").status_code,
    browser.post("/accounts/login/", {"username": ADMINISTRATOR, "password": PASSWORD}).status_code,
    browser.get("/2017-18/reports/annual-plan.xlsx").status_code,
]
print(
    json.dumps(
        {
            "outcomes": list(OutcomeUpdate.objects.values_list("initiative", "number")),
            "titles": [(pk, version) for pk, (version, _) in titles.items()],
            "disagree": [pk for pk in titles if titles[pk] != history[pk]],
            "answers": answers,
        }
    )
)
