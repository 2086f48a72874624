"""How the rows of a paper become initiatives: joined, carried down, mended and left out."""

from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.decisions import Decisions, Part, Shape
from tests.moving_in.tables import heading, paper, table

YEAR_END = "Target | Lead | Outcome"
ANNUAL = "Project | Outcomes | Timing | Fund source | Lead agency"


def made(*rows, **decided):
    return plan_rows(paper(list(rows)), Decisions(**decided))


def test_cells_that_go_on_are_joined_with_a_space():
    [cuckooing] = made(
        ANNUAL,
        "Cuckooing awareness | Research / train a | Start | SCP / | SCP /",
        "raising / train a trainer | trainer session of | Sept 17 | PCC | CBC",
        "session | cuckooing in Colchester | | | ",
    )

    assert cuckooing.title == "Cuckooing awareness raising / train a trainer session"
    assert cuckooing.outcome == "Research / train a trainer session of cuckooing in Colchester"
    assert (cuckooing.timing, cuckooing.fund_source, cuckooing.lead) == (
        "Start Sept 17",
        "SCP / PCC",
        "SCP / CBC",
    )


def test_a_target_is_whole_for_every_row_under_it_wherever_its_last_words_stand():
    first, second, third = made(
        YEAR_END,
        "Keep people from becoming victims of | CBH | It went live.",
        "crime | CCVS | CBC have joined.",
        " | CBC | Maintain it.",
    )

    whole = "Keep people from becoming victims of crime"
    assert (first.target, second.target, third.target) == (whole, whole, whole)


def test_points_and_paragraphs_of_one_cell_stay_on_lines_of_their_own():
    rows = [
        tuple(YEAR_END.split(" | ")),
        ("A", "CBC", "It was adopted\nin May.\nIt says:\n• no litter\n• no\nnoise"),
    ]

    assert made(*rows)[0].outcome == "It was adopted in May.\nIt says:\n• no litter\n• no noise"


def test_lines_of_one_cell_that_begin_with_a_capital_stay_apart_though_nothing_ends_them():
    rows = [tuple(YEAR_END.split(" | ")), ("A", "CBC", "Trainer booked\nHall booked for\nJune")]

    assert made(*rows)[0].outcome == "Trainer booked\nHall booked for June"


def test_points_that_a_paper_ran_together_stand_on_lines_of_their_own():
    [pspo] = made(YEAR_END, "A | CBC | Complaints: •Speeding •Litter", " | | •Noise")

    assert pspo.outcome == "Complaints:\n• Speeding\n• Litter\n• Noise"


def test_the_words_of_a_short_cell_stand_on_one_line():
    rows = [tuple(YEAR_END.split(" | ")), ("Engage with\nlocal people", "CBC /\nPolice", "Held.")]

    [held] = made(*rows)

    assert (held.target, held.lead) == ("Engage with local people", "CBC / Police")


def test_the_outcomes_of_several_columns_stand_under_each_other_by_their_headings():
    first, second, none = made(
        "Action | Lead | Q1 progress | Q2 progress",
        "J9 | CBC | Begun. | •Held •Filmed",
        "DRIVE | CRC | | 33 cases.",
        "IOM | NPS | | ",
    )

    assert first.outcome == "Q1 progress: Begun.\nQ2 progress:\n• Held\n• Filmed"
    assert second.outcome == "Q2 progress: 33 cases."
    assert none.outcome == ""


def test_two_columns_that_a_person_took_for_leads_name_joint_leads():
    columns = {"0": (Part.TITLE, Part.LEAD, Part.LEAD, Part.OUTCOME)}

    joint, single = made(
        "Action | Lead | Partners | Progress", "J9 | CBC | Police | A.", "B | | ECFRS | B.",
        columns=columns,
    )  # fmt: skip

    assert (joint.lead, single.lead) == ("CBC / Police", "ECFRS")


def test_a_title_stands_over_the_rows_below_it_until_the_next():
    rows = made(
        YEAR_END,
        "Key priority 1: Violence",
        "A | CBC | One.",
        " | Police | Two.",
        "Key priority 2: Burglary",
        "B | CBC | Three.",
    )

    assert [row.priority for row in rows] == [
        "Key priority 1: Violence",
        "Key priority 1: Violence",
        "Key priority 2: Burglary",
    ]


def test_a_heading_over_a_table_stands_over_it_and_over_those_that_go_on_from_it():
    read = paper("KEY PRIORITY 1: Violence", [YEAR_END, "A | CBC | One."], ["B | CBC | Two."])

    assert {row.priority for row in plan_rows(read, Decisions())} == {"KEY PRIORITY 1: Violence"}


def test_a_key_priority_left_of_the_work_is_named_for_the_rows_below_too():
    rows = made("Priority | Action | Lead", "Violence | J9 | CBC", " | DRIVE | CRC", "ASB | A | B")

    assert [row.priority for row in rows] == ["Violence", "Violence", "ASB"]


def test_a_key_priority_right_of_the_work_is_named_for_its_own_row_alone():
    rows = made("Project | Lead | SCP KP's (list)", "J9 | CBC | 1, 2", "DRIVE | CRC | ")

    assert [row.priority for row in rows] == ["1, 2", ""]


def test_a_key_priority_right_of_the_work_goes_on_in_the_rows_that_do():
    [made_of_two] = made(
        "Target | Action | Lead | Progress | KP",
        "Raise awareness | J9 | CBC | Training was delivered to | 1,",
        " | | | all staff | 3",
    )

    assert made_of_two.priority == "1, 3"


