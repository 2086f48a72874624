from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import OutcomeUpdate, ReturnedWorkbook
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_plan, make_workbook, record
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/workbook/"
State = ReturnedWorkbook.State


def accepted(said, *, by, decided_by=None, **about):
    """A workbook whose rows became outcomes."""
    now = timezone.now()
    stands = {"state": State.APPLIED, "decided_at": now, "decided_by": decided_by or by}
    workbook = make_workbook({each: {} for each in said}, by=by, **stands, **about)
    for row in workbook.rows.all():
        text, source = said[row.initiative], OutcomeUpdate.Source.FILE
        row.update = record(row.initiative, text, by=by, source=source, agency=workbook.agency)
        row.save()
    return workbook


def test_the_log_says_of_each_workbook_who_sent_it_and_what_it_changed(client, officer, lead):
    j9, ribbon = make_initiative("J9", number=1), make_initiative("White ribbon", number=2)
    old = accepted({j9: "Held."}, by=officer, file_name="whole.xlsx")
    accepted({ribbon: "Ten came."}, by=lead, decided_by=officer, agency="CBH", file_name="cbh.ods")
    make_workbook({ribbon: {"text": "Eleven."}}, by=lead, agency="CBH", state=State.WAITING)
    ReturnedWorkbook.objects.filter(pk=old.pk).update(sent_at="2017-10-02T09:30Z")

    response = client.get(PAGE)

    [[_, waits, cbh, whole]] = tables_of(response)
    assert waits[0] == "outcomes-2017-18.xlsx"
    assert waits[2:] == ["Waits for an officer", "Nothing yet"]
    assert cbh[0] == "cbh.ods"
    assert cbh[1].startswith("Lead for CBH on ")
    assert cbh[2:] == ["Accepted", "• White ribbon 2017-18/02"]
    assert whole[:2] == ["whole.xlsx", "Officer on 2 October 2017 at 10:30"]
    assert '<a class="govuk-link" href="/2017-18/initiatives/2/#history">White' in response.text


def test_what_an_officer_only_looked_at_is_not_in_the_log(client, officer, lead):
    now, j9 = timezone.now(), make_initiative("J9", led_by="CBH")
    make_workbook({j9: {}}, by=officer, file_name="look.xlsx", state=State.LEFT, decided_at=now)
    make_workbook(
        {j9: {}}, by=lead, agency="CBH", file_name="back.xlsx", state=State.LEFT, decided_at=now
    )

    page = client.get(PAGE)

    assert "look.xlsx" not in page.text
    assert "back.xlsx" in page.text


def test_the_log_says_that_a_workbook_was_accepted_in_part(client, officer):
    j9, ribbon = make_initiative("J9", number=1), make_initiative("White ribbon", number=2)
    workbook = accepted({j9: "Held.", ribbon: "Ten came."}, by=officer)
    workbook.rows.filter(initiative=ribbon).update(update=None)

    [[_, first]] = tables_of(client.get(PAGE))

    assert first[2] == "Accepted in part"
    assert "Accepted in part" in words_of(client.get(workbook.get_absolute_url()))


def test_many_initiatives_are_folded_and_a_few_of_them_named(client, officer):
    work = [make_initiative(f"Project {number}", number=number) for number in range(1, 31)]
    accepted(dict.fromkeys(work, "Done."), by=officer)

    page = client.get(PAGE)

    assert words_of(page).count("30 outcomes") == 1
    assert "Project 20" in page.text
    assert "Project 21" not in page.text
    assert "All 30" in words_of(page)


def test_a_partner_sees_what_they_or_their_agencies_sent_and_no_other(client, officer, lead):
    work, theirs = make_initiative("J9", led_by="CBH"), make_initiative("Op", led_by="Police")
    police = make_person(PARTNER, agencies=[make_agency("Police")])
    own = accepted({work: "Held."}, by=lead, agency="CBH", file_name="own.xlsx")
    other = accepted({theirs: "Held."}, by=police, agency="Police", file_name="other.xlsx")
    client.force_login(lead)

    page = client.get(PAGE)

    assert "own.xlsx" in page.text
    assert "other.xlsx" not in page.text
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404


def test_a_workbook_of_another_year_is_not_there(client, officer):
    make_plan(2016)
    sent = accepted({make_initiative("J9"): "Held."}, by=officer)

    assert client.get(f"/2016-17/workbook/{sent.pk}/").status_code == 404
    assert "No workbook of this plan has come back yet." in words_of(
        client.get("/2016-17/workbook/")
    )


