import pytest

from priorities.models import Partnership
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from scp_tracker.kept.models import KeptForm
from tests.builders import make_agency, make_initiative, make_plan
from tests.pages import words_of
from tests.people import make_person
from tests.reports.public.papers import give_out

pytestmark = pytest.mark.django_db

PARTS = {
    "Your actions": {PARTNER},
    "What needs you now": {OFFICER, ADMINISTRATOR},
    "What partner agencies wrote since you looked": {OFFICER, ADMINISTRATOR},
    "Reports": {PARTNER, CLERK, OFFICER, ADMINISTRATOR},
    "Statuses at a glance": {READER, PARTNER, CLERK, OFFICER, ADMINISTRATOR},
    "Published papers": {READER},
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


PLACES = ["/2017-18/", "/my-actions/", "/reports/", "/papers/", "/admin/"]


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (READER, ["/papers/"]),
        (PARTNER, ["/2017-18/", "/my-actions/", "/reports/", "/papers/"]),
        (CLERK, ["/2017-18/", "/reports/", "/papers/"]),
        (OFFICER, ["/2017-18/", "/reports/", "/papers/", "/admin/"]),
        (ADMINISTRATOR, ["/2017-18/", "/reports/", "/papers/", "/admin/"]),
        ("", ["/papers/"]),
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


def test_the_clerk_has_the_reports_first_and_everybody_else_the_statuses(client):
    make_initiative(led_by="Police")

    for role, first in [
        (CLERK, "Reports"),
        (PARTNER, "Statuses at a glance"),
        (OFFICER, "Statuses at a glance"),
    ]:
        page = main_of(home(client, role, "Police"))
        parts = sorted(
            ["Reports", "Statuses at a glance"], key=lambda part: page.index(f">{part}<")
        )
        assert parts[0] == first, role


def test_a_committee_member_finds_the_newest_papers_there(client):
    make_initiative("J9")
    give_out("annual-plan")
    give_out("annual-plan")

    page = home(client, READER)

    assert "Annual partnership plan 2017-18, issue 2" in words_of(page)
    assert "issue 1" not in words_of(page)
    assert main_of(page).count('href="/papers/2017-18/annual-plan/2/"') == 1


def test_what_was_typed_before_a_sign_in_is_offered_to_its_writer_alone(client):
    writer = make_person(OFFICER)
    KeptForm.objects.create(user=writer, address="/2017-18/initiatives/5/update/", fields=[])

    client.force_login(writer)
    assert "Something you typed was not saved" in words_of(client.get("/"))
    assert "Something you typed was not saved" not in words_of(home(client, OFFICER))


@pytest.mark.parametrize(("role", "invites"), [(OFFICER, False), (ADMINISTRATOR, True)])
def test_before_there_is_a_plan_year_the_page_leads_through_set_up(client, role, invites):
    page = main_of(home(client, role))

    assert "Begin here" in page
    assert "What needs you now" not in page
    assert "/admin/priorities/partnership/add/" in page
    assert ("/admin/accounts/user/" in page) is invites


def test_once_there_is_a_plan_year_the_first_steps_are_gone(client):
    make_plan()

    assert "Begin here" not in main_of(home(client, ADMINISTRATOR))
