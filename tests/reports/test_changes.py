"""The report; which changes there are is held by tests/initiatives/test_changes.py."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import Initiative
from initiatives.redacting import Left, redact
from reports import changes
from reports.issuing import issue
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER
from tests.builders import (
    answer_and_send,
    make_agency,
    make_initiative,
    make_key_priority,
    make_plan,
    make_return,
    record,
)
from tests.large_plans import make_large_plan
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

DAY, LATER = date(2017, 9, 12), date(2017, 10, 2)
PAGE = "/2017-18/reports/changes/"


@pytest.fixture
def before(wait):
    """Everything until then happened before the day."""
    wait(to="2017-09-11 12:00+01:00")
    return lambda to="2017-10-02 12:00+01:00": wait(to=to)


def built(*, since=DAY, as_of=LATER):
    return changes.build(make_plan(), as_of=as_of, since=since)


def lists(report):
    """The rows under each heading, without the counts."""
    return {
        table.heading: [row.cells for group in table.groups for row in group.rows]
        for table in report.tables
        if table.heading
    }


def remove(initiative, on):
    initiative.removed_on, initiative.removal_reason = on, "A quarrel."
    initiative.save()


def test_each_kind_of_change_is_a_table_with_before_beside_now(before):
    priority = make_key_priority()
    old = make_initiative("Op Lynx", number=1, led_by="Police", timing="May 17")
    record(old, "Planned.", on=date(2017, 9, 1), status="on_track")
    gone = make_initiative("Op Mole", number=2, led_by="CBC", timing="TBC")
    record(gone, "Tried.", on=date(2017, 9, 1))

    before()
    record(old, "Held.", on=date(2017, 9, 20), status="complete", status_reason="All came.")
    lead = old.lead_set.get()
    lead.agency = make_agency("CBH")
    lead.save()
    old.timing = "June 17"
    old.save()
    remove(gone, date(2017, 9, 30))
    new = make_initiative("J9", number=3, led_by="CBC", funded_by="SCP", serves=(priority,))
    record(new, "Begun.\n• Posters", on=date(2017, 9, 21))

    said_of_it = f"Lead agency: CBC\nFund source: SCP\nKey priorities: {priority}"
    assert lists(built()) == {
        "New initiatives": [
            (
                "2017-18/03 J9",
                "Added",
                "",
                said_of_it,
            ),
            ("2017-18/03 J9", "Outcome", "", "Begun.\n• Posters"),
        ],
        "Removed initiatives": [
            (
                "2017-18/02 Op Mole",
                "Removed",
                "Lead agency: CBC\nTiming: TBC",
                "Removed on 30 September 2017",
            )
        ],
        "Outcomes": [("2017-18/01 Op Lynx", "Outcome", "Planned.", "Held.")],
        "Statuses": [("2017-18/01 Op Lynx", "Status", "On track", "Complete")],
        "Titles, leads, money, timing and priorities": [
            ("2017-18/01 Op Lynx", "Lead agency", "Police", "CBH"),
            ("2017-18/01 Op Lynx", "Timing", "May 17", "June 17"),
        ],
    }


def test_the_counts_say_none_in_words(before):
    initiative = make_initiative("Op Lynx")
    before()
    record(initiative, "Held.", on=date(2017, 9, 20))

    [numbers] = [table for table in built().tables if not table.heading]

    assert [row.cells for row in numbers.groups[0].rows] == [
        ("New initiatives", "None"),
        ("Removed initiatives", "None"),
        ("Outcomes", "1"),
        ("Statuses", "None"),
        ("Titles, leads, money, timing and priorities", "None"),
    ]
    assert built().sections[0].body.startswith("1 initiative is not as before that day.")


def test_nothing_changed_is_said(before):
    make_initiative("Op Lynx")
    before()

    report = built()

    [said] = report.sections
    assert said.heading == "Since 12 September 2017"
    assert said.body == "Nothing in this plan was added, changed or removed."
    assert report.data_rows == ()


def test_it_goes_back_to_an_earlier_day(before):
    initiative = make_initiative("Op Lynx")
    before()
    record(initiative, "Planned.", on=date(2017, 9, 15), status="on_track")
    record(initiative, "Held.", on=date(2017, 9, 20), status="complete")

    found = lists(built(as_of=date(2017, 9, 19)))

    assert found["Outcomes"] == [(f"{initiative.reference} Op Lynx", "Outcome", "", "Planned.")]
    assert found["Statuses"][0][3] == "On track"
    assert not lists(built(as_of=date(2017, 9, 14)))


def test_without_a_day_it_tells_the_last_ninety(before):
    make_initiative("Op Lynx")
    before(to="2017-12-10 12:00+00:00")

    assert built(since=None, as_of=date(2017, 12, 10)).sections[0].heading == (
        "Since 11 September 2017"
    )
    assert not lists(built(since=None, as_of=date(2017, 12, 11)))
    assert lists(built(since=None, as_of=date(2017, 12, 10)))


def test_a_removed_initiative_without_a_title_is_not_called_by_its_outcome(before):
    target = {"under": make_key_priority(), "target": "Fewer thefts"}
    gone = make_initiative("", number=4, **target)
    record(gone, "Mrs Smith was helped.", on=date(2017, 9, 1))

    before()
    remove(gone, date(2017, 9, 30))

    report = built()
    assert lists(report)["Removed initiatives"][0][0] == "2017-18/04 Fewer thefts"
    assert "Smith" not in repr(report)


def test_notes_reasons_and_answers_nobody_accepted_are_not_in_it(before):
    initiative = make_initiative("Op Lynx", led_by="Police")
    gone = make_initiative("Op Mole", led_by="CBC")
    record(gone, "Tried.", on=date(2017, 9, 1))
    before()
    make_return(by=make_person(OFFICER))
    answer_and_send(initiative, "Answered.", internal_note="Whispered.")
    record(
        initiative,
        "Held.",
        on=date(2017, 9, 20),
        internal_note="Neighbour.",
        status="at_risk",
        status_reason="Son is ill.",
    )
    remove(gone, date(2017, 9, 30))

    said = repr(built())

    assert "Held." in said
    for kept_back in ("Answered", "Whispered", "Neighbour", "Son is ill", "quarrel", "Tried"):
        assert kept_back not in said


def test_redacted_words_do_not_come_back_on_either_side(before):
    initiative = make_initiative("Op Lynx")
    first = record(initiative, "Jo Bloggs was helped.", on=date(2017, 9, 1))
    before()
    second = record(initiative, "Jo Bloggs was helped twice.", on=date(2017, 9, 20))

    for update in (first, second):
        left = Left(update.text.replace("Jo Bloggs", "[Redacted]"), "", "")
        redact(update, left, after=0, by=make_person(ADMINISTRATOR), reason="A victim.")

    assert "Bloggs" not in repr(built())
    assert lists(built())["Outcomes"][0][2:] == (
        "[Redacted] was helped.",
        "[Redacted] was helped twice.",
    )


def test_the_page_asks_for_the_day_and_hands_it_to_its_files(client, before):
    initiative = make_initiative("Op Lynx", number=5)
    record(initiative, "Planned.", on=date(2017, 9, 1))
    before()
    record(initiative, "Held.", on=date(2017, 9, 20))
    client.force_login(make_person(CLERK))

    page = client.get(PAGE, {"since": "12/9/2017"})

    assert "Since 12 September 2017" in words_of(page)
    assert "Planned." in words_of(page)
    assert 'href="/2017-18/reports/changes.xlsx?since=12%2F9%2F2017"' in page.text
    assert client.get("/2017-18/reports/changes.xlsx?since=12%2F9%2F2017").status_code == 200


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"since": "lately"}, "Write the date as day, month and year, such as 30/8/2017."),
        ({"since": "1/1/2999"}, "The date is in the future. Give today or an earlier day."),
        (
            {"since": "2/9/2017", "as_of": "1/9/2017"},
            "This day is later than the day of the outcomes. Give an earlier one.",
        ),
    ],
)
@pytest.mark.parametrize("address", [PAGE, "/2017-18/reports/changes.xlsx"])
def test_a_bad_day_is_asked_for_again(client, address, asked, complaint):
    make_plan()
    client.force_login(make_person(CLERK))

    page = client.get(address, asked)

    assert page.status_code == 400
    assert complaint in words_of(page)
    assert 'href="#id_since"' in page.text


# Since an issue


def issued(plan, slug="annual-plan"):
    said = {"as_of": timezone.localdate(), "by": make_person(CLERK), "reason": "", "after": 0}
    return issue(plan, slug, **said)


@pytest.mark.parametrize("slug", ["annual-plan", "year-end"])
def test_since_an_issue_it_tells_what_would_print_otherwise(before, slug):
    old = make_initiative("Op Lynx", number=1, led_by="Police", timing="May 17")
    record(old, "Planned.", on=date(2017, 9, 1))
    gone = make_initiative("Op Mole", number=2, led_by="CBC")
    record(gone, "Tried.", on=date(2017, 9, 1))
    paper = issued(old.plan, slug)
    before()
    record(old, "Held.", on=date(2017, 9, 20))
    remove(gone, date(2017, 9, 30))
    record(make_initiative("J9", number=3, led_by="CBC"), "Begun.", on=date(2017, 9, 21))

    report = changes.build(make_plan(), as_of=LATER, issue=paper)

    found = lists(report)
    assert report.sections[0].heading.endswith(", issue 1, 11 September 2017")
    assert [row[0] for row in found["New initiatives"]] == ["2017-18/03 J9"] * 2
    assert found["New initiatives"][1][3] == "Begun."
    assert [(row[0], row[3]) for row in found["Removed initiatives"]] == [
        ("2017-18/02 Op Mole", "No longer printed")
    ]
    assert [(row[0], *row[2:]) for row in found["Outcomes"]] == [
        ("2017-18/01 Op Lynx", "Planned.", "Held.")
    ]
    assert "Tried" not in repr(report)


def test_nothing_is_otherwise_right_after_an_issue(before):
    record(make_initiative("Op Lynx"), "Planned.", on=date(2017, 9, 1))
    paper = issued(make_plan())

    report = changes.build(make_plan(), as_of=timezone.localdate(), issue=paper)

    assert report.sections[0].body == "Nothing in this plan was added, changed or removed."


def test_the_page_offers_the_papers_of_its_year_that_were_not_withdrawn(client, before):
    make_initiative("Op Lynx", plan=make_plan(2016))
    record(make_initiative("Op Mole", number=5), "Planned.", on=date(2017, 9, 1))
    withdrawn, other = issued(make_plan(), "year-end"), issued(make_plan(2016))
    withdrawn.withdraw(by=make_person(CLERK), reason="Too early.")
    paper = issued(make_plan())
    before()
    record(Initiative.objects.get(number=5), "Held.", on=date(2017, 9, 20))
    client.force_login(make_person(CLERK))

    page = client.get(PAGE, {"issue": paper.pk})

    assert "Since Annual partnership plan, issue 1, 11 September 2017" in words_of(page)
    assert "Planned." in words_of(page)
    for refused in (withdrawn.pk, other.pk, "x"):
        answer = client.get(PAGE, {"issue": refused})
        assert answer.status_code == 400
        assert "Choose one of the papers that were issued." in words_of(answer)
    both = client.get(PAGE, {"issue": paper.pk, "since": "1/9/2017"})
    assert "Give a day or choose a paper, not both." in words_of(both)


def test_rows_lead_to_their_initiatives_but_for_the_removed(before):
    kept, gone = make_initiative("Op Lynx"), make_initiative("Op Mole")
    before()
    record(kept, "Held.", on=date(2017, 9, 20))
    remove(gone, date(2017, 9, 30))

    rows = [row for table in built().tables for group in table.groups for row in group.rows]

    assert [row.addresses for row in rows if row.reference == gone.reference] == [()]
    assert [row.addresses[0] for row in rows if row.reference == kept.reference] == [
        kept.get_absolute_url()
    ]


def test_the_longest_outcome_of_a_new_initiative_fits_a_cell_of_excel(client):
    record(make_initiative("Op Lynx", led_by="Police"), "😀" * 16_383, on=timezone.localdate())
    client.force_login(make_person(CLERK))

    assert client.get("/2017-18/reports/changes.xlsx").status_code == 200


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_max_num_queries(7):
        changes.build(plan, as_of=timezone.localdate(), since=date(2017, 8, 30) - timedelta(days=9))


def test_since_an_issue_the_page_asks_at_most_twelve_times(client, django_assert_max_num_queries):
    paper = issued(make_large_plan(10))
    client.force_login(make_person(CLERK))

    with django_assert_max_num_queries(12):
        page = client.get(PAGE, {"issue": paper.pk})

    assert page.status_code == 200
