"""What a returned workbook would change, on a page, and what a person chooses of it."""

from datetime import date

import pytest
from django.utils import timezone

from initiatives.models import OutcomeUpdate, ReturnedWorkbook
from initiatives.workbook.views import returned_workbooks as page_of
from scp_tracker.accounts.roles import PARTNER
from tests.builders import make_agency, make_initiative, make_workbook, record
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db
State = ReturnedWorkbook.State


@pytest.fixture
def ribbon():
    work = make_initiative("White ribbon", number=2, led_by="CBH")
    record(work, "Ten came.", status="on_track")
    return work


def shown(client, workbook):
    return client.get(workbook.get_absolute_url())


def send(client, workbook, do="accept", **said):
    form = form_of(shown(client, workbook))
    return client.post(workbook.get_absolute_url(), form | {"do": do} | said, follow=True)


def texts_of(initiative):
    return list(initiative.updates.order_by("number").values_list("text", flat=True))


def test_each_change_shows_what_is_added_and_removed_and_is_ticked(client, officer, j9, ribbon):
    said = {"text": "Twenty came.", "status": "at_risk", "status_reason": "No hall."}
    workbook = make_workbook({j9: {"internal_note": "Ask."}, ribbon: said}, by=officer)

    page = shown(client, workbook)

    assert "2 of its 30 rows say something new; 28 are as they were." in words_of(page)
    [[_, first, second]] = tables_of(page)
    assert [first[1], second[1]] == ["J9 2017-18/01", "White ribbon 2017-18/02"]
    assert "Internal note, never printed" in first[2]
    assert "removed: Ten added: Twenty came." in second[2]
    assert "On track → becomes At risk" in second[2]
    assert page.text.count('name="chosen" type="checkbox"') == 2
    assert sorted(form_of(page)["chosen"]) == sorted(str(row.pk) for row in workbook.rows.all())


def test_what_is_chosen_is_recorded_and_the_page_then_leads_to_it(client, officer, j9, ribbon):
    workbook = make_workbook({j9: {"text": "Held."}, ribbon: {"text": "Twenty."}}, by=officer)

    page = send(client, workbook, chosen=str(workbook.rows.get(initiative=ribbon).pk))

    assert "1 outcome recorded from outcomes-2017-18.xlsx." in words_of(page)
    assert "1 outcome was recorded, 1 change was left out." in words_of(page)
    assert 'href="/2017-18/initiatives/2/#history"' in page.text
    assert texts_of(ribbon) == ["Ten came.", "Twenty."]
    assert texts_of(j9) == []


def test_one_day_may_be_said_for_all(client, officer, j9):
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer)

    send(client, workbook, reported_on="30/8/2017")

    assert j9.updates.get().reported_on == date(2017, 8, 30)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("soon", "Write the date as day, month and year"),
        ("1/1/2098", "The date is in the future."),
        ("1/1/1997", "The date is before 1998"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_every_choice_kept(
    client, officer, j9, ribbon, day, why
):
    workbook = make_workbook({j9: {"text": "Held."}, ribbon: {"text": "Twenty."}}, by=officer)
    chosen = str(workbook.rows.get(initiative=ribbon).pk)

    page = send(client, workbook, reported_on=day, chosen=chosen)

    assert why in words_of(page)
    assert form_of(page)["chosen"] == chosen
    assert form_of(page)["reported_on"] == day
    assert texts_of(j9) == []


def test_a_day_before_an_outcome_on_record_is_refused_naming_the_initiative(
    client, officer, j9, ribbon
):
    record(ribbon, "Twelve came.", on=date(2017, 11, 28))
    workbook = make_workbook({j9: {"text": "Held."}, ribbon: {"text": "Twenty."}}, by=officer)

    page = send(client, workbook, reported_on="27/11/2017")

    assert (
        "2017-18/02 White ribbon has an outcome of 28 November 2017. Give that day or a later one, "
        "or leave the box blank."
    ) in words_of(page)
    assert 'href="#id_reported_on"' in page.text
    assert form_of(page)["reported_on"] == "27/11/2017"
    assert texts_of(j9) == []


def test_the_day_of_the_outcome_on_record_may_be_given(client, officer, ribbon):
    record(ribbon, "Twelve came.", on=date(2017, 11, 28))
    workbook = make_workbook({ribbon: {"text": "Twenty."}}, by=officer)

    send(client, workbook, reported_on="28/11/2017")

    assert texts_of(ribbon)[-1] == "Twenty."
    assert ribbon.updates.get(number=3).reported_on == date(2017, 11, 28)


def test_nothing_chosen_is_said_to_be_nothing(client, officer, j9):
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer)

    page = send(client, workbook, chosen=[])

    assert "Nothing is chosen. Tick what you want, or use nothing of it." in words_of(page)
    assert ReturnedWorkbook.objects.get().state == State.READ


