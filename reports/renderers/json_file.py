"""A report as a JSON file: whose paper it is, one object for each outcome, and the paper in full."""

import json
from collections.abc import Mapping
from typing import Any

from priorities.sheets.texts import printable
from reports.document import Points, Report, Section, Table, Text


def render(report: Report) -> bytes:
    """The file, in UTF-8; the same report makes the same bytes."""
    columns = report.data_columns
    names = [column.field for column in columns]
    whole = {
        "paper": _paper(report),
        "fields": [{"name": column.field, "heading": column.heading} for column in columns],
        "rows": [dict(zip(names, row, strict=True)) for row in report.data_rows],
        "sections": [_section(section) for section in report.sections],
    }
    return (json.dumps(_printable(whole), ensure_ascii=False, indent=2) + "\n").encode()


def _paper(report: Report) -> dict[str, Any]:
    particulars, issue = report.particulars, report.issue
    return {
        "slug": report.slug,
        "title": particulars.title,
        "partnership": particulars.partnership,
        "plan_year": report.year,
        "as_of": report.as_of.isoformat(),
        "note": report.note,
        "standing": report.standing,
        "issue": issue
        and {
            "number": issue.number,
            "issued_on": issue.issued_on.isoformat(),
            "reason": issue.reason,
        },
        "example_data": particulars.mark,
        "strapline": particulars.strapline,
        "date_line": particulars.date_line,
        "prepared_by": particulars.prepared_by,
        "opening": particulars.opening,
        "closing": particulars.closing,
    }


def _section(section: Section) -> dict[str, Any]:
    """One part of the paper as it prints; a part that is not printed is ""."""
    match section:
        case Text(heading, body, level):
            return {"kind": "text", "heading": heading, "level": level, "body": body}
        case Points():
            return {
                "kind": "points",
                "heading": section.heading,
                "level": section.level,
                "opening": section.opening,
                "numbered": section.numbered,
                "points": section.points,
            }
        case Table():
            return _table(section)


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": table.caption,
        "heading": table.heading,
        "description": table.description,
        "columns": [{"name": column.field, "heading": column.heading} for column in table.columns],
        "rows": [{"reference": row.reference, "cells": texts} for row, texts in table.flat],
    }


def _printable(value: Any) -> Any:
    """The same with every text in it printable."""
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {name: _printable(part) for name, part in value.items()}
        case list() | tuple():
            return [_printable(part) for part in value]
    return value
