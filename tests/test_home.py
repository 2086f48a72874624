from datetime import date, timedelta

import pytest
from django.utils import timezone

from priorities.models import Partnership
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from scp_tracker.home import STATUS_WORDS
from scp_tracker.kept.models import KeptForm
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.govuk.tree import Tree
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PARTS = {
    "Your actions": {PARTNER},
    "Gaps in the open plans": {OFFICER, ADMINISTRATOR},
    "What partner agencies wrote in the last 30 days": {OFFICER, ADMINISTRATOR},
    "Reports": {READER, PARTNER, CLERK, OFFICER, ADMINISTRATOR},
    "Statuses at a glance": {READER, PARTNER, CLERK, OFFICER, ADMINISTRATOR},
    "Your account has no role yet.": {""},
}


def home(client, role, *agencies):
    person = make_person(role, agencies=[make_agency(name) for name in agencies])
    client.force_login(person)
    return client.get("/")


def main_of(response):
    """The page between its header and its footer."""
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("role", [READER, PARTNER, CLERK, OFFICER, ADMINISTRATOR, ""])
def test_each_role_sees_its_own_parts(client, role):
    make_initiative(led_by="Police")

    page = main_of(home(client, role))

    for part, roles in PARTS.items():
        assert (part in page) is (role in roles), part


PLACES = ["/2017-18/", "/my-actions/", "/reports/", "/admin/"]


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (READER, ["/reports/"]),
        (PARTNER, ["/2017-18/", "/my-actions/", "/reports/"]),
        (CLERK, ["/2017-18/", "/reports/"]),
        (OFFICER, ["/2017-18/", "/reports/", "/admin/"]),
        (ADMINISTRATOR, ["/2017-18/", "/reports/", "/admin/"]),
        ("", []),
    ],
)
def test_the_navigation_offers_where_a_role_may_go(client, role, places):
    make_plan()

    page = home(client, role).content.decode()

    menu = page[page.index("<header") : page.index("</header>")]
    assert [place for place in PLACES if f'href="{place}"' in menu] == places


def test_the_public_is_told_where_papers_will_be_and_how_to_sign_in(client):
    make_initiative("J9", led_by="CBC")
    Partnership.objects.update(enquiries_email="safer@example.org")

    response = client.get("/")

    words = words_of(response)
    assert "No papers have been published here yet." in words
    assert "Colchester Borough Council’s Crime and Disorder Committee" in words
    assert "safer@example.org" in words
    assert 'href="/accounts/login/"' in response.content.decode()
    assert "J9" not in words


def test_a_tracker_that_is_not_set_up_yet_still_has_a_first_page(client):
    assert client.get("/").status_code == 200
    assert home(client, OFFICER).status_code == 200


def test_statuses_are_counted_under_their_words_for_each_year(client):
    for number, status in enumerate(["on_track", "on_track", "complete", ""], start=1):
        record(make_initiative(number=number), "Said.", status=status)
    make_initiative(number=5)
    gone = make_initiative(number=6, removed_on=date(2017, 9, 1), removal_reason="Merged.")
    record(gone, "Said.", status="stopped")
    make_initiative(plan=make_plan(2016))

    tables = tables_of(home(client, READER))

    assert tables[-1] == [
        [
            "Plan year",
            "Not started",
            "On track",
            "At risk",
            "Off track",
            "Complete",
            "Stopped",
            "No status recorded",
            "In all",
        ],
        ["2017-18", "0", "2", "0", "0", "1", "0", "2", "5"],
        ["2016-17", "0", "0", "0", "0", "0", "0", "1", "1"],
    ]


def test_a_partner_sees_what_their_agencies_answer_for(client):
    make_initiative("Op Septre", number=13, led_by="CBC / Police")
    make_initiative("Purple Flag", number=10, led_by="CBC")
    make_initiative("LCAP", plan=make_plan(2016, closed_on=date(2017, 4, 30)), led_by="Police")

    response = home(client, PARTNER, "Police")

    assert "Police answers for 1 initiative in the plans that are open." in words_of(response)
    actions, *_ = tables_of(response)
    assert [row[0] for row in actions[1:]] == ["Op Septre 2017-18/13"]


def test_a_partner_with_nothing_to_do_and_one_of_no_agency_are_told_so(client):
    make_initiative(led_by="CBC")

    assert "Police leads nothing in the plans that are open." in words_of(
        home(client, PARTNER, "Police")
    )
    assert "You are not a member of an agency yet" in words_of(home(client, PARTNER))


