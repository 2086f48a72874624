from datetime import date

import pytest

from priorities.models import PartnershipPlan
from reports.abbreviations import Known, Undefined, undefined, used
from reports.catalogue import REPORTS
from reports.document import Column, Group, Points, Row, Table, Text
from tests.reports import sample_reports
from tests.strings.awkward import AWKWARD


def found(*texts):
    """The abbreviations of a report with these outcomes that an empty glossary does not explain."""
    report = sample_reports.of_sections(
        Table("", (), (Group(tuple(Row((text,), "2017-18/01") for text in texts)),))
    )
    return [each.abbreviation for each in undefined(report, {})]


@pytest.mark.parametrize(
    ("text", "abbreviations"),
    [
        ("The PSPO was adopted.", ["PSPO"]),
        ("CRC / NPS", ["CRC", "NPS"]),
        ("IOM", ["IOM"]),
        ("Promoted by LAAA2 with ECC DA Communications", ["LAAA2", "ECC", "DA"]),
        ("They did not attend A&E; the CoP met; a CDoA.", ["A&E", "CoP", "CDoA"]),
        ("7 LCAPs, an LCAP's action and a DHR’s finding", ["LCAP", "DHR"]),
        ("MARAC-led (see MAPPA)", ["MARAC", "MAPPA"]),
        ("“YS/YSG”", ["YS", "YSG"]),
    ],
)
def test_abbreviations_are_found_as_plans_write_them(text, abbreviations):
    assert found(text) == abbreviations


@pytest.mark.parametrize(
    "text",
    [
        "KEY PRIORITY 2: TO REDUCE VIOLENCE",
        "NO KEY PRIORITY RECORDED",
        "Please note that NOBODY MAY ENTER the yard.",
        "HIDDEN HARMS",
        "IMPORTANT: MAINTENANCE of the cameras",
        "Phase II and phase XIV",
        "N/A, TBC, OK, at 6 PM",
        "In 2016-17 and on 25/9/17 at 6pm",
        "Parked at CO1 1PJ and in CO2",
        "J9 training, Catch 22, Community360, McDonald, YouTube and St Johns",
        "Write to SAFER@COLCHESTER.GOV.UK or see http://example.org/ASB/CBC and www.CBC.org",
        "POLICE said that the police will come.",
        "",
    ],
)
def test_what_is_no_abbreviation_is_passed_over(text):
    assert found(text) == []


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_no_text_is_too_awkward_to_be_looked_through(text):
    report = sample_reports.of_texts(text, heading=text)

    assert isinstance(undefined(report, {text: text}), tuple)
    assert isinstance(used(report, {text: text}), list)


def test_only_what_the_text_uses_is_in_its_glossary_and_in_the_order_of_the_alphabet():
    glossary = {
        "PSPO": "Order",
        "ASB": "Behaviour",
        "CS": "Safety",
        "NEEAPS": "School",
        "E.P": "Plan",
    }
    report = sample_reports.of_texts("CSE, PSPOs and NEEAPs", "The E.P says so; asb")

    assert used(report, glossary) == [("E.P", "Plan"), ("NEEAPS", "School"), ("PSPO", "Order")]


def test_every_part_of_a_paper_is_its_text_but_for_its_glossary():
    report = sample_reports.of_sections(
        Text("About the AB", "The CD met."),
        Points("", ("Help the EF",), opening="This GH includes:"),
        Table(
            "Key priority 1: To reduce IJ",
            (Column("KL's (list)", "list", 1), Column("TIMING", "timing", 1)),
            (Group((Row(("MN",), "2017-18/01"),), heading="OP"),),
            heading="KEY PRIORITY 1: TO REDUCE IJ",
            description="With QR.",
        ),
        sample_reports.glossary([{"repaired": ["ZZ", "Zed of ZY"]}]),
        title="The plan of the ST",
    )

    names = {each.abbreviation for each in undefined(report, {})}

    assert names == {"AB", "CD", "EF", "GH", "IJ", "KL", "MN", "OP", "QR", "ST"}


def test_it_says_in_which_initiatives_each_stands():
    target = Group((Row(("DHR",), "2016-17/01"), Row(("",), "2016-17/02")), heading="Learn of CSE")
    alone = Group((Row(("CSE again, CSE",), "2016-17/03"),), heading="Other")
    report = sample_reports.of_sections(Table("", (), (target, alone)), Text("The DWP", ""))

    told = {each.abbreviation: each.references for each in undefined(report, {})}

    assert told == {
        "CSE": ("2016-17/01", "2016-17/02", "2016-17/03"),
        "DHR": ("2016-17/01",),
        "DWP": (),
    }


@pytest.mark.parametrize(
    ("text", "spelled_out"),
    [
        ("LAP (Local Assessment Process) review", "Local Assessment Process"),
        ("MAD (Make a Difference) Days", "Make a Difference"),
        ("Lexden Community Day of Action (CDoA), the first", "Community Day of Action"),
        ("The Police and Crime Commissioner (PCC)", "Police and Crime Commissioner"),
        ("LAP (see below) review", ""),
        ("Many people (PCC)", ""),
    ],
)
def test_what_the_text_itself_says_an_abbreviation_stands_for_is_told(text, spelled_out):
    report = sample_reports.of_texts(text)

    [told] = list(undefined(report, {"CBC": "Council", "KP": "Priority"}))

    assert told.spelled_out == spelled_out


def test_a_glossary_of_nothing_knows_nothing():
    assert not Known([]).pattern.search("CBC and everything else")


@pytest.mark.django_db
def test_the_2016_17_report_uses_what_its_glossary_does_not_explain(seed_plans):
    plan = PartnershipPlan.objects.get(start_year=2016)
    report = REPORTS["year-end"].build(plan, as_of=date(2017, 9, 12))

    told = undefined(report, report.abbreviations)

    assert [each.abbreviation for each in told] == [
        "DA",
        "CCVS",
        "APP",
        "CSE",
        "DHR",
        "LCAP",
        "LAP",
        "DWP",
        "CSSO",
        "IOM",
        "DRIVE",
        "GP",
        "CHUFT",
        "HIU",
        "A&E",
        "SCOG",
        "SOS",
        "CDoA",
        "NEEAP",
        "CPN",
        "PSPO",
        "NTE",
        "LAAA",
    ]
    assert Undefined("LCAP", ("2016-17/07", "2016-17/21"), "") in told
    assert Undefined("LAP", ("2016-17/08",), "Local Assessment Process") in told
