import pytest

from initiatives.files.contents import FileRead, FileTable
from initiatives.moving_in.glossary import as_lines, from_lines, proposed_glossary

CBC, CBH = ("CBC", "Colchester Borough Council"), ("CBH", "Colchester Borough Homes")


def explained(*rows):
    return proposed_glossary(FileRead((FileTable("Table 1", rows),)), ())


@pytest.mark.parametrize(
    "headings",
    [("Abbreviation", "Description"), ("ACRONYM", "Meaning"), ("Term", "What it means")],
)
def test_a_table_whose_headings_say_so_is_a_glossary(headings):
    assert explained(headings, CBC, ("", ""), CBH).pairs == (CBC, CBH)


def test_two_entries_may_stand_in_a_row():
    rows = ("Abbreviation", "Description") * 2, (*CBC, *CBH), ("SCP", "Partnership", "", "")

    assert explained(*rows).pairs == (CBC, CBH, ("SCP", "Partnership"))


def test_a_title_may_stand_over_the_headings():
    assert explained(("Glossary", ""), ("Abbreviation", "Meaning"), CBC).pairs == (CBC,)


@pytest.mark.parametrize("headings", [("Name", "Telephone"), ("Abbreviation", "Lead"), ("", "")])
def test_any_other_table_is_none(headings):
    assert explained(headings, CBC).pairs == ()


def test_letters_that_only_look_latin_are_mended_and_told():
    found = explained(("Abbreviation", "Description"), ("СВН", CBH[1]))  # noqa: RUF001 (Cyrillic)

    assert found.pairs == (CBH,)
    assert found.mended == (("СВН", "CBH"),)  # noqa: RUF001 (Cyrillic)


def test_what_stands_there_twice_is_taken_once_and_told():
    found = explained(("Abbreviation", "Description"), CBC, ("C.B.C.", "Another"))

    assert found.pairs == (CBC,)
    assert found.twice == (("C.B.C.", "Another"),)


def test_a_glossary_comes_back_from_its_lines():
    assert tuple(from_lines(as_lines([CBC, CBH]))) == (CBC, CBH)


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("ASB : Anti-Social Behaviour", ("ASB", "Anti-Social Behaviour")),
        ("ASB\tAnti-Social Behaviour", ("ASB", "Anti-Social Behaviour")),
        ("ASB – Anti-Social  Behaviour", ("ASB", "Anti-Social Behaviour")),
        ("SCP: Safer: Colchester", ("SCP", "Safer: Colchester")),
        ("ASB", ("ASB", "")),
        (": Nothing", ("", "Nothing")),
    ],
)
def test_a_line_parts_at_its_colon_tab_or_dash(line, pair):
    assert tuple(from_lines(f"\n{line}\n \n")) == (pair,)
