from datetime import date

import pytest

from initiatives.models import FrameworkLink
from priorities.models import Framework
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/5/"
NOTE = "A neighbour complained."


@pytest.fixture
def initiative():
    first, second = make_key_priority(number=1), make_key_priority("To cut theft", number=2)
    # Elsewhere the first priority comes first: only the order on this initiative counts.
    make_initiative("Op Sceptre", number=6, serves=(first, second))
    joint = make_initiative(
        "Community Support Day",
        number=5,
        led_by="CBC / Police",
        funded_by="SCP",
        timing="July 17",
        serves=(second, first),
    )
    record(joint, "Planned for July.", on=date(2017, 6, 1), status="on_track")
    record(
        joint,
        "Delivered.\n• 12 people helped",
        on=date(2017, 7, 20),
        by=make_person(PARTNER, name="Pat Police"),
        agency=make_agency("Police"),
        internal_note=NOTE,
    )
    return joint


def page(client, role, *agencies, address=PAGE):
    client.force_login(make_person(role, agencies=[make_agency(name) for name in agencies]))
    return client.get(address)


def test_who_whose_money_when_and_what_came_of_it(client, initiative):
    words = words_of(page(client, CLERK))

    for said in (
        "Community Support Day",
        "Status On track",
        "Lead agency CBC / Police",
        "Fund source SCP",
        "Timing July 17 Understood as: July 2017",
        "Key priorities KP2 To cut theft KP1 To reduce reoffending",
        "Outcome as it prints now Delivered. 12 people helped",
    ):
        assert said in words


def test_blank_is_said_in_words(client):
    make_initiative("DRIVE project", number=24)

    words = words_of(page(client, CLERK, address="/2017-18/initiatives/24/"))

    for said in (
        "Status No status recorded",
        "No lead agency is named",
        "No fund source is named",
        "No timing is given",
        "None is recorded",
        "No outcome has been recorded.",
        "Nothing has been recorded yet.",
    ):
        assert said in words


@pytest.mark.parametrize(
    ("role", "agencies", "may_read"),
    [
        (CLERK, [], False),
        (PARTNER, ["CBH"], False),
        (PARTNER, ["Police"], True),
        (PARTNER, ["CBC"], True),
        (OFFICER, [], True),
    ],
    ids=["clerk", "another agency", "second lead", "first lead", "officer"],
)
def test_an_internal_note_is_for_officers_and_the_leads(
    client, initiative, role, agencies, may_read
):
    assert (NOTE in words_of(page(client, role, *agencies))) is may_read


@pytest.mark.parametrize(
    ("role", "agencies", "offered"),
    [
        (CLERK, [], []),
        (PARTNER, ["CBH"], []),
        (PARTNER, ["Police"], ["update"]),
        (OFFICER, [], ["update", "edit", "remove"]),
    ],
    ids=["clerk", "another agency", "lead", "officer"],
)
def test_only_what_a_person_may_do_is_offered(client, initiative, role, agencies, offered):
    html = page(client, role, *agencies).content.decode()

    linked = [name for name in ("update", "edit", "remove") if f'href="{PAGE}{name}/"' in html]
    assert linked == offered


def test_a_closed_plan_says_why_its_lead_cannot_answer(client):
    led = make_initiative(
        "Op Lynx", number=3, plan=make_plan(2016, closed_on=date(2017, 4, 30)), led_by="Police"
    )

    response = page(client, PARTNER, "Police", address=led.get_absolute_url())

    assert "closed on 30 April 2017, so its outcomes no longer change" in words_of(response)
    assert f'href="{led.get_absolute_url()}update/"' not in response.content.decode()


def test_priorities_of_other_bodies_stand_in_their_order(client, initiative):
    framework = Framework.objects.create(name="Plan on a Page", short_name="E.P")
    for position, number in enumerate((10, 2), start=1):
        FrameworkLink.objects.create(
            initiative=initiative,
            framework_priority=framework.priorities.create(number=number, text=f"Text {number}"),
            position=position,
        )

    assert "Priorities of other bodies E.P: 10 Text 10 E.P: 2 Text 2" in words_of(
        page(client, CLERK)
    )


def test_it_links_to_what_it_carries_on_from(client, initiative):
    last_year = make_initiative("LCAP", number=3, plan=make_plan(2016))
    initiative.continues = last_year
    initiative.save()

    assert 'href="/2016-17/initiatives/3/">LCAP</a>' in page(client, CLERK).content.decode()


def test_what_it_carries_on_from_is_named_only_to_those_who_may_see_it(client, initiative):
    gone = make_initiative(
        "LCAP", plan=make_plan(2016), removed_on=date(2017, 3, 1), removal_reason="Merged."
    )
    initiative.continues = gone
    initiative.save()

    assert "LCAP" not in words_of(page(client, CLERK))
    assert "LCAP" in words_of(page(client, OFFICER))


def test_what_it_carries_on_from_is_named_by_its_words_where_it_has_no_title(client, initiative):
    untitled = make_initiative(
        "", plan=make_plan(2016), under=make_key_priority(plan=make_plan(2016)), target="IOM"
    )
    record(untitled, "No stats available.", on=date(2017, 4, 30))
    initiative.continues = untitled
    initiative.save()

    assert "No stats available." in words_of(page(client, CLERK))


def test_a_removed_initiative_shows_its_day_and_reason_to_officers(client):
    make_initiative(
        "Gone", number=7, removed_on=date(2017, 9, 1), removal_reason="Merged with Street Weeks."
    )
    address = "/2017-18/initiatives/7/"

    words = words_of(page(client, OFFICER, address=address))

    assert "Removed from the plan on 1 September 2017: Merged with Street Weeks." in words
    assert page(client, CLERK, address=address).status_code == 404


def test_what_was_written_is_never_markup(client, initiative):
    record(initiative, "<img src=x onerror=alert(1)>", internal_note="<i>note</i>")

    html = page(client, OFFICER).content.decode()

    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<img" not in html
    assert "<i>" not in html
