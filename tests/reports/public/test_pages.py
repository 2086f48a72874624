"""What the public reads of the papers: every issue as it went out, and of a withdrawn one only why."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from initiatives.models import Agency
from priorities.models import Partnership
from reports.document import Text
from reports.models import IssuedFile
from reports.public import views
from reports.public.contents import parts_of
from scp_tracker.accounts.roles import READER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.pages import tables_of, words_of
from tests.people import make_person
from tests.reports.public.papers import give_out, take_back
from tests.reports.sample_reports import of_sections

pytestmark = pytest.mark.django_db

ISSUE = "/papers/2017-18/year-end/1/"


@pytest.fixture
def j9():
    initiative = make_initiative("J9", serves=(make_key_priority(),), led_by="CBC / SCP")
    record(initiative, "Training delivered.")
    return initiative


def today():
    return date_format(timezone.localdate(), "j F Y")


def test_an_issue_is_read_as_it_went_out(client, j9):
    give_out()

    page = client.get(ISSUE)

    assert page.status_code == 200
    assert tables_of(page)[0][1] == ["J9", "CBC / SCP", "Training delivered."]
    assert f"Issue 1, {today()}" in words_of(page)
    assert "Year end performance report 2017-18, issue 1 – SCP Tracker" in words_of(page)


def test_nothing_that_happens_afterwards_changes_a_page_or_a_file(client, j9):
    give_out()
    addresses = [ISSUE, f"{ISSUE[:-1]}.xlsx"]
    before = [client.get(address) for address in addresses]

    j9.record(after=1, by=None, text="Quite another outcome.", reported_on=timezone.localdate())
    Agency.objects.filter(short_name="CBC").update(short_name="XYZ", name="Renamed")
    Partnership.objects.update(name="Another Partnership", short_name="AP")
    j9.plan.key_priorities.update(title="Another priority")
    type(j9).objects.filter(pk=j9.pk).update(
        title="Renamed", removed_on="2017-09-01", removal_reason="No money."
    )

    after = [client.get(address) for address in addresses]
    assert [each.content for each in after] == [each.content for each in before]
    assert [each["ETag"] for each in after] == [each["ETag"] for each in before]


def test_each_file_is_given_byte_for_byte_under_its_name(client, j9):
    give_out()

    for file in IssuedFile.objects.all():
        answer = client.get(f"/papers/2017-18/year-end/1.{file.extension}")

        assert answer.content == bytes(file.content)
        assert answer["Content-Type"] == file.content_type
        assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
        assert answer["Content-Length"] == str(file.size)
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_downloads_say_their_format_and_size(client, j9):
    give_out()

    words = words_of(client.get(ISSUE))

    size = IssuedFile.objects.get(extension="xlsx").size
    assert f"Excel ({size / 1024:.1f}\xa0KB)" in words or f"Excel ({size / 1024:.1f} KB)" in words


def test_the_contents_lead_to_each_part_and_minutes_to_each_row(client, j9):
    make_initiative("Ribbon", led_by="CBC", number=44)
    give_out()

    page = client.get(ISSUE).text

    assert '<a class="govuk-link" href="#key-priority-1-to-reduce-reoffending">' in page
    assert 'id="key-priority-1-to-reduce-reoffending"' in page
    assert 'id="no-key-priority-recorded"' in page
    assert f'id="2017-18-{j9.number:02}"' in page
    assert 'id="2017-18-44"' in page


def test_no_part_takes_the_place_of_the_pages_own():
    sections = [Text(heading) for heading in ("Contents", "Main content", "Contents")]

    parts = parts_of(of_sections(*sections))

    assert [part.anchor for part in parts] == ["contents-1", "main-content-2", "contents-3"]


def test_every_issue_is_listed_newest_year_and_issue_first(client, j9):
    make_initiative("Old", plan=make_plan(2016))
    give_out()
    give_out("annual-plan", year=2016)
    give_out(reason="Two leads were wrong.")

    page = client.get("/papers/")

    rows = [row[0] for table in tables_of(page) for row in table[1:]]
    assert rows == [
        "Year end performance report 2017-18, issue 2",
        "Year end performance report 2017-18, issue 1",
        "Annual partnership plan 2016-17, issue 1",
    ]
    assert f"Replaced by issue 2 on {today()}" in words_of(page)
    assert [row[0] for row in tables_of(client.get("/papers/2016-17/"))[0][1:]] == rows[2:]
    assert [row[0] for row in tables_of(client.get("/papers/2017-18/year-end/"))[0][1:]] == rows[:2]


def test_a_replaced_issue_can_be_read_and_says_by_what_and_why(client, j9):
    give_out()
    give_out(reason="Two leads were wrong.")

    old, new = client.get(ISSUE), client.get("/papers/2017-18/year-end/2/")

    assert f"This issue was replaced by issue 2 on {today()}." in words_of(old)
    assert "Reason: Two leads were wrong." in words_of(old)
    assert 'href="/papers/2017-18/year-end/2/"' in old.text
    assert "was replaced" not in words_of(new)
    assert "Training delivered." in words_of(old)


def test_what_replaces_an_issue_is_the_next_that_can_be_read(client, j9):
    give_out()
    withdrawn = take_back(give_out(reason="Mary Example was named."))

    assert "was replaced" not in words_of(client.get(ISSUE))
    assert "Mary" not in words_of(client.get(ISSUE)) + words_of(client.get("/papers/"))
    assert withdrawn.number == 2
    give_out(reason="A lead was wrong.")
    assert "This issue was replaced by issue 3" in words_of(client.get(ISSUE))


@pytest.mark.parametrize("purged", [False, True])
def test_of_a_withdrawn_issue_only_when_and_why_is_told(client, j9, purged):
    issued = take_back(give_out(), reason="It named a witness.")
    if purged:
        rows = type(issued).objects.filter(pk=issued.pk)
        rows._leave(document=None, purged_at=timezone.now())

    for address in (ISSUE, f"{ISSUE}changes/", f"{ISSUE[:-1]}.xlsx", f"{ISSUE[:-1]}.odt"):
        answer = client.get(address)
        assert answer.status_code == 410, address
        assert f"was withdrawn on {today()}" in words_of(answer)
        assert "Reason: It named a witness." in words_of(answer)
        assert "ETag" not in answer
        for words in ("Training", "J9", "CBC", issued.title):
            assert words not in words_of(answer)
    for address in ("/papers/", "/papers/2017-18/", "/papers/2017-18/year-end/"):
        words = words_of(client.get(address))
        assert f"Withdrawn on {today()}. Reason: It named a witness." in words
        assert "Training" not in words
        assert f'href="{ISSUE}"' not in client.get(address).text


@pytest.mark.parametrize("withdrawn", [1, 3])
def test_a_withdrawn_issue_names_the_newest_that_can_be_read(client, j9, withdrawn):
    issues = [give_out(), give_out(), give_out()]
    take_back(issues[withdrawn - 1])
    newest = 3 if withdrawn == 1 else 2

    for address in ("/", ".pdf", "/changes/"):
        page = client.get(f"/papers/2017-18/year-end/{withdrawn}{address}")

        assert f"Year end performance report 2017-18, issue {newest}" in words_of(page)
        assert f'href="/papers/2017-18/year-end/{newest}/"' in page.text


def test_where_every_issue_was_withdrawn_the_page_says_so(client, j9):
    take_back(give_out())
    take_back(give_out())

    page = client.get(ISSUE)

    assert "No other issue of this paper can be read now." in words_of(page)
    assert 'href="/papers/2017-18/year-end/"' in page.text


def test_unpublished_and_unheard_of_answer_alike(client, j9, one_reference):
    make_initiative("Not out", plan=make_plan(2016))
    give_out()

    answers = [
        client.get(f"/papers/{address}")
        for address in (
            "2017-18/annual-plan/",  # not issued
            "2017-18/annual-plan/1/",
            "2017-18/annual-plan/1.xlsx",
            "2017-18/highlights/",  # no such paper
            "2017-18/highlights/1/",
            "2017-18/year-end/2/",  # not yet
            "2017-18/year-end/2/changes/",
            "2017-18/year-end/1/changes/",  # from nothing
            "2017-18/year-end/99999999999999999999/",
            "2017-18/year-end/1.exe",
            "2016-17/",  # nothing issued
            "2016-17/year-end/1/",
            "2019-20/",  # no plan
            "2019-20/year-end/1/",
            "2017-19/",  # no year
            "nowhere/",
        )
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(answer.headers.items()) for answer in answers}) == 1


def test_before_anything_is_published_the_page_says_so(client):
    assert "No papers have been published here yet." in words_of(client.get("/papers/"))


def test_the_public_home_lists_the_newest_issue_of_each_paper_and_sets_no_cookie(client, j9):
    give_out()
    give_out()
    take_back(give_out())
    take_back(give_out("annual-plan"))

    page = client.get("/")

    assert "Year end performance report 2017-18, issue 2" in words_of(page)
    assert today() in words_of(page)
    assert "issue 1" not in words_of(page)
    assert "Annual partnership plan 2017-18, issue" not in words_of(page)
    assert not page.cookies


@pytest.mark.parametrize("role", [None, READER])
def test_home_still_leads_to_the_notices_once_every_paper_was_withdrawn(client, j9, role):
    take_back(give_out())
    if role:
        client.force_login(make_person(role))

    page = client.get("/")

    assert "each one that was published has been withdrawn" in words_of(page)
    assert "published here yet" not in words_of(page)
    assert "All published papers" in words_of(page)


def test_home_says_that_nothing_was_published_yet(client):
    page = client.get("/")

    assert "No papers have been published here yet." in words_of(page)
    assert "All published papers" not in words_of(page)


def test_no_page_leads_to_where_one_has_to_sign_in(client, j9):
    give_out()
    give_out()

    for address in ("/papers/", ISSUE, "/papers/2017-18/year-end/2/changes/"):
        page = client.get(address).text
        assert "/initiatives/" not in page
        assert "/reports/" not in page


def test_example_data_is_called_so_everywhere(client):
    plan = make_plan(is_example=True)
    make_initiative("J9", plan=plan)
    give_out()

    for address in ("/", "/papers/", "/papers/2017-18/", "/papers/2017-18/year-end/", ISSUE):
        assert "Example data" in words_of(client.get(address)), address


def test_an_agency_by_an_awkward_name_is_only_words(client):
    make_agency("<b>&", name="<script>alert(1)</script>")
    make_initiative("<i>J9</i>", led_by="<b>&")
    give_out()

    page = client.get(ISSUE).text

    assert "<i>J9</i>" not in page
    assert "&lt;i&gt;J9&lt;/i&gt;" in page
    assert "<b>&" not in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("2/", 410), ("2.pdf", 410), ("2/changes/", 410), ("3/", 200), ("3/changes/", 410)],
)
def test_a_paper_emptied_while_it_is_asked_for_is_told_as_withdrawn(
    client, j9, monkeypatch, address, status
):
    give_out()
    second = give_out()
    give_out()
    answer = views.unless_known

    def emptied_meanwhile(*args, **said):
        second.purge(by=second.issued_by, reason="It held words that were taken out.")
        return answer(*args, **said)

    monkeypatch.setattr(views, "unless_known", emptied_meanwhile)

    page = client.get(f"/papers/2017-18/year-end/{address}")

    assert page.status_code == status
    assert ("It held words that were taken out." in words_of(page)) == (status == 410)


@pytest.mark.parametrize("query", ["", "?agency=cbc", "?agency=nobody", "?utm=1"])
def test_search_engines_are_told_what_an_issue_is_and_of_its_one_address(
    client, j9, settings, query
):
    settings.TRACKER_ADDRESS = "https://tracker.example"
    title = give_out().title

    page = client.get(f"{ISSUE}{query}").text

    assert f'<link rel="canonical" href="https://tracker.example{ISSUE}">' in page
    said = f"{title} as published on {today()}, issue 1."
    assert f'<meta name="description" content="{said}">' in page


def test_who_comes_to_a_paper_that_is_not_there_is_led_to_those_that_are(client):
    page = client.get("/papers/2017-18/year-end/7/")

    assert page.status_code == 404
    assert '<a class="govuk-link" href="/papers/">See all published papers</a>' in page.text
