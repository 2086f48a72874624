"""The published papers as open data and for search engines."""

import csv
import json
import re
from io import StringIO

import pytest
from django.utils import timezone

from reports.models import IssuedFile
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, make_plan
from tests.people import make_person
from tests.reports.public.papers import give_out, take_back

pytestmark = pytest.mark.django_db

ADDRESS = "https://tracker.example"


@pytest.fixture(autouse=True)
def issues(settings):
    settings.TRACKER_ADDRESS = ADDRESS
    make_initiative("J9")
    give_out()
    give_out(reason="Two leads were “wrong”,\nand one was not.")
    take_back(give_out("annual-plan"))


def test_json_lists_every_issue_with_its_files(client):
    answer = client.get("/papers/papers.json")

    assert answer["Content-Type"] == "application/json"
    _, newest, oldest = json.loads(answer.content)["papers"]
    assert oldest["replaced_by"] == 2
    files = newest.pop("files")
    assert newest == {
        "year": "2017-18",
        "paper": "year-end",
        "title": newest["title"],
        "issue": 2,
        "issued_on": timezone.localdate().isoformat(),
        "replaced_by": None,
        "reason": "Two leads were “wrong”,\nand one was not.",
        "address": f"{ADDRESS}/papers/2017-18/year-end/2/",
        "withdrawn_on": None,
        "withdrawal_reason": "",
        "kind_of_data": "",
    }
    for file in files:
        stored = IssuedFile.objects.get(issued_paper__number=2, extension=file["format"])
        assert file["size"] == stored.size
        place = file["address"].removeprefix(ADDRESS)
        assert client.get(place).content == bytes(stored.content)


def test_a_withdrawn_issue_is_listed_with_when_and_why_but_no_word_or_file_of_its_own(client):
    [withdrawn, *_] = json.loads(client.get("/papers/papers.json").content)["papers"]
    [line, *_] = csv.DictReader(StringIO(client.get("/papers/papers.csv").text, newline=""))

    today = timezone.localdate().isoformat()
    said = {
        "year": "2017-18",
        "paper": "annual-plan",
        "title": "",
        "reason": "",
        "address": f"{ADDRESS}/papers/2017-18/annual-plan/1/",
        "issued_on": today,
        "withdrawn_on": today,
        "withdrawal_reason": "It named a witness.",
        "kind_of_data": "",
    }
    assert withdrawn == said | {"issue": 1, "replaced_by": None, "files": []}
    no_file = {"format": "", "file_address": "", "size": ""}
    assert line == said | {"issue": "1", "replaced_by": ""} | no_file


def test_example_data_is_told_from_real_papers(client):
    make_initiative("J9", plan=make_plan(2018, is_example=True))
    give_out(year=2018)

    papers = json.loads(client.get("/papers/papers.json").content)["papers"]
    lines = csv.DictReader(StringIO(client.get("/papers/papers.csv").text, newline=""))

    kinds = {("2018-19", "Example data"), ("2017-18", "")}
    for listed in (papers, lines):
        assert {(each["year"], each["kind_of_data"]) for each in listed} == kinds


def test_csv_says_the_same_with_a_line_for_each_file(client):
    answer = client.get("/papers/papers.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(StringIO(answer.content.decode(), newline="")))
    papers = json.loads(client.get("/papers/papers.json").content)["papers"]
    withdrawn, *lines = lines
    assert withdrawn["withdrawal_reason"] == papers.pop(0)["withdrawal_reason"]
    assert len(lines) == sum(len(each["files"]) for each in papers)
    assert lines[0]["reason"] == papers[0]["reason"]
    assert lines[0]["file_address"] == papers[0]["files"][0]["address"]
    assert lines[0]["replaced_by"] == ""


def test_no_text_of_the_csv_is_a_formula(client):
    give_out(reason="=HYPERLINK(1)")

    [_, first, *_] = csv.DictReader(StringIO(client.get("/papers/papers.csv").text, newline=""))

    assert first["reason"] == "'=HYPERLINK(1)"


def test_the_sitemap_names_every_page_that_can_be_read(client):
    answer = client.get("/papers/sitemap.xml")

    assert answer["Content-Type"] == "application/xml"
    places = re.findall("<url><loc>(.+?)</loc></url>", answer.text)
    assert places == [
        f"{ADDRESS}/papers/{place}"
        for place in (
            "",
            "2017-18/",
            "2017-18/annual-plan/",
            "2017-18/year-end/",
            "2017-18/year-end/2/",
            "2017-18/year-end/1/",
        )
    ]
    for place in places:
        assert client.get(place.removeprefix(ADDRESS)).status_code == 200


def test_search_engines_are_asked_to_keep_to_home_and_papers_and_told_of_the_sitemap(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Allow: /$",
        "Allow: /papers/",
        "Allow: /static/",
        "Disallow: /",
        "",
        f"Sitemap: {ADDRESS}/papers/sitemap.xml",
    ]


def test_the_same_is_asked_whoever_is_signed_in_and_no_cookie_is_touched(client):
    stranger = client.get("/robots.txt")
    client.force_login(make_person(OFFICER))

    officer = client.get("/robots.txt")

    assert officer.content == stranger.content
    for answer in (stranger, officer):
        assert not answer.cookies
        assert "Vary" not in answer
        assert answer["Cache-Control"].startswith("public")
    assert client.post("/robots.txt").status_code == 405
