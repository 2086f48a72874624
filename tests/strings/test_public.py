"""Awkward strings in every word of an issued paper: whoever reads it gets words, and nothing more."""

import csv
import json
import re
from io import StringIO
from urllib.parse import urlencode

import pytest
from defusedxml.ElementTree import fromstring

from priorities.models import PartnershipPlan
from priorities.sheets.texts import printable
from reports.issuing import withdraw
from reports.models import IssuedFile
from reports.public.filter import IssueFilter
from scp_tracker.accounts.roles import CLERK
from tests.issues import give_out
from tests.pages import tables_of, words_of
from tests.people import make_person
from tests.strings.awkward import AWKWARD, STORED
from tests.strings.stored import store_everywhere
from tests.strings.test_pages import Elements, squeezed
from tests.strings.test_reports import as_on_a_page, printed_in
from tests.walkers import ask

pytestmark = pytest.mark.django_db

REASON = "\n".join(text for text in STORED if len(text) < 100)[
    :1000
]  # all but the longest, together
PLAN, REPORT = "/papers/2017-18/annual-plan/3/", "/papers/2016-17/year-end/3/"
PAGES = ["/papers/", "/papers/2017-18/", "/papers/2017-18/annual-plan/", PLAN, f"{PLAN}changes/"]
ETAG = re.compile(r'"[0-9a-f]{64}"')


@pytest.fixture(scope="module")
def issued(walkers):
    """The annual plan as it is issued with awkward strings in every field; a report is withdrawn."""
    store_everywhere()
    said = {"by": make_person(CLERK), "reason": REASON}
    withdrawn = give_out(PartnershipPlan.objects.get(start_year=2016), **said)
    withdraw(withdrawn, **said)
    return give_out(PartnershipPlan.objects.get(start_year=2017), slug="annual-plan", **said)


def read(address):
    return ask("", "GET", address).response


@pytest.mark.parametrize("address", PAGES)
def test_no_element_comes_of_a_word(issued, address):
    page = read(address)

    assert page.status_code == 200
    assert ETAG.fullmatch(page["ETag"])
    assert Elements(page.content.decode()).came == []


def test_an_issue_says_its_title_and_its_reason(issued):
    said = squeezed(words_of(read(PLAN)))

    assert squeezed(issued.title) in said
    assert squeezed(issued.reason) in said


def test_an_issue_has_every_text_of_its_tables(issued):
    tables = tables_of(read(PLAN))

    assert as_on_a_page(tables) == as_on_a_page(printed_in(issued.report))


def test_a_withdrawn_issue_says_why(issued):
    page = read(REPORT)

    assert page.status_code == 410
    assert Elements(page.content.decode()).came == []
    assert squeezed(REASON) in squeezed(words_of(page))


def test_each_file_has_a_plain_name_and_is_what_was_stored(issued):
    for file in IssuedFile.objects.filter(issued_paper=issued):
        answer = read(f"{PLAN.rstrip('/')}.{file.extension}")

        assert re.fullmatch(
            rf'attachment; filename="[a-z0-9-]+\.{file.extension}"', answer["Content-Disposition"]
        )
        assert ETAG.fullmatch(answer["ETag"])
        assert answer.content == bytes(file.content)


def test_the_lists_for_programs_have_the_title_and_the_reason(issued):
    papers = json.loads(read("/papers/papers.json").content)["papers"]
    lines = csv.DictReader(StringIO(read("/papers/papers.csv").content.decode(), newline=""))
    places = fromstring(read("/papers/sitemap.xml").content)

    [paper] = [each for each in papers if each["address"].endswith(PLAN)]
    assert (paper["title"], paper["reason"]) == (issued.title, issued.reason)
    found = [line for line in lines if line["address"].endswith(PLAN)]
    assert {line["reason"] for line in found} == {printable(issued.reason)}
    assert len(found) == len(paper["files"])
    assert any(place.text.endswith(PLAN) for place in places.iter() if place.text)


@pytest.mark.parametrize("name", ["agency", "priority"])
def test_whatever_an_issue_offers_to_be_asked_for_is_found(issued, name):
    _, *offered = IssueFilter({}, report=issued.report).fields[name].choices

    for value, _ in offered:
        page = read(f"{PLAN}?{urlencode({name: value})}")

        assert page.status_code == 200, value
        assert not re.search(r"\b0 of \d+ projects", words_of(page)), value
        assert Elements(page.content.decode()).came == []


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_what_no_issue_offers_is_no_element_of_the_page(issued, text):
    query = urlencode({"agency": text, "priority": text}, errors="surrogatepass")

    page = read(f"{PLAN}?{query}")

    assert page.status_code in {200, 400}
    assert Elements(page.content.decode()).came == []
