"""How a lead agency answers a return, signed in: from the list, one by one, checked and sent."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import Answer, Lead
from initiatives.redacting import Left, redact
from initiatives.returns.accepting import accept, send_back
from initiatives.returns.closing import close, withdraw
from priorities.models import PartnershipPlan
from scp_tracker.accounts.roles import ADMINISTRATOR, OFFICER, PARTNER, READER
from tests.builders import (
    answer,
    answer_and_send,
    make_agency,
    make_initiative,
    make_plan,
    make_return,
    part_of,
    record,
)
from tests.pages import form_of, forms_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

Kind, State = Answer.Kind, Answer.State


@pytest.fixture
def officer():
    return make_person(OFFICER, name="Olu Officer")


@pytest.fixture
def work():
    """CBH leads two alone and one with CBC; the police lead one that is nobody else's."""
    titles = {1: ("J9", "CBH"), 2: ("White ribbon", "CBH / CBC"), 3: ("Drop-in", "CBH")}
    titles |= {4: ("Op Bicycle", "Police")}
    made = {n: make_initiative(title, number=n, led_by=led) for n, (title, led) in titles.items()}
    record(made[1], "Planned for May.", status="on_track")
    return made


@pytest.fixture
def asked_in(officer, work):
    return make_return(by=officer)


@pytest.fixture
def place(client, asked_in):
    """The address of CBH's page, with somebody of CBH signed in."""
    member = make_person(PARTNER, agencies=[make_agency("CBH")], name="Cam Homes")
    client.force_login(member)
    return address_of(asked_in, "CBH")


def address_of(asked_in, agency):
    return f"/returns/{asked_in.pk}/{part_of(asked_in, agency).pk}/answer/"


def given(initiative):
    return initiative.answers.get()


def test_an_agency_sees_its_own_initiatives_and_what_stands_now(client, place):
    response = client.get(place)

    [[_, *rows]] = tables_of(response)
    assert [row[0] for row in rows] == [
        "J9 2017-18/01",
        "White ribbon 2017-18/02",
        "Drop-in 2017-18/03",
    ]
    assert rows[0][1:3] == [
        "Planned for May. (30 August 2017)",
        "On track Stale",
    ]
    assert rows[1][1:4] == ["Nothing yet", "No status recorded Stale", "Not answered"]
    assert "0 of 3 answered" in words_of(response)


def test_looking_is_remembered_once_and_an_officers_look_is_not(client, place, asked_in, officer):
    client.force_login(officer)
    client.get(place)
    assert part_of(asked_in, "CBH").first_opened_at is None

    client.force_login(make_agency("CBH").members.get())
    client.get(place)
    first = part_of(asked_in, "CBH").first_opened_at
    client.get(place)

    assert first
    assert part_of(asked_in, "CBH").first_opened_at == first


def test_one_press_says_that_nothing_changed(client, place, work):
    version = given(work[1]).version

    response = client.post(place, {"no_change": "1", "version": version}, follow=True)

    said = given(work[1])
    assert (said.kind, said.state, said.follows) == (Kind.NO_CHANGE, State.ANSWERED, 1)
    assert (said.written_as, said.agency.short_name) == ("Cam Homes", "CBH")
    assert "“No change” is saved for J9." in words_of(response)
    assert "1 of 3 answered" in words_of(response)


def test_no_change_pressed_on_an_old_page_takes_nothing_over(client, place, work):
    answer(work[2], "Trained 40.", agency="CBC")

    response = client.post(place, {"no_change": "2", "version": "1"})

    assert response.status_code == 409
    assert "Updated, by Example contact for CBC" in words_of(response)
    assert given(work[2]).text == "Trained 40."


@pytest.mark.parametrize("number", ["4", "99", "", "one", "9" * 40])
def test_no_change_is_said_of_ones_own_initiatives_alone(client, place, work, number):
    response = client.post(place, {"no_change": number, "version": "1"})

    assert response.status_code == 404
    assert given(work[4]).state == State.NOT_ANSWERED


