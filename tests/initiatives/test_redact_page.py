from datetime import date

import pytest
from django.urls import reverse

from initiatives.models import OutcomeUpdate, Redaction
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.pages import form_of, forms_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/5/"
REDACT = f"{PAGE}updates/1/redact/"
TYPED = {"text": "[A resident] was helped.", "internal_note": "", "reason": "It named a victim."}


@pytest.fixture
def said():
    initiative = make_initiative("Op Lynx", number=5, led_by="Police")
    return record(
        initiative, "Zelda Quux was helped.", internal_note="Ring Zelda.", on=date(2017, 9, 1)
    )


@pytest.fixture
def administrator(client):
    person = make_person(ADMINISTRATOR, name="Ada")
    client.force_login(person)
    return person


def check(client, **typed):
    return client.post(REDACT, form_of(client.get(REDACT)) | TYPED | typed)


def confirm(client, page):
    return client.post(REDACT, form_of(page) | {"confirmed": "yes"}, follow=True)


def test_what_goes_is_shown_once_more_before_it_does(client, said, administrator):
    words = words_of(check(client))

    assert "This cannot be undone." in words
    assert "Back-ups hold the old text until they are overwritten." in words
    assert "Outcome removed: Zelda Quux added: [A resident] was helped." in words
    assert "Internal note removed: Ring Zelda." in words
    assert "Redacted by Ada: It named a victim." in words
    assert "No other update of this initiative has them." in words
    assert OutcomeUpdate.objects.get().text == "Zelda Quux was helped."


def test_confirmed_the_words_are_on_no_page_and_in_no_file(client, said, administrator):
    response = confirm(client, check(client))

    update = OutcomeUpdate.objects.get()
    assert (update.text, update.internal_note) == ("[A resident] was helped.", "")
    words = words_of(response)
    assert "The words were taken out of update 1." in words
    assert "by Ada: It named a victim." in words
    for address in (PAGE, "/2017-18/", REDACT, "/2017-18/reports/year-end/", "/admin/", "/"):
        assert "Quux" not in client.get(address).content.decode()


def test_the_history_and_the_outcome_that_prints_say_when_by_whom_and_why(
    client, said, administrator
):
    confirm(client, check(client))
    redaction = Redaction.objects.get()
    told = f"Redacted on {redaction.redacted_at:%-d %B %Y} by Ada: It named a victim."

    client.force_login(make_person(CLERK))
    printed = words_of(client.get(PAGE))
    record(said.initiative, "All is well.", on=date(2017, 9, 2))
    earlier = words_of(client.get(PAGE))

    assert f"Outcome as it prints now [A resident] was helped. {told}" in printed
    assert printed.count(told) == earlier.count(told) == 1
    assert earlier.index("Update 1") < earlier.index(told)


def test_the_set_up_screen_says_it_too(client, said, administrator):
    address = reverse("admin:initiatives_outcomeupdate_change", args=[said.pk])
    assert "Redacted: No" in words_of(client.get(address))

    confirm(client, check(client))

    words = words_of(client.get(address))
    assert "by Ada: It named a victim." in words
    assert "Quux" not in words


def test_what_was_typed_can_be_changed_before_it_is_confirmed(client, said, administrator):
    shown = form_of(check(client, text="First try.\n• a point"))

    again = client.post(REDACT, shown | {"again": "yes"})

    assert form_of(again)["text"] == "First try.\n• a point"
    assert form_of(again)["reason"] == "It named a victim."
    assert OutcomeUpdate.objects.get().text == "Zelda Quux was helped."


@pytest.mark.parametrize(
    "place",
    [
        *("answers to returns", "messages", "highlights", "drafts", "kept forms"),
        *("set-up screens’ log", "titles of issued papers", "reasons for issuing and withdrawing"),
        *(
            "warnings accepted",
            "the paper it was moved in from",
            "plans that somebody is still moving in",
        ),
    ],
)
def test_every_place_that_loses_the_words_is_named(client, said, administrator, place):
    assert place in words_of(check(client))


def test_other_updates_with_the_same_words_are_pointed_out(client, said, administrator):
    record(said.initiative, "All is well.")
    record(said.initiative, "Quux moved away.", internal_note="Her street.")

    page = check(client)
    done = confirm(client, page)

    assert "Redact each of these as well: Update 3 , as at 30 August 2017" in words_of(page)
    assert f'href="{PAGE}updates/3/redact/"' in page.content.decode()
    assert "Some of them still stand in update 3: redact those as well." in words_of(done)