@pytest.mark.parametrize(
    ("choice", "texts"),
    [("all", ["Ten came.", "Cancelled.", "Twenty."]), ("none", ["Ten came.", "Cancelled."])],
)
def test_where_the_screen_has_changed_too_both_texts_stand_and_one_is_chosen(
    client, officer, j9, ribbon, choice, texts
):
    said = {ribbon: {"text": "Twenty."}, j9: {"text": "Held."}}
    workbook = make_workbook(said, by=officer)
    record(ribbon, "Cancelled.")
    row = workbook.rows.get(initiative=ribbon)

    page = shown(client, workbook)
    assert "On screen Cancelled. In the workbook Twenty." in words_of(page)
    assert "would change removed: Cancelled. added: Twenty." in words_of(page)
    assert f"choice-{row.pk}" not in form_of(page)

    refused = send(client, workbook)
    assert "Select which text of 2017-18/02 should stand." in words_of(refused)
    assert f'href="#id_choice-{row.pk}"' in refused.text
    assert texts_of(j9) == []

    send(client, workbook, **{f"choice-{row.pk}": choice})
    assert texts_of(ribbon) == texts
    assert texts_of(j9) == ["Held."]


@pytest.mark.parametrize(
    ("choice", "texts", "note"),
    [
        ("all", ["Ten came.", "Cancelled.", "Twenty."], "Ask."),
        ("rest", ["Ten came.", "Cancelled.", "Cancelled."], "Ask."),
        ("none", ["Ten came.", "Cancelled."], ""),
    ],
)
def test_a_text_that_both_changed_does_not_take_the_rest_of_its_row_with_it(
    client, officer, j9, ribbon, choice, texts, note
):
    said = {ribbon: {"text": "Twenty.", "internal_note": "Ask."}, j9: {"text": "Held."}}
    workbook = make_workbook(said, by=officer)
    record(ribbon, "Cancelled.")
    page = words_of(shown(client, workbook))
    assert "Leave what is on screen, and record the rest of the row: the internal note" in page

    send(client, workbook, **{f"choice-{workbook.rows.get(initiative=ribbon).pk}": choice})

    assert texts_of(ribbon) == texts
    assert ribbon.updates.order_by("number").last().internal_note == note


def test_a_reason_goes_with_the_status_that_both_changed(client, officer, ribbon):
    said = {"status": "off_track", "status_reason": "No hall", "internal_note": "Ask."}
    workbook = make_workbook({ribbon: said}, by=officer)
    record(ribbon, "Ten came.", status="at_risk", status_reason="Rain")

    send(client, workbook, **{f"choice-{workbook.rows.get().pk}": "rest"})

    told = ribbon.updates.get(number=3)
    assert (told.status, told.status_reason, told.internal_note) == ("at_risk", "Rain", "Ask.")


def test_of_a_row_sent_without_its_contested_text_the_rest_alone_waits(client, lead, ribbon):
    said = {"text": "Twenty.", "internal_note": "Ask."}
    workbook = make_workbook({ribbon: said}, by=lead, agency="CBH")
    record(ribbon, "Cancelled.")
    client.force_login(lead)

    send(client, workbook, do="send", **{f"choice-{workbook.rows.get().pk}": "rest"})

    row = workbook.rows.get()
    assert (row.said, row.choice) == ({"internal_note": "Ask."}, "all")


def test_what_changed_while_somebody_looked_is_shown_with_their_choices_kept(
    client, officer, j9, ribbon
):
    workbook = make_workbook({j9: {"text": "Held."}, ribbon: {"text": "Twenty."}}, by=officer)
    form = form_of(shown(client, workbook))
    ticked = str(workbook.rows.get(initiative=ribbon).pk)
    record(j9, "Cancelled.")

    page = client.post(
        workbook.get_absolute_url(),
        form | {"do": "accept", "chosen": ticked, "reported_on": "30/8/2017"},
    )

    assert page.status_code == 409
    assert "Something was changed on screen while you were looking" in words_of(page)
    assert "On screen Cancelled. In the workbook Held." in words_of(page)
    again = form_of(page)
    assert again["chosen"] == ticked
    assert again["reported_on"] == "30/8/2017"
    assert texts_of(ribbon) == ["Ten came."]
    answer = {f"choice-{workbook.rows.get(initiative=j9).pk}": "none"}
    client.post(workbook.get_absolute_url(), again | {"do": "accept"} | answer)
    assert texts_of(ribbon) == ["Ten came.", "Twenty."]


