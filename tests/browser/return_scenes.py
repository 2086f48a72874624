"""Returns in the states an officer meets them in; 901 asks the police and the housing."""

from datetime import date

from django.utils import timezone

from initiatives.models import Agency, Answer, Initiative, Lead, LinkUse, PersonalLink, Return
from initiatives.returns.accepting import accept, send_back
from initiatives.returns.closing import close, withdraw
from initiatives.returns.messages import ask
from priorities.models import PartnershipPlan
from scp_tracker.accounts.models import User
from tests.browser.people import OFFICER
from tests.browser.scenes import initiative, save
from tests.builders import (
    answer,
    answer_and_send,
    make_agency,
    make_initiative,
    make_return,
    record,
)


def no_returns(page):
    PartnershipPlan.objects.filter(start_year=2017).update(closed_on=None)
    for asked_in in Return.objects.all():
        asked_in.messages.all().delete()
        asked_in.answers.all().delete()
        LinkUse.objects.filter(link__part__asked_in=asked_in).delete()
        PersonalLink.objects.filter(part__asked_in=asked_in).delete()
        asked_in.parts.all().delete()
        asked_in.delete()
    page.goto("/returns/")


def opening_with_every_error(page):
    page.goto("/returns/open/?plan=2017-18")
    page.get_by_label("Name of the return").fill("")
    page.get_by_label("Another day", exact=True).check()
    page.get_by_label("Another closing date").fill("soon")
    page.get_by_label("Note to the lead agencies").fill("Bell:\a")
    save(page, "Check who is asked")


def opening_checked(page):
    make_agency("CBH").contacts.get_or_create(
        name="Example contact", email="contact-of-the-community-safety-team@cbh.example"
    )
    page.goto("/returns/open/?plan=2017-18")
    page.get_by_label("Name of the return").fill("Year end")
    page.get_by_label("Another day", exact=True).check()
    page.get_by_label("Another closing date").fill("25/12/2098")
    page.get_by_label("Note to the lead agencies").fill("Please mention:\n• figures\n• dates")
    save(page, "Check who is asked")
    page.get_by_role("heading", name="Check who is asked").wait_for()


def no_open_plan(page):
    open_plans = PartnershipPlan.objects.filter(closed_on=None)
    years = list(open_plans.values_list("start_year", flat=True))
    open_plans.update(closed_on=timezone.localdate())
    page.goto("/returns/open/")
    PartnershipPlan.objects.filter(start_year__in=years).update(closed_on=None)


def board_in_every_state(page):
    officer = User.objects.get(email=OFFICER)
    plan = PartnershipPlan.objects.get(start_year=2017)
    names = ("Fire", "Probation", "NHS", "Housing", "Youth", "Crime Stoppers")
    work = [
        make_initiative(f"Work of {name}", plan=plan, led_by=name, number=number)
        for number, name in enumerate(names, start=501)
    ]
    asked = Agency.objects.filter(short_name__in=names)
    board = make_return(by=officer, name="Board", note="Please mention figures.", agencies=asked)
    Return.objects.filter(pk=board.pk).update(closes_on="2018-01-05")
    answer(work[0], "Fitted 12.")
    answer_and_send(work[1], "Met 12.")
    done = answer_and_send(work[2])
    accept(done, seen_version=done.version, by=officer)
    back = answer_and_send(work[3], "Some.")
    send_back([back], "How many?", seen={back.pk: back.version})
    Lead.objects.filter(initiative=work[5]).update(agency=make_agency("Drones"))
    page.goto(f"/returns/{board.pk}/")
    Initiative.objects.filter(pk__in=[each.pk for each in work]).update(
        removed_on="2018-01-05", removal_reason="Only for the board."
    )
    withdraw(Return.objects.get(pk=board.pk), seen_version=1, by=officer)


def nobody_to_remind(page):
    officer = User.objects.get(email=OFFICER)
    make_initiative(
        "Patrol 621",
        number=621,
        led_by="Marshals",
        plan=PartnershipPlan.objects.get(start_year=2017),
    )
    opened = make_return(by=officer, name="Nobody", agencies=[make_agency("Marshals")])
    page.goto(f"/returns/{opened.pk}/remind/")


