"""What in a public text might identify a person, and what only looks like it."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.identifying import Kind, findings

PACK = Path(__file__).parent.parent / "pack"


def found(text):
    return [(finding.kind, finding.words) for finding in findings(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4 victims were helped.", "4 victims"),
        ("Of these, three young people went on.", "three young people"),
        ("Two vulnerable elderly residents moved.", "Two vulnerable elderly residents"),
        ("One resident complained.", "One resident"),
        ("1 child was safeguarded.", "1 child"),
        ("A single victim came forward.", "A single victim"),
        ("Only 2 of the girls stayed.", "2 of the girls"),
        ("One of our most vulnerable tenants.", "One of our most vulnerable tenants"),
        ("A couple of rough sleepers remain.", "A couple of rough sleepers"),
        ("four (4) offenders", "four (4) offenders"),
        ("Between 2 and 4 victims", "4 victims"),
        ("2-4 victims a month", "2-4 victims"),
        ("three to four families", "three to four families"),
        ("3 males and 12 females", "3 males"),
        ("2 domestic abuse victims’ families", "2 domestic abuse victims’ families"),
        ("one victim’s house", "one victim’s"),
        ("3 arrests were made.", "3 arrests"),
        ("There were 2 referrals.", "2 referrals"),
        ("4 x 18–24 age range", "4 x 18–24 age range"),
        ("1 member of the public", "1 member of the public"),
        ("4 homeless people", "4 homeless people"),
        ("Support for\n3 women", "3 women"),
    ],
)
def test_a_count_of_fewer_than_five_people_is_found(text, words):
    assert found(text) == [(Kind.FEW_PEOPLE, words)]


@pytest.mark.parametrize(
    "text",
    [
        "4 events were held.",
        "4 Community Safety scenarios were delivered to pupils.",
        "5 victims and 15 young people.",
        "14 victims, 104 residents and 1,204 pupils",
        "twenty-four victims, twenty four victims, one hundred and four residents",
        "two hundred residents, three dozen pupils, four thousand people",
        "No victims, 0 victims, fewer than five victims",
        "On 4 June residents met; at 4 pm pupils left.",
        "04/03/2017 people, 10.4 people, 4% of people, £4 people paid, 4 per cent of people",
        "Year 4 pupils, Years 3 and 4 pupils, Key Stage 2 pupils, KS2 pupils, Tier 2 offenders",
        "One in four women, 3 in 4 residents, 4 out of 10 people",
        "two thirds of residents and three quarters of pupils",
        "A 3 year pilot programme for perpetrators",
        "2 workshops for young people, 3 sessions with victims, 4 posters telling residents",
        "One victim support service, two young people’s workshops, 3 children’s centres",
        "4 adult performances, 1-2-1 mentoring with people, one-to-one victim work",
        "2 schools supporting pupils, 3 agencies helping families",
        "1. People came. 2) Victims spoke. 3: residents",
        "Phase 2 residents, Block 4 tenants, Zone 1 residents, ward 3 people",
        "the A12 people, Operation 4G users, 3x people",
        "no one person leads it",
    ],
)
def test_what_counts_something_else_or_more_is_let_be(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A 16 year old girl was found.", "16 year old"),
        ("a 14-year-old", "14-year-old"),
        ("a fifteen year old boy", "fifteen year old"),
        ("a twenty-one year old", "twenty-one year old"),
        ("the 15 year olds", "15 year olds"),
        ("an 18 month old baby", "18 month old"),
        ("an 83yr old man", "83yr old"),
        ("15 years of age", "15 years of age"),
        ("15 yo boy", "15 yo"),
        ("a girl, 15 yrs, from town", "15 yrs"),
        ("The girl (15 yrs)", "15 yrs"),
        ("aged 15", "aged 15"),
        ("Victims aged 15 and 17", "aged 15"),
        ("at the age of fifteen", "age of fifteen"),
        ("Age: 9", "Age: 9"),
        ("A boy (12) and", "boy (12)"),
        ("A man, 42, from Lexden", "man, 42"),
        ("She is in her eighties.", "in her eighties"),
        ("in his late 80s", "in his late 80s"),
        ("born in 2004", "born in 2004"),
        ("DOB 3/6/2001", "DOB 3/6/2001"),
    ],
)
def test_any_age_of_a_person_is_found(text, words):
    assert found(text) == [(Kind.AGE, words)]


@pytest.mark.parametrize(
    "text",
    [
        "A 10 year plan, a 2 year service, a 3 year pilot",
        "Year 6 pupils, 1967 year 6 children, Key Stage 2, key stage 3",
        "the 14-24 age group, 11 to 16 year olds, ages 8 to 11",
        "aged 16 and over, aged 18+, aged 11-16, aged between 11 and 16, over the age of 18",
        "over 65s, under 18s, Age UK, 16+",
        "a 10 year old scheme, a 30-year-old building",
        "funded for 3 yrs. It ran in 2 yrs, over 15 yrs, within 3 yrs; 15 yrs ago, 3 yrs funding",
        "an average of 15 minutes, stage 15, page 15, package 16, aged care",
        "in the 1980s, in their 2017 report",
    ],
)
def test_what_is_no_persons_age_is_let_be(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "01206 282222",
        "01206282222",
        "01206 282 222",
        "01206-282222",
        "(01206) 282222",
        "020 7946 0018",
        "0117 496 0123",
        "07700 900123",
        "07700 900 123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)1206 282222",
        "0044 1206 282222",
        "0800 555 111",
        "016977 2345",
    ],
)
def test_a_telephone_number_is_found(number):
    assert found(f"Ring {number}, or come in.") == [(Kind.TELEPHONE, number)]


@pytest.mark.parametrize(
    "text",
    [
        "06 - 12 March 2017, 25/9/15, 06-12-2017 10:30, 2017-09-04 10:00",
        "£01206282222, 1,206,282,222, 0.1206282222",
        "Crime ref: 01206282222, reference number 01206 282222, 42/01206282222/17, URN 01206282222",
        "101, 999, 112, 1967, 2016 2017 2018 2019, 100000 100000",
        "28.01.2017 - 30.01.2017, 10-24 April 2017, 07-08-2017 to 09-10-2017",
        "charity no. 01234567890",
    ],
)
def test_dates_sums_and_references_are_no_telephone_numbers(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "jo.day@scp.example",
        "jday@example.org.uk",
        "Jo.O'Day+work@police.example",
        "j.smith2@x.example",
    ],
)
def test_a_persons_own_mail_address_is_found(address):
    assert found(f"Write to {address}.") == [(Kind.MAIL_ADDRESS, address)]


@pytest.mark.parametrize(
    "address",
    [
        "enquiries@scp.example",
        "info@scp.example",
        "community.safety@council.example",
        "communitysafety@council.example",
        "press-office@police.example",
        "safer.colchester@council.example",
        "scp@scp.example",
        "licensing.team@council.example",
        "no-reply@scp.example",
        "asb2@housing.example",
        "@SaferColchester",
    ],
)
def test_a_shared_mailbox_is_let_be(address):
    assert found(f"Write to {address}.") == []


def test_each_is_told_with_its_place_in_the_order_of_the_text():
    text = "Two 15-year-old girls rang 07700 900123."

    told = findings(text)

    assert [finding.kind for finding in told] == [Kind.FEW_PEOPLE, Kind.AGE, Kind.TELEPHONE]
    assert [text[finding.start : finding.end] for finding in told] == [
        "Two 15-year-old girls",
        "15-year-old",
        "07700 900123",
    ]


def test_of_the_packs_outcomes_two_are_pointed_out():
    outcomes = {
        f"{paper}/{row['number']}": row["repaired"]["outcome"]
        for paper in ("year_end_2016_17", "annual_plan_2017_18")
        for row in json.loads((PACK / f"{paper}.json").read_text(encoding="utf-8"))["rows"]
    }
    assert len(outcomes) == 64

    told = {place: found(text) for place, text in outcomes.items() if found(text)}

    assert told == {
        "year_end_2016_17/18": [
            (Kind.FEW_PEOPLE, "4 x 18-24 age range"),
            (Kind.FEW_PEOPLE, "4 x 25-34 age range"),
            (Kind.FEW_PEOPLE, "3 females"),
            (Kind.FEW_PEOPLE, "4 people"),
            (Kind.FEW_PEOPLE, "4 people"),
        ],
        "annual_plan_2017_18/4": [(Kind.AGE, "16 year old")],
    }


@given(st.text() | st.text("0123456789 -+()@.yearoldsone of", max_size=200))
def test_any_text_is_read(text):
    for finding in findings(text):
        assert text[finding.start : finding.end] == finding.words != ""


@pytest.mark.parametrize("words", ["1 of one two -", "two a-s a ", "0123 45 ", "aged a@b.", "x"])
def test_the_longest_text_is_read_at_once(words):
    text = (words * 20_000)[:20_000]
    started = perf_counter()

    findings(text)

    assert perf_counter() - started < 1