def test_what_was_removed_since_is_named_to_no_partner(client, officer, lead):
    work = make_initiative("Joint visits", led_by="CBH")
    sent = accepted({work: "Held."}, by=lead, agency="CBH")
    type(work).objects.update(removed_on="2017-09-01", removal_reason="Merged.")

    assert "Joint visits" in client.get(PAGE).text
    client.force_login(lead)
    for address in (PAGE, sent.get_absolute_url()):
        page = client.get(address)
        assert page.status_code == 200
        assert "Joint visits" not in page.text


@pytest.mark.parametrize("role", [READER, CLERK, ""])
def test_it_is_for_who_may_answer(client, role):
    make_plan()
    client.force_login(make_person(role))

    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}1/").status_code == 403


def test_an_accepted_workbook_says_who_accepted_it_and_leads_to_each_history(client, officer, lead):
    j9, ribbon = make_initiative("J9", number=1), make_initiative("White ribbon", number=2)
    sent = accepted({j9: "Held."}, by=lead, decided_by=officer, agency="CBH")
    sent.rows.create(initiative=ribbon, place="Sheet “Outcomes”, row 9", follows=0)

    page = client.get(sent.get_absolute_url())

    assert "Officer accepted it on" in words_of(page)
    assert "1 outcome was recorded, 1 change was left out." in words_of(page)
    assert 'href="/2017-18/initiatives/1/#history"' in page.text
    assert "White ribbon" not in page.text


@pytest.mark.parametrize(
    ("by_whom", "words"),
    [
        (True, "Officer left it on"),
        (False, "Nobody decided about it within a day, so what was read of it is gone."),
    ],
)
def test_an_unused_workbook_says_why_nothing_came_of_it(client, officer, by_whom, words):
    stands = {"decided_at": timezone.now(), "decided_by": officer if by_whom else None}
    sent = make_workbook({make_initiative("J9"): {}}, by=officer, state=State.LEFT, **stands)

    page = client.get(sent.get_absolute_url())

    assert words in words_of(page)
    assert "he plan stayed as it was." in words_of(page)


def test_what_waits_for_an_officer_is_on_their_home_page(client, officer, lead):
    work = make_initiative("J9", led_by="CBH")
    sent = make_workbook({work: {"text": "Held."}}, by=lead, agency="CBH", state=State.WAITING)

    for address in ("/", PAGE):
        page = client.get(address)
        assert "was sent by Lead for CBH on" in words_of(page)
        assert "It waits for you to accept it." in words_of(page)
        assert sent.get_absolute_url() in page.text


def test_a_partner_hears_on_home_and_my_actions_that_theirs_waits(client, lead):
    work = make_initiative("J9", led_by="CBH")
    make_workbook({work: {"text": "Held."}}, by=lead, agency="CBH", state=State.WAITING)
    client.force_login(lead)

    for address in ("/", "/my-actions/", PAGE):
        assert "It waits for an officer to accept it." in words_of(client.get(address))


def test_what_somebody_looks_at_says_until_when_it_is_kept(client, officer):
    make_workbook({make_initiative("J9"): {"text": "Held."}}, by=officer)

    page = words_of(client.get("/"))

    tomorrow = timezone.localtime() + timedelta(days=1)
    assert "is with you: look at what it changes, then decide." in page
    assert f"What was read of it is kept until {tomorrow:%-d %B} at" in page


def test_another_officers_look_is_no_ones_business(client, officer):
    make_workbook({make_initiative("J9"): {"text": "Held."}}, by=make_person(OFFICER))

    assert "outcomes-2017-18.xlsx" not in client.get("/").text


def test_the_plan_and_my_actions_lead_to_the_workbook(client, officer, lead):
    make_initiative("J9", led_by="CBH")

    assert f'href="{PAGE}"' in client.get("/2017-18/").text
    client.force_login(lead)
    for address in ("/", "/my-actions/", "/2017-18/"):
        assert f'href="{PAGE}"' in client.get(address).text
    client.force_login(make_person(CLERK))
    assert f'href="{PAGE}"' not in client.get("/2017-18/").text


def test_the_history_says_of_which_workbook_by_whom_and_who_accepted_it(client, officer, lead):
    work = make_initiative("J9", number=1, led_by="CBH")
    sent = accepted({work: "Held."}, by=lead, decided_by=officer, agency="CBH", file_name="a.xlsx")

    page = client.get("/2017-18/initiatives/1/")

    assert "by Lead for CBH" in words_of(page)
    assert "As at 30 August 2017 . Returned workbook a.xlsx on" in words_of(page)
    assert "Accepted by Officer on" in words_of(page)
    assert f'href="{sent.get_absolute_url()}"' in page.text
    client.force_login(lead)
    page = client.get("/2017-18/initiatives/1/")
    assert "Returned workbook a.xlsx" in words_of(page)
    assert "Accepted on" in words_of(page)
