"""The reports and the formats: a new one is a module and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from reports import (
    agency,
    annual_plan,
    changes,
    cross_walk,
    exceptions,
    funding,
    highlights,
    year_end,
)
from reports.document import Report
from reports.forms import AgencyForm, AsOfForm, ChangesForm
from reports.renderers import comma_separated, excel, json_file, pdf, word

# Makes one report of a plan year as it stood on a day: build(plan, as_of=…), and by name what else
# its form asks.
Builder: TypeAlias = Callable[..., Report]


@dataclass(frozen=True)
class Paper:
    """A report that can be asked for: its name on screen, what it tells, its builder.

    `asks` is the form that reads the query string; its cleaned values go to the builder by name.
    """

    name: str
    tells: str
    build: Builder
    asks: type[AsOfForm] = AsOfForm
    is_to_be_issued: bool = False  # the committee is given it, in numbered issues
    as_text: Callable[[Report], str] | None = None  # to be copied from its page

    @property
    def asks_first(self) -> bool:
        """Whether there is no such report before something is said, such as whose it is to be."""
        return any(field.required for field in self.asks.base_fields.values())


@dataclass(frozen=True)
class Format:
    """A kind of file: its name on screen, its content type, and its renderer."""

    name: str
    content_type: str
    render: Callable[[Report], bytes]


REPORTS = {
    "year-end": Paper(
        "Year end performance report",
        "Each key priority with its targets, who led, and what came of it.",
        year_end.build,
        is_to_be_issued=True,
    ),
    "annual-plan": Paper(
        "Annual partnership plan",
        "The year’s priorities and every project or initiative, with timing, money and lead.",
        annual_plan.build,
        is_to_be_issued=True,
    ),
    "exceptions": Paper(
        "Exceptions",
        "What is late, off track, at risk or stale, and what is not recorded.",
        exceptions.build,
    ),
    "changes": Paper(
        "What changed",
        "What was added, changed and removed since a day, before beside now.",
        changes.build,
        asks=ChangesForm,
    ),
    "highlights": Paper(
        "Highlights",
        "Some of the partnership’s activities, to be copied into a press notice.",
        highlights.build,
        as_text=highlights.as_text,
    ),
    "agency": Paper(
        "Agency report",
        "Everything that one agency leads, alone or jointly, for its own board.",
        agency.build,
        asks=AgencyForm,
    ),
    "funding": Paper(
        "Funding",
        "How many initiatives each fund source pays for, and which, alone or jointly.",
        funding.build,
    ),
    "cross-walk": Paper(
        "Priority cross-walk",
        "How many initiatives serve which key priorities and which priorities of other bodies.",
        cross_walk.build,
    ),
}

FORMATS = {
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        excel.render,
    ),
    "docx": Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word.render,
    ),
    "pdf": Format("PDF", "application/pdf", pdf.render),
    "csv": Format("CSV", "text/csv; charset=utf-8", comma_separated.render),
    "json": Format("JSON", "application/json", json_file.render),
}
