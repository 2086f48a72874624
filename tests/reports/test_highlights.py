from datetime import date

import pytest

from initiatives.models import Initiative
from reports import highlights
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.large_plans import make_large_plan
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

AUGUST = date(2017, 8, 30)
PAGE = "/2017-18/reports/highlights/"


def built(**said):
    return highlights.build(make_plan(**said), as_of=AUGUST)


def cells(report):
    return [row.cells for table in report.tables for group in table.groups for row in group.rows]


def marked(title="J9", **said):
    return make_initiative(title, is_highlight=True, **said)


def test_it_lists_what_is_marked_in_printed_order_with_its_own_words():
    marked(
        "Purple Flag", number=2, led_by="CBC / Police", highlight_words="The town kept its flag."
    )
    marked("J9", number=1, highlight_words="40 shops take part.")
    make_initiative("Mercury", number=3)

    report = built()

    assert cells(report) == [
        ("J9", "", "40 shops take part."),
        ("Purple Flag", "CBC / Police", "The town kept its flag."),
    ]
    assert [row[0] for row in report.data_rows] == ["2017-18/01", "2017-18/02"]


def test_without_words_of_its_own_it_has_the_first_paragraph_of_the_outcome():
    record(marked(), "\n• Held in May.\nHeld again in June.")

    assert cells(built()) == [("J9", "", "Held in May.")]


def test_an_initiative_without_a_title_is_named_by_its_target():
    marked("", under=make_key_priority(), target="Fewer thefts", highlight_words="Bikes marked.")

    assert cells(built()) == [("Fewer thefts", "", "Bikes marked.")]


def test_removed_ones_other_years_and_internal_notes_are_not_in_it():
    record(marked(), "Held.", internal_note="Neighbour.")
    marked("Gone", removed_on=AUGUST, removal_reason="Merged.")
    marked("Older", plan=make_plan(2016))

    said = repr(built())

    assert "Held." in said
    for kept_back in ("Neighbour", "Gone", "Older", "Merged"):
        assert kept_back not in said


def test_nothing_marked_is_said_and_there_is_nothing_to_copy(client):
    make_initiative("J9")
    client.force_login(make_person(CLERK))

    page = client.get(PAGE)

    assert "No initiative of this year is marked as a highlight yet." in words_of(page)
    assert "<textarea" not in page.text


def test_the_text_to_copy_has_a_point_for_each():
    marked("J9", number=1, led_by="CBC", highlight_words="40 shops take part.")
    marked("Mercury", number=2)
    marked("Purple Flag", number=3, led_by="SCP")

    assert highlights.as_text(built()) == (
        "Some of the partnership’s activities in 2017-18:\n"
        "\n"
        "• J9 (CBC): 40 shops take part.\n"
        "• Mercury\n"
        "• Purple Flag (SCP)"
    )


def test_the_text_to_copy_says_first_that_example_data_is_made_up():
    report = built(is_example=True)
    marked()

    text = highlights.as_text(highlights.build(make_plan(), as_of=AUGUST))

    assert report.tables == ()
    assert text.splitlines()[0].startswith("Example data: made up")


@pytest.mark.parametrize("role", [PARTNER, CLERK, OFFICER])
def test_whoever_reads_reports_can_copy_it_without_scripts(client, role):
    marked("<b>J9</b>", highlight_words="40 shops.")
    client.force_login(make_person(role))

    page = client.get(PAGE).text

    assert "readonly>Some of the partnership’s activities in 2017-18:" in page
    assert "• &lt;b&gt;J9&lt;/b&gt;: 40 shops.</textarea>" in page
    assert '<label class="govuk-label govuk-label--m" for="as-text">' in page


def test_the_other_reports_have_nothing_to_copy(client):
    marked()
    client.force_login(make_person(CLERK))

    assert "<textarea" not in client.get("/2017-18/reports/annual-plan/").text


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)
    Initiative.objects.filter(plan=plan).update(is_highlight=True)

    with django_assert_max_num_queries(3):
        report = highlights.build(plan, as_of=AUGUST)

    assert len(report.data_rows) == count
