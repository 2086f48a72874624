"""What a person decided about the pack's two papers on their way in; all else is as proposed.

A row goes by its block and row in the Word file that `tests/pack_papers.py` makes. What was mended
in a cell is written as what stood and what it became, as `fixtures/README.md` lists it, so that
nothing of the outcome itself is typed here.
"""

from dataclasses import replace

from initiatives.models import Agency
from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.columns import meanings
from initiatives.moving_in.decisions import Decisions, FrameworkList, Shape
from initiatives.moving_in.finding import chosen, find
from initiatives.moving_in.key_priorities import proposed
from initiatives.moving_in.paper_heading import proposed_heading
from priorities.models import Framework

# The columns of other bodies' priorities, which no plan before has headed so.
ANNUAL_PLAN_LISTS = {
    "PCC KP's (list)": "Police and Crime Plan",
    "E.P KP's (list)": "Essex Police Plan on a Page",
}

# What a person typed into the cells of an initiative: "" for what stood is a blank cell.
YEAR_END_MENDED = {
    "7.5": {"outcome": [("30 th", "30th")]},
    "14.5": {"target": [("18 th", "18th")], "outcome": [("18 th", "18th")]},
    "18.7": {"outcome": [("30 th", "30th")], "lead": [("SCP CBC", "SCP & CBC")]},
    "22.0": {"target": [(" - J", "")]},
}
ANNUAL_PLAN_MENDED = {
    "55.5": {
        "outcome": [("12 th", "12th")],
        "timing": [(" Ongoing", "")],
        "fund_source": [("SCP SCP", "SCP")],
        "lead": [(" СВС", "")],  # noqa: RUF001 (Cyrillic letters, as the text has them)
    },
    "56.2": {"fund_source": [("", "SCP")], "lead": [("", "CBC")]},
    "56.7": {"outcome": [("6 th", "6th")]},
    "57.4": {"title": [(" ,", "")], "outcome": [("10 th", "10th")]},
    "57.8": {"timing": [(" Сорон", "")]},
    "57.20": {"timing": [(" Сорг", "")]},  # noqa: RUF001 (ghost text, in Cyrillic)
    "57.23": {"timing": [(" оорт п", "")]},
    "57.31": {"outcome": [(" COO CENTION WHOLE OF CVCING", "")]},
    "57.33": {
        "outcome": [(" 1 once event somedured to take place soun september", "")],
        "timing": [(" Sept 17", "")],
        "fund_source": [(" I Olice", "")],
    },
    "58.1": {
        "outcome": [
            ("areas. The PSPO was", "areas.\nThe PSPO was"),
            ("15 th", "15th"),
            ("areas The PSPO is", "areas\nThe PSPO is"),
        ]
    },
    "58.2": {"outcome": [(" Persons being intimidating", "\n• Persons being intimidating")]},
    "59.11": {
        "outcome": [
            ("14 th", "14th"),
            ("activities: Any person", "activities:\nAny person"),
            ("distressed The PSPO", "distressed\nThe PSPO"),
        ]
    },
}


def of_the_year_end_paper(read):
    """What was decided about Appendix A, the year-end report of 2016-17."""
    decisions = Decisions(
        start_year=2016,
        reported_on="2017-04-30",
        values_confirmed=True,
        # A slip of the paper's; every other name is known, whatever letters it is written in.
        agencies={"EFCRS": str(Agency.objects.get(short_name="ECFRS").pk)},
        # "a one stop shop for" is the wrapped target, and "Safety Team" its wrapped outcome.
        shapes={"18.8": Shape.WRAPPED},
    )
    decisions = mended(read, decisions, YEAR_END_MENDED)
    drafts = proposed(read, plan_rows(read, decisions), decisions)
    # The paper prints its titles in capitals; the tracker holds them in sentence case.
    return replace(
        decisions,
        priorities=tuple(replace(each, title=each.title.capitalize()) for each in drafts),
        heading=heading_mended(
            read, decisions, date_printed=[("**", "")], prepared_by=[("(201206", "(01206")]
        ),
    )


def of_the_annual_plan_paper(read):
    """What was decided about Appendix B, the annual plan of 2017-18."""
    decisions = Decisions(
        start_year=2017,
        reported_on="2017-08-30",
        values_confirmed=True,
    )
    decisions = with_lists(read, decisions, ANNUAL_PLAN_LISTS)
    decisions = mended(read, decisions, ANNUAL_PLAN_MENDED)
    violence, community, behaviour = proposed(read, plan_rows(read, decisions), decisions)
    run_together, *others = community.points
    harms, protecting = run_together.split(" Protecting ")
    *whole, broken, its_end = behaviour.points
    return replace(
        decisions,
        priorities=(
            violence,
            replace(community, points=(harms, f"Protecting {protecting}", *others)),
            replace(behaviour, points=(*whole, f"{broken} {its_end}")),
        ),
        heading=heading_mended(read, decisions, closing=[("<u>", ""), ("</u>", "")]),
    )


def with_lists(read, decisions, lists):
    """The decisions with these columns said to hold the priorities of these frameworks."""
    tables = chosen(find(read), decisions)
    of = {
        heading: FrameworkList.of(Framework.objects.get(short_name=name).pk)
        for heading, name in lists.items()
    }
    columns = {
        table.layout: tuple(
            of.get(heading, part)
            for heading, part in zip(
                table.headings, meanings(tables, decisions)[table.layout], strict=True
            )
        )
        for table in tables
    }
    assert all(set(of.values()) <= set(parts) for parts in columns.values())
    return replace(decisions, columns=columns)


def heading_mended(read, decisions, **said):
    """The heading as it is proposed, with what a person typed into it: every place of what stood."""
    heading = proposed_heading(read, chosen(find(read), decisions), decisions)
    texts = {name: getattr(heading, name) for name in said}
    for name, pairs in said.items():
        for stood, became in pairs:
            assert stood in texts[name], (stood, texts[name])
            texts[name] = texts[name].replace(stood, became)
    return replace(heading, **texts)


def mended(read, decisions, cells):
    """The decisions with cells mended: what stood must stand there, and once."""
    rows = {row.rows[0]: row for row in plan_rows(read, decisions)}
    return replace(
        decisions,
        edits={
            first: {
                part: _mended(getattr(rows[first], part), pairs) for part, pairs in said.items()
            }
            for first, said in cells.items()
        },
    )


def _mended(text, pairs):
    for stood, became in pairs:
        if not stood:
            assert not text
            text = became
        else:
            assert text.count(stood) == 1, (stood, text)
            text = text.replace(stood, became)
    return text
