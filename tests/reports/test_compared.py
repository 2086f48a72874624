from dataclasses import replace
from datetime import date

from reports.compared import compare
from reports.document import Column, DataColumn, Group, Issue, Row, Table, Text
from tests.reports import sample_reports

COLUMNS = (Column("Initiative", "initiative", 40), Column("Outcome", "outcome", 60))


def table(*rows, columns=COLUMNS, heading=""):
    groups = tuple(Group((Row(cells, reference=reference),)) for reference, *cells in rows)
    return Table("Initiatives", columns, groups, heading=heading)


def paper(*rows, columns=COLUMNS):
    return sample_reports.of_sections(table(*rows, columns=columns))


def references(printed):
    return [each.reference for each in printed]


def differences(compared):
    return [
        (change.reference, difference.column.field, difference.old, difference.new)
        for change in compared.changed
        for difference in change.differences
    ]


def test_initiatives_that_came_went_and_stayed_are_told_apart_by_reference():
    old = paper(("16/01", "J9", "Planned."), ("16/02", "Mercury", "Begun."), ("16/03", "PSPO", ""))
    new = paper(("16/04", "Ribbon", ""), ("16/03", "PSPO", ""), ("16/01", "J9", "Delivered."))

    compared = compare(old, new)

    assert references(compared.added) == ["16/04"]
    assert references(compared.gone) == ["16/02"]
    assert differences(compared) == [("16/01", "outcome", "Planned.", "Delivered.")]
    assert compared.gone[0].under("outcome") == "Begun."
    assert compared.changed[0].before.under("outcome") == "Planned."
    assert compared.changed[0].now.under("initiative") == "J9"


def test_each_kind_stands_in_printed_order():
    old = paper(("16/09", "I", "x"), ("16/02", "B", ""), ("16/01", "A", ""), ("16/05", "E", ""))
    new = paper(("16/05", "E", "y"), ("16/08", "H", ""), ("16/09", "I", "y"), ("16/03", "C", ""))

    compared = compare(old, new)

    assert references(compared.added) == ["16/08", "16/03"]
    assert references(compared.gone) == ["16/02", "16/01"]
    assert references(compared.changed) == ["16/05", "16/09"]


def test_a_paper_has_no_differences_from_itself_however_it_is_numbered():
    plain = sample_reports.annual_plan()
    draft = replace(plain, is_to_be_issued=True)
    issued = replace(draft, issue=Issue(2, date(2017, 9, 12), "A mistake."))
    made_up = replace(plain, particulars=replace(plain.particulars, is_example=True))

    for one, other in [(plain, plain), (plain, draft), (draft, issued), (plain, made_up)]:
        assert not compare(one, other)


def test_a_target_that_heads_several_rows_belongs_to_each_of_them():
    old = sample_reports.of_texts("One.", "Two.", heading="Raise awareness")
    new = sample_reports.of_texts("One.", "Two.", heading="Reduce fear")

    assert differences(compare(old, new)) == [
        ("2016-17/01", "target", "Raise awareness", "Reduce fear"),
        ("2016-17/02", "target", "Raise awareness", "Reduce fear"),
    ]


def test_the_heading_of_its_table_counts_where_the_flat_data_has_it():
    column = DataColumn("Key Priority", "key_priority")

    def under(heading):
        report = sample_reports.of_sections(table(("16/01", "J9", ""), heading=heading))
        return replace(report, section_column=column)

    [change] = compare(under("KEY PRIORITY 1"), under("KEY PRIORITY 2")).changed

    assert change.differences == ((column, "KEY PRIORITY 1", "KEY PRIORITY 2"),)


def test_a_column_that_one_of_them_lacks_is_blank_there():
    wide = (*COLUMNS, Column("PCC KP's (list)", "pcc", 6))
    narrow = paper(("16/01", "J9", ""), ("16/02", "Mercury", ""))
    other = paper(("16/01", "J9", "", "1, 3"), ("16/02", "Mercury", "", ""), columns=wide)

    assert differences(compare(narrow, other)) == [("16/01", "pcc", "", "1, 3")]
    assert differences(compare(other, narrow)) == [("16/01", "pcc", "1, 3", "")]


def test_a_column_is_known_by_its_field_and_told_by_its_newest_heading():
    renamed = (Column("PROJECT", "initiative", 40), Column("OUTCOMES", "outcome", 60))
    old = paper(("16/01", "J9", "Planned."))
    new = paper(("16/01", "J9", "Delivered."), columns=renamed)

    [change] = compare(old, new).changed

    assert [difference.column.heading for difference in change.differences] == ["OUTCOMES"]


def test_an_initiative_printed_twice_is_one_with_each_text_once():
    twice = paper(("16/01", "J9", "CBC"), ("16/01", "J9", "Police"))
    again = paper(("16/01", "J9", "CBC"), ("16/01", "J9", "CBH"))

    assert differences(compare(twice, again)) == [("16/01", "outcome", "CBC\nPolice", "CBC\nCBH")]


def test_rows_of_no_initiative_and_words_outside_the_tables_are_not_compared():
    glossary = table(("", "SCP", "Safer Colchester Partnership"))
    old = sample_reports.of_sections(Text("PRIORITIES"), table(("16/01", "J9", "")), glossary)
    new = sample_reports.of_sections(Text("OTHERS"), table(("16/01", "J9", "")))

    assert not compare(old, new)


def test_against_an_empty_paper_everything_came_or_went():
    full, empty = sample_reports.year_end(), sample_reports.of_sections()

    assert len(compare(empty, full).added) == len(compare(full, empty).gone) == 34
    assert not compare(empty, empty)