def test_updates_of_the_same_work_in_other_years_are_pointed_out(client, said, administrator):
    initiative = said.initiative
    earlier = make_initiative("Op Lynx", number=8, plan=make_plan(2016))
    initiative.continues = earlier
    initiative.save()
    record(earlier, "Quux moved away.", on=date(2017, 3, 1))

    page = check(client)
    done = confirm(client, page)

    told = "about the same work in other plan years. Redact each of these as well: Update 1 of 2016-17/08"
    assert f"{told} , as at 1 March 2017" in words_of(page)
    assert 'href="/2016-17/initiatives/8/updates/1/redact/"' in page.text
    still = "Some of them still stand in update 1 of 2016-17/08: redact those as well."
    assert still in words_of(done)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"reason": ""}, "Say why the words are taken out."),
        ({"reason": "It named zelda quux."}, "The reason repeats words that are taken out."),
        ({"reason": "x" * 301}, "300"),
        (
            {"text": "Zelda Quux was helped.", "internal_note": "Ring Zelda."},
            "Nothing is taken out yet.",
        ),
        ({"text": "Bell:\a"}, "hidden control character"),
        ({"text": "x" * 20_001}, "20,000"),
        ({"status_reason": "x\ny"}, "Write this on one line."),
    ],
)
def test_what_will_not_do_is_said_and_nothing_goes(client, said, administrator, typed, error):
    response = check(client, **typed, confirmed="yes")

    assert response.status_code == 200
    assert error in words_of(response)
    assert OutcomeUpdate.objects.get().text == "Zelda Quux was helped."


def test_two_administrators_at_once_are_shown_both_texts(client, said, administrator):
    page = check(client)
    said.redact(
        after=0,
        by=make_person(ADMINISTRATOR),
        reason="Quicker.",
        text="Somebody was helped.",
        internal_note="",
        status_reason="",
    )

    clash = confirm(client, page)

    assert clash.status_code == 409
    words = words_of(clash)
    assert "What is left of it now Somebody was helped." in words
    assert "What you left, still in the box below [A resident] was helped." in words
    assert OutcomeUpdate.objects.get().text == "Somebody was helped."

    confirm(client, client.post(REDACT, form_of(clash)))

    assert OutcomeUpdate.objects.get().text == "[A resident] was helped."
    assert Redaction.objects.count() == 2


def test_whoever_was_writing_on_is_told_so_that_no_words_come_back(client, said, administrator):
    said_before = form_of(client.get(f"{PAGE}update/"))
    confirm(client, check(client))

    clash = client.post(f"{PAGE}update/", said_before | {"outcome": "Zelda Quux is well."})

    assert clash.status_code == 409
    assert "[A resident] was helped." in words_of(clash)
    assert OutcomeUpdate.objects.count() == 1

    client.post(f"{PAGE}update/", form_of(clash) | {"outcome": "She is well."})

    assert OutcomeUpdate.objects.get(number=2).text == "She is well."


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [
        (READER, "", 404),
        (CLERK, "", 403),
        (PARTNER, "Police", 403),
        (OFFICER, "", 403),
        (ADMINISTRATOR, "", 200),
    ],
)
def test_only_administrators_redact(client, said, role, agency, status):
    client.force_login(make_person(role, agencies=[make_agency(agency)] if agency else []))

    assert client.get(REDACT).status_code == status
    assert (f'href="{REDACT}"' in client.get(PAGE).content.decode()) is (status == 200)
    sent = client.post(REDACT, TYPED | {"confirmed": "yes", "version": "0"})
    assert sent.status_code == (302 if status == 200 else status)
    assert ("Quux" in OutcomeUpdate.objects.get().text) is (status != 200)


@pytest.mark.parametrize("number", [0, 2, 99])
def test_an_update_that_is_not_there_is_not_found(client, said, administrator, number):
    assert client.get(f"{PAGE}updates/{number}/redact/").status_code == 404


def test_the_confirmation_asks_nothing_anew(client, said, administrator):
    [form] = [form for form in forms_of(check(client)) if "text" in form.names]

    assert form.names - form.hidden == set()
