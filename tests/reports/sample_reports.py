"""Both papers of the committee pack as reports, made from the hand-checked list by hand."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from reports.document import (
    Column,
    DataColumn,
    Group,
    Particulars,
    Points,
    Report,
    Row,
    Section,
    Table,
    Text,
)

PACK = Path(__file__).parent.parent / "pack"
YEAR_END_COLUMNS = (
    Column("Target", "target", 22),
    Column("Lead Agency", "lead_agency", 12),
    Column("Outcome", "outcome", 66),
)
PLAN_FIELDS = ("title", "outcome", "timing", "fund", "lead", "scp_kps", "pcc_kps", "ep_kps")
PLAN_SHARES = (16, 42, 9, 8, 8, 6, 6, 6)


def year_end() -> Report:
    """Appendix A: five key priorities, 18 targets, 34 outcomes."""
    paper = _read("year_end_2016_17.json")
    return Report(
        slug="year-end",
        year="2016-17",
        as_of=date(2017, 4, 30),
        particulars=_particulars(paper),
        sections=tuple(_priority_table(priority, paper) for priority in paper["priorities"]),
        section_column=DataColumn("Key Priority", "key_priority"),
    )


def annual_plan() -> Report:
    """Appendix B: priorities and points, other bodies' lists, 30 initiatives, the glossary."""
    paper = _read("annual_plan_2017_18.json")
    return Report(
        slug="annual-plan",
        year="2017-18",
        as_of=date(2017, 8, 30),
        particulars=_particulars(paper),
        sections=(
            Text(paper["head"]["priorities_heading"]["repaired"]),
            *_key_priorities(paper),
            Text(paper["head"]["frameworks_heading"]["repaired"]),
            *_frameworks(paper),
            _initiatives(paper),
            glossary(paper["glossary"]),
        ),
    )


def glossary(entries: Iterable[dict[str, Any]]) -> Table:
    """Abbreviations, two columns."""
    rows = tuple(Row(tuple(entry["repaired"])) for entry in entries)
    columns = (Column("Abbreviation", "abbreviation", 20), Column("Description", "description", 80))
    return Table("Abbreviations", columns, (Group(rows),), heading="GLOSSARY")


def of_texts(*texts: str, heading: str = "Raise awareness", year: str = "2016-17") -> Report:
    """A year-end report with one target and an outcome for each text."""
    rows = tuple(
        Row(("CBC", text), reference=f"{year}/{number:02}")
        for number, text in enumerate(texts, start=1)
    )
    table = Table("KP 1", YEAR_END_COLUMNS, (Group(rows, heading),), heading="KEY PRIORITY 1")
    return of_sections(table, year=year)


def of_sections(*sections: Section, year: str = "2016-17", title: str = "A paper") -> Report:
    """A year-end report with any sections."""
    return Report(
        slug="year-end",
        year=year,
        as_of=date(2017, 4, 30),
        particulars=Particulars("Safer Colchester Partnership", title),
        sections=sections,
    )


def _read(name: str) -> dict[str, Any]:
    paper: dict[str, Any] = json.loads((PACK / name).read_text())
    return paper


def _particulars(paper: dict[str, Any]) -> Particulars:
    head = {part: passage["repaired"] for part, passage in paper["head"].items()}
    return Particulars(
        partnership="Safer Colchester Partnership",
        strapline=head["above_title"],
        title=head["title"],
        date_line=head["date"],
        prepared_by=head["prepared_by"],
        opening=head["opening_sentence"],
        closing=head.get("enquiries", ""),
    )


def _priority_table(priority: dict[str, Any], paper: dict[str, Any]) -> Table:
    heading = priority["heading"]["repaired"]
    rows = (row for row in paper["rows"] if row["repaired"]["priority"] == priority["number"])
    return Table(
        caption=heading,
        heading=heading,
        description=priority["description"]["repaired"],
        columns=YEAR_END_COLUMNS,
        groups=tuple(
            Group(tuple(_outcome(row) for row in under), target)
            for target, under in groupby(rows, key=_text("target"))
        ),
    )


def _text(field: str) -> Callable[[dict[str, Any]], str]:
    return lambda row: str(row["repaired"][field])


def _outcome(row: dict[str, Any]) -> Row:
    texts = row["repaired"]["lead"], row["repaired"]["outcome"]
    return Row(texts, reference=f"2016-17/{row['number']:02}")


def _key_priorities(paper: dict[str, Any]) -> Iterator[Section]:
    for priority in paper["priorities"]:
        yield Text(priority["heading"]["repaired"], priority["headline"]["repaired"], level=3)
        points = tuple(point["repaired"] for point in priority["points"])
        yield Points("", points, opening=priority["points_heading"]["repaired"])


def _frameworks(paper: dict[str, Any]) -> Iterator[Section]:
    for framework in paper["frameworks"]:
        vision = framework["vision"]["repaired"]
        told = [f"• {line['repaired']}" for line in framework["plan_text"]]
        yield Text(framework["heading"]["repaired"], "\n".join([vision, *told]), level=3)
        if aims := tuple(aim["repaired"] for aim in framework["aims"]):
            yield Points("", aims, opening=framework["aims_heading"]["repaired"])
        parts = ("priorities_heading", "priorities_opening", "focus_heading")
        opening = "\n".join(filter(None, (framework[part]["repaired"] for part in parts)))
        priorities = tuple(priority["repaired"] for priority in framework["priorities"])
        yield Points("", priorities, opening=opening, numbered=True)


def _initiatives(paper: dict[str, Any]) -> Table:
    rows = tuple(
        Row(
            tuple(row["repaired"][field] for field in PLAN_FIELDS),
            reference=f"2017-18/{row['number']:02}",
        )
        for row in paper["rows"]
    )
    columns = tuple(map(Column, paper["columns"], PLAN_FIELDS, PLAN_SHARES))
    return Table("Projects and initiatives", columns, tuple(Group((row,)) for row in rows))
