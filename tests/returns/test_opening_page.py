from datetime import date

import pytest
from django.utils import timezone

from initiatives.models import Message, Return
from initiatives.returns.names import quarter_just_ended
from initiatives.working_days import working_days_after
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import (
    make_agency,
    make_initiative,
    make_key_priority,
    make_plan,
    make_return,
)
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ADDRESS = "/returns/open/"
FOLDER = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def officer():
    return make_person(OFFICER)


@pytest.fixture(autouse=True)
def plan(client, officer):
    """Three initiatives: CBH with two people, Police with one who is a contact, Fire with nobody."""
    client.force_login(officer)
    make_initiative("White ribbon", number=1, led_by="CBH / Police")
    make_initiative("J9", number=2, led_by="CBH")
    make_initiative("Smoke alarms", number=3, led_by="Fire")
    homes, police = make_agency("CBH"), make_agency("Police")
    make_person(PARTNER, agencies=[homes], email="lead@cbh.example", name="Example lead")
    make_person("", agencies=[homes], email="former@cbh.example", name="Former lead")
    homes.contacts.create(name="Example contact", email="contact@cbh.example")
    police.contacts.create(name="Example contact", email="Contact@CBH.example")
    return make_plan()


@pytest.fixture
def fill_in(client):
    def send(*, check=False, **typed):
        """Fill in the form and go on to what it leads to; past the check, unless that is wanted."""
        form = form_of(client.get(ADDRESS)) | typed
        page = client.post(ADDRESS, form)
        if check or "Who gets the message" not in words_of(page):
            return page
        return client.post(ADDRESS, form_of(page))

    return send


def test_the_form_offers_a_name_and_closing_dates_in_working_days(client, wait):
    wait(to="2026-10-09 10:00+01:00")

    page = client.get(ADDRESS)

    assert form_of(page)["name"] == "Quarter 2"
    assert form_of(page)["closes"] == "2026-10-23"
    assert "Friday 23 October 2026, in 10 working days" in words_of(page)


def test_before_anything_is_sent_each_agency_is_shown_with_what_it_is_asked(fill_in):
    page = fill_in(check=True, note="Please mention figures.")

    [[_, *rows]] = tables_of(page)
    assert [row[0] for row in rows] == ["CBH", "Fire", "Police"]
    assert rows[0][1] == "• White ribbon 2017-18/01\n• J9 2017-18/02"
    assert rows[0][2] == "• Example lead, lead@cbh.example\n• Example contact, contact@cbh.example"
    assert rows[1][2] == "Nobody"
    assert "1 of them has no people and no contacts, so you answer for it." in words_of(page)
    assert f'href="/admin/initiatives/agency/{make_agency("Fire").pk}/change/"' in page.text
    assert "Please mention figures." in words_of(page)
    assert not Return.objects.exists()
    assert not Message.objects.exists()


def test_what_has_no_lead_is_named_as_left_out(fill_in, plan):
    lost = make_initiative("Lost property", number=4)
    make_initiative("Gone", number=5, removed_on=date(2017, 8, 1), removal_reason="Merged.")

    page = fill_in(check=True)

    assert (
        "1 initiative has no lead agency and is not asked about: Lost property 2017-18/04"
        in words_of(page)
    )
    assert f'href="{lost.get_absolute_url()}"' in page.text
    assert "Gone" not in words_of(page)
    only_fire = fill_in(check=True, agencies=str(make_agency("Fire").pk))
    assert "Lost property" not in words_of(only_fire)


def test_opened_it_writes_one_message_a_person_with_a_link_for_each_agency(
    client, fill_in, officer
):
    page = fill_in(name="Quarter 2", note="Please mention figures.")

    opened = Return.objects.get()
    assert page["Location"] == f"/returns/{opened.pk}/"
    assert "2 people are asked." in words_of(client.get(page["Location"]))
    assert (opened.name, opened.opened_by) == ("Quarter 2", officer)
    assert opened.closes_on == working_days_after(timezone.localdate(), 10)
    contact, lead = Message.objects.order_by("to")
    assert (lead.to, contact.to) == ("lead@cbh.example", "contact@cbh.example")
    assert lead.subject.startswith("Quarter 2, 2017-18: What has happened? Please answer by ")
    assert contact.about == "Return Quarter 2, 2017-18"
    assert (contact.body.count("http"), lead.body.count("http")) == (2, 1)
    assert "CBH:\n- White ribbon (2017-18/01)\n- J9 (2017-18/02)\n" in contact.body
    assert "Police:\n- White ribbon (2017-18/01)\n" in contact.body
    assert "Please mention figures." in lead.body
    assert "Police:" not in lead.body
    kinds = opened.messages.values_list("kind", flat=True)
    assert list(kinds) == ["opening", "opening"]


def test_without_a_mail_server_it_says_that_the_messages_wait_to_be_passed_on(
    client, fill_in, settings
):
    settings.EMAIL_BACKEND = FOLDER
    assert "No mail server is set up. The messages wait in the outbox" in words_of(
        fill_in(check=True)
    )

    opened = fill_in()

    page = client.get(opened["Location"])
    assert (
        "2 messages written. The messages wait in the outbox : no mail server is set up, so pass them "
        "on yourself." in words_of(page)
    )
    assert "people are asked" not in words_of(page)
    [[_, *rows]] = tables_of(page)
    today = f"{timezone.localdate():%-d %B %Y}"
    assert rows[0][5].startswith(f"Question, written on {today}")
    [message] = Message.objects.filter(name="Example lead")
    assert f'href="{message.get_absolute_url()}"' in page.text
    remind = words_of(client.get(f"{opened['Location']}remind/"))
    assert "was written to within the last five days" in remind
    assert "The messages wait in the outbox" in remind


