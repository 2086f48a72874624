"""What each row of a plan is taken for, why, and how a person corrects it."""

import pytest

from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.decisions import Decisions, Part, Shape
from initiatives.moving_in.row_counts import rows_in_words
from initiatives.moving_in.shapes import shaped
from tests.moving_in.tables import heading, paper, table

YEAR_END = "Target | Lead Agency | Outcome"
ANNUAL = "Project | Outcomes | Timing | Fund source | Lead agency"
SPEAKS = "Raise awareness | CBC | Tweets."
FIRST = "Prevent people from becoming victims of | CBH | It went live in September."


def last(*rows, headings=YEAR_END, **decided):
    """The last row of a table, as it was shaped."""
    return shaped(paper([headings, *rows]), Decisions(**decided))[-1]


@pytest.mark.parametrize(
    ("above", "row", "shape", "is_doubtful"),
    [
        # The first cell holds the end of a sentence, and what follows begins something new.
        (FIRST, "crime | CCVS / CBC | CBC have joined with CCVS.", Shape.TAIL, True),
        ("Hidden harms, | POLICE | Given.", "CSE and DHR | CBC | A review.", Shape.TAIL, True),
        # The same shape, and all of it goes on.
        (
            "Reduce crime in the | Essex | An amnesty in Jan 2015, where a",
            "borough | Police | large bin was placed outside.",
            Shape.WRAPPED,
            True,
        ),
        (FIRST, "crime | | ", Shape.WRAPPED, False),
        # Another lead's outcome under the same target.
        ("Raise awareness | CBC | Tweets.", " | CBC | J9 training.", Shape.AS_ABOVE, False),
        ("Raise awareness | CBC | Tweets.", " | | J9 training.", Shape.WRAPPED, True),
        ("Raise awareness | CBC | Tweets of a", " | | campaign.", Shape.WRAPPED, False),
        ("Raise awareness | CBC | Held for: ", " | | • taxi drivers", Shape.WRAPPED, False),
        ("Raise awareness | CBC | Tweets.", " | Police | iPads were given.", Shape.AS_ABOVE, False),
        # A target of its own.
        ("Cut, | CBC | Tweets.", "• Fear of crime | Police | Given.", Shape.NEW, False),
        ("Raise awareness | CBC | Tweets.", "IOM | NPS | None.", Shape.NEW, False),
        ("Raise awareness | CBC | Tweets.", "IOM | | ", Shape.SECTION, True),
        # A mark that tells nothing.
        ("Reduce drug crime | | Delivered.", "- J | Licensing | ", Shape.WRAPPED, True),
    ],
)
def test_a_row_of_a_year_end_report_is_judged_beside_the_row_above(above, row, shape, is_doubtful):
    judged = last(above, row)

    assert (judged.proposed, judged.is_doubtful) == (shape, is_doubtful)


@pytest.mark.parametrize(
    ("above", "row", "shape", "is_doubtful"),
    [
        (
            "Support Day (begging & rough | The day | July 17 | SCP | CBC / Police",
            "sleeping) | incorporated patrols. | Ongoing | SCP | CBC",
            Shape.WRAPPED,
            True,
        ),
        (
            "Cuckooing | Research for a | Start | SCP / | SCP /",
            "raising | trainer session. | Sept 17 | PCC | CBC",
            Shape.WRAPPED,
            False,
        ),
        (
            "Chelsea's Choice | The Trust is to raise awareness of | Sept 17 | YS | YS",
            "Programme | CSE with young people | | | ",
            Shape.WRAPPED,
            True,
        ),
        (
            "Day (begging & rough | The day. | July 17 | SCP | CBC",
            "Sleeping) | | | | ",
            Shape.WRAPPED,
            False,
        ),
        ("J9 | Training. | | SCP | CBC", "DRIVE | A pilot. | | | ", Shape.NEW, False),
        ("J9 | Training. | | SCP | CBC", " | A pilot. | TBC | | DRIVE", Shape.AS_ABOVE, True),
        ("J9 | Training. | | SCP | CBC", " | | | | Police", Shape.WRAPPED, True),
    ],
)
def test_a_row_of_an_annual_plan_is_judged_beside_the_row_above(above, row, shape, is_doubtful):
    judged = last(above, row, headings=ANNUAL)

    assert (judged.proposed, judged.is_doubtful) == (shape, is_doubtful)


