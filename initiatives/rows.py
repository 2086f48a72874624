"""A plan's initiatives as plain rows: two statements, however many there are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Case, CharField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast
from django.urls import reverse

from initiatives.models import FrameworkLink, Funding, Lead, PriorityLink
from initiatives.models.initiatives import label, reference
from initiatives.models.links import joined_names
from initiatives.models.querysets import InitiativeQuerySet
from priorities import years

NO_STATUS = "No status recorded"


@dataclass(frozen=True)
class Named:
    """One name in a cell: its text, what joins it to the one before, and the record it stands for."""

    text: str
    joined_by: str
    pk: int
    group: int = 0  # the framework a priority belongs to


@dataclass(frozen=True)
class InitiativeRow:
    """One initiative with everything its plan prints, as texts."""

    start_year: int
    number: int
    title: str
    label: str
    target_id: int | None
    target_text: str
    target_priority_id: int | None
    timing: str
    timing_kind: str
    status: str
    outcome: str
    reported_on: date | None
    removed_on: date | None
    leads: tuple[Named, ...]
    funding: tuple[Named, ...]
    priorities: tuple[Named, ...]
    framework_priorities: tuple[Named, ...]

    @property
    def reference(self) -> str:
        """How papers name it: "2017-18/05"."""
        return reference(years.slug(self.start_year), self.number)

    @property
    def address(self) -> str:
        return reverse("initiatives:initiative", args=[self.start_year, self.number])

    @property
    def led_by(self) -> str:
        """The leads as printed: "CBC / Police"."""
        return joined_names((lead.joined_by, lead.text) for lead in self.leads)

    @property
    def funded_by(self) -> str:
        """The fund sources as printed: "SCP / PCC"."""
        return joined_names((source.joined_by, source.text) for source in self.funding)

    @property
    def priority_numbers(self) -> str:
        """The numbers of the key priorities it serves: "1, 3"."""
        return ", ".join(priority.text for priority in self.priorities)

    @property
    def served_priority_ids(self) -> set[int]:
        """The key priorities it serves, through its target or a link."""
        through_target = {self.target_priority_id} if self.target_priority_id else set()
        return through_target | {priority.pk for priority in self.priorities}

    def framework_numbers(self, framework_id: int) -> str:
        """The numbers of one framework's priorities it serves: "2, 5"."""
        return ", ".join(p.text for p in self.framework_priorities if p.group == framework_id)


Cells: TypeAlias = dict[tuple[str, int], tuple[Named, ...]]

_FIELDS = (
    "pk",
    "plan__start_year",
    "number",
    "title",
    "target_id",
    "target__text",
    "target__key_priority_id",
    "timing",
    "timing_kind",
    "status",
    "outcome",
    "reported_on",
    "removed_on",
)


def initiative_rows(initiatives: InitiativeQuerySet, *, as_of: date) -> list[InitiativeRow]:
    """The initiatives in printed order, with what had been reported on them by `as_of`."""
    cells = _cells(initiatives)
    said = initiatives.with_outcome(as_of=as_of).with_status(as_of=as_of)
    rows = said.with_last_report(as_of=as_of).order_by("plan", "number").values(*_FIELDS)
    return [_row(row, cells) for row in rows]


def _row(row: dict[str, Any], cells: Cells) -> InitiativeRow:
    pk = row.pop("pk")
    target_text = row.pop("target__text") or ""
    return InitiativeRow(
        start_year=row.pop("plan__start_year"),
        target_priority_id=row.pop("target__key_priority_id"),
        target_text=target_text,
        label=label(row["title"], row["outcome"], target_text, row["number"]),
        leads=cells.get(("lead", pk), ()),
        funding=cells.get(("funding", pk), ()),
        priorities=cells.get(("priority", pk), ()),
        framework_priorities=cells.get(("framework", pk), ()),
        **row,
    )


def _cells(initiatives: InitiativeQuerySet) -> Cells:
    """Every name in every cell of the initiatives, in one statement."""
    wanted = initiatives.order_by().values("pk")
    as_printed = When(printed_as__gt="", then=F("printed_as"))
    leads = _named(
        Lead.objects.filter(initiative__in=wanted),
        cell="lead",
        text=Case(as_printed, default=F("agency__short_name")),
        joined_by=F("joined_by"),
        named=F("agency_id"),
    )
    funding = _named(
        Funding.objects.filter(initiative__in=wanted),
        cell="funding",
        text=Case(as_printed, default=F("fund_source__name")),
        joined_by=F("joined_by"),
        named=F("fund_source_id"),
    )
    priorities = _named(
        PriorityLink.objects.filter(initiative__in=wanted),
        cell="priority",
        text=Cast("key_priority__number", CharField()),
        named=F("key_priority_id"),
    )
    framework_priorities = _named(
        FrameworkLink.objects.filter(initiative__in=wanted),
        cell="framework",
        text=Cast("framework_priority__number", CharField()),
        named=F("framework_priority_id"),
        group=F("framework_priority__framework_id"),
    )
    cells: dict[tuple[str, int], list[Named]] = defaultdict(list)
    everything = leads.union(funding, priorities, framework_priorities, all=True)
    for cell, initiative, _position, _pk, text, joined_by, named, group in sorted(everything):
        cells[cell, initiative].append(Named(text, joined_by, named, group))
    return {where: tuple(names) for where, names in cells.items()}


def _named(
    links: QuerySet[Any],
    *,
    cell: str,
    text: Any,
    named: F,
    joined_by: F | None = None,
    group: F | None = None,
) -> QuerySet[Any, tuple[Any, ...]]:
    """Links of one kind in the shape that all kinds share, so that one statement fetches them."""
    return links.order_by().values_list(
        Value(cell, output_field=CharField()),
        "initiative_id",
        "position",
        "pk",
        Cast(text, CharField()),
        Cast(joined_by or Value(""), CharField()),
        named,
        Cast(group or Value(0), IntegerField()),
    )
