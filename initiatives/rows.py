"""A plan's initiatives as plain rows: two statements, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from django.db.models import CharField, Manager, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone

from initiatives.models import FrameworkLink, Funding, Initiative, Lead, PriorityLink
from initiatives.models.answers import newest_accepted
from initiatives.models.concerns import Concern, concerns_on
from initiatives.models.initiatives import label, reference, stored_reading
from initiatives.models.links import joined_names
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.timing import Timing
from priorities import years
from priorities.models import PartnershipPlan

NO_STATUS = "No status recorded"


class Named(NamedTuple):
    """One name in a cell: its text, what joins it to the one before, and the record it stands for."""

    text: str
    joined_by: str
    pk: int
    group: int  # the framework a priority belongs to


class InitiativeRow(NamedTuple):
    """One initiative with everything its plan prints, as texts."""

    as_of: date
    start_year: int
    is_example: bool
    closed_on: date | None  # its plan
    number: int
    title: str
    target_id: int | None
    target_text: str
    target_priority_id: int | None
    target_priority_number: int | None
    timing: str
    timing_kind: str
    starts_on: date | None
    starts_precision: str
    ends_on: date | None
    ends_precision: str
    status: str
    outcome: str
    reported_on: date | None
    answered_at: datetime | None  # the newest accepted answer, whether or not it printed
    removed_on: date | None
    is_highlight: bool
    highlight_words: str
    leads: Sequence[Named]
    funding: Sequence[Named]
    priorities: Sequence[Named]
    framework_priorities: Sequence[Named]

    @property
    def label(self) -> str:
        """What to call it: its title; else its outcome's first words; else its target."""
        return label(self.title, self.outcome, self.target_text, self.number)

    @property
    def reference(self) -> str:
        """How papers name it: "2017-18/05"."""
        return reference(years.slug(self.start_year), self.number)

    @property
    def address(self) -> str:
        return _address(self.start_year).format(self.number)

    @property
    def reading(self) -> Timing:
        """How its timing is understood, with the words it was written in."""
        dates = (self.starts_on, self.starts_precision, self.ends_on, self.ends_precision)
        return stored_reading(self.timing, self.timing_kind, *dates)

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """What stands beside its status: late, stale, or not finished at year end."""
        if self.removed_on:
            return ()
        return concerns_on(
            self.as_of,
            start_year=self.start_year,
            closed_on=self.closed_on,
            timing=self.reading,
            status=self.status,
            reported_on=self.heard_of_on,
        )

    @property
    def heard_of_on(self) -> date | None:
        """When its leads last said anything, were it that nothing changed."""
        answered_on = timezone.localdate(self.answered_at) if self.answered_at else None
        return max(filter(None, (self.reported_on, answered_on)), default=None)

    @property
    def led_by(self) -> str:
        """The leads as printed: "CBC / Police"."""
        return as_printed(self.leads)

    @property
    def funded_by(self) -> str:
        """The fund sources as printed: "SCP / PCC"."""
        return as_printed(self.funding)

    @property
    def priority_numbers(self) -> str:
        """The numbers of the key priorities it serves: "1, 3"."""
        return ", ".join(priority.text for priority in self.priorities)

    @property
    def served_priority_ids(self) -> set[int]:
        """The key priorities it serves, through its target or a link."""
        through_target = {self.target_priority_id} if self.target_priority_id else set()
        return through_target | {priority.pk for priority in self.priorities}

    @property
    def served_priority_numbers(self) -> set[int]:
        """The numbers of the key priorities it serves, through its target or a link."""
        through_target = {self.target_priority_number} if self.target_priority_number else set()
        return through_target | {int(priority.text) for priority in self.priorities}

    @property
    def first_priority_id(self) -> int | None:
        """The key priority it stands under where it may stand only once: its target's, or its first."""
        first = self.priorities[0].pk if self.priorities else None
        return self.target_priority_id or first

    def framework_numbers(self, framework_id: int) -> str:
        """The numbers of one framework's priorities it serves: "2, 5"."""
        return ", ".join(p.text for p in self.framework_priorities if p.group == framework_id)