def test_a_lead_that_ends_the_one_above_is_known_by_its_whole_name_elsewhere():
    judged = last(
        "A hub | Essex Police | Opened.",
        "Reduce crime in the | Essex | An amnesty in Jan 2015, where a",
        "borough | Police | large bin was placed outside.",
    )

    assert (judged.proposed, judged.is_doubtful) == (Shape.WRAPPED, False)


def test_why_names_what_does_not_fit():
    judged = last(
        "Support Day (rough | The day | July 17 | SCP | CBC / Police",
        "sleeping) | incorporated patrols. | Ongoing | SCP | CBC",
        headings=ANNUAL,
    )

    assert judged.why == (
        "It goes on with the row above, but its timing, fund source and lead agency begin something "
        "new, which may belong to another row."
    )


@pytest.mark.parametrize(
    "row",
    [
        " | | ",
        "Target | Lead Agency | Outcome",
        "TARGET | | Outcome",
        "Page: | 28 of | 38",
        "28",
        "------- | ------- | ----",
        " | <u> </u> | ",
        "Appendix b – SCF Ann | ual Partnership Pl | an 2017-18",
        "Safer Colchester Par | tnership Anual Plan | 2017-18",
    ],
)
def test_what_a_page_prints_beside_the_plan_is_no_row_of_it(row):
    read = paper(
        "Safer Colchester Partnership Annual Plan 2017-18",
        [YEAR_END, "Raise awareness | CBC | Tweets.", row],
    )

    judged = shaped(read, Decisions())[-1]

    assert (judged.proposed, judged.is_doubtful) == (Shape.FURNITURE, False)


def test_headings_of_columns_in_another_order_are_pointed_out():
    read = paper(
        [
            "Action | Lead | Progress",
            "Street pastors | CBC | Two shifts.",
            "Lead | Progress | Action",
            "CBC | Half of it was walked. | Lighting survey",
        ]
    )

    _, _, headings, below = shaped(read, Decisions())

    assert (headings.proposed, headings.is_doubtful) == (Shape.FURNITURE, True)
    assert "headings of other columns" in headings.why
    assert below.proposed is Shape.NEW


def test_a_name_that_ends_in_a_capital_letter_is_whole():
    assert last("Phase A | CBC | Done.", "Phase B | Police | Begun.").proposed is Shape.NEW


def test_one_word_that_stands_in_its_heading_too_is_no_repeated_heading():
    assert last("Raise awareness | CBC | Tweets.", "Target | | ").proposed is Shape.SECTION


@pytest.mark.parametrize("row", ["Total | | £3,400", "TOTALS: | 12 | -", "Grand total | | "])
def test_a_row_that_adds_up_is_left_aside_and_looked_at(row):
    judged = last("Raise awareness | CBC | Tweets.", row)

    assert (judged.proposed, judged.is_doubtful) == (Shape.FURNITURE, True)


@pytest.mark.parametrize("row", ["Total policing | CBC | Begun.", "Total | CBC | Begun."])
def test_one_that_tells_of_work_is_not(row):
    assert last("Raise awareness | CBC | Tweets.", row).proposed is Shape.NEW


@pytest.mark.parametrize(
    "row", ["Annual Plan for the years 2017-18 | CBC | ", "Annex A to be reviewed | CBC | Done."]
)
def test_a_row_that_only_begins_like_a_running_head_is_looked_at(row):
    read = paper(
        "Annual Plan for the year 2017-18", [YEAR_END, "Raise awareness | CBC | Tweets.", row]
    )

    judged = shaped(read, Decisions())[-1]

    assert (judged.proposed, judged.is_doubtful) == (Shape.FURNITURE, True)


