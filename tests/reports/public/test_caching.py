"""Public pages and files: the same for everybody, kept for a minute by proxies, and not sent twice."""

import pytest

from reports.public import release
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, record
from tests.people import make_person
from tests.reports.public.papers import give_out, take_back

pytestmark = pytest.mark.django_db

ISSUE = "/papers/2017-18/year-end/2/"
FILE = "/papers/2017-18/year-end/2.xlsx"
ALL = (
    "/papers/",
    "/papers/papers.json",
    "/papers/papers.csv",
    "/papers/sitemap.xml",
    "/papers/2017-18/",
    "/papers/2017-18/year-end/",
    ISSUE,
    f"{ISSUE}?agency=cbc",
    f"{ISSUE}changes/",
    FILE,
)


@pytest.fixture
def issues():
    initiative = make_initiative("J9", led_by="CBC")
    first = give_out()
    record(initiative, "Training delivered.")
    return [first, give_out()]


@pytest.mark.parametrize("address", ALL)
def test_an_officer_with_cookies_is_answered_as_anybody_is(client, issues, address):
    stranger = client.get(address)
    client.force_login(make_person(OFFICER))
    client.cookies["csrftoken"] = "no token at all"
    client.cookies["device-1"] = "mine"

    officer = client.get(address)

    assert officer.status_code == stranger.status_code == 200
    assert officer.content == stranger.content
    for answer in (stranger, officer):
        assert not answer.cookies
        assert "Vary" not in answer
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
        assert "Content-Security-Policy" in answer


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/papers/2016-17/", 404),
        (f"{ISSUE}?agency=nobody", 400),
        ("/papers/2017-18/year-end/1/", 410),
    ],
)
def test_refusals_too_are_the_same_for_everybody(client, issues, one_reference, address, status):
    take_back(issues[0])
    stranger = client.get(address)
    client.force_login(make_person(OFFICER))

    officer = client.get(address)

    assert officer.status_code == stranger.status_code == status
    assert officer.content == stranger.content
    assert not officer.cookies
    assert "Vary" not in officer


def test_what_is_not_there_is_not_kept(client):
    assert "no-store" in client.get("/papers/2017-18/")["Cache-Control"]


@pytest.mark.parametrize("address", ALL)
def test_a_repeat_visit_is_answered_in_one_or_two_statements_with_nothing(
    client, issues, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        first = client.get(address)

    with django_assert_max_num_queries(2 if address.endswith(("papers/", "-18/", "end/")) else 1):
        again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert not again.cookies


@pytest.mark.parametrize("address", ALL)
def test_head_has_the_headers_alone(client, issues, address):
    whole, head = client.get(address), client.head(address)

    assert head.content == b""
    for name in ("ETag", "Content-Type", "Cache-Control"):
        assert head[name] == whole[name]


@pytest.mark.parametrize("address", ALL)
def test_nothing_can_be_sent(client, address):
    assert client.post(address).status_code == 405


def test_a_page_has_another_mark_once_its_paper_was_replaced_or_withdrawn(client, issues):
    marks = [client.get(ISSUE)["ETag"]]
    give_out()
    marks.append(client.get(ISSUE)["ETag"])
    take_back(issues[0])
    marks.append(client.get(ISSUE)["ETag"])

    assert len(set(marks)) == 3
    take_back(issues[1])
    assert client.get(ISSUE, headers={"If-None-Match": marks[-1]}).status_code == 410
    assert client.get(FILE, headers={"If-None-Match": marks[-1]}).status_code == 410


@pytest.mark.parametrize("name", ["title", "reason"])
def test_a_page_has_another_mark_once_words_were_taken_out_beside_the_paper(client, issues, name):
    before = client.get(ISSUE)["ETag"]

    issues[1].reword(**{name: "[Redacted]"})

    assert client.get(ISSUE)["ETag"] != before


@pytest.mark.parametrize("mark", ["*", " * ", "of the issue"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/papers/2017-18/year-end/2.exe", 404),
        (f"{ISSUE}?agency=nobody", 400),
        ("/papers/2017-18/year-end/1/", 410),
        ("/papers/2017-18/year-end/1.xlsx", 410),
        (FILE, 200),
    ],
)
def test_nobody_is_told_to_have_what_is_not_there(client, issues, address, status, mark):
    take_back(issues[0])
    mark = client.get(ISSUE)["ETag"] if mark == "of the issue" else mark

    assert client.get(address, headers={"If-None-Match": mark}).status_code == status


def test_a_page_has_another_mark_after_a_release(client, issues, settings, tmp_path):
    before = client.get(ISSUE)["ETag"]
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("Another look")
    (tmp_path / "requirements.lock").write_text("")
    settings.BASE_DIR = tmp_path
    release.release.cache_clear()

    after = client.get(ISSUE)["ETag"]

    release.release.cache_clear()
    assert before != after