def test_gaps_of_open_plans_lead_to_the_plan_filtered_for_them(client):
    priority = make_key_priority()
    make_initiative("No lead", timing="June 17", serves=(priority,))
    make_initiative("No timing", led_by="CBC", under=priority, target="Reduce fear")
    make_initiative("To be confirmed", led_by="CBC", timing="TBC", serves=(priority,))
    make_initiative("No priority", led_by="CBC", timing="Ongoing")
    make_initiative("Gone", removed_on=date(2017, 9, 1), removal_reason="Merged.")
    make_initiative("Closed", plan=make_plan(2016, closed_on=date(2017, 4, 30)))

    page = home(client, OFFICER).content.decode()

    for gap in (
        '?agency=none">1 without a lead agency',
        '?timing=none">1 without a timing',
        '?timing=to_be_confirmed">1 with a timing to be confirmed',
        '?priority=none">1 without a key priority',
    ):
        assert f'href="/2017-18/{gap}' in page
    assert "/2016-17/?agency=none" not in page


@pytest.mark.parametrize(
    ("query", "title"),
    [("agency=none", "No lead"), ("timing=none", "No timing"), ("priority=none", "No priority")],
)
def test_a_gap_and_its_filter_find_the_same(client, query, title):
    priority = make_key_priority()
    make_initiative("No lead", timing="June 17", serves=(priority,))
    make_initiative("No timing", led_by="CBC", under=priority, target="Reduce fear")
    make_initiative("No priority", led_by="CBC", timing="Ongoing")
    make_initiative("Gone", removed_on=date(2017, 9, 1), removal_reason="Merged.")
    home(client, OFFICER)

    [table] = tables_of(client.get(f"/2017-18/?{query}"))

    assert [row[0].rsplit(maxsplit=1)[0] for row in table[1:]] == [title]


def test_a_plan_without_gaps_says_so_and_so_does_a_tracker_without_an_open_plan(client):
    initiative = make_initiative(led_by="CBC", timing="June 17", serves=(make_key_priority(),))
    assert "Nothing is missing." in words_of(home(client, OFFICER))

    initiative.plan.closed_on = date(2018, 4, 30)
    initiative.plan.save()
    assert "No plan year is open." in words_of(home(client, OFFICER))


def test_officers_see_what_partners_wrote_lately_newest_first(client):
    initiative = make_initiative("Op Septre", number=13, led_by="Police")
    police, pat = make_agency("Police"), make_person(PARTNER, name="Pat Police")
    now = timezone.now()
    written = {"by": pat, "agency": police}
    record(initiative, "Long ago.", recorded_at=now - timedelta(days=40), **written)
    record(initiative, "Booked.", recorded_at=now - timedelta(days=2), **written)
    record(initiative, "An officer's own words.", recorded_at=now, by=make_person(OFFICER))
    record(initiative, "Delivered.", recorded_at=now, status="complete", **written)
    gone = make_initiative("Gone", removed_on=date(2017, 9, 1), removal_reason="Merged.")
    record(gone, "Never.", recorded_at=now, **written)

    response = home(client, OFFICER)

    words = words_of(response)
    news = words[words.index("What partner agencies wrote") : words.index("Statuses at a glance")]
    assert news.count("2017-18/13 Op Septre Pat Police for Police") == 2
    assert news.count("Op Septre") == 2
    assert "Complete" in news
    assert "Gone" not in news


def test_what_was_typed_before_a_sign_in_is_offered_to_its_writer_alone(client):
    writer = make_person(OFFICER)
    KeptForm.objects.create(user=writer, address="/2017-18/initiatives/5/update/", fields=[])

    client.force_login(writer)
    assert "Something you typed was not saved" in words_of(client.get("/"))
    assert "Something you typed was not saved" not in words_of(home(client, OFFICER))


def test_on_a_phone_each_number_of_a_status_has_its_word_beside_it(client):
    make_initiative()

    tree = Tree(home(client, READER).content.decode())

    labels = [cell[1]["data-label"] for cell in tree.find("td") if cell[2] in (["0"], ["1"])]
    assert labels == [*STATUS_WORDS, "In all"]


@pytest.mark.parametrize(("role", "invites"), [(OFFICER, False), (ADMINISTRATOR, True)])
def test_before_there_is_a_plan_year_the_page_leads_through_set_up(client, role, invites):
    page = main_of(home(client, role))

    assert "Begin here" in page
    assert "Gaps in the open plans" not in page
    assert "/admin/priorities/partnership/add/" in page
    assert ("/admin/accounts/user/" in page) is invites


def test_once_there_is_a_plan_year_the_first_steps_are_gone(client):
    make_plan()

    assert "Begin here" not in main_of(home(client, ADMINISTRATOR))
