"""Partner agencies on the seed plans: what is theirs to answer for, and nothing else."""

import pytest

from initiatives.models import Agency, Initiative, OutcomeUpdate
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import PARTNER
from tests.pages import tables_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

TYPED = {"outcome": "Delivered.", "version": "1"}
EXTRAS = {
    "plan": "1",
    "number": "77",
    "agency": "1",
    "recorded_by": "1",
    "source": "import",
    "removed_on": "2017-01-01",
    "is_staff": "on",
    "is_superuser": "on",
    "groups": "1",
}


@pytest.mark.parametrize(
    ("agency", "numbers"), [("Police", [3, 5, 12, 13, 16, 29]), ("CBH", [17, 22])]
)
def test_an_agency_answers_for_exactly_what_it_leads_in_the_open_year(
    client, seed_plans, agency, numbers
):
    member = make_person(PARTNER, agencies=[Agency.objects.get(short_name=agency)])
    client.force_login(member)
    own = [f"2017-18/{number:02}" for number in numbers]

    [actions] = tables_of(client.get("/my-actions/"))
    taken = [
        initiative.reference
        for initiative in Initiative.objects.order_by("plan__start_year", "number")
        if client.post(f"{initiative.get_absolute_url()}update/", TYPED).status_code == 302
    ]

    assert [row[0].split()[-1] for row in actions[1:]] == own
    assert taken == own
    assert OutcomeUpdate.objects.filter(recorded_by=member).count() == len(numbers)


def test_extra_fields_change_nothing(client, seed_plans):
    police = Agency.objects.get(short_name="Police")
    member = make_person(PARTNER, agencies=[police])
    client.force_login(member)

    client.post("/2017-18/initiatives/5/update/", TYPED | EXTRAS)

    [update] = OutcomeUpdate.objects.filter(number=2)
    assert (update.initiative.reference, update.text) == ("2017-18/05", "Delivered.")
    assert (update.recorded_by, update.agency, update.source) == (member, police, "screen")
    assert update.initiative.removed_on is None
    member = User.objects.get(pk=member.pk)
    assert not member.is_staff
    assert not member.is_superuser
