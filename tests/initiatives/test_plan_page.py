import re
from datetime import date

import pytest

from initiatives.models import FrameworkLink, FundSource
from priorities.models import Framework, PlanFramework
from scp_tracker.accounts.roles import CLERK, OFFICER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def priorities():
    return make_key_priority(number=1), make_key_priority("To reduce violence", number=2)


@pytest.fixture
def plan(priorities):
    """Four initiatives, each found by some filters and not by others."""
    first, second = priorities
    purple = make_initiative(
        "Purple Flag",
        number=1,
        led_by="CBC",
        funded_by="CBC",
        timing="April 17 – Mar 18",
        serves=(first,),
    )
    record(purple, "The town kept its flag.", status="on_track")
    cuckooing = make_initiative(
        "Cuckooing awareness",
        number=2,
        led_by="SCP / CBC",
        funded_by="SCP / PCC",
        timing="Start Sept 17",
        serves=(second, first),
    )
    record(cuckooing, "Trainer booked.", status="at_risk", status_reason="No venue.")
    make_initiative("", number=3, under=second, target="Fewer thefts", funded_by="N/A")
    make_initiative("DRIVE project", number=4, led_by="DRIVE", timing="TBC")
    make_initiative("Last year's", plan=make_plan(2016), led_by="CBC")
    return make_plan()


@pytest.fixture
def clerk(client):
    client.force_login(make_person(CLERK))
    return client


def shown(response):
    """The references in the table, in order."""
    tables = tables_of(response)
    rows = tables[0][1:] if tables else []
    return [re.search(r"2017-18/(\d+)", " ".join(row))[1] for row in rows]


def test_a_plan_shows_its_initiatives_in_printed_order(clerk, plan):
    response = clerk.get("/2017-18/")

    [table] = tables_of(response)
    assert table[0] == [
        "Initiative",
        "Lead agency",
        "Timing",
        "Fund source",
        "Status",
        "Outcome",
    ]
    assert table[2] == [
        "Cuckooing awareness 2017-18/02",
        "SCP / CBC",
        "Start Sept 17",
        "SCP / PCC",
        "At risk Stale",
        "Trainer booked.",
    ]
    assert table[4] == [
        "DRIVE project 2017-18/04",
        "DRIVE",
        "TBC",
        "",
        "No status recorded Stale",
        "",
    ]
    assert shown(response) == ["01", "02", "03", "04"]
    assert "4 initiatives" in words_of(response)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("", ["01", "02", "03", "04"]),
        ("q=flag", ["01"]),
        ("q=FLAG town", ["01"]),
        ("q=booked", ["02"]),
        ("q=sept", ["02"]),
        ("q=2017-18/04", ["04"]),
        ("q=thefts", ["03"]),
        ("q=flag booked", []),
        ("priority=first", ["01", "02"]),
        ("priority=second", ["02", "03"]),
        ("priority=none", ["04"]),
        ("agency=CBC", ["01", "02"]),
        ("agency=none", ["03"]),
        ("status=on_track", ["01"]),
        ("status=none", ["03", "04"]),
        ("concern=stale", ["01", "02", "03", "04"]),
        ("concern=late", []),
        ("concern=not_finished", ["01"]),
        ("fund=PCC", ["02"]),
        ("fund=N/A", ["03"]),
        ("fund=none", ["04"]),
        ("timing=range", ["01"]),
        ("timing=open_start", ["02"]),
        ("timing=none", ["03"]),
        ("timing=to_be_confirmed", ["04"]),
        ("agency=CBC&status=at_risk", ["02"]),
        ("agency=CBC&priority=none", []),
    ],
)
def test_each_filter_is_an_address_that_filters(clerk, plan, priorities, filters, found):
    first, second = priorities
    address = filters.replace("first", str(first.pk)).replace("second", str(second.pk))
    address = address.replace("CBC", str(make_agency("CBC").pk))
    for name in ("PCC", "N/A"):
        address = address.replace(f"fund={name}", f"fund={FundSource.objects.get(name=name).pk}")

    response = clerk.get(f"/2017-18/?{address}")

    assert response.status_code == 200
    assert shown(response) == found
    assert ("4 initiatives" if not filters else f"{len(found)} of 4") in words_of(response)