def some_to_remind(page):
    """One is reminded of a sent-back and an unsent answer, another was written to today."""
    officer = User.objects.get(email=OFFICER)
    plan = PartnershipPlan.objects.get(start_year=2017)
    work = [
        make_initiative(f"Patrol {number}", plan=plan, led_by="Rangers", number=number)
        for number in (611, 612, 613)
    ]
    make_initiative("Patrol 614", plan=plan, led_by="Scouts", number=614)
    scouts, rangers = make_agency("Scouts"), make_agency("Rangers")
    scouts.contacts.create(name="Example contact", email="scouts@scouts.example")
    opened = make_return(by=officer, name="Remind", agencies=[scouts, rangers])
    ask(opened)
    rangers.contacts.create(
        name="Example contact", email="the-rangers-of-the-castle-park-and-gardens@rangers.example"
    )
    back = answer_and_send(work[0], "Some.")
    send_back([back], "How many?", seen={back.pk: back.version})
    answer(work[1], "Held.")
    page.goto(f"/returns/{opened.pk}/remind/")


def part_in_every_state(page):
    """A clash with a newer outcome, a change, nothing to report, one sent back, one accepted."""
    officer = User.objects.get(email=OFFICER)
    plan = PartnershipPlan.objects.get(start_year=2017)
    work = [
        make_initiative(f"Patrol {number}", plan=plan, led_by="Wardens", number=number)
        for number in range(601, 608)
    ]
    for each in work:
        record(each, "Planned:\n• for June\n• in the castle park", status="on_track")
    opened = make_return(by=officer, name="Part", agencies=[make_agency("Wardens")])
    Return.objects.filter(pk=opened.pk).update(closes_on="2018-01-05")
    answer_and_send(work[0], "A 16 year old was helped.", status="off_track", status_reason="Rain")
    record(work[0], "Cancelled.")
    answer_and_send(work[1], "Planned:\n• for July\n• in the castle park", internal_note="Ask.")
    asked = {"asked_whom": "The park keeper", "asked_on": date(2018, 1, 4)}
    answer_and_send(work[2], kind=Answer.Kind.NOTHING_TO_REPORT, **asked)
    back = answer_and_send(work[3])
    send_back([back], "How many came?", seen={back.pk: back.version})
    done = answer_and_send(work[4], "Held on 5 July.")
    accept(done, seen_version=done.version, by=officer)
    answer(work[5], "Held on 6 July.")
    page.goto(opened.parts.get().get_absolute_url())


def accept_with_every_error(page):
    page.goto("/returns/901/911/12/")
    page.get_by_label("Outcome").fill("")
    page.get_by_label("Reason for the status").fill("")
    page.get_by_label("Internal note").fill("Bell:\a")
    save(page, "Accept")


def accept_conflict(page):
    page.goto("/returns/901/911/12/")
    page.get_by_label("Outcome").fill("Eight hotels were visited.")
    record(initiative(12), "Cancelled.", on=date(2018, 1, 9))
    save(page, "Accept")


def send_back_with_every_error(page):
    page.goto("/returns/901/911/send-back/")
    save(page, "Send back")


def send_back_conflict(page):
    page.goto("/returns/901/911/send-back/?answer=12")
    page.get_by_label("What should they change?").fill("How many hotels?")
    asked_in = Return.objects.get(pk=901)
    answer(initiative(12), "Nine hotels were visited.", agency="Police", asked_in=asked_in)
    save(page, "Send back")


def closing_date_gone_by(page):
    page.goto("/returns/901/closing-date/")
    page.get_by_label("Closing date").fill("5/1/2018")
    save(page, "Save closing date")


def closing_date_conflict(page):
    page.goto("/returns/901/closing-date/")
    page.get_by_label("Closing date").fill("24/12/2098")
    Return.objects.filter(pk=901).update(closes_on="2098-12-23", version=7)
    save(page, "Save closing date")
    Return.objects.filter(pk=901).update(version=1)


def closed_board(page):
    asked_in = _new_return("close and open again")
    close(asked_in, seen_version=1, by=asked_in.opened_by)
    page.goto(f"/returns/{asked_in.pk}/")


def close_conflict(page):
    _ending(page, "close")


def withdraw_conflict(page):
    _ending(page, "withdraw")


def _ending(page, what):
    asked_in = _new_return(what)
    page.goto(f"/returns/{asked_in.pk}/{what}/")
    Return.objects.filter(pk=asked_in.pk).update(version=2)
    save(page, f"{what.capitalize()} the return")
    close(asked_in, seen_version=2, by=asked_in.opened_by)


def _new_return(name):
    officer = User.objects.get(email=OFFICER)
    agencies = [make_agency("Police")]
    return make_return(by=officer, name=f"To {name}", agencies=agencies)
