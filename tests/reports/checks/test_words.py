from datetime import date

import pytest

from initiatives.models import Agency, AgencyAlias, Initiative, Lead
from priorities.models import Framework, Target
from tests.builders import record
from tests.reports.checks.papers import found, make_sound_initiative, make_sound_plan, rules, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("outcome", "rule", "says"),
    [
        (
            "We helped 3 victims.",
            "few-people",
            "The text says “3 victims”: “We helped 3 victims.”",
        ),
        (
            "A 16 year old\nwas found there.",
            "age",
            "The text says “16 year old”: “A 16 year old was found there.”",
        ),
        (
            "Ring 01206 282978.",
            "telephone",
            "The text says “01206 282978”: “Ring 01206 282978.”",
        ),
        (
            "Write to jo.day@police.example.",
            "mail-address",
            "The text says “jo.day@police.example”: “Write to jo.day@police.example.”",
        ),
        (
            "Ward A: 4 people. Ward B: 4 people.",
            "few-people",
            "The text says “4 people”, 2 times: “Ward A: 4 people. Ward B: 4 people.”",
        ),
    ],
)
@pytest.mark.parametrize("paper", ["annual-plan", "year-end"])
def test_words_that_might_tell_who_somebody_is_are_found_once(outcome, rule, says, paper):
    plan = make_sound_plan()
    make_sound_initiative(outcome=outcome)

    [finding] = found(plan, paper)

    assert (finding.rule, finding.says) == (rule, says)


def test_a_title_is_read_too():
    plan = make_sound_plan()
    make_sound_initiative("Support for 3 victims")

    assert said(found(plan), "few-people") == [
        "The title says “3 victims”: “Support for 3 victims”"
    ]


PRIORITY = "/admin/priorities/keypriority/{}/change/"
PLAN = "/admin/priorities/partnershipplan/{}/change/"


@pytest.mark.parametrize("paper", ["annual-plan", "year-end"])
@pytest.mark.parametrize(
    ("field", "speaker"),
    [
        ("strapline", "The line above the title"),
        ("title", "The title of the paper"),
        ("opening", "The opening sentence"),
    ],
)
def test_the_heading_of_the_paper_is_read_too_and_leads_to_the_set_up(paper, field, speaker):
    plan = make_sound_plan()
    plan.particulars.filter(paper=paper).update(**{field: "We helped 3 victims."})

    [finding] = found(plan, paper)

    assert finding.says == f"{speaker} says “3 victims”: “We helped 3 victims.”"
    assert [place.address for place in finding.places] == [
        f"{PLAN.format(plan.pk)}#particulars-group"
    ]


@pytest.mark.parametrize("paper", ["annual-plan", "year-end"])
@pytest.mark.parametrize("field", ["title", "description"])
def test_a_key_priority_is_read_too_and_leads_to_its_page(paper, field):
    plan = make_sound_plan()
    plan.key_priorities.update(**{field: "Help 3 victims"})

    [finding] = found(plan, paper)

    assert finding.says.startswith("Key priority 1 says “3 victims”: “")
    priority = plan.key_priorities.get()
    assert [place.address for place in finding.places] == [PRIORITY.format(priority.pk)]


def test_a_point_is_read_where_the_paper_prints_it():
    plan = make_sound_plan()
    plan.key_priorities.get().points.create(text="Help 3 victims")

    [finding] = found(plan, "annual-plan")

    assert finding.says == "A point of key priority 1 says “3 victims”: “Help 3 victims”"
    assert found(plan, "year-end") == []


def test_a_target_is_read_where_the_paper_prints_it():
    plan = make_sound_plan()
    Target.objects.update(text="Help 3 victims")

    [finding] = found(plan, "year-end")

    assert finding.says == "A target of key priority 1 says “3 victims”: “Help 3 victims”"
    assert found(plan, "annual-plan") == []
    Initiative.objects.update(title="")
    assert said(found(plan, "annual-plan"), "few-people") == [finding.says]


@pytest.mark.parametrize("paper", ["annual-plan", "year-end"])
def test_whom_to_ask_and_the_words_of_other_bodies_are_left_alone(paper):
    plan = make_sound_plan()
    plan.particulars.update(prepared_by="Ring 01206 282978", closing="Or jo.day@police.example")
    framework = Framework.objects.create(
        name="Board", short_name="PCC", body="PCC", vision="We helped 3 victims."
    )
    plan.plan_frameworks.create(framework=framework, column_heading="PCC")

    assert found(plan, paper) == []