def test_what_was_asked_for_stands_in_the_form_again(clerk, plan):
    response = clerk.get("/2017-18/?q=flag&status=on_track&timing=range")

    filters = response.context["form"]
    assert [filters[name].value() for name in ("q", "status", "timing")] == [
        "flag",
        "on_track",
        "range",
    ]


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("priority=99999", "priority"),
        ("priority=first", "priority"),
        ("agency=1 or 1=1", "agency"),
        ("status=splendid", "status"),
        ("concern=early", "concern"),
        ("fund=SCP", "fund"),
        ("timing=later", "timing"),
        ("q=" + "x" * 101, "q"),
        ("q=a%00b", "q"),
        ("q=a%1bb", "q"),
    ],
)
def test_a_filter_that_cannot_be_read_shows_the_form_with_the_reason(clerk, plan, address, field):
    response = clerk.get(f"/2017-18/?{address}")

    assert response.status_code == 400
    [complaint, *_] = response.context["form"].errors[field]
    assert complaint in words_of(response)
    assert f'href="#id_{field}"' in response.content.decode()
    assert shown(response) == ["01", "02", "03", "04"]


def test_priorities_of_the_lists_that_the_plan_takes_up_are_filters_too(clerk, plan):
    framework = Framework.objects.create(name="Police and Crime Plan", short_name="The Plan")
    first = framework.priorities.create(number=1, text="Visible policing")
    heading = "PCC KP's (list)"
    PlanFramework.objects.create(plan=plan, framework=framework, column_heading=heading)
    elsewhere = Framework.objects.create(name="Elsewhere", short_name="Elsewhere")
    other = elsewhere.priorities.create(number=1, text="Not taken up")
    for number, priority in ((1, first), (2, other)):
        FrameworkLink.objects.create(
            initiative=plan.initiatives.get(number=number), framework_priority=priority
        )

    page = words_of(clerk.get("/2017-18/"))
    assert "PCC 1 Visible policing No PCC priority" in page
    assert "Not taken up" not in page
    assert shown(clerk.get(f"/2017-18/?framework={first.pk}")) == ["01"]
    assert shown(clerk.get(f"/2017-18/?framework=none-{framework.pk}")) == ["02", "03", "04"]
    assert shown(clerk.get(f"/2017-18/?framework={first.pk}&priority=none")) == []
    for refused in (other.pk, f"none-{elsewhere.pk}", "none", "PCC 1"):
        assert clerk.get("/2017-18/", {"framework": refused}).status_code == 400


def test_a_plan_that_takes_up_no_list_offers_none(clerk, plan):
    assert "Other body’s priority" not in words_of(clerk.get("/2017-18/"))


def test_another_years_priority_is_no_filter_of_this_plan(clerk, plan):
    other = make_key_priority(plan=make_plan(2016))

    assert clerk.get(f"/2017-18/?priority={other.pk}").status_code == 400


def test_only_what_the_plan_names_is_offered(clerk, plan):
    make_agency("Somebody else")

    page = clerk.get("/2017-18/").content.decode()

    assert "DRIVE" in page
    assert "Somebody else" not in page


def test_removed_initiatives_are_the_officers_to_see(client, plan):
    make_initiative("Gone", number=5, removed_on=date(2017, 9, 1), removal_reason="Merged.")

    client.force_login(make_person(CLERK))
    assert shown(client.get("/2017-18/")) == ["01", "02", "03", "04"]

    client.force_login(make_person(OFFICER))
    assert shown(client.get("/2017-18/")) == ["01", "02", "03", "04"]
    [_, only] = tables_of(client.get("/2017-18/?removed=only"))[0]
    assert only[1] == "Gone 2017-18/05 Removed"


def test_the_words_of_a_target_find_what_works_on_it(clerk, plan):
    priority = make_key_priority(number=9)
    make_initiative("", number=6, under=priority, target="Improve their quality of life")

    assert shown(clerk.get("/2017-18/?q=quality+improve")) == ["06"]


def test_every_other_plan_year_is_one_press_away(clerk, plan):
    make_plan(2016)

    assert '<a class="govuk-link" href="/2016-17/">Plan 2016-17</a>' in (
        clerk.get("/2017-18/").content.decode()
    )


def test_a_filter_with_an_error_says_so_in_the_title(clerk, plan):
    assert "<title>Error: Plan 2017-18" in clerk.get("/2017-18/?status=splendid").content.decode()


def test_an_empty_plan_and_an_empty_answer_say_so(clerk, plan):
    make_plan(2018)

    assert "This plan has no initiatives yet." in words_of(clerk.get("/2018-19/"))
    nothing = words_of(clerk.get("/2017-18/?q=nothing like it"))
    assert "0 of 4 initiatives" in nothing
    assert "No initiative matches all of these filters." in nothing


def test_words_of_an_outcome_are_never_markup(clerk, plan):
    record(make_initiative("<b>Op</b>", number=6), "<script>alert(1)</script>")

    page = clerk.get("/2017-18/").content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "<b>Op</b>" not in page
