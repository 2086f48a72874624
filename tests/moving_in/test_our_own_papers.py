"""The papers that the tracker prints, read back as a partnership would send them: nothing to correct."""

import json

from initiatives.files import word
from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.decisions import Decisions
from reports.renderers import word as printed
from tests.pack_papers import PACK
from tests.reports import sample_reports


def rows_of(report):
    """The initiatives that the Word file of a report makes as it is, without a decision."""
    return plan_rows(word.read(printed.render(report)), Decisions())


def repaired(name):
    return [row["repaired"] for row in json.loads((PACK / name).read_text("utf-8"))["rows"]]


def test_a_printed_year_end_report_is_read_as_it_stands():
    rows = rows_of(sample_reports.year_end())

    assert [
        {
            "priority": int(row.priority.removeprefix("KEY PRIORITY ").partition(":")[0]),
            "target": row.target,
            "lead": row.lead,
            "outcome": row.outcome,
        }
        for row in rows
    ] == repaired("year_end_2016_17.json")


def test_a_printed_annual_plan_is_read_as_it_stands():
    rows = rows_of(sample_reports.annual_plan())

    assert [
        {
            "title": row.title,
            "outcome": row.outcome,
            "timing": row.timing,
            "fund": row.fund_source,
            "lead": row.lead,
        }
        for row in rows
    ] == [
        {what: row[what] for what in ("title", "outcome", "timing", "fund", "lead")}
        for row in repaired("annual_plan_2017_18.json")
    ]
