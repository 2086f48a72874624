from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms

from initiatives.moving_in.columns import meanings, of_width
from initiatives.moving_in.decisions import Part, holds
from initiatives.moving_in.finding import Found
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.frameworks import known_frameworks, proposed
from initiatives.moving_in.start_and_end import start_and_end
from priorities.text import first_words

PARTS = {
    Part.PRIORITY: "Key priority",
    Part.TARGET: "Target",
    Part.TITLE: "Project or initiative",
    Part.OUTCOME: "Outcome",
    Part.TIMING: "Timing",
    Part.FUND_SOURCE: "Fund source",
    Part.LEAD: "Lead agency",
    Part.STATUS: "Status",
    Part.STATUS_REASON: "Reason for the status",
    Part.INTERNAL_NOTE: "Internal note",
    Part.EXTRA: "Keep as extra text",
}
MAY_STAND_TWICE = {Part.OUTCOME, Part.EXTRA}  # progress by quarter; whatever else there is
SAMPLES = 3
_BOTH_TIMINGS = (
    " Two can both be, and are read as one timing, where their headings say which is the start and "
    "which is the end: “Start” and “End”."
)


class Column(NamedTuple):
    """A column of a table: its heading, what stands in it, and the box that says what it holds."""

    heading: str
    samples: list[str]
    box: Any


class Layout(NamedTuple):
    """Tables that have their columns in common, and those columns."""

    tables: list[Found]
    columns: list[Column]


class ColumnsForm(StepForm):
    """What each column of the chosen tables holds; guessed by its heading beforehand."""

    step = "columns"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.by_layout: dict[str, list[Found]] = {}
        for each in self.as_read.chosen:
            self.by_layout.setdefault(each.layout, []).append(each)
        held = meanings(self.as_read.chosen, self.decisions)
        self.choices: dict[str, str] = {
            str(part): name for part, name in PARTS.items()
        } | known_frameworks()
        for layout, tables in self.by_layout.items():
            first = tables[0]
            parts = of_width(held[layout], len(first.headings))
            if layout not in self.decisions.columns:
                parts = proposed(first.headings, parts)
            for column, part in enumerate(parts):
                name = _name(first, column)
                heading = first.headings[column] or f"Column {column + 1}"
                self.fields[name] = forms.ChoiceField(
                    label=f"What “{heading}” holds", choices=[*self.choices.items()]
                )
                self.initial[name] = part if part in self.choices else Part.EXTRA

    def layouts(self) -> Iterator[Layout]:
        """The tables by their columns, each column with its box."""
        for tables in self.by_layout.values():
            first = tables[0]
            columns = [
                Column(heading or f"Column {column + 1}", _samples(tables, column), self[name])
                for column, heading in enumerate(first.headings)
                if (name := _name(first, column)) in self.fields
            ]
            yield Layout(tables, columns)

    def clean(self) -> dict[str, Any]:
        """Refuse one thing in two columns, and tables that name neither initiatives nor targets."""
        cleaned = super().clean() or {}
        for tables in self.by_layout.values():
            said = {
                name: cleaned[name]
                for column in range(len(tables[0].headings))
                if (name := _name(tables[0], column)) in cleaned
            }
            times = Counter(said.values())
            timings = [
                heading
                for column, heading in enumerate(tables[0].headings)
                if said.get(_name(tables[0], column)) == Part.TIMING
            ]
            if len(timings) == 2 and start_and_end(timings):
                times[Part.TIMING] = 1  # read together: "April 2024 – March 2025"
            for name, part in said.items():
                if times[part] > 1 and part not in MAY_STAND_TWICE:
                    both = _BOTH_TIMINGS if part == Part.TIMING else ""
                    self.add_error(
                        name,
                        f"Two columns are “{self.choices[part]}”. Only one can be: keep the other as "
                        f"extra text.{both}",
                    )
                    times[part] = 0  # said once
            if said and not {Part.TITLE, Part.TARGET} & set(said.values()):
                self.add_error(
                    next(iter(said)),
                    "Say which column holds the project or initiative, or the target: without "
                    "either there is nothing to move in.",
                )
        return cleaned

    def decided(self) -> dict[str, Any]:
        return {
            "columns": {
                **self.decisions.columns,
                **{
                    layout: tuple(
                        holds(self.cleaned_data[name])
                        for column in range(len(tables[0].headings))
                        if (name := _name(tables[0], column)) in self.cleaned_data
                    )
                    for layout, tables in self.by_layout.items()
                },
            }
        }


def _name(table: Found, column: int) -> str:
    return f"column-{table.block}-{column}"


def _samples(tables: Sequence[Found], column: int) -> list[str]:
    """A few of the different texts that stand in a column."""
    texts = (row[column] for table in tables for row in table.samples if column < len(row))
    return [first_words(text, 20) for text in dict.fromkeys(texts) if text.strip()][:SAMPLES]
