"""Key priorities as papers name them: over their tables, in a list before, or in a column."""

import pytest

from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in.decisions import Decisions, KeyPriorityDraft
from initiatives.moving_in.key_priorities import key_priorities, proposed, served
from initiatives.moving_in.priority_names import named_priority
from tests.moving_in.papers import row

TABLE = FileTable("Table 1", (("Target", "Lead"),))


def paper(*blocks):
    return FileRead(tuple(FileText(each) if isinstance(each, str) else each for each in blocks))


@pytest.mark.parametrize(
    ("text", "numbers", "title"),
    [
        ("KEY PRIORITY 1: TO PROTECT VULNERABLE PEOPLE", (1,), "TO PROTECT VULNERABLE PEOPLE"),
        ("KEY PRIORITY (KP) 2", (2,), ""),
        ("KP3", (3,), ""),
        ("KP 3 – To reduce reoffending", (3,), "To reduce reoffending"),
        ("Priority Two: Violence", (2,), "Violence"),
        ("Theme 4. Safe streets", (4,), "Safe streets"),
        ("2. To reduce crime", (2,), "To reduce crime"),
        ("1", (1,), ""),
        ("1, 3", (1, 3), ""),
        ("KP1 & KP3", (1, 3), ""),
        ("1\n3", (1, 3), ""),
        ("2 and 2", (2,), ""),
        ("24/7 policing", (), "24/7 policing"),
        ("To reduce crime", (), "To reduce crime"),
        ("", (), ""),
        ("0", (), ""),
    ],
)
def test_a_key_priority_is_named_by_number_by_title_or_by_both(text, numbers, title):
    assert named_priority(text) == (numbers, title)


def test_titles_over_tables_have_their_paragraph_as_description():
    read = paper(
        "Year end performance report",
        "KEY PRIORITY 1: TO PROTECT VULNERABLE PEOPLE",
        "This priority will include encouraging\nproactive reporting.",
        TABLE,
        "KEY PRIORITY 2: TO REDUCE REOFFENDING",
        TABLE,
        "All enquiries to the officers",
    )

    assert proposed(read, [row(priority="KEY PRIORITY 2: TO REDUCE REOFFENDING")], Decisions()) == (
        KeyPriorityDraft(
            1,
            "TO PROTECT VULNERABLE PEOPLE",
            "This priority will include encouraging proactive reporting.",
        ),
        KeyPriorityDraft(2, "TO REDUCE REOFFENDING"),
    )


def test_a_list_before_the_table_has_titles_and_points():
    read = paper(
        "3 SAFER COLCHESTER PARTNERSHIP (SCP) KEY PRIORITIES FOR 2017-2018:",
        "KEY PRIORITY (KP) 1",
        "To reduce violent crime",
        "This KP includes:",
        "• Sharing data",
        "Tackling harm",
        "KEY PRIORITY (KP) 2",
        "To improve resilience",
        "This KP includes:",
        "Raising awareness\nProtecting residents",
        "OTHER KEY PRIORITIES CONSIDERED BY THE SCP IN 2017-2018:",
        "Police and Crime Plan 2016 - 2020.",
        TABLE,
    )

    assert proposed(read, [row("Crucial Crew")], Decisions()) == (
        KeyPriorityDraft(1, "To reduce violent crime", "", ("Sharing data", "Tackling harm")),
        KeyPriorityDraft(
            2, "To improve resilience", "", ("Raising awareness", "Protecting residents")
        ),
    )


def test_a_column_names_them_by_title_each_once():
    rows = [row(priority=text) for text in ("Violence", "Burglary", "violence ", "")]

    assert proposed(paper(), rows, Decisions()) == (
        KeyPriorityDraft(1, "Violence"),
        KeyPriorityDraft(2, "Burglary"),
    )


def test_a_number_without_a_title_stays_without_one():
    assert proposed(paper(), [row(priority="1, 3")], Decisions()) == (
        KeyPriorityDraft(1, ""),
        KeyPriorityDraft(3, ""),
    )


def test_targets_that_stand_under_nothing_ask_for_one_without_a_title():
    assert proposed(paper(), [row(target="Fewer crimes")], Decisions()) == (
        KeyPriorityDraft(1, ""),
    )
    assert proposed(paper(), [row("Crucial Crew")], Decisions()) == ()


def test_what_a_person_decided_counts():
    decided = (KeyPriorityDraft(1, "To do better"),)

    assert key_priorities(paper(), [row(priority="2")], Decisions(priorities=decided)) == decided


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("1, 3", (1, 3)),
        ("KEY PRIORITY 3: WHATEVER", (3,)),
        ("to do  better.", (1,)),
        ("", ()),
        ("2", None),
        ("Something else", None),
    ],
)
def test_a_row_serves_what_its_cell_names(cell, numbers):
    drafts = (KeyPriorityDraft(1, "To do better"), KeyPriorityDraft(3, "To do well"))

    assert served(cell, drafts) == numbers