def test_the_messages_are_told_who_may_look_and_not_who_may_no_longer(fill_in):
    fill_in()

    assert not Message.objects.filter(to="former@cbh.example").exists()


def test_a_message_is_never_too_long_to_send(fill_in):
    contact = {"name": "Example contact", "email": "everywhere@county.example"}
    for number in range(12):
        make_agency(f"Agency {number}").contacts.create(**contact)
        for own in range(12):
            title, place = f"{'Very long name ' * 12}{own}", 100 + 20 * number + own
            make_initiative(title, number=place, led_by=f"Agency {number}")

    fill_in(note="x " * 990)

    body = Message.objects.get(to=contact["email"]).body
    assert len(body) < 20_000
    assert body.count("- Very long name") == 24
    assert body.count("- and 10 more") == 12


def test_a_note_is_shown_as_it_was_typed_in_the_message(fill_in):
    note = "<b>Figures</b> & names: عربى 🎉\n• one\n• two"

    fill_in(note=note)

    assert all(note in message.body for message in Message.objects.all())
    assert Return.objects.get().note == note


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Give the return a name."),
        ({"name": "Two\nlines"}, "Write this on one line."),
        ({"name": "quarter 1"}, "This plan already has a return with that name."),
        ({"closes": ""}, "Select closing date"),
        ({"closes": "tomorrow"}, "Select one of the closing dates."),
        ({"closes": "2017-10-06"}, "The closing date is in the past."),
        ({"closes": "other"}, "Write the closing date."),
        ({"closes": "other", "other_day": "soon"}, "Write the date as day, month and year"),
        ({"closes": "other", "other_day": "6/10/2017"}, "The closing date is in the past."),
        ({"note": "x" * 2_001}, "must be 2,000 characters or fewer"),
        ({"note": "Bell:\a"}, "hidden control character"),
        ({"agencies": "99999"}, "99999 is not one of the available choices"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_typed_is_lost(fill_in, officer, typed, said):
    make_return(by=officer, name="Quarter 1")
    note = typed.get("note", "Please mention figures.")

    page = fill_in(**{"name": "Quarter 2", "note": note, **typed})

    assert page.status_code == 200
    assert said in words_of(page)
    assert form_of(page)["note"] == note
    assert Return.objects.count() == 1


def test_a_closing_date_that_is_no_working_day_is_warned_of_and_taken(fill_in, wait):
    wait(to="2026-11-27 10:00+00:00")
    christmas = {"closes": "other", "other_day": "25/12/2026"}

    page = fill_in(check=True, **christmas)

    assert (
        "25 December 2026 is Christmas Day. The next working day is Tuesday 29 December."
        in words_of(page)
    )
    fill_in(**christmas)
    assert Return.objects.get().closes_on == date(2026, 12, 25)


def test_a_choice_nobody_leads_anything_of_is_refused_in_words(fill_in, plan):
    empty = make_key_priority("Bicycles", number=9)

    page = fill_in(priorities=str(empty.pk))

    assert "There is nothing to ask about" in words_of(page)
    assert not Return.objects.exists()


def test_some_agencies_alone_may_be_asked(fill_in):
    fill_in(agencies=str(make_agency("Police").pk))

    opened = Return.objects.get()
    assert [part.agency.short_name for part in opened.parts.all()] == ["Police"]
    [message] = Message.objects.all()
    assert "CBH:" not in message.body


def test_initiatives_asked_about_already_are_warned_of(fill_in, officer):
    make_return(by=officer, name="Quarter 1", agencies=[make_agency("Fire")])

    page = fill_in(check=True, name="Quarter 2")

    assert "1 of the initiatives is already asked about" in words_of(page)


def test_after_the_check_something_can_be_changed_again(client, fill_in):
    checked = form_of(fill_in(check=True, name="Quarter 2", note="Figures."))

    page = client.post(ADDRESS, checked | {"change": "yes"})

    assert form_of(page)["note"] == "Figures."
    assert form_of(page)["is_checked"] == ""
    assert not Return.objects.exists()


def test_pressed_twice_it_opens_one(client, fill_in):
    checked = form_of(fill_in(check=True, name="Quarter 2"))

    client.post(ADDRESS, checked)
    again = client.post(ADDRESS, checked)

    assert "This plan already has a return with that name." in words_of(again)
    assert Return.objects.count() == 1
    assert Message.objects.count() == 2


def test_another_open_plan_can_be_chosen_and_a_closed_one_not(client):
    make_initiative("Drones", led_by="Police", plan=make_plan(2018))
    make_plan(2016, closed_on=date(2017, 4, 30))

    assert "Ask about 2017-18 instead" in words_of(client.get(ADDRESS))
    assert "Ask about 2018-19 instead" in words_of(client.get(f"{ADDRESS}?plan=2017-18"))
    assert client.get(f"{ADDRESS}?plan=2016-17").status_code == 404


def test_with_every_plan_closed_it_says_so(client, plan):
    plan.closed_on = date(2018, 4, 30)
    plan.save()

    assert "Every plan year is closed" in words_of(client.get(ADDRESS))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 20), "Quarter 4"),
        (date(2026, 7, 1), "Quarter 1"),
        (date(2026, 10, 9), "Quarter 2"),
        (date(2026, 12, 31), "Quarter 2"),
        (date(2027, 1, 1), "Quarter 3"),
    ],
)
def test_a_return_is_named_for_the_quarter_that_has_just_ended(day, name):
    assert quarter_just_ended(day) == name
