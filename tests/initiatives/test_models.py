from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from initiatives.models import (
    Agency,
    AgencyAlias,
    AgencyContact,
    Funding,
    FundSource,
    Initiative,
    Lead,
    Membership,
    PriorityLink,
)
from priorities.models import Target
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record

pytestmark = pytest.mark.django_db


def refusal(build):
    """What a form would say about the record; the database refuses it too."""
    with pytest.raises(ValidationError) as said:
        build().validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        build().save()
    return " ".join(said.value.messages)


def test_a_number_stands_once_in_a_plan():
    make_initiative("J9 programme", number=26)

    assert (
        refusal(lambda: Initiative(plan=make_plan(), number=26, title="Beat the Street"))
        == "This plan already has an initiative with that number."
    )
    make_initiative("J9 programme", number=26, plan=make_plan(2016))


def test_an_initiative_has_a_title_or_a_target():
    target = Target.objects.create(key_priority=make_key_priority(), number=1, text="Reduce fear")

    assert (
        refusal(lambda: Initiative(plan=make_plan(), number=1))
        == "Give the initiative a title, or choose the target it works on."
    )
    Initiative.objects.create(plan=make_plan(), number=1, target=target)


def test_a_reading_never_ends_before_it_starts():
    def backwards():
        return Initiative(
            plan=make_plan(),
            number=1,
            title="Op Gallery",
            timing="whenever",
            reading_of="whenever",
            starts_on=date(2017, 6, 2),
            ends_on=date(2017, 6, 1),
        )

    assert refusal(backwards) == "The timing ends before it starts."


@pytest.mark.parametrize(
    "half", [{"removed_on": date(2017, 9, 1)}, {"removal_reason": "Merged with another."}]
)
def test_a_removal_has_a_day_and_a_reason(half):
    assert (
        refusal(lambda: Initiative(plan=make_plan(), number=1, title="Purple Flag", **half))
        == "Removing an initiative needs both a day and a reason."
    )


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: Agency(name="Borough council", short_name="cbc"),
            "There is already an agency with that short name.",
        ),
        (
            lambda: Agency(name="cbc", short_name="Borough"),
            "There is already an agency with that name.",
        ),
        (
            lambda: AgencyAlias(agency=make_agency("Police"), name="essex police"),
            "Another agency already goes by that name.",
        ),
        (
            lambda: AgencyAlias(
                agency=make_agency("Police"),
                name="Constabulary",
                starts_on=date(2017, 4, 2),
                ends_on=date(2017, 4, 1),
            ),
            "The last day this name was used is before the first.",
        ),
        (
            lambda: Membership(
                agency=make_agency("CBC"), starts_on=date(2017, 4, 2), ends_on=date(2017, 4, 1)
            ),
            "The last day of membership is before the first.",
        ),
        (
            lambda: AgencyContact(agency=make_agency("CBC"), name="Jo", email="JO@cbc.example"),
            "This agency already has a contact with that e-mail address.",
        ),
        (lambda: FundSource(name="scp"), "There is already a fund source with that name."),
    ],
    ids=[
        "short name",
        "name",
        "alias",
        "alias dates",
        "membership dates",
        "contact",
        "fund source",
    ],
)
def test_names_and_spans_of_agencies_and_funds(build, message):
    police = make_agency("Police")
    AgencyAlias.objects.create(agency=police, name="Essex Police")
    AgencyContact.objects.create(agency=make_agency("CBC"), name="Jo", email="jo@cbc.example")
    FundSource.objects.create(name="SCP")

    assert refusal(build) == message


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda it: Lead(initiative=it, agency=make_agency("CBC")),
            "That agency already leads this initiative.",
        ),
        (
            lambda it: Funding(initiative=it, fund_source=FundSource.objects.get(name="SCP")),
            "That fund source already stands on this initiative.",
        ),
        (
            lambda it: PriorityLink(initiative=it, key_priority=it.key_priorities.get()),
            "That key priority is already named here.",
        ),
    ],
    ids=["lead", "funding", "key priority"],
)
def test_a_cell_names_nothing_twice(build, message):
    initiative = make_initiative(led_by="CBC", funded_by="SCP", serves=(make_key_priority(),))

    assert refusal(lambda: build(initiative)) == message


@pytest.mark.parametrize("taken", ["Essex Police", "police", "CONSTABULARY"])
@pytest.mark.parametrize("field", ["name", "short_name"])
def test_a_name_another_agency_goes_by_is_refused_with_that_agency(taken, field):
    police = make_agency("Police", name="Essex Police")
    AgencyAlias.objects.create(agency=police, name="Constabulary")
    other = Agency(**{"name": "Other", "short_name": "Other", field: taken})

    with pytest.raises(ValidationError) as said:
        other.clean()

    assert said.value.message_dict == {field: ["Police (Essex Police) already goes by that name."]}
    police.clean()