def test_nothing_of_it_may_be_used(client, officer, j9):
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer)

    page = send(client, workbook, do="leave")

    assert "Nothing of outcomes-2017-18.xlsx was used." in words_of(page)
    assert ReturnedWorkbook.objects.get().state == State.LEFT
    assert texts_of(j9) == []


def test_what_was_decided_meanwhile_is_not_decided_twice(client, officer, j9):
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer)
    form = form_of(shown(client, workbook)) | {"do": "accept"}
    client.post(workbook.get_absolute_url(), form)

    page = client.post(workbook.get_absolute_url(), form, follow=True)

    assert "outcomes-2017-18.xlsx has been decided about already." in words_of(page)
    assert texts_of(j9) == ["Held."]


def test_a_workbook_without_news_says_so(client, officer, ribbon):
    workbook = make_workbook({ribbon: {"text": "Ten came."}}, by=officer)

    page = shown(client, workbook)

    assert "This workbook says what the plan says already" in words_of(page)
    assert "Record the chosen outcomes" not in page.text
    assert "Use nothing of it" in page.text


def test_remarks_name_sheet_and_cell(client, officer, j9):
    said = {"place": "Sheet “Outcomes”, cell F9", "said": "“fine” is not one of the statuses."}
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer, remarks=[said])

    page = words_of(shown(client, workbook))

    assert "1 thing to know about this workbook" in page
    assert "Sheet “Outcomes”, cell F9: “fine” is not one of the statuses." in page


def test_what_cannot_be_taken_is_never_hidden_and_the_headline_counts_it(client, officer, j9):
    told = [
        {"place": f"Cell F{row}", "said": f"“fine” {row}.", "rows": f"Row {row}"}
        for row in range(10, 24)
    ]
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer, remarks=told)

    page = shown(client, workbook)

    assert (
        "1 of its 30 rows says something new; 14 have something that cannot be taken, told below; "
        "15 are as they were."
    ) in words_of(page)
    before, after = page.text.split('id="not-taken"')[1].split("<details", 1)
    assert ("“fine” 21." in before, "“fine” 22." in before, "“fine” 22." in after) == (
        True,
        False,
        True,
    )
    assert "and 2 more" in words_of(page)


def test_an_outcome_taken_away_is_not_ticked_and_says_so(client, officer, ribbon):
    workbook = make_workbook({ribbon: {"text": ""}}, by=officer)
    workbook.rows.update(choice="none")

    page = shown(client, workbook)

    assert "This would leave no outcome at all." in words_of(page)
    assert "chosen" not in form_of(page)


def test_a_partner_sends_theirs_to_the_officers_who_then_record_it(client, officer, lead, ribbon):
    workbook = make_workbook({ribbon: {"text": "Twenty."}}, by=lead, agency="CBH")
    client.force_login(lead)
    assert "Date this was true" not in shown(client, workbook).text

    page = send(client, workbook, do="send")

    assert "outcomes-2017-18.xlsx is sent. It waits for an officer" in words_of(page)
    assert texts_of(ribbon) == ["Ten came."]
    client.force_login(officer)
    send(client, workbook)
    update = ribbon.updates.get(number=2)
    assert (update.text, update.author_and_agency) == ("Twenty.", "Lead for CBH")
    assert update.source == OutcomeUpdate.Source.FILE


def test_an_agency_may_take_back_what_waits(client, lead, ribbon):
    workbook = make_workbook(
        {ribbon: {"text": "Twenty."}}, by=lead, agency="CBH", state=State.WAITING
    )
    client.force_login(make_person(PARTNER, agencies=[make_agency("CBH")]))
    page = shown(client, workbook)
    assert "Take it back" in page.text
    assert "Record" not in page.text

    refused = send(client, workbook, do="accept")
    assert refused.status_code == 403
    send(client, workbook, do="leave")

    assert ReturnedWorkbook.objects.get().state == State.LEFT