def test_an_initiative_named_like_the_paper_is_no_running_head():
    read = paper(
        "Annual Plan 2017-18 of the Safer Colchester Partnership",
        [YEAR_END, "Annual plan | Partnership | "],
    )

    assert shaped(read, Decisions())[-1].proposed is Shape.NEW


@pytest.mark.parametrize(
    "title",
    [
        "KEY PRIORITY 3: TO ADDRESS ALCOHOL MISUSE",
        "Priority One – Violence",
        "KP2",
        "Theme B: Young people",
        "Objective 4",
    ],
)
def test_a_key_prioritys_title_alone_in_a_row_stands_over_those_below(title):
    judged = last("Raise awareness | CBC | Tweets.", title)

    assert (judged.proposed, judged.is_doubtful) == (Shape.SECTION, False)
    assert last("Raise awareness | CBC | Tweets.", (title, title, title)).proposed is Shape.SECTION


def test_a_key_prioritys_number_may_stand_beside_its_title_in_a_cell_of_its_own():
    titled = "KEY PRIORITY 3: | Alcohol | | | "

    assert last("A | B | | | CBC", titled, headings=ANNUAL).proposed is Shape.SECTION


def test_a_row_that_names_its_key_priority_in_a_column_for_that_is_an_initiative():
    headings = "Priority | Action | Lead | By when"

    assert last("Priority 1 | Night bus | | ", headings=headings).proposed is Shape.NEW


def test_a_title_left_of_the_work_stands_over_the_rows_below():
    headings = "Ref | Action | Lead | Progress"

    judged = last("1.1 | Bus | CBC | Runs.", "Domestic abuse | | | ", headings=headings)

    assert (judged.proposed, judged.is_doubtful) == (Shape.SECTION, True)


def test_a_title_repeated_at_the_top_of_a_page_is_furniture():
    first = "Key priority 1: Violence"

    judged = last(first, "Raise | CBC | Tweets.", "Key priority 1: Violence (continued)")

    assert judged.proposed is Shape.FURNITURE


def test_rows_that_mostly_name_their_work_alone_are_no_titles():
    rows = shaped(paper([YEAR_END, "A hub", "A website", "An amnesty", "A pilot"]), Decisions())

    assert [row.proposed for row in rows[1:]] == [Shape.NEW] * 4


def test_titles_that_mostly_start_small_do_not_go_on_from_each_other():
    rows = ["hub | CBC | A.", "website | CBC | B.", "amnesty | CBC | C.", "pilot | CRC | D."]

    assert [row.proposed for row in shaped(paper([YEAR_END, *rows]), Decisions())[1:]] == (
        [Shape.NEW] * 4
    )


def test_a_small_letter_alone_in_a_row_begins_no_title_where_titles_start_small():
    rows = ["hub | CBC | A.", "site | CBC | B.", "amnesty | CBC | C.", "pilot | CRC | D.", "of it"]

    assert last(*rows).proposed is Shape.NEW


def test_nothing_goes_on_over_the_title_of_a_key_priority():
    judged = last("Victims of | CBC | A.", "Key priority 2", "crime | Police | B.")

    assert judged.proposed is Shape.NEW


def test_what_stands_above_the_headings_is_a_title_of_the_table_until_a_person_says_otherwise():
    read = paper(["Domestic abuse", YEAR_END, "J9 | CBC | Given."])

    [title, *_] = shaped(read, Decisions())
    [decided, *_] = shaped(read, Decisions(shapes={"0.0": Shape.SECTION}))

    assert (title.proposed, title.is_doubtful) == (Shape.FURNITURE, True)
    assert decided.shape is Shape.SECTION


