"""No page or file asks the database more than twelve times, however much it shows."""

import pytest
from django.db import transaction
from django.utils import timezone

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import AgencyContact, AgencyReturn, Answer, Draft, Initiative, Message
from initiatives.moving_in.going_on import decide
from initiatives.returns.links import new_link, token
from initiatives.returns.people import Person
from reports.catalogue import FORMATS
from reports.issuing import withdraw
from reports.models import IssuedPaper
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_move, make_return, make_workbook, numbered, record
from tests.issues import give_out
from tests.large_plans import make_large_plan, take_statistics
from tests.pages import form_of
from tests.people import make_person
from tests.reports.slugs import OF_THE_WHOLE_PLAN

pytestmark = pytest.mark.django_db

MOST = 12
# Initiative 6 has no target, 7 has one: between them they show all that a page can show.
PAGES = [
    (ADMINISTRATOR, "/", 200),
    (OFFICER, "/", 200),
    (PARTNER, "/", 200),
    (READER, "/", 200),
    (PARTNER, "/my-actions/", 200),
    (OFFICER, "/2017-18/", 200),
    (OFFICER, "/2017-18/?q=project+1&status=on_track&timing=point&priority=none", 200),
    (OFFICER, "/2017-18/?status=splendid", 400),
    (READER, "/2017-18/", 403),
    (OFFICER, "/2017-18/priorities/", 200),
    (PARTNER, "/2017-18/changes/", 200),
    (OFFICER, "/2017-18/changes/?since=2017-08-30", 200),
    (OFFICER, "/2017-18/changes/?since=never", 400),
    (PARTNER, "/2017-18/calendar/", 200),
    (OFFICER, "/2017-18/initiatives/6/", 200),
    (PARTNER, "/2017-18/initiatives/7/", 200),
    (OFFICER, "/2017-18/initiatives/9999/", 404),
    (PARTNER, "/2017-18/initiatives/7/updates/1/restore/", 200),
    (ADMINISTRATOR, "/2017-18/initiatives/7/", 200),
    (ADMINISTRATOR, "/2017-18/initiatives/7/updates/1/redact/", 200),
    (PARTNER, "/2017-18/initiatives/6/update/", 200),
    (OFFICER, "/2017-18/initiatives/7/update/", 200),
    (OFFICER, "/2017-18/initiatives/6/edit/", 200),
    (OFFICER, "/2017-18/initiatives/7/edit/", 200),
    (OFFICER, "/2017-18/initiatives/7/remove/", 200),
    (OFFICER, "/2017-18/initiatives/add/", 200),
    (OFFICER, "/timing/?text=Mar+17", 200),
    (OFFICER, "/2017-18/together/", 200),
    (OFFICER, "/2017-18/together/?every=yes&matching=q%3Dproject%26agency%3Dnone", 200),
    (OFFICER, "/2017-18/together/?every=yes&matching=q%3Dproject", 200),
    (OFFICER, "/2017-18/workbook/", 200),
    (PARTNER, "/2017-18/workbook/", 200),
    (OFFICER, "/2017-18/workbook/3001/", 200),
    (PARTNER, "/2017-18/workbook/3001/", 200),
    (OFFICER, "/2017-18/workbook/3002/", 200),
    (PARTNER, "/2017-18/workbook/3002/", 200),
    (OFFICER, "/2017-18/workbook/outcomes.xlsx?notes=on", 200),
    (OFFICER, "/2017-18/workbook/outcomes.xlsx?agency=7003", 200),
    (PARTNER, "/2017-18/workbook/outcomes.xlsx?agency=7003", 200),
    (OFFICER, "/2017-18/workbook/outcomes.xlsx?agency=9999", 404),
    (PARTNER, "/2017-18/workbook/outcomes.xlsx", 403),
    (OFFICER, "/outbox/", 200),
    (OFFICER, "/outbox/?state=waiting&page=2", 200),
    (OFFICER, "/outbox/?state=lost", 400),
    (OFFICER, "/outbox/7001/", 200),
    (OFFICER, "/returns/", 200),
    (OFFICER, "/returns/open/", 200),
    (OFFICER, "/returns/901/", 200),
    (OFFICER, "/returns/901/remind/", 200),
    (OFFICER, "/returns/901/911/", 200),
    (OFFICER, "/returns/901/911/send-back/", 200),
    (OFFICER, "/returns/901/911/7/", 200),
    (OFFICER, "/returns/901/closing-date/", 200),
    (OFFICER, "/returns/901/close/", 200),
    (OFFICER, "/returns/901/withdraw/", 200),
    (OFFICER, "/returns/901/911/links/", 200),
    (PARTNER, "/returns/901/911/answer/", 200),
    (PARTNER, "/returns/901/911/answer/5/", 200),
    (PARTNER, "/returns/901/911/answer/check/", 200),
    (PARTNER, "/returns/901/911/answer/sent/", 302),
    (CLERK, "/reports/", 200),
    (CLERK, "/2017-18/reports/", 200),
    (CLERK, "/2017-18/reports/year-end/?as_of=never", 400),
    *((CLERK, f"/2017-18/reports/{slug}/", 200) for slug in OF_THE_WHOLE_PLAN),
    *((CLERK, f"/2017-18/reports/{slug}/?as_of=2017-08-02", 200) for slug in OF_THE_WHOLE_PLAN),
    *(
        (CLERK, f"/2017-18/reports/{slug}.{ending}", 200)
        for slug in OF_THE_WHOLE_PLAN
        for ending in FORMATS
    ),
    (CLERK, "/2017-18/reports/agency/", 200),
    (CLERK, "/2017-18/reports/agency/?agency=7003", 200),
    (CLERK, "/2017-18/reports/agency/?agency=9999", 400),
    *((CLERK, f"/2017-18/reports/agency.{ending}?agency=7003", 200) for ending in FORMATS),
    (OFFICER, "/2017-18/reports/year-end/", 200),
    (CLERK, "/2017-18/reports/year-end/issue/", 200),
    (CLERK, "/2017-18/reports/year-end/issues/1/", 200),
    (CLERK, "/2017-18/reports/year-end/issues/1.xlsx", 200),
    (CLERK, "/2017-18/reports/year-end/issues/1/withdraw/", 200),
    *((OFFICER, f"/2017-18/reports/{slug}/checks/", 200) for slug in ("year-end", "annual-plan")),
    (CLERK, "/2017-18/reports/annual-plan/checks/stale/accept/", 200),
    (CLERK, "/2017-18/reports/annual-plan/checks/stale/take-back/", 302),
    (OFFICER, "/kept/", 200),
    (OFFICER, "/accounts/password/", 200),
    (OFFICER, "/accessibility/", 200),
    (OFFICER, "/cookies/", 200),
]
# Public ones, of which a first visit asks three times at most and a later one twice.
MOST_IN_PUBLIC, MOST_AGAIN = 3, 2
ISSUE = "/papers/2017-18/annual-plan/2"
PUBLISHED = [
    "/papers/",
    "/papers/papers.json",
    "/papers/papers.csv",
    "/papers/sitemap.xml",
    "/papers/2017-18/",
    "/papers/2017-18/annual-plan/",
    f"{ISSUE}/",
    f"{ISSUE}/?agency=police",
    f"{ISSUE}/changes/",
    "/papers/2017-18/annual-plan/1/",
    "/papers/2017-18/year-end/1/",
    *(f"{ISSUE}.{ending}" for ending in FORMATS),
    *(f"/papers/2017-18/year-end/1.{ending}" for ending in FORMATS),
]