# The leads, fund sources, key priorities and framework priorities of one initiative.
Names: TypeAlias = tuple[list[Named], list[Named], list[Named], list[Named]]


def as_printed(names: Iterable[Named]) -> str:
    """The names of one cell as printed: "CBC / Police"."""
    return joined_names((name.joined_by, name.text) for name in names)


_NOTHING, _NO_GROUP = Value("", output_field=CharField()), Value(0)
_PRINTED, _NUMBERED = ("printed_as", "joined_by"), (_NOTHING, _NOTHING)


def initiative_rows(initiatives: InitiativeQuerySet, *, as_of: date) -> list[InitiativeRow]:
    """The initiatives in printed order, with what had been reported on them by `as_of`."""
    names = names_of(initiatives)
    said = initiatives.with_outcome(as_of=as_of).with_status(as_of=as_of)
    reported = said.with_last_report(as_of=as_of)
    rows = reported.annotate(answered_at=newest_accepted(as_of=as_of)).order_by("plan", "number")
    read = rows.values_list(
        "pk",
        "plan__start_year",
        "plan__is_example",
        "plan__closed_on",
        "number",
        "title",
        "target_id",
        Coalesce("target__text", _NOTHING),
        "target__key_priority_id",
        "target__key_priority__number",
        "timing",
        "timing_kind",
        "starts_on",
        "starts_precision",
        "ends_on",
        "ends_precision",
        "status",
        "outcome",
        "reported_on",
        "answered_at",
        "removed_on",
        "is_highlight",
        "highlight_words",
    )
    return [InitiativeRow._make([as_of, *fields, *names[pk]]) for pk, *fields in read]


def plan_rows(plan: PartnershipPlan, *, as_of: date) -> list[InitiativeRow]:
    """The plan's initiatives in printed order, without those removed."""
    return initiative_rows(Initiative.objects.in_force().filter(plan=plan), as_of=as_of)


def names_of(initiatives: InitiativeQuerySet) -> dict[int, Names]:
    """Every name in every cell of the initiatives, in one statement."""
    wanted = initiatives.order_by().values("pk")
    first, *others = (links.filter(initiative__in=wanted) for links in _links())
    everything = first.union(*others, all=True).order_by("position", "pk")
    names: dict[int, Names] = defaultdict(lambda: ([], [], [], []))
    for cell, initiative, _position, _pk, name, printed_as, joined_by, pk, group in everything:
        names[initiative][cell].append(Named(printed_as or name, joined_by, pk, group))
    return names


@cache  # finding it for every row would take as long as showing them
def _address(start_year: int) -> str:
    """The address of that year's initiatives, with {} for the number."""
    return reverse("initiatives:initiative", args=[start_year, 0]).replace("/0/", "/{}/")


@cache  # putting them together takes longer than reading a plan of ordinary size
def _links() -> list[QuerySet[Any, tuple[Any, ...]]]:
    """The links of each kind in the order of Names, in one shape that one statement can fetch."""
    key_priority = Cast("key_priority__number", CharField())
    priority = Cast("framework_priority__number", CharField())
    framework = "framework_priority__framework_id"
    cells: list[tuple[Manager[Any], tuple[Any, ...]]] = [
        (Lead.objects, ("agency__short_name", *_PRINTED, "agency_id", _NO_GROUP)),
        (Funding.objects, ("fund_source__name", *_PRINTED, "fund_source_id", _NO_GROUP)),
        (PriorityLink.objects, (key_priority, *_NUMBERED, "key_priority_id", _NO_GROUP)),
        (FrameworkLink.objects, (priority, *_NUMBERED, "framework_priority_id", framework)),
    ]
    return [
        links.order_by().values_list(Value(cell), "initiative_id", "position", "pk", *shape)
        for cell, (links, shape) in enumerate(cells)
    ]
