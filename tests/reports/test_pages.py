from datetime import date, timedelta

import pytest
from django.utils import timezone

from priorities.models import PartnershipPlan
from reports.catalogue import FORMATS, REPORTS
from reports.document import Points, Text
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.pages import tables_of, words_of
from tests.people import make_person
from tests.reports.slugs import OF_THE_WHOLE_PLAN

pytestmark = pytest.mark.django_db

PAPERS = [(2016, "year-end"), (2017, "year-end"), (2016, "annual-plan"), (2017, "annual-plan")]


@pytest.fixture
def reader(client):
    client.force_login(make_person(CLERK))
    return client


def built(start_year, slug, *, as_of=None):
    plan = PartnershipPlan.objects.get(start_year=start_year)
    return REPORTS[slug].build(plan, as_of=as_of or timezone.localdate())


def squeezed(text):
    """A text as a page shows it: white space says nothing, line breaks do."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


@pytest.mark.parametrize(("start_year", "slug"), PAPERS)
def test_the_page_shows_every_table_row_for_row(reader, seed_plans, start_year, slug):
    report = built(start_year, slug)

    shown = tables_of(reader.get(f"/{report.year}/reports/{slug}/"))

    assert shown == [
        [
            [column.heading for column in table.columns],
            *(
                [squeezed(text) for text in (*filter(None, [group.heading]), *row.cells)]
                for group in table.groups
                for row in group.rows
            ),
        ]
        for table in report.tables
        if table.groups
    ]


def test_a_key_priority_without_anything_says_so_instead_of_an_empty_table(reader):
    make_key_priority()

    page = reader.get("/2017-18/reports/year-end/")

    assert "Nothing is recorded here yet." in words_of(page)
    assert not tables_of(page)


@pytest.mark.parametrize(("start_year", "slug"), PAPERS)
def test_the_page_shows_every_word_outside_the_tables_too(reader, seed_plans, start_year, slug):
    report = built(start_year, slug)

    words = words_of(reader.get(f"/{report.year}/reports/{slug}/"))

    particulars = report.particulars
    expected = [particulars.title, particulars.strapline, particulars.date_line]
    expected += [particulars.opening, particulars.closing]
    for section in report.sections:
        match section:
            case Text():
                expected += [section.heading, *section.body.splitlines()]
            case Points():
                expected += [section.heading, *section.opening.splitlines(), *section.points]
            case table:
                expected += [table.heading, *table.description.splitlines()]
    for text in expected:
        assert " ".join(text.removeprefix("• ").split()) in words


def test_who_prepared_it_is_said_once(reader, seed_plans):
    words = words_of(reader.get("/2016-17/reports/year-end/"))

    assert words.count("Prepared by: Sonia Carr (01206 282978) & Kayleigh Bewlay") == 1
    assert words.count("Prepared by") == 1
    assert words.count("Date: April 2017") == 1


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_removed_initiatives_and_internal_notes_never_appear(reader, slug):
    shown = make_initiative("J9", is_highlight=True, serves=(make_key_priority(),))
    record(shown, "Delivered.", internal_note="A neighbour complained.")
    gone = make_initiative("Gone away", removed_on=date(2017, 9, 1), removal_reason="Merged.")
    record(gone, "Never happened.")

    page = reader.get(f"/2017-18/reports/{slug}/").content.decode()

    assert "Delivered." in page
    for kept_back in ("neighbour", "Gone away", "Never happened", "Merged"):
        assert kept_back not in page


def test_a_target_spans_its_rows_and_heads_them(reader):
    priority = make_key_priority()
    for title in ("J9", "White ribbon"):
        make_initiative(title, under=priority, target="Raise awareness")

    page = reader.get("/2017-18/reports/year-end/").content.decode()

    assert '<th scope="rowgroup" rowspan="2"' in page
    assert page.count(">Raise awareness<") == 1
    assert page.count(' data-group="Raise awareness"') == 1  # the second row's, for its card


def test_as_of_goes_back_and_the_page_says_what_does_not(reader):
    initiative = make_initiative("J9", serves=(make_key_priority(),))
    record(initiative, "Planned.", on=date(2017, 7, 14))
    record(initiative, "Delivered.", on=date(2017, 8, 30))

    today = reader.get("/2017-18/reports/year-end/")
    then = reader.get("/2017-18/reports/year-end/?as_of=2017-08-29")
    same_day = reader.get("/2017-18/reports/year-end/?as_of=30/8/2017")

    assert "Delivered." in words_of(today)
    assert "Outcomes as reported by" not in words_of(today)
    assert "Planned." in words_of(then)
    assert "Delivered." not in words_of(then)
    assert (
        "Outcomes as reported by 29 August 2017. Titles, leads and timings are newer."
        in words_of(then)
    )
    assert "/2017-18/reports/year-end.xlsx?as_of=2017-08-29" in then.content.decode()
    assert "Delivered." in words_of(same_day)


def tomorrow():
    return f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"


@pytest.mark.parametrize("ending", ["/", ".xlsx"])
@pytest.mark.parametrize("slug", REPORTS)
@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("yesterday", "Write the date as day, month and year, such as 30/8/2017."),
        ("2017-02-30", "There is no 30 February 2017. Check the day and the month."),
        ("8/30/2017", "Write the date as day, month and year, such as 30/8/2017."),
        ("2017-08-30\0", "Write the date as day, month and year, such as 30/8/2017."),
        (tomorrow, "The date is in the future. Give today or an earlier day."),
        ("0001-01-01", "Give a year from 1900 to 2199."),
        ("9999-12-31", "The date is in the future. Give today or an earlier day."),
    ],
    ids=[
        "words",
        "no such day",
        "month first",
        "control character",
        "tomorrow",
        "long ago",
        "far future",
    ],
)
def test_a_bad_day_shows_the_form_again_with_the_reason(reader, slug, ending, asked, complaint):
    make_initiative("J9")
    typed = asked() if callable(asked) else asked

    response = reader.get(f"/2017-18/reports/{slug}{ending}", {"as_of": typed})

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")
    assert complaint in words_of(response)
    assert 'href="#id_as_of"' in response.content.decode()
    assert not tables_of(response)


@pytest.mark.parametrize("as_of", ["1/1/1900", "2017-08-30", ""])
def test_any_day_that_has_been_is_answered(reader, as_of):
    make_initiative("J9")

    for ending in ("/", ".xlsx"):
        response = reader.get(f"/2017-18/reports/year-end{ending}", {"as_of": as_of})
        assert response.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/2017-18/reports/scrutiny/",
        "/2017-18/reports/scrutiny.xlsx",
        "/2017-18/reports/year-end.exe",
        "/2017-18/reports/year-end.XLSX",
        "/2017-18/reports/year-end.",
        "/2019-20/reports/",
        "/2019-20/reports/year-end/",
        "/2019-20/reports/year-end.xlsx",
        "/2017-19/reports/year-end/",
        "/2017-2018/reports/year-end/",
        "/17-18/reports/year-end.xlsx",
        "/2019-20/reports/year-end.xlsx?as_of=never",
    ],
)
def test_an_unknown_year_report_or_format_is_not_found(reader, address):
    make_plan()

    assert reader.get(address).status_code == 404


def test_every_report_of_every_year_is_listed(reader):
    make_plan(2016)
    make_plan(2017)

    everything = reader.get("/reports/").content.decode()
    one_year = reader.get("/2016-17/reports/").content.decode()

    for slug in REPORTS:
        assert f'href="/2016-17/reports/{slug}/"' in everything
        assert f'href="/2017-18/reports/{slug}/"' in everything
        assert f'href="/2016-17/reports/{slug}/"' in one_year
        assert f'href="/2017-18/reports/{slug}/"' not in one_year


@pytest.mark.parametrize(("slug", "paper"), REPORTS.items())
def test_a_year_says_what_each_report_tells_and_leads_to_its_files(reader, slug, paper):
    make_plan()

    page = reader.get("/2017-18/reports/")

    assert paper.tells in words_of(page)
    for extension in FORMATS:
        leads = f'href="/2017-18/reports/{slug}.{extension}"' in page.content.decode()
        assert leads != paper.asks_first  # which has no file before it is said of whom


def test_the_committees_papers_stand_apart_from_working_reports(reader):
    make_plan()

    [[heading, row]] = tables_of(reader.get("/reports/"))

    assert heading == ["Plan year", "Papers for the committee", "Working reports"]
    papers = {paper.is_to_be_issued: set() for paper in REPORTS.values()}
    for paper in REPORTS.values():
        papers[paper.is_to_be_issued].add(f"• {paper.name} 2017-18")
    assert [set(cell.splitlines()) for cell in row[1:]] == [papers[True], papers[False]]


def test_before_there_is_a_plan_the_list_says_so(reader):
    assert "No plan year has been set up yet." in words_of(reader.get("/reports/"))


def test_what_was_written_is_never_markup(reader):
    record(
        make_initiative("<b>Op</b>", is_highlight=True, serves=(make_key_priority("<i>KP</i>"),)),
        "<script>x()",
    )

    for slug in OF_THE_WHOLE_PLAN:
        page = reader.get(f"/2017-18/reports/{slug}/").content.decode()
        assert "&lt;script&gt;x()" in page
        assert "<script>x" not in page
        assert "<b>Op" not in page
        assert "<i>" not in page.lower()