def test_a_changed_outcome_is_answered_with_the_text_that_prints_in_the_box(client, place, work):
    form = form_of(client.get(f"{place}1/"))
    assert (form["outcome"], form["status"]) == ("Planned for May.", "on_track")
    form |= {
        "kind": "updated",
        "outcome": "Held in May.",
        "internal_note": "Ring them.",
        "status": "complete",
    }

    response = client.post(f"{place}1/", form)

    said = given(work[1])
    assert response["Location"] == f"{place}2/"
    assert (said.kind, said.text, said.internal_note) == (
        Kind.UPDATED,
        "Held in May.",
        "Ring them.",
    )
    assert (said.status, said.follows, said.state) == ("complete", 1, State.ANSWERED)
    assert work[1].updates.count() == 1  # nothing prints before an officer accepts it


def test_nothing_to_report_says_who_was_asked_and_when(client, place, work):
    form = form_of(client.get(f"{place}1/")) | {"kind": "nothing_to_report"}

    refused = client.post(f"{place}1/", form)
    assert "Say who was asked." in words_of(refused)
    assert "Say when they were asked." in words_of(refused)
    client.post(f"{place}1/", form | {"asked_whom": "The venue", "asked_on": "5/10/2017"})

    said = given(work[1])
    assert (said.asked_whom, said.asked_on, said.text) == ("The venue", date(2017, 10, 5), "")


def test_what_another_kind_asks_is_no_error(client, place, work):
    typed = {"kind": "no_change", "outcome": "", "asked_on": "soon", "status": "at_risk"}

    response = client.post(f"{place}1/", form_of(client.get(f"{place}1/")) | typed)

    assert response.status_code == 302
    assert given(work[1]).text == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"kind": "no_change", "outcome": "Held in May."},
            "You wrote an outcome, but chose “No change since 30 August 2017”.",
        ),
        (
            {"kind": "no_change", "outcome": "x" * 30_000},
            "You wrote an outcome, but chose “No change since 30 August 2017”.",
        ),
        (
            {
                "kind": "nothing_to_report",
                "outcome": "Held in May.",
                "internal_note": "Ring them.",
                "asked_whom": "The venue",
                "asked_on": "5/10/2017",
            },
            "You wrote an outcome and an internal note, but chose “Nothing to report”.",
        ),
        (
            {"kind": "updated", "outcome": "Held in May.", "asked_whom": "The venue"},
            "You wrote who was asked, but chose “Something has changed”.",
        ),
    ],
)
def test_words_that_the_chosen_answer_would_not_send_are_asked_about_once(
    client, place, work, typed, said
):
    form = form_of(client.get(f"{place}1/")) | typed

    shown = client.post(f"{place}1/", form)
    assert said in words_of(shown)
    again = form_of(shown)
    assert {name: again[name] for name in typed} == typed
    assert given(work[1]).state == State.NOT_ANSWERED
    client.post(f"{place}1/", again)

    assert (given(work[1]).kind, given(work[1]).state) == (typed["kind"], State.ANSWERED)


def test_other_words_than_were_asked_about_are_asked_about_again(client, place, work):
    form = form_of(client.get(f"{place}1/")) | {"kind": "no_change", "outcome": "Held."}
    shown = client.post(f"{place}1/", form)

    again = client.post(f"{place}1/", form_of(shown) | {"outcome": "Held twice."})

    assert "Held twice." in words_of(again)
    assert given(work[1]).state == State.NOT_ANSWERED


def test_a_text_that_somebody_else_wrote_meanwhile_is_no_words_of_the_writers(client, place, work):
    form = form_of(client.get(f"{place}1/")) | {"kind": "no_change"}
    record(work[1], "Held in May.")

    client.post(f"{place}1/", form)

    assert given(work[1]).kind == Kind.NO_CHANGE


def test_something_that_stands_already_is_no_change(client, place, work):
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated"}

    response = client.post(f"{place}1/", form)

    assert "Nothing in it has changed. Choose “No change”, or change the text." in words_of(
        response
    )
    assert given(work[1]).state == State.NOT_ANSWERED


