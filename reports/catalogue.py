"""The reports and the formats: a new one is a module and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from priorities.models import PartnershipPlan
from reports import annual_plan, year_end
from reports.document import Report
from reports.renderers import excel


class Builder(Protocol):
    """Makes one paper of a plan year as it stood on a day."""

    def __call__(self, plan: PartnershipPlan, *, as_of: date) -> Report: ...


@dataclass(frozen=True)
class Paper:
    """A report that can be asked for: its name on screen, what it tells, and its builder."""

    name: str
    tells: str
    build: Builder


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
    ),
    "annual-plan": Paper(
        "Annual partnership plan",
        "The year’s priorities and every project or initiative, with timing, money and lead.",
        annual_plan.build,
    ),
}

FORMATS = {
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        excel.render,
    ),
}
