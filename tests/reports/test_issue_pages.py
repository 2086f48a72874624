from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import OutcomeUpdate
from priorities.models import PartnershipPlan
from reports.catalogue import FORMATS, REPORTS
from reports.issuing import draft, mark_of, withdraw
from reports.models import AcceptedWarning, IssuedPaper
from reports.renderers.refusals import CannotBeMade
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER, READER
from tests.builders import make_initiative, make_key_priority, record
from tests.issues import accept_warnings, give_out, mark_now
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db
ISSUE = "/2017-18/reports/year-end/issue/"
FIRST = "/2017-18/reports/year-end/issues/1/"
AS_OF = date(2017, 9, 12)


@pytest.fixture
def j9():
    initiative = make_initiative(
        "J9", serves=(make_key_priority(),), led_by="CBC", timing="Sept 17"
    )
    record(initiative, "Delivered to twelve venues.")
    return initiative


@pytest.fixture
def person():
    return make_person(CLERK, name="Example clerk")


@pytest.fixture
def clerk(client, person, j9):
    accept_warnings(j9.plan, by=person, as_of=AS_OF)
    accept_warnings(j9.plan, by=person, as_of=timezone.localdate())
    client.force_login(person)
    return client


def send(client, address=ISSUE, **typed):
    """Send the form as somebody does who has just read the draft of the day they ask for."""
    typed = {"as_of": "12/9/2017", "version": "0", **typed}
    if "seen" not in typed:
        as_of = AS_OF if typed["as_of"] else timezone.localdate()
        typed["seen"] = mark_now(PartnershipPlan.objects.get(start_year=2017), as_of=as_of)
    return client.post(address, typed)


def test_a_clerk_issues_a_paper_and_is_led_to_it(clerk, person):
    response = send(clerk)

    issued = IssuedPaper.objects.get()
    assert response["Location"] == FIRST
    assert (issued.as_of, issued.issued_by, issued.number) == (AS_OF, person, 1)
    said = words_of(clerk.get(FIRST))
    assert "Year end performance report 2017-18, issue 1 is out." in said
    assert "by Example clerk" in said


def test_a_paper_is_issued_as_of_today_unless_another_day_is_said(clerk):
    send(clerk, as_of="")

    assert IssuedPaper.objects.get().as_of == timezone.localdate()


def test_the_page_says_what_goes_out_under_which_number(clerk):
    said = words_of(clerk.get(f"{ISSUE}?as_of=2017-09-12"))

    assert "Give this paper out as issue 1" in said
    assert "As reported by 12 September 2017" in said
    assert "Nothing stands in the way of issuing the paper." in said


def test_each_form_leads_back_to_where_one_came_from(clerk, person, j9):
    give_out(j9.plan, by=person)

    back = {
        'href="/2017-18/reports/year-end/">Go back': ISSUE,
        f'href="{FIRST}">Go back': f"{FIRST}withdraw/",
    }

    assert [link for link, page in back.items() if link not in clerk.get(page).text] == []