@pytest.mark.parametrize("new", [{"status": "complete"}, {"internal_note": "Ring them."}])
def test_a_new_status_or_note_beside_the_text_that_stands_is_a_change(client, place, work, new):
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated"} | new

    client.post(f"{place}1/", form)

    assert given(work[1]).text == "Planned for May."


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose whether something has changed"),
        ({"kind": "perhaps"}, "Select a valid choice"),
        ({"kind": "updated", "outcome": " "}, "Write the outcome: what has happened so far."),
        ({"kind": "updated", "outcome": "x" * 30_000}, "it now has 30,000"),
        ({"kind": "updated", "status": "at_risk"}, "Say why the initiative is at risk."),
        ({"kind": "nothing_to_report", "asked_whom": "Them", "asked_on": "1/1/2190"}, "in the future"),
    ],
)  # fmt: skip
def test_half_an_answer_is_asked_for_again_with_all_that_was_typed(
    client, place, work, typed, words
):
    form = form_of(client.get(f"{place}1/")) | {"internal_note": "Ring them."} | typed

    response = client.post(f"{place}1/", form)

    assert response.status_code == 200
    assert words in words_of(response)
    assert form_of(response)["internal_note"] == "Ring them."
    assert given(work[1]).state == State.NOT_ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "🎉 Done",
        "\u2067\u0634\u0643\u0631\u0627\u2069, thank you",
        "One\tTwo\nThree\tFour",
        "• first\n• second",
    ],
)
def test_what_people_paste_is_kept(client, place, work, text):
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated", "outcome": text}

    response = client.post(f"{place}1/", form)

    assert response.status_code == 302
    assert given(work[1]).text.split() == text.split()


def test_words_that_might_tell_who_somebody_is_are_shown_once(client, place, work):
    form = form_of(client.get(f"{place}1/")) | {
        "kind": "updated",
        "outcome": "3 victims were rehoused.",
    }

    shown = client.post(f"{place}1/", form)
    assert "Check before you save" in words_of(shown)
    assert given(work[1]).state == State.NOT_ANSWERED
    client.post(f"{place}1/", form_of(shown))

    assert given(work[1]).text == "3 victims were rehoused."


def test_the_second_of_two_joint_leads_sees_what_the_first_wrote_and_by_whom(client, place, work):
    form = form_of(client.get(f"{place}2/")) | {
        "kind": "updated",
        "outcome": "Written by the homes.",
    }
    answer(work[2], "Written by the council.", agency="CBC")

    clash = client.post(f"{place}2/", form)

    words = words_of(clash)
    assert clash.status_code == 409
    assert "Example contact for CBC" in words
    assert "Written by the council." in words
    assert form_of(clash)["outcome"] == "Written by the homes."
    client.post(f"{place}2/", form_of(clash))
    assert given(work[2]).text == "Written by the homes."


def test_an_answer_is_mended_from_what_it_says(client, place, work):
    answer(work[1], "Held in Mai.", status="complete", internal_note="Ring them.")

    form = form_of(client.get(f"{place}1/"))

    names = ("kind", "outcome", "status", "internal_note")
    assert [form[name] for name in names] == ["updated", "Held in Mai.", "complete", "Ring them."]


def test_after_the_last_one_the_answers_are_checked_and_sent(client, place, work, asked_in):
    answer(work[1])
    answer(work[3], "Opened.")
    form = form_of(client.get(f"{place}2/")) | {"kind": "no_change"}

    checked = client.post(f"{place}2/", form, follow=True)
    assert checked.redirect_chain == [(f"{place}check/", 302)]
    assert "Opened." in words_of(checked)
    sent = client.post(f"{place}check/", follow=True)

    assert sent.redirect_chain == [(f"{place}sent/", 302)]
    assert "Cam Homes sent them on" in words_of(sent)
    assert {given(work[n]).state for n in (1, 2, 3)} == {State.SENT}
    assert part_of(asked_in, "CBH").sent_by.name == "Cam Homes"


def test_saving_can_lead_back_to_the_list(client, place):
    form = form_of(client.get(f"{place}1/")) | {"kind": "no_change", "to_list": "yes"}

    assert client.post(f"{place}1/", form)["Location"] == place