@pytest.fixture(scope="module", params=[10, 300])
def size(request, django_db_setup, django_db_blocker):
    """Two years of plans with so many initiatives each, made once for every page."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_agency("Police", pk=7003)
        make_large_plan(request.param, start_year=2016)
        plan = make_large_plan(request.param)
        make_answers(plan)
        make_messages(request.param)
        make_workbooks(plan, request.param)
        for _ in range(request.param // 50 + 2):
            give_out(plan, by=make_person(CLERK), slug="annual-plan")
        give_out(plan, by=make_person(CLERK))
        take_statistics()
        yield request.param
        transaction.set_rollback(True)


def make_answers(plan):
    """Return 901, with an answer of the police (911) that waits for each initiative of the plan."""
    numbered(make_return(by=make_person(OFFICER), plan=plan), 901, Police=911)
    said = {"kind": Answer.Kind.UPDATED, "text": "Done.", "status": "on_track"}
    wrote = {"agency": make_agency("Police"), "written_as": "Lead", "written_at": timezone.now()}
    Answer.objects.update(state=Answer.State.SENT, follows=99, **said, **wrote)


def make_workbooks(plan, count):
    """Workbooks of the police: 3001 waits, and each of 3002 and its like became an outcome of all."""
    initiatives, by = plan.initiatives.all(), make_person(PARTNER, agencies=[make_agency("Police")])
    sent = {"by": by, "agency": "Police"}
    said = {"text": "Outcome 3 of it, and more.", "status": "complete"}
    make_workbook(dict.fromkeys(initiatives, said), pk=3001, state="waiting", **sent)
    decided = {"state": "applied", "decided_at": timezone.now(), "decided_by": make_person(OFFICER)}
    for pk in range(3002, 3003 + count // 10):
        workbook = make_workbook({each: {} for each in initiatives}, pk=pk, **sent, **decided)
        made = {"by": by, "source": "file", "agency": workbook.agency}
        for row in workbook.rows.all()[:: 1 if pk == 3002 else 10]:
            row.update = record(row.initiative, "Outcome 3 of it, and more.", **made)
            row.save()


def make_messages(count):
    now = timezone.now()
    said = {"to": "lead@cbh.example", "subject": "Your answers", "body": "Hello"}
    Message.objects.bulk_create(
        Message(pk=7001 + number, next_try_at=now if number % 2 else None, **said)
        for number in range(count)
    )


def sign_in(client, role):
    agencies = [make_agency("Police"), make_agency("CBC")] if role == PARTNER else []
    client.force_login(make_person(role, agencies=agencies))


@pytest.mark.parametrize(("role", "address", "status"), PAGES)
def test_a_page_or_file_asks_at_most_twelve_times(
    client, size, role, address, status, django_assert_max_num_queries
):
    sign_in(client, role)

    with django_assert_max_num_queries(MOST):
        response = client.get(address)

    assert response.status_code == status


@pytest.mark.parametrize("address", ["/", "/robots.txt", *PUBLISHED])
def test_a_public_page_or_file_asks_at_most_three_times(
    client, size, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_IN_PUBLIC):
        response = client.get(address)

    assert response.status_code == 200


@pytest.mark.parametrize("address", PUBLISHED)
def test_what_is_published_is_not_sent_twice_and_asks_at_most_twice_then(
    client, size, address, django_assert_max_num_queries
):
    mark = client.get(address)["ETag"]

    with django_assert_max_num_queries(MOST_AGAIN):
        again = client.get(address, headers={"If-None-Match": mark})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/papers/2017-18/annual-plan/1/", 410),
        ("/papers/2017-18/annual-plan/1.pdf", 410),
        ("/papers/2017-18/annual-plan/1/changes/", 410),
        ("/papers/2016-17/", 404),
        ("/papers/2017-18/annual-plan/99/", 404),
        (f"{ISSUE}.odt", 404),
        (f"{ISSUE}/?agency=nobody", 400),
    ],
)
def test_what_the_public_cannot_have_asks_at_most_three_times_too(
    client, size, address, status, django_assert_max_num_queries
):
    first = IssuedPaper.objects.get(paper="annual-plan", number=1)
    withdraw(first, by=make_person(ADMINISTRATOR), reason="It named a witness.")

    with django_assert_max_num_queries(MOST_IN_PUBLIC):
        response = client.get(address)

    assert response.status_code == status


@pytest.mark.parametrize(
    ("form", "typed", "most"),
    [
        ("update", {"outcome": ""}, MOST),
        ("edit", {"lead_names": "Nobody / Knows / Them"}, 25),  # each choice is looked up again
        ("remove", {"removal_reason": ""}, MOST),
    ],
)
def test_a_form_that_is_shown_again_asks_no_more_for_more_rows(
    client, size, form, typed, most, django_assert_max_num_queries
):
    sign_in(client, OFFICER)
    address = f"/2017-18/initiatives/7/{form}/"
    said = form_of(client.get(address)) | typed

    with django_assert_max_num_queries(most):
        response = client.post(address, said)

    assert response.status_code == 200


def test_accepting_warnings_asks_no_more_for_more_of_them(
    client, size, django_assert_max_num_queries
):
    sign_in(client, CLERK)
    address = "/2017-18/reports/annual-plan/checks/stale/"
    said = form_of(client.get(f"{address}accept/")) | {"reason": "As adopted."}

    with django_assert_max_num_queries(MOST + 8):  # a hundred or so are written at once
        taken = client.post(f"{address}accept/", said)
    assert taken.status_code == 302
    for page in ("/2017-18/reports/annual-plan/checks/", f"{address}take-back/"):
        with django_assert_max_num_queries(MOST):
            assert client.get(page).status_code == 200
    with django_assert_max_num_queries(MOST + 5):
        form = form_of(client.get(f"{address}take-back/"))
    with django_assert_max_num_queries(MOST + 5):
        assert client.post(f"{address}take-back/", form).status_code == 302


@pytest.mark.parametrize(
    "said",
    [
        {"matching": "q=1", "lead_names": "CBC", "timing": "TBC", "end_reason": "No money."},
        {"matching": "", "status": "complete", "lead_names": "CBC"},
    ],
)
def test_a_look_at_the_changes_to_several_asks_no_more_for_more(
    client, size, said, django_assert_max_num_queries
):
    sign_in(client, OFFICER)

    with django_assert_max_num_queries(MOST):
        page = client.post("/2017-18/together/", {"every": "yes", "look": "yes"} | said)

    assert "Check the changes" in page.text


def test_drafts_ask_no_more_for_more_of_them(client, size, django_assert_max_num_queries):
    person = make_person(PARTNER, agencies=[make_agency("Police"), make_agency("CBC")])
    client.force_login(person)
    for initiative in Initiative.objects.filter(plan__start_year=2017)[: size // 4]:
        page = f"{initiative.get_absolute_url()}update/"
        Draft.objects.keep(by=person, initiative=initiative, address=page, fields={"outcome": "x"})

    for address in ("/", "/my-actions/"):
        with django_assert_max_num_queries(MOST):
            response = client.get(address)
        assert response.text.count("Carry on with") == size // 4


def test_the_last_look_at_an_annual_plan_asks_for_its_issues_as_well(
    client, size, django_assert_max_num_queries
):
    sign_in(client, CLERK)

    with django_assert_max_num_queries(MOST + 1):
        response = client.get("/2017-18/reports/annual-plan/issue/")

    assert response.status_code == 200


def test_a_personal_link_asks_at_most_twelve_times(client, size, django_assert_max_num_queries):
    AgencyContact.objects.create(
        agency=make_agency("Police"), name="Example contact", email="contact@police.example"
    )
    part = AgencyReturn.objects.get(pk=911)
    link = new_link(part, Person("Example contact", "contact@police.example", has_account=False))
    place = f"/r/{token(link)}/"
    client.post(place, {"confirm": "yes"})

    for address in ("", "5/", "check/"):
        with django_assert_max_num_queries(MOST + 1):  # the use of the link is kept
            response = client.get(f"{place}{address}")
        assert response.status_code == 200
        assert "You are about to" not in response.text


STEPS = (
    "tables",
    "columns",
    "values",
    "rows",
    "rows/0.7",
    "priorities",
    "heading",
    "approve",
    "leave",
)


@pytest.mark.parametrize("step", STEPS)
def test_a_plan_that_is_moved_in_asks_no_more_for_more_rows(
    client, size, step, django_assert_max_num_queries
):
    officer = make_person(OFFICER)
    client.force_login(officer)
    leads = ("CBC", "Police", "Parish {}", "CBC / Parish {}")
    rows = [("Key priority", "Target", "Action", "Lead", "Timing", "Funding", "Status", "Progress")]
    for number in range(size):
        lead = leads[number % 4].format(number)
        cells = (
            "KP1: Safer",
            "Fewer thefts",
            f"Project {number}",
            lead,
            "Mar 18",
            f"Fund {number}",
        )
        rows.append((*cells, "Green", "Done."))
    move = make_move(by=officer, read=FileRead((FileTable("Table 1", tuple(rows)),)), tables=(0,))
    decide(move, seen=2, start_year=2017)

    with django_assert_max_num_queries(MOST):
        response = client.get(f"/move-in/{move.pk}/{step}/")

    assert response.status_code == 200


def test_a_long_story_asks_no_more_than_a_short_one(client, size, django_assert_max_num_queries):
    initiative = Initiative.objects.get(plan__start_year=2017, number=6)
    author = make_person(PARTNER, agencies=[make_agency("Police")])
    for number in range(size // 4):
        record(initiative, f"Outcome {number}.", by=author, agency=make_agency("Police"))
    sign_in(client, ADMINISTRATOR)

    for address in ("", "?page=2", "update/", "updates/1/restore/", "updates/1/redact/"):
        with django_assert_max_num_queries(MOST):
            response = client.get(f"/2017-18/initiatives/6/{address}")
        assert response.status_code == 200
