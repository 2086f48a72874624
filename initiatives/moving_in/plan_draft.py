"""What a paper becomes when it is moved in: everything ready to be saved, and what stands in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import islice

from initiatives.cautions import Caution, cautions
from initiatives.models import Status
from initiatives.models.initiatives import label
from initiatives.models.links import joined_names
from initiatives.moving_in.decisions import KeyPriorityDraft, NewName, PaperHeading
from initiatives.moving_in.existing import ExistingPlan
from initiatives.moving_in.frameworks import ListDraft, ListNumbers
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.names import Stands
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.timing import Timing


class Step(StrEnum):
    """Where a person decides something about a plan that is moved in."""

    TABLES = "tables"
    COLUMNS = "columns"
    VALUES = "values"
    ROWS = "rows"
    PRIORITIES = "priorities"
    HEADING = "heading"
    APPROVE = "approve"


@dataclass(frozen=True)
class Notice:
    """Something a person should know: in whole sentences, with the step that mends it."""

    said: str
    step: Step
    row: str = ""  # the first row of the initiative it is about
    counted: tuple[str, ...] = ()  # what it speaks of, one by one


def few(found: Iterable[Notice], *, more: str) -> Iterator[Notice]:
    """The first twenty of a kind, and one that says how many there are besides: "And 5 more …"."""
    rest = iter(found)
    yield from islice(rest, 20)
    if besides := list(rest):
        yield Notice(f"And {len(besides):,} more {more}.", besides[0].step)


@dataclass(frozen=True)
class TargetDraft:
    """A target, under the number of its key priority."""

    priority: int
    text: str


@dataclass(frozen=True)
class InitiativeDraft:
    """An initiative as it will be saved."""

    row: PlanRow
    title: str
    target: TargetDraft | None
    priorities: tuple[int, ...]  # the numbers of those it serves, in the paper's order
    leads: tuple[
        tuple[str, Stands], ...
    ]  # what joins each to the one before, and whom it stands for
    funding: tuple[tuple[str, Stands], ...]
    timing: Timing
    outcome: str
    internal_note: str
    status: str
    status_reason: str
    lists: tuple[ListNumbers, ...] = ()  # one for each of the plan's, in its order

    @property
    def key(self) -> str:
        """By which decisions and pages call it: the id of its first row."""
        return self.row.rows[0]

    @property
    def label(self) -> str:
        """What to call it, as pages will once it is moved in."""
        return label(self.title, self.outcome, self.target.text if self.target else "", 0)

    @property
    def led_by(self) -> str:
        """Its leads as they will print."""
        return joined_names((joined_by, stands.printed) for joined_by, stands in self.leads)

    @property
    def funded_by(self) -> str:
        """Its fund sources as they will print."""
        return joined_names((joined_by, stands.printed) for joined_by, stands in self.funding)

    @property
    def status_label(self) -> str:
        """Its status in a word; "" where none is recorded."""
        return Status(self.status).label if self.status else ""

    @property
    def links(self) -> tuple[int, ...]:
        """The key priorities it is linked to: none where its target stands under the only one."""
        through_target = (self.target.priority,) if self.target else ()
        return () if self.priorities == through_target else self.priorities

    @property
    def framework_priorities(self) -> list[int]:
        """The keys of the other bodies' priorities it serves, list by list in the paper's order."""
        return [cell.of.priorities[number] for cell in self.lists for number in cell.numbers or ()]

    @property
    def says_something(self) -> bool:
        """Whether its paper reports anything on it, so that an outcome update is recorded."""
        return bool(self.outcome or self.internal_note or self.status)

    @cached_property
    def cautions(self) -> list[Caution]:
        """What in its outcome might identify a person or contradict its timing."""
        return cautions(self.outcome, self.timing)


@dataclass(frozen=True)
class PlanDraft:
    """All that will be saved, and what a person still has to decide before."""

    start_year: int | None
    existing: ExistingPlan  # what stands in that plan year already
    reported_on: date | None
    key_priorities: tuple[KeyPriorityDraft, ...]
    targets: tuple[TargetDraft, ...]
    initiatives: tuple[InitiativeDraft, ...]
    left_out: tuple[InitiativeDraft, ...]  # by a person's decision, as they would be
    row_order: tuple[str, ...]  # the keys of all of them in the paper's order
    new_agencies: tuple[NewName, ...]
    new_fund_sources: tuple[NewName, ...]
    heading: PaperHeading
    glossary: tuple[tuple[str, str], ...]
    prints_glossary: bool
    lists: tuple[ListDraft, ...] = ()  # of other bodies, in the order of the paper's columns
    problems: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()

    @property
    def keeps_heading(self) -> bool:
        """Whether the paper's heading is saved: it has a title, and that paper has none yet."""
        return bool(self.heading.title) and self.heading.paper not in self.existing.papers

    @cached_property
    def new_abbreviations(self) -> tuple[tuple[str, str], ...]:
        """What the plan year's glossary does not explain yet."""
        return tuple(
            pair for pair in self.glossary if match_key(pair[0]) not in self.existing.explained
        )

    @property
    def abbreviations_there(self) -> int:
        """How many of them it explains already, which stay as they are."""
        return len(self.glossary) - len(self.new_abbreviations)

    @property
    def is_ready(self) -> bool:
        return not self.problems

    def with_notices(
        self, *, problems: Iterable[Notice], warnings: Iterable[Notice]
    ) -> "PlanDraft":
        """The same plan with what stands in its way, and what is worth a second look."""
        return replace(self, problems=tuple(problems), warnings=tuple(warnings))