def test_a_return_with_something_unanswered_is_not_sent_and_says_what(
    client, place, work, asked_in
):
    answer(work[1])

    response = client.post(f"{place}check/")

    assert "2 of 3 initiatives have no answer yet." in words_of(response)
    assert f'href="{place}2/"' in response.text
    assert f'href="{place}3/"' in response.text
    assert given(work[1]).state == State.ANSWERED
    assert client.get(f"{place}sent/")["Location"] == place


def test_what_is_sent_back_stands_on_top_and_goes_again(client, place, work, officer):
    for number in (1, 2, 3):
        answer_and_send(work[number], agency="CBH")
    last = given(work[3])
    send_back([last], "Say how many came.", seen={last.pk: last.version})

    shown = words_of(client.get(place))
    assert "Sent back to you" in shown
    assert "Say how many came." in shown
    assert "Say how many came." in words_of(client.get(f"{place}3/"))
    form = form_of(client.get(f"{place}3/")) | {"kind": "updated", "outcome": "Forty came."}
    client.post(f"{place}3/", form)
    client.post(f"{place}check/")

    assert (given(work[3]).state, given(work[3]).text) == (State.SENT, "Forty came.")


def test_what_is_accepted_changes_no_more_and_nothing_typed_is_lost(client, place, work, officer):
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated", "outcome": "Held in May."}
    sent = answer_and_send(work[1], "Held.")
    accept(sent, seen_version=sent.version, by=officer)

    response = client.post(f"{place}1/", form)

    assert response.status_code == 403
    assert "have accepted this answer" in words_of(response)
    assert "Held in May." in words_of(response)
    assert "have accepted this answer" in words_of(client.get(f"{place}1/"))


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda asked_in, by: close(asked_in, seen_version=1, by=by), "This return was closed on"),
        (lambda asked_in, by: withdraw(asked_in, seen_version=1, by=by), "withdrew this return"),
        (
            lambda asked_in, by: PartnershipPlan.objects.update(closed_on=date(2018, 4, 30)),
            "The plan 2017-18 closed on 30 April 2018",
        ),
        (
            lambda asked_in, by: Lead.objects.filter(agency__short_name="CBH").delete(),
            "CBH no longer leads this initiative",
        ),
    ],
)
def test_what_comes_too_late_is_refused_in_words_and_given_back(
    client, place, asked_in, officer, work, end, words
):
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated", "outcome": "Held in May."}
    end(asked_in, officer)

    response = client.post(f"{place}1/", form)

    assert response.status_code == 403
    assert words in words_of(response)
    assert "Held in May." in words_of(response)
    assert given(work[1]).state == State.NOT_ANSWERED


def test_an_ended_return_takes_no_press_and_is_not_sent(client, place, asked_in, officer, work):
    close(asked_in, seen_version=1, by=officer)

    for address, typed in ((place, {"no_change": "1", "version": "1"}), (f"{place}check/", {})):
        response = client.post(address, typed)
        assert response.status_code == 403
        assert "This return was closed on" in words_of(response)
    assert "This return was closed on" in words_of(client.get(place))
    assert given(work[1]).state == State.NOT_ANSWERED


def test_an_agency_that_leads_nothing_more_has_nothing_to_answer(client, place):
    Lead.objects.filter(agency__short_name="CBH").delete()

    assert "there is nothing to answer" in words_of(client.get(place))
    assert "there is nothing to answer" in words_of(client.get(f"{place}check/"))


def test_late_answers_are_asked_for_soon(client, place, asked_in):
    asked_in.closes_on = timezone.localdate() - timedelta(days=3)
    asked_in.save()

    assert "That day has passed" in words_of(client.get(place))


def test_an_officer_answers_for_an_agency_under_their_own_name(client, asked_in, officer, work):
    client.force_login(officer)
    place = address_of(asked_in, "CBH")
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated", "outcome": "They rang."}

    client.post(f"{place}1/", form)

    said = given(work[1])
    assert (said.written_by, said.agency.short_name) == (officer, "CBH")
    assert "You answer for CBH." in words_of(client.get(place))


def test_the_check_shows_what_an_answer_leaves_as_it_is(client, place, work):
    answer(work[1])
    answer(work[3], "Opened.")

    words = words_of(client.get(f"{place}check/"))

    assert (
        "Outcome Stays as it prints now: Planned for May. Status Stays as it is: On track" in words
    )
    assert "Opened. Status Stays as it is: No status recorded" in words


