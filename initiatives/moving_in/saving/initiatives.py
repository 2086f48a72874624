"""The initiatives of a plan that is moved in, with what their paper reports and where it stood."""

from datetime import date
from typing import Any

from django.utils import timezone

from initiatives.models import Initiative, MoveIn, OutcomeUpdate, PriorityLink, SourceRow
from initiatives.moving_in.plan_draft import InitiativeDraft, PlanDraft, TargetDraft
from initiatives.moving_in.saving.keeping import AT_ONCE, Keeper
from initiatives.moving_in.saving.names import Pairs
from initiatives.timing import Timing
from priorities.models import KeyPriority, PartnershipPlan, Target
from priorities.text import no_longer_than

_LONGEST_PLACE = 200


def keep_initiatives(
    keeper: Keeper, draft: PlanDraft, plan: PartnershipPlan, targets: dict[TargetDraft, Target]
) -> Pairs:
    """Each initiative, numbered after the last of its plan year, beside what it was made from."""
    first = draft.existing.last_number + 1
    made = keeper.many(
        Initiative,
        (
            Initiative(
                plan=plan,
                number=number,
                title=each.title,
                target=targets[each.target] if each.target else None,
                **_timing(each.timing),
            )
            for number, each in enumerate(draft.initiatives, start=first)
        ),
    )
    return list(zip(made, draft.initiatives, strict=True))


def keep_links(keeper: Keeper, pairs: Pairs, priorities: dict[int, KeyPriority]) -> None:
    """The key priorities that each serves beside that of its target."""
    keeper.many(
        PriorityLink,
        (
            PriorityLink(initiative=initiative, key_priority=priorities[number], position=position)
            for initiative, each in pairs
            for position, number in enumerate(each.links, start=1)
        ),
    )


def keep_outcomes(keeper: Keeper, pairs: Pairs, *, reported_on: date) -> None:
    """The first outcome update of each on which the paper reports anything."""
    now = timezone.now()
    updates = (
        OutcomeUpdate(
            initiative=initiative,
            number=1,
            reported_on=reported_on,
            recorded_at=now,
            recorded_by=keeper.by,
            source=OutcomeUpdate.Source.IMPORT,
            **_said(each),
        )
        for initiative, each in pairs
        if each.says_something
    )
    OutcomeUpdate.objects.bulk_create(updates, batch_size=AT_ONCE)


def keep_cells(pairs: Pairs, move: MoveIn) -> None:
    """The cells that each was made from, exactly as they stood."""
    stood = (
        SourceRow(
            initiative=initiative,
            move_in=move,
            place=no_longer_than(_LONGEST_PLACE, each.row.place),
            cells=[list(cell) for cell in each.row.cells],
        )
        for initiative, each in pairs
    )
    SourceRow.objects.bulk_create(stood, batch_size=AT_ONCE)


def _timing(reading: Timing) -> dict[str, Any]:
    """The columns that hold a timing and its reading, as saving one by one would set them."""
    return {
        "timing": reading.text,
        "timing_kind": reading.kind.value,
        "starts_on": reading.starts_on,
        "starts_precision": reading.starts_precision or "",
        "ends_on": reading.ends_on,
        "ends_precision": reading.ends_precision or "",
        "reading_of": reading.text,
    }


def _said(draft: InitiativeDraft) -> dict[str, str]:
    return {
        "text": draft.outcome,
        "internal_note": draft.internal_note,
        "status": draft.status,
        "status_reason": draft.status_reason,
    }
