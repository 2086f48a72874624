import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import slugify

from reports.document import Group, Report, Row, Table, Text

_JOINED_BY = re.compile(" [/&] ")
_PRIORITY_HEADING = re.compile(r"KEY PRIORITY \(KP\) (\d+)")
_NO_PRIORITY = "No key priority recorded"
_NO_LEAD = "No lead agency"


class IssueFilter(forms.Form):
    """Which initiatives of an issue to show; what can be asked for is what the issue itself says."""

    show_optional = False

    priority = forms.ChoiceField(label="Key priority", required=False)
    agency = forms.ChoiceField(label="Lead agency", required=False)

    def __init__(self, data: Any, *, report: Report) -> None:
        super().__init__(data)
        self.report = report
        rows = [
            (_priorities(report, table, group, row), _leads(table, group, row))
            for table, group, row in _initiatives(report)
        ]
        self.total = len(rows)
        self._offer(
            "priority",
            [name for priorities, _ in rows for name in priorities],
            in_full=_priorities_in_full(report),
        )
        leads = [name for _, leads in rows for name in leads]
        self._offer("agency", sorted(leads, key=lambda name: (name == _NO_LEAD, name.casefold())))

    def _offer(self, name: str, words: list[str], in_full: Mapping[str, str] | None = None) -> None:
        """Each of the words once; what is read says more than its address where `in_full` does."""
        field: Any = self.fields[name]
        named: dict[str, str] = {}
        for each in words:
            named.setdefault(value_of(each), (in_full or {}).get(each, each))
        field.choices = [("", "Any"), *named.items()]
        field.error_messages["invalid_choice"] = (
            f"{field.label}: the address asks for one that is not in this paper. Choose another."
        )

    @property
    def is_filtering(self) -> bool:
        """Whether anything was asked for that there is."""
        return self.is_valid() and any(self.cleaned_data.values())

    @property
    def shown(self) -> Report:
        """The report whole; or, where something is asked for, its initiatives that answer to it."""
        if not self.is_filtering:
            return self.report
        tables = (self._part_of(table) for table in self.report.tables)
        return replace(self.report, sections=tuple(table for table in tables if table.groups))

    @property
    def shown_number(self) -> int:
        """How many initiatives are shown."""
        return sum(1 for _ in _initiatives(self.shown))

    def _part_of(self, table: Table) -> Table:
        groups = (
            replace(
                group, rows=tuple(row for row in group.rows if self._answers(table, group, row))
            )
            for group in table.groups
        )
        return replace(table, groups=tuple(group for group in groups if group.rows))

    def _answers(self, table: Table, group: Group, row: Row) -> bool:
        priority, agency = self.cleaned_data["priority"], self.cleaned_data["agency"]
        if not row.reference:
            return False
        priorities = map(value_of, _priorities(self.report, table, group, row))
        leads = map(value_of, _leads(table, group, row))
        return priority in {"", *priorities} and agency in {"", *leads}


def value_of(words: str) -> str:
    """How an address names what a paper says: "CBH" is "cbh"."""
    return slugify(words, allow_unicode=True) or words


def _priorities_in_full(report: Report) -> dict[str, str]:
    """What the annual plan prints under each heading "KEY PRIORITY (KP) 1", by "Key priority 1"."""
    return {
        f"Key priority {found[1]}": f"Key priority {found[1]}: {said}"
        for section in report.sections
        if isinstance(section, Text)
        and (found := _PRIORITY_HEADING.fullmatch(section.heading))
        and (said := section.body.partition("\n")[0].strip())
    }


def _initiatives(report: Report) -> Iterator[tuple[Table, Group, Row]]:
    for table in report.tables:
        for group in table.groups:
            for row in group.rows:
                if row.reference:
                    yield table, group, row


def _priorities(report: Report, table: Table, group: Group, row: Row) -> list[str]:
    """The key priorities that the paper names for the row: those of its column, or of its table."""
    if report.section_column and report.section_column.field == "key_priority":
        return [table.caption]
    numbers = re.findall(r"\d+", _under("key_priorities", table, group, row))
    return [f"Key priority {number}" for number in numbers] or [_NO_PRIORITY]


def _leads(table: Table, group: Group, row: Row) -> list[str]:
    """Each agency that leads, joint ones one by one."""
    said = _under("lead_agency", table, group, row)
    return [name.strip() for name in _JOINED_BY.split(said) if name.strip()] or [_NO_LEAD]


def _under(field: str, table: Table, group: Group, row: Row) -> str:
    """The text in the column of that field name; "" where the table has no such column."""
    texts = row.cells if group.heading is None else (group.heading, *row.cells)
    return next(
        (text for column, text in zip(table.columns, texts, strict=True) if column.field == field),
        "",
    )