def test_how_many_are_unanswered_is_said_before_anything_is_sent(client, place, work):
    answer(work[1])

    for address in (place, f"{place}check/"):
        assert "2 of 3 initiatives still need an answer." in words_of(client.get(address))
    answer(work[2])
    assert "1 of 3 initiatives still needs an answer." in words_of(client.get(place))
    answer(work[3])
    assert "an answer. You can send" not in words_of(client.get(f"{place}check/"))


def test_the_officers_note_stands_on_the_list(client, place, asked_in):
    asked_in.note = "Please add figures."
    asked_in.save()

    assert "From the community safety officers Please add figures." in words_of(client.get(place))


def test_the_status_is_optional_and_lengths_are_written_as_people_read_them(client, place):
    page = client.get(f"{place}1/")
    assert "Status (optional)" in words_of(page)

    shown = client.post(
        f"{place}1/", form_of(page) | {"kind": "updated", "internal_note": "x" * 20_001}
    )

    assert "This must be 20,000 characters or fewer; it now has 20,001." in words_of(shown)


def test_an_officer_who_sent_for_an_agency_is_led_to_accepting(client, asked_in, officer, work):
    client.force_login(officer)
    place = address_of(asked_in, "CBH")
    for number in (1, 2, 3):
        answer(work[number], agency="CBH")

    shown = client.post(f"{place}check/", follow=True)

    assert "Olu Officer sent them on" in words_of(shown)
    assert "write to you" not in words_of(shown)
    part = part_of(asked_in, "CBH")
    assert f'href="{part.get_absolute_url()}">Accept the answers of CBH' in shown.text
    assert f'href="{asked_in.get_absolute_url()}">Go to the board' in shown.text


def test_nobody_else_sees_or_answers_an_agencys_part(client, asked_in, work):
    for person in (
        make_person(PARTNER, agencies=[make_agency("Police")]),
        make_person(READER),
        make_person(""),
    ):
        client.force_login(person)
        place = address_of(asked_in, "CBH")
        for address in (place, f"{place}1/", f"{place}check/", f"{place}sent/"):
            assert client.get(address).status_code == 404
            if not address.endswith("sent/"):
                assert client.post(address, {"no_change": "1", "version": "1"}).status_code == 404
    assert given(work[1]).state == State.NOT_ANSWERED


def test_an_agency_answers_for_no_initiative_but_its_own(client, place, work):
    assert client.get(f"{place}4/").status_code == 404
    other = make_initiative("Elsewhere", plan=make_plan(2018), number=50, led_by="CBH")
    assert client.get(f"{place}{other.number}/").status_code == 404

    client.post(f"{place}4/", {"kind": "no_change", "version": "1", "follows": "0"})

    assert given(work[4]).state == State.NOT_ANSWERED


def test_words_taken_out_meanwhile_do_not_come_back(client, place, work):
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated"}
    redact(
        work[1].updates.get(),
        Left("Planned.", "", ""),
        after=0,
        by=make_person(ADMINISTRATOR),
        reason="Named.",
    )

    shown = client.post(f"{place}1/", form)
    assert "Words were taken out of what prints" in words_of(shown)
    assert given(work[1]).state == State.NOT_ANSWERED
    client.post(f"{place}1/", form_of(shown) | {"outcome": "Held."})

    assert given(work[1]).text == "Held."


def test_what_was_typed_when_signed_out_waits_and_can_be_sent_on(client, place, work):
    member = make_agency("CBH").members.get()
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated", "outcome": "Held in May."}
    client.logout()

    sent_away = client.post(f"{place}1/", form)
    assert sent_away["Location"].startswith("/accounts/login/")
    client.force_login(member)
    shown = client.get("/kept/")
    assert "Held in May." in words_of(shown)
    [kept] = [form for form in forms_of(shown) if form.address == f"{place}1/"]
    client.post(f"{place}1/", {name: values[0] for name, values in kept.fields.items()})

    assert given(work[1]).text == "Held in May."
    assert "Held in May." not in words_of(client.get("/kept/"))