def titles(*blocks, **decided):
    rows = shaped(paper(*blocks), Decisions(**decided))
    return {row.cells[0]: row.shape for row in rows if row.is_over_table}


PLAN = [YEAR_END, "J9 | CBC | Given."]


def test_the_headings_over_several_tables_are_their_sections():
    assert titles(heading("Violence"), PLAN, heading("Burglary"), PLAN) == {
        "Violence": Shape.SECTION,
        "Burglary": Shape.SECTION,
    }


def test_one_heading_over_all_of_the_plan_is_no_section():
    assert titles(heading("What we will do"), PLAN) == {"What we will do": Shape.FURNITURE}


def test_key_priorities_in_a_list_before_one_table_stand_over_none_of_it():
    listed = titles("KEY PRIORITY 1", "Violence", "KEY PRIORITY 2", "Exploitation", PLAN)

    assert listed == {"KEY PRIORITY 1": Shape.FURNITURE, "KEY PRIORITY 2": Shape.FURNITURE}


def test_a_key_prioritys_title_with_its_description_stands_over_the_table():
    assert titles("KEY PRIORITY 1: Violence", "It will include much.", PLAN) == {
        "KEY PRIORITY 1: Violence": Shape.SECTION
    }


def test_a_key_prioritys_title_counts_over_other_headings_between_it_and_the_table():
    named = titles("KEY PRIORITY 1: Violence", heading("What we will do"), PLAN)

    assert named["KEY PRIORITY 1: Violence"] is Shape.SECTION
    assert named["What we will do"] is Shape.FURNITURE


def test_a_key_prioritys_title_counts_where_it_comes_again_after_a_list_of_all():
    named = titles("Priority 1 - Violence", "Priority 2 - Theft", "PRIORITY 1: VIOLENCE", PLAN)

    assert list(named.values()) == [Shape.FURNITURE, Shape.FURNITURE, Shape.SECTION]


def sheet(name, *rows):
    return table(name, YEAR_END, *rows, is_sheet=True)


def test_the_names_of_sheets_are_proposed_as_sections_where_each_has_one():
    read = paper(sheet("Violence", "J9 | CBC | A."), sheet("Theft", "Marking | Police | B."))

    violence, *_ = shaped(read, Decisions())

    assert titles(*read.blocks) == {"Violence": Shape.SECTION, "Theft": Shape.SECTION}
    assert (violence.id, violence.is_doubtful) == ("0.name", True)


@pytest.mark.parametrize("name", ["Sheet2", "Action plan 2024", "Q2"])
def test_the_names_of_sheets_that_name_no_key_priority_are_none(name):
    assert not titles(sheet("Violence", "J9 | CBC | A."), sheet(name, "Marking | Police | B."))


def test_the_name_of_the_only_sheet_is_no_section():
    assert not titles(sheet("Violence", "J9 | CBC | A."))


def test_the_names_of_sheets_are_no_sections_where_their_rows_name_key_priorities():
    assert not titles(
        sheet("Violence", "Priority 1: Violence", "J9 | CBC | A."),
        sheet("Theft", "Marking | Police | B."),
    )


def test_the_title_of_the_paper_is_no_section():
    named = titles(heading("Annual plan 2017-18"), PLAN, heading("Burglary"), PLAN)

    assert named["Annual plan 2017-18"] is Shape.FURNITURE


def test_a_decision_stands_and_what_was_proposed_is_still_said():
    row = last("A | CBC | Tweets.", "crime | CCVS | B.", shapes={"0.2": Shape.NEW})

    assert (row.shape, row.proposed) == (Shape.NEW, Shape.TAIL)


def test_a_decision_about_one_row_changes_no_proposal_for_another():
    rows = [YEAR_END, "Hidden harms, | POLICE | Given.", "Gernent | X | Y.", "CSE | CBC | Z."]
    furniture = Decisions(shapes={"0.2": Shape.FURNITURE})

    undecided, decided = (shaped(paper(rows), each) for each in (Decisions(), furniture))

    assert [row.proposed for row in undecided] == [row.proposed for row in decided]


