from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.forms import OutcomeForm
from priorities.text import LONGEST_TEXT
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, record
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative():
    return make_initiative(led_by="CBC / Police")


def filled_in(initiative, **typed):
    said = {"outcome": "Delivered in June.", "version": str(initiative.newest_number()), **typed}
    return OutcomeForm(said, initiative=initiative)


def complaints(form):
    return {field: list(errors) for field, errors in form.errors.items()}


@pytest.mark.parametrize("typed", ["", "   ", "\r\n\t \r\n"])
def test_an_empty_outcome_is_asked_for(initiative, typed):
    assert complaints(filled_in(initiative, outcome=typed)) == {
        "outcome": ["Write the outcome: what has happened so far."]
    }


def test_the_longest_outcome_counts_a_line_ending_once(initiative):
    longest = "x\r\n" * (LONGEST_TEXT // 2 - 1) + "xy"
    form = filled_in(initiative, outcome=longest)

    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["outcome"]) == LONGEST_TEXT


@pytest.mark.parametrize("field", ["outcome", "internal_note"])
def test_a_text_that_is_too_long_is_told_its_length_and_kept(initiative, field):
    form = filled_in(initiative, **{field: "x" * (LONGEST_TEXT + 1)})

    [complaint] = complaints(form)[field]
    assert "20,001" in complaint
    assert form[field].value() == "x" * (LONGEST_TEXT + 1)


@pytest.mark.parametrize("field", ["outcome", "internal_note", "status_reason"])
@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\x7f", "\ufffe"])
def test_a_control_character_is_named_with_its_line_and_the_text_is_kept(
    initiative, field, character
):
    text = f"Delivered{character} in June."
    form = filled_in(initiative, **{field: text})

    said = complaints(form)
    assert list(said) == [field]
    assert said[field][0].startswith("Line 1 holds a hidden control character")
    assert f"code {ord(character):04X}" in said[field][0]
    assert form[field].value() == text


