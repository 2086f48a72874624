"""Other partnerships' usual layouts go through without a decision, save where one is named."""

from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.decisions import Decisions, Shape
from initiatives.moving_in.shapes import shaped
from tests.moving_in.tables import heading, paper, table


def made(read, **decided):
    return plan_rows(read, Decisions(**decided))


def doubtful(read):
    return [row.id for row in shaped(read, Decisions()) if row.is_doubtful]


def test_objectives_merged_down_with_actions_measures_and_a_rag_status():
    read = paper(
        heading("Community Safety Action Plan 2023/24"),
        [
            "Objective | Action | Lead Agency | Timescale | Success Measure | RAG",
            "Reduce violence | Night-time patrols | Police | Ongoing | 5% fewer assaults | Green",
            " | Taxi marshals | Borough Council | Dec 23 | Marshals on 20 nights | Amber",
            " | Bystander training | NHS | Mar 24 | 50 people trained | Red",
            "Tackle hate crime | Reporting centres | Police & Borough Council | Q3 | 4 open | ",
        ],
    )

    patrols, marshals, training, centres = made(read)

    assert {patrols.target, marshals.target, training.target} == {"Reduce violence"}
    assert (marshals.title, marshals.lead, marshals.timing, marshals.status) == (
        "Taxi marshals",
        "Borough Council",
        "Dec 23",
        "Amber",
    )
    assert ("Success Measure", "5% fewer assaults") in patrols.cells
    assert (centres.target, centres.lead) == ("Tackle hate crime", "Police & Borough Council")
    assert patrols.priority == ""
    assert not doubtful(read)


def test_a_numbered_plan_with_progress_by_quarter_and_priorities_as_rows():
    read = paper(
        [
            "SAFER PARTNERSHIP DELIVERY PLAN",
            "Ref | Activity | Lead officer | Lead organisation | By when | Progress | | | | Status",
            " | | | | | Q1 | Q2 | Q3 | Q4 | ",
            "Priority 1: Serious violence",
            "1.1 | Knife bins | Chief inspector | Police | Sep-23 | Sited. | Emptied. | | | On track",
            "1.2 | School talks | Youth lead | County | Termly | | Given. | | | Complete",
            "Priority 2: Anti-social behaviour",
            "2.1 | Hot-spot map | Analyst | Borough | Jan-24 | | | Drawn. | | At risk",
        ]
    )

    bins, talks, hot_spots = made(read)

    assert bins.outcome == "Progress Q1: Sited.\nQ2: Emptied."
    assert (bins.lead, bins.priority) == ("Police", "Priority 1: Serious violence")
    assert (talks.timing, talks.outcome) == ("Termly", "Q2: Given.")
    assert (hot_spots.priority, hot_spots.status) == (
        "Priority 2: Anti-social behaviour",
        "At risk",
    )
    assert ("Lead officer", "Analyst") in hot_spots.cells
    assert doubtful(read) == ["0.0"]


def test_questions_for_headings_under_a_heading_for_each_theme():
    headings = "What will we do? | Who will lead? | By when? | How will we know? | Progress"
    read = paper(
        heading("Domestic abuse"),
        "One in five adults will meet it in their lives.",
        [headings, "Open a one stop shop | Housing association | July 2022 | It opens | Open."],
        heading("Young people"),
        [headings, "Mentoring | Youth service | Autumn 2022 | 30 mentored | 12 so far."],
        heading("Contacts"),
        ["Name | Organisation | E-mail", "Safety team | Borough | team@example.org"],
    )

    shop, mentoring = made(read)

    assert (shop.title, shop.priority) == ("Open a one stop shop", "Domestic abuse")
    assert (mentoring.title, mentoring.priority) == ("Mentoring", "Young people")
    assert mentoring.outcome == "12 so far."
    assert not doubtful(read)


def test_a_workbook_with_a_sheet_for_each_priority_and_one_for_the_notes():
    headings = "Aim | Task | Owner | Deadline | Resources | Update | Notes"
    violence = table(
        "Violence",
        "Priority 1 - Violence",
        "",
        headings,
        "Safer nights | Radio link | Licensing | 31/03/2025 | PFCC | 40 venues joined | Ask again",
        " | Vulnerability training | Police | 30/06/2025 | | | ",
        is_sheet=True,
    )
    burglary = table(
        "Burglary",
        "Priority 2 - Burglary",
        "",
        headings,
        "Safer homes | Locks for victims | Police | 01/10/2025 | CSF | 12 homes | ",
        is_sheet=True,
    )
    notes = table("Read me", "How to fill this in", "Type in the white cells", is_sheet=True)

    link, training, locks = made(paper(violence, burglary, notes))

    assert (link.priority, locks.priority) == ("Priority 1 - Violence", "Priority 2 - Burglary")
    assert (training.target, training.title, training.lead) == (
        "Safer nights",
        "Vulnerability training",
        "Police",
    )
    assert (link.fund_source, link.internal_note) == ("PFCC", "Ask again")
    assert locks.place == "Sheet “Burglary”, row 4"


def test_a_plan_with_the_priority_in_a_column_and_actions_that_run_over_rows():
    read = paper(
        [
            "Key Priority | Action | Lead | Timescale | Outcome",
            "1. Hidden harm | Train front-line staff to see the signs of | CSP | 2019/20 | 3 days",
            " | exploitation | | | held in the autumn",
            " | Campaign in taxis | Licensing | 2019/20 | ",
            "2. Young people | Summer scheme | YOT | Aug 2019 | 80 came",
        ]
    )

    training, campaign, scheme = made(read)

    assert training.title == "Train front-line staff to see the signs of exploitation"
    assert training.outcome == "3 days held in the autumn"
    assert [row.priority for row in (training, campaign, scheme)] == [
        "1. Hidden harm",
        "1. Hidden harm",
        "2. Young people",
    ]


def test_sections_without_numbers_are_proposed_for_a_person_to_confirm():
    read = paper(
        [
            "Action | Lead | Progress",
            "Domestic abuse",
            "J9 | CBC | Given.",
            "DRIVE | CRC | 33 cases.",
            "Violence",
            "Street pastors | Churches together | Every Friday.",
        ]
    )

    assert [row.priority for row in made(read)] == ["Domestic abuse", "Domestic abuse", "Violence"]
    assert doubtful(read) == ["0.1", "0.4"]
    named = made(read, shapes={"0.1": Shape.FURNITURE, "0.4": Shape.NEW})
    assert [row.title for row in named] == ["J9", "DRIVE", "Violence", "Street pastors"]