def test_what_rows_that_go_on_say_again_is_said_once():
    rows = [
        "Key priority | Target | Action | Lead | Progress",
        "Domestic abuse | Raise awareness | J9 | CBC | Training was delivered to",
        "Domestic abuse | Raise awareness | | | all staff",
        "Domestic abuse | Raise awareness | White ribbon | CBC | Worn by all.",
    ]

    for each in made(*rows, shapes={"0.3": Shape.AS_ABOVE}):
        assert (each.priority, each.target) == ("Domestic abuse", "Raise awareness")


def test_an_outcome_goes_on_in_a_table_whose_columns_stand_in_another_order():
    read = paper(
        ["Action | Lead | Progress", "Street pastors | CBC | Two shifts were walked and"],
        ["Ref | Cost | Action | Lead | Progress", " | | | | all was well."],
    )

    [pastors] = plan_rows(read, Decisions())

    assert pastors.outcome == "Two shifts were walked and all was well."


def test_a_blank_target_below_another_title_is_nobodys():
    rows = [YEAR_END, "Raise awareness | CBC | One.", "Key priority 2", " | Police | Two."]

    assert [row.target for row in made(*rows)] == ["Raise awareness", ""]


def test_an_edit_stands_in_place_of_what_was_read():
    [j9] = made(YEAR_END, "Raise | C B C | Held.", edits={"0.1": {"lead": "CBC"}})

    assert j9.lead == "CBC"
    assert ("Lead", "C B C") in j9.cells


def test_an_edited_target_is_the_target_of_the_rows_under_it_too():
    edits = {"0.1": {"target": "Raise awareness of harm"}, "0.3": {"target": "Its own"}}

    rows = made(YEAR_END, "Raise | CBC | A.", " | CBC | B.", " | CBC | C.", edits=edits)

    assert [row.target for row in rows] == [
        "Raise awareness of harm",
        "Raise awareness of harm",
        "Its own",
    ]


def test_an_initiative_that_is_left_out_is_absent_with_all_its_rows():
    rows = ["A, | CBC | One.", "and B | | ", "C | CBC | Two."]

    assert [row.target for row in made(YEAR_END, *rows, left_out=("0.1",))] == ["C"]
    assert [row.target for row in made(YEAR_END, *rows, shapes={"0.1": Shape.LEFT_OUT})] == ["C"]


def test_the_target_of_an_initiative_that_is_left_out_still_stands_over_the_rows_below():
    rows = [YEAR_END, "Raise awareness | CBC | One.", " | Police | Two."]

    [second] = made(*rows, shapes={"0.1": Shape.LEFT_OUT})

    assert (second.target, second.lead) == ("Raise awareness", "Police")


def test_a_row_in_the_middle_that_is_left_out_takes_nothing_with_it():
    rows = [YEAR_END, "A, | CBC | One of", " | | Gernent", " | | several."]

    [only] = made(*rows, shapes={"0.2": Shape.LEFT_OUT})

    assert (only.rows, only.outcome) == (("0.1", "0.3"), "One of several.")


def test_a_wrapped_row_with_nothing_above_it_is_an_initiative():
    [only] = made(YEAR_END, "A | CBC | One.", shapes={"0.1": Shape.WRAPPED})

    assert only.target == "A"


def test_a_wrapped_row_below_a_title_does_not_go_on_with_what_stands_above_that():
    rows = [YEAR_END, "A | CBC | One.", "Key priority 2", "B | CBC | Two."]

    assert [row.target for row in made(*rows, shapes={"0.3": Shape.WRAPPED})] == ["A", "B"]


def test_the_cells_are_kept_as_they_stood_with_all_rows_that_go_on():
    [op] = made(ANNUAL, "Op (knife | An event | | SCP | CBC", "crime) | took place | | | ")

    assert op.cells == (
        ("Project", "Op (knife"),
        ("Outcomes", "An event"),
        ("Timing", ""),
        ("Fund source", "SCP"),
        ("Lead agency", "CBC"),
        ("Project", "crime)"),
        ("Outcomes", "took place"),
    )


def test_a_column_without_a_heading_is_kept_by_its_number():
    [j9] = made("Action | Lead | ", "J9 | CBC | x")

    assert j9.cells[-1] == ("Column 3", "x")


def test_a_place_names_every_row_over_page_breaks():
    read = paper(
        [ANNUAL, "Op (knife | An | | SCP | CBC", " | event | | | "],
        ["crime) | took | | | ", "", " | place | | | "],
    )

    [op] = plan_rows(read, Decisions())

    assert op.place == "Table 1, rows 2 to 3 and Table 2, rows 1 and 3"


def test_a_place_in_a_spreadsheet_goes_by_its_own_numbers():
    sheet = table("Plan", YEAR_END, "A, | CBC | One.", "and B | | ", is_sheet=True, first_row=3)

    assert plan_rows(paper(sheet), Decisions())[0].place == "Sheet “Plan”, rows 4 to 5"


def test_only_the_chosen_tables_are_read():
    read = paper(heading("Plan"), [YEAR_END, "A | CBC | One."], [YEAR_END, "B | CBC | Two."])

    assert [row.target for row in plan_rows(read, Decisions(tables=(2,)))] == ["B"]