def test_the_first_issue_asks_for_no_reason_and_the_next_one_does(clerk, person, j9):
    assert "reason" not in form_of(clerk.get(ISSUE))
    give_out(j9.plan, by=person)

    response = send(clerk, version="1", reason=" ")

    assert "Say why this replaces issue 1." in words_of(response)
    assert IssuedPaper.objects.count() == 1
    send(clerk, version="1", reason="One venue was left out.")
    assert IssuedPaper.objects.newest_first()[0].reason == "One venue was left out."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"as_of": "soon"}, "Write the date as day, month and year"),
        ({"as_of": f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"}, "in the future"),
        ({"reason": "x" * 1001}, "must be 1,000 characters or fewer"),
        ({"reason": "Bell:\a"}, "hidden control character"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(clerk, person, j9, typed, said):
    give_out(j9.plan, by=person)

    response = send(clerk, **{"reason": "Why.", "version": "1", **typed})

    assert said in words_of(response)
    [(name, value)] = typed.items()
    assert form_of(response)[name].strip() == value
    assert IssuedPaper.objects.count() == 1


def test_a_paper_with_a_warning_nobody_accepted_is_refused_with_what_was_typed(clerk, person, j9):
    give_out(j9.plan, by=person)
    make_initiative("Led by nobody", serves=tuple(j9.key_priorities.all()))

    response = send(clerk, version="1", reason="A new initiative.")

    said = words_of(response)
    assert "This paper cannot be issued yet." in said
    assert "to mend, or to accept with a reason." in said
    assert '<a href="#checks">This paper cannot be issued yet.' in response.text
    assert 'id="checks"' in response.text
    assert form_of(response)["reason"].strip() == "A new initiative."
    assert IssuedPaper.objects.count() == 1


def test_what_goes_out_is_what_the_checks_looked_at(clerk, j9, monkeypatch):
    made, seen = REPORTS["year-end"].build, mark_now(j9.plan, as_of=AS_OF)

    def edited_while_it_is_read(plan, **asked):
        report = made(plan, **asked)
        if OutcomeUpdate.objects.count() == 1:
            record(j9, "Ring 07700 900123.", on=AS_OF)
        return report

    paper = replace(REPORTS["year-end"], build=edited_while_it_is_read)
    monkeypatch.setitem(REPORTS, "year-end", paper)

    send(clerk, seen=seen)

    assert "900123" not in str(IssuedPaper.objects.get().document)
    assert "This paper cannot be issued yet." in words_of(
        send(clerk, version="1", reason="A number.")
    )


def test_what_was_not_looked_at_is_shown_again_before_it_goes_out(clerk, person, j9):
    give_out(j9.plan, by=person)
    opened = form_of(clerk.get(f"{ISSUE}?as_of=2017-09-12"))
    record(j9, "Delivered to thirteen venues.", on=AS_OF)
    typed = {**opened, "reason": "One venue was left out."}

    response = send(clerk, **typed)

    assert response.status_code == 409
    assert "The plan has changed since you looked at it. Nothing was issued." in words_of(response)
    assert response.text.count('href="/2017-18/reports/year-end/?as_of=2017-09-12"') == 2
    assert IssuedPaper.objects.count() == 1
    again = form_of(response)
    assert (again["as_of"], again["reason"].strip()) == (opened["as_of"], typed["reason"])
    assert send(clerk, **again)["Location"] == "/2017-18/reports/year-end/issues/2/"


def test_a_change_while_the_form_is_sent_is_shown_before_it_goes_out(clerk, j9, monkeypatch):
    made, seen = REPORTS["year-end"].build, mark_now(j9.plan, as_of=AS_OF)

    def edited_before_it_is_made(plan, **asked):
        if OutcomeUpdate.objects.count() == 1:
            record(j9, "Delivered to thirteen venues.", on=AS_OF)
        return made(plan, **{**asked, "rows": None})

    paper = replace(REPORTS["year-end"], build=edited_before_it_is_made)
    monkeypatch.setitem(REPORTS, "year-end", paper)

    response = send(clerk, seen=seen)

    assert "The plan has changed since you looked at it." in words_of(response)
    assert not IssuedPaper.objects.exists()


def test_the_draft_of_another_day_is_shown_before_it_goes_out(clerk, j9):
    opened = form_of(clerk.get(ISSUE))

    response = send(clerk, **{**opened, "as_of": "12/9/2017"})

    assert response.status_code == 409
    said = words_of(response)
    assert "You looked at the paper as of another day. Nothing was issued." in said
    assert "As reported by 12 September 2017" in said
    assert not IssuedPaper.objects.exists()
    assert send(clerk, **form_of(response))["Location"] == FIRST
    assert IssuedPaper.objects.get().as_of == AS_OF


@pytest.mark.parametrize("seen", ["", "x", "2017-09-12:", "\x00", "2017-09-12:" + "0" * 64])
def test_a_form_that_says_nothing_true_of_what_was_looked_at_issues_nothing(clerk, seen):
    response = send(clerk, seen=seen)

    assert response.status_code == 409
    assert "The plan has changed since you looked at it." in words_of(response)
    assert not IssuedPaper.objects.exists()
    assert send(clerk, **form_of(response))["Location"] == FIRST


def test_a_form_with_something_to_mend_does_not_take_for_read_what_changed(clerk, person, j9):
    give_out(j9.plan, by=person)
    opened = form_of(clerk.get(f"{ISSUE}?as_of=2017-09-12"))
    record(j9, "Delivered to thirteen venues.", on=AS_OF)

    response = send(clerk, **opened)

    said = words_of(response)
    assert "Say why this replaces issue 1." in said
    assert "The plan has changed since you looked at it." in said
    wrong_day = send(clerk, **{**opened, "as_of": "soon", "reason": "Why."})
    assert form_of(wrong_day)["seen"] == opened["seen"]


def test_midnight_alone_makes_no_other_draft(j9):
    today = timezone.localdate()
    until_now = draft(j9.plan, "year-end", as_of=today)

    assert mark_of(replace(until_now, goes_back=True)) == mark_of(until_now)
    assert mark_of(replace(until_now, as_of=AS_OF)) != mark_of(until_now)


def test_accepted_warnings_go_with_the_issue_and_are_shown_to_the_office(clerk, person, j9):
    make_initiative("Led by nobody", serves=tuple(j9.key_priorities.all()))
    AcceptedWarning.objects.all().delete()
    accept_warnings(j9.plan, by=person, as_of=AS_OF, reason="The county leads it.")

    send(clerk)

    assert {warning["reason"] for warning in IssuedPaper.objects.get().warnings} == {
        "The county leads it."
    }
    assert "The county leads it." in words_of(clerk.get(FIRST))


def frozen(rule="no-lead", reason="The county leads it.", number=1, **said):
    return {
        "rule": rule,
        "reference": f"2017-18/{number}",
        "said": f"Warning {number}.",
        "reason": reason,
        "accepted_by": "Example clerk",
        "accepted_at": "2017-09-11T23:30:00+00:00",
        **said,
    }


def issued_with(person, j9, *warnings):
    """The first issue, as if these warnings had been accepted for it."""
    issued = give_out(j9.plan, by=person)
    issued.reword(warnings=list(warnings))
    return issued


def test_accepted_warnings_are_shown_by_kind_and_reason(clerk, person, j9):
    alike = [frozen(number=number) for number in range(1, 8)]
    others = frozen(reason="Nobody does.", number=8), frozen("no-timing", number=9, reference="")
    issued_with(person, j9, *alike, *others)

    page = clerk.get(FIRST)

    said = words_of(page)
    assert "Warnings that were accepted (9)" in said
    assert "No lead agency (8)" in said
    assert "No timing (1)" in said
    assert said.count("The county leads it.") == 2  # once for each kind
    assert "Example clerk, 12 September 2017" in said  # in London, when it is 11 September by UTC
    assert "2017-18/8: Warning 8." in said
    assert page.text.count("<details") == 1
    assert "Show all 7" in said


@pytest.mark.parametrize(
    "other",
    [
        {"accepted_by": "Example officer"},
        {"accepted_at": "2017-09-14T10:00:00+00:00"},
    ],
)
def test_what_others_accepted_or_another_day_stands_for_itself(clerk, person, j9, other):
    issued_with(person, j9, frozen(), frozen(number=2, **other))

    assert words_of(clerk.get(FIRST)).count("The county leads it.") == 2


def test_a_warning_of_a_check_that_is_no_more_is_still_shown(clerk, person, j9):
    issued_with(person, j9, frozen("printed-in-green"))

    said = words_of(clerk.get(FIRST))

    assert "Printed in green (1)" in said
    assert "2017-18/1: Warning 1." in said


def test_an_acceptance_of_what_is_mended_since_does_not_go_with_the_issue(clerk, person, j9):
    stale = AcceptedWarning.objects.create(
        plan=j9.plan,
        paper="year-end",
        key="1" * 32,
        rule="no-lead",
        said="J9 has no lead.",
        reason="Mended since.",
        accepted_by=person,
    )

    send(clerk)

    assert stale.said not in str(IssuedPaper.objects.get().warnings)


def test_whoever_comes_second_is_told_of_the_first_and_keeps_what_they_typed(clerk, j9):
    other = make_person(OFFICER, name="Example officer")
    give_out(j9.plan, by=other)

    response = send(clerk)

    assert response.status_code == 409
    assert "Example officer issued this paper while you were about to" in words_of(response)
    form = form_of(response)
    assert form["as_of"] == "12/9/2017"
    assert form["version"] == "1"
    assert IssuedPaper.objects.count() == 1


def test_a_clash_between_the_look_and_the_issue_is_told_too(clerk, j9, monkeypatch):
    other = make_person(OFFICER, name="Example officer")
    made, seen = REPORTS["year-end"].build, mark_now(j9.plan, as_of=AS_OF)
    times = []

    def overtaken(plan, **asked):
        times.append(asked)
        if len(times) == 1:
            give_out(plan, by=other)
        return made(plan, **asked)

    paper = replace(REPORTS["year-end"], build=overtaken)
    monkeypatch.setitem(REPORTS, "year-end", paper)

    response = send(clerk, seen=seen)

    assert response.status_code == 409
    assert "Example officer issued this paper" in words_of(response)
    assert IssuedPaper.objects.count() == 1


def test_a_paper_of_which_a_file_cannot_be_made_is_not_issued(clerk, monkeypatch):
    def refused(report):
        raise CannotBeMade("The PDF file has no letters for this.")

    pdf = FORMATS["pdf"]
    monkeypatch.setitem(FORMATS, "pdf", replace(pdf, render=refused))

    response = send(clerk)

    assert "The PDF file has no letters for this. Nothing was issued." in words_of(response)
    assert form_of(response)["as_of"] == "12/9/2017"
    assert not IssuedPaper.objects.exists()


@pytest.mark.parametrize("version", ["", "-1", "x", "7"])
def test_a_form_of_an_issue_there_never_was_is_a_clash(clerk, version):
    response = send(clerk, version=version)

    assert response.status_code == 409
    assert "This form was made for another issue." in words_of(response)
    assert not IssuedPaper.objects.exists()


def test_the_same_form_sent_twice_issues_once(clerk):
    assert [send(clerk)["Location"] for _ in range(2)] == [FIRST, FIRST]
    again = {"version": "1", "reason": "One venue\r\nwas left out. "}
    assert [send(clerk, **again).status_code for _ in range(2)] == [302, 302]

    assert IssuedPaper.objects.count() == 2


def test_files_of_an_issue_are_the_same_bytes_whatever_happens_to_the_plan(clerk, j9):
    send(clerk)
    addresses = [f"{FIRST[:-1]}.{extension}" for extension in FORMATS]
    before = [clerk.get(address) for address in addresses]

    record(j9, "Stopped.", on=AS_OF)

    for response, address, (extension, kind) in zip(
        before, addresses, FORMATS.items(), strict=True
    ):
        assert clerk.get(address).content == response.content
        assert response["Content-Type"] == kind.content_type
        assert f'-issue-1.{extension}"' in response["Content-Disposition"]


def test_the_page_of_an_issue_leads_to_what_the_public_sees(client, clerk):
    send(clerk)

    assert 'href="/papers/2017-18/year-end/1/"' in clerk.get(FIRST).text
    client.logout()
    assert client.get("/papers/2017-18/year-end/1/").status_code == 200


def test_the_report_page_lists_its_issues_for_those_who_give_them_out(clerk, person, j9):
    give_out(j9.plan, by=person)
    withdraw(give_out(j9.plan, by=person), by=person, reason="Wrong venue.")

    said = words_of(clerk.get("/2017-18/reports/year-end/"))

    assert "Issue this paper" in said
    assert "Replaced by issue 2" in said
    assert "Withdrawn" in said


def test_more_than_a_few_issues_are_folded_so_that_the_paper_comes_first(clerk, person, j9):
    for _ in range(3):
        give_out(j9.plan, by=person)
    assert "issues of this paper" not in words_of(clerk.get("/2017-18/reports/year-end/"))
    give_out(j9.plan, by=person)

    said = words_of(clerk.get("/2017-18/reports/year-end/"))

    assert "Show all 4 issues of this paper" in said
    assert "Replaced by issue 2" in said


@pytest.mark.parametrize("role", [PARTNER, READER])
def test_nobody_else_issues_or_sees_who_did(client, person, j9, role):
    give_out(j9.plan, by=person)
    client.force_login(make_person(role))

    for address in (ISSUE, FIRST, f"{FIRST}withdraw/", f"{FIRST[:-1]}.xlsx"):
        assert client.get(address).status_code == 403
    assert send(client).status_code == 403
    assert send(client, f"{FIRST}withdraw/", reason="Why.").status_code == 403
    assert "Issue this paper" not in client.get("/2017-18/reports/year-end/").text
    assert IssuedPaper.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    "address",
    [
        "/2019-20/reports/year-end/issue/",
        "/2017-18/reports/nothing/issue/",
        "/2017-18/reports/funding/issue/",
        "/2017-18/reports/year-end/issues/2/",
        "/2017-18/reports/year-end/issues/0/",
        "/2017-18/reports/year-end/issues/99999999999999999999/",
        "/2017-18/reports/annual-plan/issues/1/",
        "/2017-18/reports/nothing/issues/1/",
        "/2017-18/reports/year-end/issues/1.exe",
        "/2017-18/reports/year-end/issues/2/withdraw/",
    ],
)
def test_what_was_never_issued_is_not_found(clerk, person, j9, address):
    give_out(j9.plan, by=person)

    assert clerk.get(address).status_code == 404


def test_an_issue_is_withdrawn_with_a_reason(clerk, person, j9):
    give_out(j9.plan, by=person)

    response = send(clerk, f"{FIRST}withdraw/", reason="It named a venue by mistake.")

    assert response["Location"] == FIRST
    said = words_of(clerk.get(FIRST))
    assert "It named a venue by mistake." in said
    assert "Withdraw this issue" not in said
    assert clerk.get(f"{FIRST[:-1]}.xlsx").status_code == 200


def test_a_withdrawal_without_a_reason_is_refused(clerk, person, j9):
    give_out(j9.plan, by=person)

    response = send(clerk, f"{FIRST}withdraw/", reason="  ")

    assert "Say why it is withdrawn." in words_of(response)
    assert IssuedPaper.objects.get().withdrawn_at is None


def test_whoever_withdraws_second_sees_both_reasons(clerk, person, j9):
    issued = give_out(j9.plan, by=person)
    withdraw(issued, by=make_person(OFFICER), reason="It was too early.")

    response = send(clerk, f"{FIRST}withdraw/", reason="It named a venue.")

    assert response.status_code == 409
    said = words_of(response)
    assert "It was too early." in said
    assert "It named a venue." in said
    assert IssuedPaper.objects.get().withdrawal_reason == "It was too early."


def test_the_same_withdrawal_sent_twice_is_one(clerk, person, j9):
    give_out(j9.plan, by=person)

    answers = [send(clerk, f"{FIRST}withdraw/", reason="Early.")["Location"] for _ in range(2)]

    assert answers == [FIRST, FIRST]


def test_a_withdrawn_issue_has_no_form_to_withdraw_it(clerk, person, j9):
    withdraw(give_out(j9.plan, by=person), by=person, reason="Early.")

    assert clerk.get(f"{FIRST}withdraw/")["Location"] == FIRST
