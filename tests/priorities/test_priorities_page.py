import pytest

from priorities.models import Framework, KeyPriority, PlanFramework, PriorityPoint, Target
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_key_priority, make_plan
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/priorities/"


@pytest.fixture
def clerk(client):
    client.force_login(make_person(CLERK))
    return client


def test_a_priority_stands_with_its_points_targets_and_lead(clerk):
    make_key_priority("To cut theft", number=2)
    first = make_key_priority("To reduce violence", number=1)
    KeyPriority.objects.filter(pk=first.pk).update(
        description="It will include:\n• reporting", lead="Jo Day, community safety manager"
    )
    for number, text in ((2, "Tackling harm"), (1, "Sharing data")):
        PriorityPoint.objects.create(key_priority=first, position=number, text=text)
        Target.objects.create(key_priority=first, number=number, text=f"Target: {text}")

    response = clerk.get(PAGE)

    words = words_of(response)
    assert (
        "1. To reduce violence It will include: reporting "
        "Lead officer: Jo Day, community safety manager "
        "This key priority includes Sharing data Tackling harm "
        "Targets Target: Sharing data Target: Tackling harm"
    ) in words
    assert words.index("1. To reduce violence") < words.index("2. To cut theft")
    assert f'href="/2017-18/?priority={first.pk}"' in response.content.decode()


def test_only_the_frameworks_the_plan_takes_up_stand_there_in_its_order(clerk):
    for start_year, position, name in ((2017, 2, "E.P"), (2017, 1, "PCC"), (2016, 1, "Old")):
        framework = Framework.objects.create(
            name=f"{name} in full", short_name=name, vision=f"{name} vision"
        )
        framework.priorities.create(number=10, text=f"{name} ten")
        framework.priorities.create(number=2, text=f"{name} two")
        PlanFramework.objects.create(
            plan=make_plan(start_year), framework=framework, position=position, column_heading=name
        )

    response = clerk.get(PAGE)

    words = words_of(response)
    assert words.index("PCC in full PCC vision PCC two PCC ten") < words.index("E.P in full")
    assert "Old in full" not in words
    assert '<li value="10">PCC ten</li>' in response.content.decode()


def test_a_year_without_priorities_says_so(clerk):
    make_plan()

    assert "No key priorities have been recorded for this year." in words_of(clerk.get(PAGE))


def test_the_seeded_years_show_all_they_hold(clerk, seed_plans):
    words = words_of(clerk.get(PAGE))

    assert words.count("This key priority includes") == 3
    for text in (
        "Seven Policing Priorities to Protect Essex:",
        "Police and Crime Plan 2016 - 2020",
    ):
        assert text in words
    last_year = words_of(clerk.get("/2016-17/priorities/"))
    assert last_year.count("Targets") == 5
