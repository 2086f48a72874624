"""A plan with one row for each initiative goes through all steps without a decision."""

from initiatives.moving_in import assembling, columns, finding, shapes
from initiatives.moving_in.decisions import Decisions, Part, Shape
from tests.moving_in.tables import heading, paper

PLAN = paper(
    heading("Key priority 1: Violence"),
    [
        "Target | Action | Lead agency | By when | Progress",
        "Fewer assaults | Street pastors on Fridays | CBC / Police | Ongoing | Twelve are trained.",
        " | Night bus | SCP | June 17 | It runs.",
    ],
    heading("Key priority 2: Burglary"),
    [
        "Target | Action | Lead agency | By when | Progress",
        "Fewer break-ins | Property marking | Police | TBC | ",
    ],
)


def test_its_tables_are_found_and_share_one_layout():
    first, second = finding.find(PLAN)

    assert first.headings == ("Target", "Action", "Lead agency", "By when", "Progress")
    assert (first.above, first.head_rows, first.row_count) == ("Key priority 1: Violence", (0,), 2)
    assert first.looks_like_plan
    assert first.layout == second.layout
    assert not first.refusal


def test_its_columns_are_known_by_their_headings():
    first, _ = finding.find(PLAN)

    assert columns.guess(first.headings, first.samples) == (
        Part.TARGET,
        Part.TITLE,
        Part.LEAD,
        Part.TIMING,
        Part.OUTCOME,
    )


def test_each_row_is_proposed_as_what_it_is():
    rows = shapes.shaped(PLAN, Decisions())

    assert [(row.id, row.shape) for row in rows] == [
        ("0.0", Shape.SECTION),
        ("1.0", Shape.FURNITURE),
        ("1.1", Shape.NEW),
        ("1.2", Shape.AS_ABOVE),
        ("2.0", Shape.SECTION),
        ("3.0", Shape.FURNITURE),
        ("3.1", Shape.NEW),
    ]
    assert not any(row.is_doubtful for row in rows)


def test_its_rows_become_initiatives_under_their_targets_and_key_priorities():
    pastors, bus, marking = assembling.plan_rows(PLAN, Decisions())

    assert (pastors.title, pastors.lead, pastors.timing) == (
        "Street pastors on Fridays",
        "CBC / Police",
        "Ongoing",
    )
    assert bus.target == pastors.target == "Fewer assaults"
    assert bus.place == "Table 1, row 3"
    assert marking.priority == "Key priority 2: Burglary"
    assert marking.cells == (
        ("Target", "Fewer break-ins"),
        ("Action", "Property marking"),
        ("Lead agency", "Police"),
        ("By when", "TBC"),
        ("Progress", ""),
    )
