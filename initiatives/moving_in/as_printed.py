"""The initiatives of a plan that is moved in, in the order and the groups that papers print them in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from initiatives.moving_in.plan_draft import InitiativeDraft, PlanDraft

NO_PRIORITY = "No key priority recorded"


@dataclass(frozen=True)
class TargetGroup:
    """What stands under one target together; or one initiative that has none."""

    target: str
    initiatives: tuple[InitiativeDraft, ...]


@dataclass(frozen=True)
class Section:
    """The targets of one key priority, as far as they stand on a page."""

    heading: str
    groups: tuple[TargetGroup, ...]


@dataclass(frozen=True)
class Columns:
    """Which columns of the plan anything stands in."""

    targets: bool
    titles: bool
    several_priorities: bool
    leads: bool
    timings: bool
    fund_sources: bool
    statuses: bool


def in_order(plan: PlanDraft) -> list[InitiativeDraft]:
    """Every initiative, those left out too: by key priority, then by target, then as in the paper."""
    by_row = {each.key: each for each in chain(plan.initiatives, plan.left_out)}
    paper = [by_row[key] for key in plan.row_order]
    first: dict[tuple[str, ...], int] = {}
    for at, each in enumerate(paper):
        first.setdefault(_group(each), at)
    return sorted(paper, key=lambda each: (_priority(each), first[_group(each)]))


def sections(initiatives: Iterable[InitiativeDraft], plan: PlanDraft) -> Iterator[Section]:
    """The initiatives of a page of `in_order`, under their key priorities and targets."""
    titles = {each.number: each.title for each in plan.key_priorities}
    titles |= {number: there.title for number, there in plan.existing.key_priorities.items()}
    for (_, number, written), found in groupby(initiatives, key=_priority):
        heading = f"KP{number} {titles.get(number, '')}" if number else written or NO_PRIORITY
        groups = [tuple(group) for _, group in groupby(found, key=_group)]
        yield Section(
            heading.strip(),
            tuple(TargetGroup(_target(group[0]), group) for group in groups),
        )


def columns(initiatives: Sequence[InitiativeDraft]) -> Columns:
    """The columns of the whole plan: the same on each of its pages."""
    return Columns(
        targets=any(each.target for each in initiatives),
        titles=any(each.title for each in initiatives),
        several_priorities=any(len(each.priorities) > 1 for each in initiatives),
        leads=any(each.led_by for each in initiatives),
        timings=any(each.timing.text for each in initiatives),
        fund_sources=any(each.funded_by for each in initiatives),
        statuses=any(each.status for each in initiatives),
    )


def _priority(initiative: InitiativeDraft) -> tuple[bool, int, str]:
    """Its key priority's number; the words of a cell that names none of them come last."""
    number = initiative.priorities[0] if initiative.priorities else 0
    return (not number, number, "" if number else " ".join(initiative.row.priority.split()))


def _target(initiative: InitiativeDraft) -> str:
    return initiative.target.text if initiative.target else ""


def _group(initiative: InitiativeDraft) -> tuple[str, ...]:
    """The same for all under one target; its own for an initiative without."""
    where = (str(_priority(initiative)), _target(initiative))
    return where if initiative.target else (*where, initiative.key)
