"""Part of an issue: what can be asked for is what the issue itself says."""

import pytest

from tests.builders import make_initiative, make_key_priority, record
from tests.pages import tables_of, words_of
from tests.reports.public.papers import give_out

pytestmark = pytest.mark.django_db

PLACES = {slug: f"/papers/2017-18/{slug}/1/" for slug in ("year-end", "annual-plan")}


@pytest.fixture(autouse=True)
def papers():
    reoffending = make_key_priority("To reduce reoffending", number=1)
    abuse = make_key_priority("Domestic abuse", number=2)
    for title, leads, priorities in (
        ("J9", "CBC / SCP", [reoffending]),
        ("Mercury", "CBC & CBH", [reoffending, abuse]),
        ("Ribbon", "CBH", [abuse]),
        ("Alone", "", []),
    ):
        initiative = make_initiative(title, led_by=leads, serves=priorities)
        record(initiative, f"{title} was delivered.")
    for slug in PLACES:
        give_out(slug)


def shown(client, slug, **asked):
    page = client.get(PLACES[slug], asked)
    words = words_of(page)
    names = {name for name in ("J9", "Mercury", "Ribbon", "Alone") if f"{name} was" in words}
    return page, names


@pytest.mark.parametrize("slug", PLACES)
@pytest.mark.parametrize(
    ("agency", "found"),
    [
        ("cbc", {"J9", "Mercury"}),
        ("cbh", {"Mercury", "Ribbon"}),
        ("scp", {"J9"}),
        ("no-lead-agency", {"Alone"}),
        ("", {"J9", "Mercury", "Ribbon", "Alone"}),
    ],
)
def test_a_joint_lead_is_found_under_each_agency(client, slug, agency, found):
    page, names = shown(client, slug, agency=agency)

    assert names == found
    said = f"{len(found)} of 4 projects and initiatives in this paper"
    assert (said in words_of(page)) is bool(agency)


def test_the_annual_plan_is_filtered_by_each_key_priority_it_prints(client):
    assert shown(client, "annual-plan", priority="key-priority-1")[1] == {"J9", "Mercury"}
    assert shown(client, "annual-plan", priority="key-priority-2")[1] == {"Mercury", "Ribbon"}
    assert shown(client, "annual-plan", priority="no-key-priority-recorded")[1] == {"Alone"}


def test_a_key_priority_is_offered_in_the_words_of_the_paper_under_its_number(client):
    page = client.get(PLACES["annual-plan"])

    for value, words in (
        ("key-priority-1", "Key priority 1: To reduce reoffending"),
        ("key-priority-2", "Key priority 2: Domestic abuse"),
        ("no-key-priority-recorded", "No key priority recorded"),
    ):
        assert f'<option value="{value}">{words}</option>' in page.text


def test_the_year_end_report_is_filtered_by_its_tables(client):
    page, names = shown(client, "year-end", priority="key-priority-2-domestic-abuse")

    assert names == {"Ribbon"}
    assert len(tables_of(page)) == 1


def test_both_are_asked_for_at_once_and_nothing_may_answer(client):
    page, names = shown(client, "annual-plan", priority="key-priority-1", agency="cbh")
    assert names == {"Mercury"}
    assert "1 of 4 projects and initiatives in this paper is shown." in words_of(page)

    page, names = shown(client, "annual-plan", priority="key-priority-2", agency="scp")
    assert names == set()
    said = "No project or initiative in this paper has both that key priority and that lead agency."
    assert said in words_of(page)
    assert f'href="{PLACES["annual-plan"]}">Show all 4</a>' in page.text
    assert page.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "agency=nobody",
        "priority=99",
        "agency=%00",
        "agency=%FF%FE",
        "priority=<script>",
        "agency=cbc&agency=nobody",
        "agency=" + "x" * 5000,
    ],
)
def test_what_is_not_in_the_paper_shows_it_whole_with_the_reason(client, query):
    page = client.get(f"{PLACES['annual-plan']}?{query}")

    assert page.status_code == 400
    assert "the address asks for one that is not in this paper" in words_of(page)
    assert "Alone was delivered." in words_of(page)
    assert "ETag" not in page


def test_other_words_in_the_query_are_passed_over(client):
    assert client.get(f"{PLACES['year-end']}?utm=1&as_of=2017-01-01&page=9").status_code == 200
