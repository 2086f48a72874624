"""Moving a plan in for good: all of it in one transaction, or nothing."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.files.contents import FileRead
from initiatives.models import MoveIn
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.drafting import draft
from initiatives.moving_in.plan_draft import Notice, PlanDraft
from initiatives.moving_in.saving import save
from priorities.models import PartnershipPlan
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class NotReady(Exception):
    """Something still has to be decided; `problems` say what, and nothing was saved."""

    def __init__(self, problems: tuple[Notice, ...]) -> None:
        super().__init__(" ".join(problem.said for problem in problems))
        self.problems = problems


class ChangedMeanwhile(Exception):
    """Somebody changed what the plan is moved into; nothing was saved, and a second try may do."""


def move_in(move: MoveIn, *, seen: int, by: "User") -> PartnershipPlan:
    """Make the plan year of what was read and decided, or add to it, and empty both.

    A closed plan year takes it too: officers may change it in any case, and past years are moved in.

    `seen` is the version of the move that `by` looked at. Raises OutOfDate, carrying the move as it
    is now, where it was gone on with, ended or moved in already; NotReady; or ChangedMeanwhile.
    """
    now = MoveIn.objects.get(pk=move.pk)
    if now.version != seen or now.state != MoveIn.State.GOING_ON:
        raise OutOfDate(now)
    # Put together before anything is locked: others go on saving while a large plan is read.
    plan = draft(FileRead.from_json(now.read), Decisions.from_json(now.decided))
    if plan.problems:
        raise NotReady(plan.problems)
    try:
        with transaction.atomic():
            return _save(now, plan, seen=seen, by=by)
    except (IntegrityError, PartnershipPlan.DoesNotExist) as error:
        raise ChangedMeanwhile from error


def _save(move: MoveIn, plan: PlanDraft, *, seen: int, by: "User") -> PartnershipPlan:
    move.claim(seen)
    saved = save(move, plan, by=by)
    move.state, move.plan, move.ended_at = MoveIn.State.DONE, saved, timezone.now()
    move.initiatives_moved = len(plan.initiatives)
    move.read, move.decided = {}, {}
    move.save()
    return saved