def test_a_reason_stands_on_one_line(initiative):
    form = filled_in(initiative, status="at_risk", status_reason="No venue.\nNo money.")

    assert complaints(form) == {"status_reason": ["Write this on one line."]}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30/8/2017", date(2017, 8, 30)),
        ("30/8/17", date(2017, 8, 30)),
        ("1/2/17", date(2017, 2, 1)),
        ("30 8 2017", date(2017, 8, 30)),
        ("30.8.2017", date(2017, 8, 30)),
        ("30.8.17", date(2017, 8, 30)),
        ("03.11.17", date(2017, 11, 3)),
        ("30 August 2017", date(2017, 8, 30)),
        ("30 Aug 2017", date(2017, 8, 30)),
        ("2017-08-30", date(2017, 8, 30)),
    ],
)
def test_dates_are_read_day_first(initiative, typed, day):
    form = filled_in(initiative, reported_on=typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["reported_on"] == day


@pytest.mark.parametrize("typed", ["8/30/2017", "August", "30/8", "8.30.17", "20170830"])
def test_what_is_no_date_is_asked_again(initiative, typed):
    assert complaints(filled_in(initiative, reported_on=typed)) == {
        "reported_on": ["Write the date as day, month and year, such as 30/8/2017."]
    }


def test_no_date_means_today(initiative):
    form = filled_in(initiative, reported_on="")

    assert form.is_valid()
    assert form.cleaned_data["reported_on"] == timezone.localdate()


@pytest.mark.parametrize(("days", "is_refused"), [(0, False), (1, True), (400, True)])
def test_nothing_is_reported_for_a_day_to_come(initiative, days, is_refused):
    day = timezone.localdate() + timedelta(days=days)
    form = filled_in(initiative, reported_on=f"{day:%d/%m/%Y}")

    assert complaints(form) == (
        {"reported_on": ["The date is in the future. Give today or an earlier day."]}
        if is_refused
        else {}
    )


def test_nothing_is_reported_from_before_there_were_partnerships(initiative):
    form = filled_in(initiative, reported_on="31/12/1997")

    assert "before 1998" in complaints(form)["reported_on"][0]


@pytest.mark.parametrize(
    ("status", "complaint"),
    [
        ("at_risk", "Say why the initiative is at risk."),
        ("off_track", "Say why the initiative is off track."),
        ("stopped", "Say why the initiative is stopped."),
        ("", None),
        ("not_started", None),
        ("on_track", None),
        ("complete", None),
    ],
)
def test_a_status_that_worries_needs_its_reason(initiative, status, complaint):
    form = filled_in(initiative, status=status)

    assert complaints(form) == ({"status_reason": [complaint]} if complaint else {})
    if status:
        assert filled_in(initiative, status=status, status_reason="No venue.").is_valid()


@pytest.mark.parametrize("reason", ["No venue.", "No venue.\nNo money.", "x" * 501])
def test_a_status_that_worries_nobody_keeps_no_reason(initiative, reason):
    form = filled_in(initiative, status="on_track", status_reason=reason)

    assert complaints(form) == {}
    assert form.cleaned_data["status_reason"] == ""


def test_a_reason_without_a_status_is_not_swallowed(initiative):
    form = filled_in(initiative, status_reason="No venue.")

    assert complaints(form) == {"status": ["Choose the status that the reason is for."]}


def test_what_was_said_of_the_status_cannot_be_unsaid_only_said_anew(initiative):
    assert ("", "No status recorded") in OutcomeForm(initiative=initiative).fields["status"].choices

    record(initiative, "Booked.", status="at_risk", status_reason="No venue.")

    assert "" not in dict(OutcomeForm(initiative=initiative).fields["status"].choices)


def test_a_text_that_a_cell_of_the_excel_file_would_cut_is_refused(initiative):
    form = filled_in(initiative, outcome="\U0001f600" * 17_000)

    assert "longer than a cell" in complaints(form)["outcome"][0]


def test_an_unknown_status_is_refused(initiative):
    assert list(complaints(filled_in(initiative, status="splendid"))) == ["status"]


@pytest.mark.parametrize("version", ["", "-1", "newest"])
def test_a_form_without_its_version_is_out_of_date(initiative, version):
    form = filled_in(initiative, version=version)

    assert form.is_valid()
    with pytest.raises(OutOfDate):
        form.save(by=make_person(OFFICER))


def test_the_form_opens_with_what_prints_now(initiative):
    record(initiative, "Booked.", status="at_risk", status_reason="No venue.")
    record(initiative, "Delivered.", internal_note="Complaint received.")

    form = OutcomeForm(initiative=initiative)

    assert form["outcome"].value() == "Delivered."
    assert (form["status"].value(), form["status_reason"].value()) == ("at_risk", "No venue.")
    assert form["version"].value() == 2
    assert not form["internal_note"].value()
    assert not form["reported_on"].value()


def test_the_form_follows_the_newest_number_even_where_an_older_day_prints(initiative):
    record(initiative, "August.", on=date(2017, 8, 30))
    record(initiative, "July, told late.", on=date(2017, 7, 14))

    form = OutcomeForm(initiative=initiative)

    assert form["outcome"].value() == "August."
    assert form["version"].value() == 2


def test_an_outcome_is_recorded_for_its_authors_agency_on_screen(initiative):
    member = make_person(PARTNER, agencies=[make_agency("Police")])
    form = filled_in(
        initiative,
        outcome="Delivered.\r\n• One\r\n• Two",
        internal_note="Complaint received.",
        status="on_track",
    )
    assert form.is_valid()

    update = form.save(by=member)

    assert update.text == "Delivered.\n• One\n• Two"
    assert (update.internal_note, update.status) == ("Complaint received.", "on_track")
    assert (update.recorded_by, update.agency) == (member, make_agency("Police"))
    assert (update.source, update.number) == ("screen", 1)
    assert abs(timezone.now() - update.recorded_at) < timedelta(minutes=1)


def test_a_member_of_two_leads_writes_for_the_one_named_first():
    # Elsewhere the council comes first, as it does in the alphabet: only the order here counts.
    make_initiative(led_by="CBC / Police")
    initiative = make_initiative(led_by="Police / CBC")
    both = make_person(PARTNER, agencies=[make_agency("Police"), make_agency("CBC")])
    form = filled_in(initiative)
    assert form.is_valid()

    assert form.save(by=both).agency == make_agency("Police")


def test_an_officer_writes_for_no_agency(initiative):
    form = filled_in(initiative)
    assert form.is_valid()

    assert form.save(by=make_person(OFFICER)).agency is None