def test_a_newer_outcome_with_the_same_words_is_the_same_finding():
    plan = make_sound_plan()
    initiative = make_sound_initiative(outcome="We helped 3 victims.")
    [before] = found(plan)
    record(initiative, "More came.\nWe helped  3 victims. More came since.", on=date(2017, 9, 1))

    [after] = found(plan)

    assert before.key == after.key


@pytest.mark.parametrize(
    "outcome",
    [
        "We helped 2 victims.",
        "We helped 3 victims, and then 3 victims more.",
        "Of Mill Road, 3 victims came.",
        "We helped 3 victims. At Mill Road, 3 victims came.",
    ],
)
def test_other_or_more_words_are_another_finding(outcome):
    plan = make_sound_plan()
    initiative = make_sound_initiative(outcome="We helped 3 victims.")
    [before] = found(plan)
    record(initiative, outcome, on=date(2017, 9, 1))

    [after] = found(plan)

    assert before.key != after.key


def test_a_lead_printed_under_another_form_is_pointed_out():
    plan = make_sound_plan()
    initiative = make_sound_initiative(led_by="Police")
    Lead.objects.filter(initiative=initiative).update(printed_as="POLICE")

    says = said(found(plan), "lead-printed-as")

    assert says == ["The lead is printed as “POLICE”; its short name is “Police”."]


@pytest.mark.parametrize(
    ("outcome", "dates", "is_found"),
    [
        ("EFCRS led the talks.", {}, True),
        ("The talks (EFCRS/CBC) went well.", {}, True),
        ("CEFCRS led the talks.", {}, False),
        ("EFCRS led the talks.", {"starts_on": date(2017, 1, 1)}, False),
        ("EFCRS led the talks.", {"ends_on": date(2017, 1, 1)}, True),
    ],
)
def test_another_name_than_that_of_the_day_is_pointed_out(outcome, dates, is_found):
    plan = make_sound_plan()
    make_sound_initiative(led_by="ECFRS", outcome=outcome)
    AgencyAlias.objects.create(agency=Agency.objects.get(short_name="ECFRS"), name="EFCRS", **dates)

    says = said(found(plan), "other-name")

    one = "The text says “EFCRS”; the agency’s short name is “ECFRS”."
    assert says == ([one] if is_found else [])


def test_a_text_longer_than_an_excel_cell_must_be_mended():
    plan = make_sound_plan()
    make_sound_initiative(outcome="\N{DIZZY SYMBOL}" * 16_384)

    [finding] = found(plan)

    assert (finding.rule, finding.severity) == ("too-long", "must")
    assert finding.says == "The text under “OUTCOMES” has 32,768 characters. Shorten it."


def test_a_text_just_as_long_as_an_excel_cell_is_left_alone():
    plan = make_sound_plan()
    make_sound_initiative(outcome="a" * 32_767)

    assert rules(found(plan)) == []


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("An IOM review was held.", ["Nothing explains “IOM”, used in 2017-18/02."]),
        ("The IOM (Integrated Offender Management) review was held.", []),
        ("An LCM was held.", []),
        ("A review was held.", []),
    ],
)
@pytest.mark.parametrize("paper", ["annual-plan", "year-end"])
def test_an_abbreviation_that_nothing_explains_is_found(outcome, says, paper):
    plan = make_sound_plan()
    plan.glossary.create(abbreviation="LCM", meaning="Local Community Meeting")
    make_sound_initiative(outcome=outcome)

    assert said(found(plan, paper), "unexplained-abbreviation") == says


def test_an_abbreviation_names_the_first_few_initiatives_it_stands_in():
    plan = make_sound_plan()
    for number in range(2, 9):
        make_sound_initiative(f"Work {number}", number=number, outcome="The IOM met.")

    [says] = said(found(plan), "unexplained-abbreviation")

    assert says.endswith("2017-18/02, 2017-18/03, 2017-18/04, 2017-18/05, 2017-18/06 and 2 more.")


def test_an_abbreviation_is_explained_in_the_part_of_the_set_up_that_holds_the_glossary():
    plan = make_sound_plan()
    make_sound_initiative(outcome="An IOM review was held.")

    [finding] = [each for each in found(plan) if each.rule == "unexplained-abbreviation"]

    [place] = finding.places
    assert place.does == "Add it to the glossary"
    assert place.address == f"{PLAN.format(plan.pk)}#glossary-group"