def test_the_columns_go_as_a_person_decided():
    decided = {"0": (Part.TITLE, Part.FUND_SOURCE, Part.INTERNAL_NOTE)}

    assert last("A | CBC | B.", columns=decided).parts == decided["0"]


def test_a_rows_place_is_named_as_its_file_has_it():
    sheet = table("Plan", YEAR_END, "J9 | CBC | Given.", is_sheet=True, first_row=4)

    assert shaped(paper(sheet), Decisions())[-1].place == "Sheet “Plan”, row 5"


def test_a_key_priority_that_heads_the_actions_is_a_section_to_be_looked_at():
    headings = "{} | Lead | By when | Progress"
    read = paper(
        [headings.format("Priority 1 – Violence"), "Street pastors | CBC | June 17 | Trained."],
        [headings.format("Priority 2 – Burglary"), "Marking | Police | TBC | "],
        [headings.format("Priority 2 – Burglary"), "Patrols | Police | TBC | "],
    )

    over = [row for row in shaped(read, Decisions()) if row.is_over_table]
    made = plan_rows(read, Decisions())

    assert [(row.id, row.shape, row.is_doubtful) for row in over] == [
        ("0.heading", Shape.SECTION, True),
        ("1.heading", Shape.SECTION, True),
    ]
    assert [(row.priority, row.title) for row in made] == [
        ("Priority 1 – Violence", "Street pastors"),
        ("Priority 2 – Burglary", "Marking"),
        ("Priority 2 – Burglary", "Patrols"),
    ]


def test_one_that_heads_a_column_beside_the_actions_is_none():
    read = paper(["Action | Priority 1 – Violence | Lead", "Pastors | Yes | CBC"])

    assert not any(row.is_over_table for row in shaped(read, Decisions()))


def test_every_row_is_counted_by_what_it_is():
    read = paper(
        heading("Key priority 1: Burglary"),
        [
            YEAR_END,
            "Raise awareness of | CBC | Tweets.",
            "burglary | | ",
            "Mark property | CBC | A van.",
            "Key priority 2",
            "Fewer fights | CBC | Patrols.",
            " | | ",
        ],
    )
    left_out = Decisions(shapes={"1.5": Shape.LEFT_OUT})

    assert rows_in_words(shaped(read, left_out)) == (
        "7 rows: 2 begin an initiative; 1 goes on with the row above; 1 names a key priority; "
        "2 are headings, page numbers or blank; 1 is left out"
    )


@pytest.mark.parametrize("stray", ["ACION | <u> </u>", "ACION", "Community"])
@pytest.mark.parametrize("is_listed", [True, False])
def test_a_text_alone_is_no_title_where_the_paper_numbers_its_key_priorities(stray, is_listed):
    named = "KEY PRIORITY 1: VICTIMS"
    read = paper(*[named] * is_listed, [YEAR_END, *[named] * (not is_listed), SPEAKS, stray])

    judged = shaped(read, Decisions())[-1]

    assert (judged.proposed, judged.is_doubtful) == (Shape.FURNITURE, True)
    assert "numbers its key priorities" in judged.why


def test_the_title_of_a_numbered_key_priority_is_one_without_its_number():
    listed = ["KEY PRIORITY 1: VICTIMS", "KEY PRIORITY 2: REOFFENDING"]

    judged = shaped(paper(*listed, [YEAR_END, SPEAKS, "Reoffending"]), Decisions())[-1]

    assert judged.proposed is Shape.SECTION


def test_what_a_program_left_of_a_format_is_no_title():
    judged = last(SPEAKS, "ACION | <u> </u>")

    assert (judged.proposed, judged.is_doubtful) == (Shape.FURNITURE, True)
