"""Any table in: no exception, and every row of it accounted for exactly once."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.columns import meanings
from initiatives.moving_in.decisions import Decisions, Part, Shape
from initiatives.moving_in.finding import chosen, find
from initiatives.moving_in.shapes import shaped

WORDS = (
    "", " ", "Target", "Action", "Lead Agency", "Outcome", "Progress", "Q1", "RAG", "Agency", "No.",
    "crime", "CSE and DHR", "modern slavery,", "(begging", "sleeping)", "•Litter", "- J", "CBC /",
    "Essex", "Police", "Start", "Sept 17", "TBC", "Green", "KEY PRIORITY 1: Violence", "KP2 (cont.)",
    "Page: 28 of 38", "-----", "<u> </u>", "Appendix B", "7", "It was held.\nIt goes on", "сен",
    "Raise awareness of", "A long text that tells what came of it in more than a few words. ",
)  # fmt: skip
CELLS = st.sampled_from(WORDS) | st.text(max_size=12)


@st.composite
def tables(draw):
    width = draw(st.integers(0, 6))
    rows = draw(st.lists(st.tuples(*[CELLS] * width), max_size=8))
    return FileTable("Table", tuple(rows), is_sheet=draw(st.booleans()))


TEXTS = st.builds(FileText, CELLS, st.booleans())
PAPERS = st.lists(tables() | TEXTS, max_size=6).map(lambda blocks: FileRead(tuple(blocks)))
NO_INITIATIVE = {Shape.FURNITURE, Shape.SECTION, Shape.LEFT_OUT}


@st.composite
def decisions(draw, read):
    ids = [f"{at}.{row}" for at in range(len(read.blocks)) for row in range(8)]
    blocks = range(len(read.blocks))
    return Decisions(
        tables=tuple(draw(st.sets(st.sampled_from(blocks)))) if blocks else (),
        columns=draw(
            st.dictionaries(
                st.sampled_from([str(at) for at in blocks]),
                st.lists(st.sampled_from(Part), min_size=1, max_size=8).map(tuple),
            )
        )
        if blocks
        else {},
        shapes=draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(Shape))) if ids else {},
    )


@settings(max_examples=100)
@given(st.data())
def test_every_row_is_in_one_initiative_or_said_to_be_in_none(data):
    read = data.draw(PAPERS)
    decided = data.draw(decisions(read))

    rows = shaped(read, decided)
    made = plan_rows(read, decided)

    within = Counter(row for initiative in made for row in initiative.rows)
    beside = Counter(
        row.id
        for row in rows
        if row.shape in NO_INITIATIVE or (row.is_over_table and row.shape is not Shape.SECTION)
    )
    left_out_with_the_row_above = {row.id for row in rows} - within.keys() - beside.keys()
    assert all(times == 1 for times in (within + beside).values())
    assert all(row.shape is Shape.WRAPPED for row in rows if row.id in left_out_with_the_row_above)
    if Shape.LEFT_OUT not in decided.shapes.values():
        assert not left_out_with_the_row_above
    of_tables = {
        f"{table.block}.{number}"
        for table in chosen(find(read), decided)
        for number in range(len(read.blocks[table.block].rows))
    }
    assert {row.id for row in rows if not row.is_over_table} == of_tables


@settings(max_examples=60)
@given(PAPERS)
def test_every_table_is_found_and_each_of_its_columns_has_a_heading_and_a_part(read):
    found = find(read)
    parts = meanings(found, Decisions())

    assert [table.block for table in found] == [
        at for at, block in enumerate(read.blocks) if isinstance(block, FileTable)
    ]
    for table in found:
        rows = read.blocks[table.block].rows
        assert len(table.headings) == (len(rows[0]) if rows else 0)
        assert table.refusal == "" or not table.looks_like_plan
        assert table.layout in parts


@settings(max_examples=60)
@given(PAPERS)
def test_no_word_of_a_plans_row_is_lost(read):
    rows = {row.id: row for row in shaped(read, Decisions())}

    for initiative in plan_rows(read, Decisions()):
        kept = Counter(text for _, text in initiative.cells if text.strip())
        stood = Counter(text for row in initiative.rows for text in rows[row].cells if text.strip())
        assert kept == stood