def test_what_a_colleague_or_a_partner_looks_at_is_theirs_to_decide(client, officer, lead, ribbon):
    workbook = make_workbook({ribbon: {"text": "Twenty."}}, by=lead, agency="CBH")

    for person in (officer, make_person(PARTNER, agencies=[make_agency("CBH")])):
        client.force_login(person)
        page = shown(client, workbook)
        assert "Lead is looking at what it changes." in words_of(page)
        assert "Twenty." not in page.text
        for do in ("accept", "send", "leave"):
            assert client.post(workbook.get_absolute_url(), {"do": do}).status_code == 403


def test_many_changes_stand_on_pages_and_what_is_chosen_is_kept_between_them(
    client, officer, monkeypatch
):
    monkeypatch.setattr(page_of, "CHANGES_AT_ONCE", 2)
    work = [make_initiative(f"Project {number}", number=number) for number in range(1, 6)]
    workbook = make_workbook({each: {"text": "Done."} for each in work}, by=officer)
    record(work[3], "Cancelled.")
    clash = workbook.rows.get(initiative=work[3])
    address = workbook.get_absolute_url()
    first = form_of(shown(client, workbook))
    assert "Changes 1 to 2 of 5." in words_of(shown(client, workbook))
    assert first["chosen"] == str(workbook.rows.get(initiative=work[0]).pk)

    choice = {f"choice-{clash.pk}": "all", "page_to": "2"}
    second = client.post(address, {"seen": first["seen"]} | choice, follow=True)
    assert second.redirect_chain == [(f"{address}?page=2#changes", 302)]
    third = client.post(f"{address}?page=2", form_of(second) | {"page_to": "3"}, follow=True)
    back = form_of(client.get(address))
    assert back[f"choice-{clash.pk}"] == "all"
    assert "chosen" not in back
    client.post(f"{address}?page=3", form_of(third) | {"do": "accept"})

    assert [texts_of(each) for each in work] == [
        [],
        ["Done."],
        ["Done."],
        ["Cancelled.", "Done."],
        ["Done."],
    ]


def test_a_text_to_choose_on_another_page_leads_there(client, officer, monkeypatch):
    monkeypatch.setattr(page_of, "CHANGES_AT_ONCE", 1)
    work = [make_initiative(f"Project {number}", number=number) for number in (1, 2)]
    workbook = make_workbook({each: {"text": "Done."} for each in work}, by=officer)
    record(work[1], "Cancelled.")
    address = workbook.get_absolute_url()

    form = form_of(client.get(f"{address}?page=2"))
    page = client.post(f"{address}?page=2", form | {"do": "accept"}, follow=True)

    assert page.redirect_chain[-1] == (f"{address}?page=1#changes", 302)
    assert "Choose between the two texts here first." in words_of(page)
    assert texts_of(work[0]) == []


def test_what_is_new_on_screen_asks_anew_whatever_was_kept(client, officer, monkeypatch):
    monkeypatch.setattr(page_of, "CHANGES_AT_ONCE", 1)
    work = [make_initiative(f"Project {number}", number=number) for number in (1, 2)]
    workbook = make_workbook({each: {"text": "Done."} for each in work}, by=officer)
    client.post(workbook.get_absolute_url(), form_of(shown(client, workbook)) | {"page_to": "2"})
    record(work[0], "Cancelled.")

    page = shown(client, workbook)

    assert "On screen Cancelled. In the workbook Done." in words_of(page)
    assert not [name for name in form_of(page) if name.startswith("choice-")]


def test_a_page_moved_from_where_something_changed_is_shown_again(client, officer, monkeypatch):
    monkeypatch.setattr(page_of, "CHANGES_AT_ONCE", 1)
    work = [make_initiative(f"Project {number}", number=number) for number in (1, 2)]
    workbook = make_workbook({each: {"text": "Done."} for each in work}, by=officer)
    form = form_of(shown(client, workbook)) | {"page_to": "2"}
    record(work[1], "Cancelled.")

    assert client.post(workbook.get_absolute_url(), form).status_code == 409


@pytest.mark.parametrize(
    "sent", [{}, {"do": "accept"}, {"page_to": "never"}, {"do": "accept", "chosen": "x"}]
)
def test_what_was_not_looked_at_is_not_decided(client, officer, j9, sent):
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer)

    assert client.post(workbook.get_absolute_url(), sent).status_code == 409
    assert texts_of(j9) == []


def test_a_worn_out_look_is_forgotten(client, officer, j9):
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer)
    ReturnedWorkbook.objects.update(state=State.LEFT, decided_at=timezone.now())

    assert "Nobody decided about it within a day" in words_of(shown(client, workbook))