@pytest.mark.parametrize(
    "name", ["\u0421\u0412\u0421", "C\u0412\u041d"]
)  # Cyrillic, as the scan has it
def test_a_short_name_of_look_alike_letters_is_refused(name):
    with pytest.raises(ValidationError, match="not a plain letter from A to Z"):
        Agency(name="A council", short_name=name).full_clean()


def test_an_agency_that_leads_cannot_be_deleted():
    make_initiative(led_by="CARA / CBC")

    with pytest.raises(ProtectedError):
        make_agency("CARA").delete()


def test_another_years_target_or_key_priority_is_refused():
    last_year = make_key_priority(plan=make_plan(2016))
    target = Target.objects.create(key_priority=last_year, number=1, text="Reduce fear")
    this_year = make_initiative("J9", plan=make_plan(2017))
    this_year.target = target

    with pytest.raises(ValidationError, match="That target belongs to another plan year"):
        this_year.clean()
    with pytest.raises(ValidationError, match="That key priority belongs to another plan year"):
        PriorityLink(initiative=this_year, key_priority=last_year).clean()


@pytest.mark.parametrize(("start_year", "is_refused"), [(2016, False), (2017, True), (2018, True)])
def test_an_initiative_carries_on_from_an_earlier_year_only(start_year, is_refused):
    earlier = make_initiative("LCAP", plan=make_plan(start_year))
    now = make_initiative("LCM", plan=make_plan(2017), continues=earlier)

    if is_refused:
        with pytest.raises(ValidationError, match="Choose an initiative of an earlier plan year"):
            now.clean()
    else:
        now.clean()


def test_a_reference_sorts_as_it_is_printed():
    initiative = make_initiative(plan=make_plan(2017), number=5)

    assert initiative.reference == "2017-18/05"
    assert initiative.get_absolute_url() == "/2017-18/initiatives/5/"


def test_a_label_is_the_title_else_the_outcomes_first_words_else_the_target():
    priority = make_key_priority()
    titled = make_initiative("Purple Flag", under=priority, target="Reduce fear")
    told = make_initiative("", under=priority, target="Reduce fear")
    untold = make_initiative("", under=priority, target="Reduce fear")
    record(titled, "The town kept its flag.")
    record(told, "• Officers, wardens and pastors met every Friday night in the centre.")

    dashed = make_initiative("", under=priority, target="Reduce fear")
    record(dashed, "- Wardens met.")

    assert titled.label == "Purple Flag"
    assert dashed.label == "Wardens met."
    assert told.label == "Officers, wardens and pastors met every Friday night …"
    assert untold.label == "Reduce fear"


def test_leads_and_funds_print_in_their_order_with_their_joins_and_forms():
    initiative = make_initiative(led_by="SCP / CBC", funded_by="SCP / PCC")
    police = Lead.objects.create(
        initiative=initiative,
        agency=make_agency("Police"),
        position=3,
        printed_as="Essex Police",
        joined_by=" & ",
    )

    assert initiative.led_by == "SCP / CBC & Essex Police"
    assert initiative.funded_by == "SCP / PCC"
    police.position = 0
    police.save()
    assert initiative.led_by == "Essex Police / SCP / CBC"
    assert (make_initiative().led_by, make_initiative().funded_by) == ("", "")


def test_timing_is_read_when_it_is_saved_and_printed_as_written():
    initiative = make_initiative(timing="Start Sept 17")

    initiative.refresh_from_db()

    assert initiative.timing == "Start Sept 17"
    assert (initiative.timing_kind, initiative.starts_on, initiative.ends_on) == (
        "open_start",
        date(2017, 9, 1),
        None,
    )


def test_a_corrected_reading_stands_until_the_words_change():
    initiative = make_initiative(timing="after half term")
    initiative.timing_kind, initiative.starts_on = "open_start", date(2017, 10, 30)
    initiative.starts_precision, initiative.reading_corrected = "day", True
    initiative.save()

    initiative.title = "Crucial Crew (Year 6 pupils)"
    initiative.save()
    initiative.refresh_from_db()
    assert (initiative.starts_on, initiative.reading_corrected) == (date(2017, 10, 30), True)

    initiative.timing = "June 17"
    initiative.save()
    initiative.refresh_from_db()
    assert (initiative.timing_kind, initiative.starts_on) == ("point", date(2017, 6, 1))
    assert initiative.reading_corrected is False


def test_backwards_timing_is_refused_with_both_dates():
    initiative = Initiative(plan=make_plan(), number=1, title="MAD Days", timing="Mar 18 – June 17")

    with pytest.raises(ValidationError) as said:
        initiative.full_clean()

    assert said.value.message_dict["timing"] == [
        "The timing ends (30 June 2017) before it starts (1 March 2018). Change one of the two."
    ]


def test_a_date_outside_the_plan_year_is_never_refused():
    for timing in ("Mar 17", "May 17 – May 20", "Jan 17 – Dec 18"):
        make_initiative(timing=timing).full_clean(exclude=["number"])
