"""Answering a return: one answer after the other, then the whole of it sent."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from initiatives.models import AgencyReturn, Answer
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

State = Answer.State


@dataclass(frozen=True)
class Said:
    """What a lead answers about one initiative; what its kind does not ask for is left out."""

    kind: Answer.Kind
    text: str = ""
    internal_note: str = ""
    status: str = ""
    status_reason: str = ""
    asked_whom: str = ""
    asked_on: date | None = None
    follows: int = 0  # the newest outcome update its writer saw

    def fields(self) -> dict[str, str | int | date | None]:
        """The fields of an answer as this kind fills them."""
        updated = self.kind == Answer.Kind.UPDATED
        asked = self.kind == Answer.Kind.NOTHING_TO_REPORT
        return {
            "kind": self.kind,
            "text": self.text if updated else "",
            "internal_note": self.internal_note if updated else "",
            "status": self.status if updated else "",
            "status_reason": self.status_reason if updated else "",
            "asked_whom": self.asked_whom if asked else "",
            "asked_on": self.asked_on if asked else None,
            "follows": self.follows,
        }


def write_answer(
    answer: Answer,
    part: AgencyReturn,
    said: Said,
    *,
    seen_version: int,
    by: "User | None" = None,
    as_: str = "",
) -> Answer:
    """Save what was said for the agency of `part`, by a user or by a contact named `as_`.

    Raises OutOfDate with the newer answer when a joint lead wrote first, unless it is the very same
    sent twice; a ValidationError in words when it can no longer be answered. An answer that was sent
    stays sent when its lead mends it.
    """
    try:
        with transaction.atomic():
            refuse_answer(answer, part)
            answer.claim(seen_version)
            return _write(answer, part, said, by=by, as_=as_)
    except OutOfDate as clash:
        newest = clash.newest
        if isinstance(newest, Answer) and _is_same(newest, part, said, by=by, as_=as_):
            return newest
        raise


def refuse_answer(answer: Answer, part: AgencyReturn) -> None:
    """Raise a ValidationError that says why `part` cannot write this answer, if so."""
    part.asked_in.refuse_answers()
    if answer.state == State.ACCEPTED:
        raise ValidationError(
            "The community safety officers have accepted this answer, so it no longer changes."
        )
    if answer.initiative.removed_on:
        raise ValidationError(
            "This initiative has been removed from the plan, so it needs no answer."
        )
    if not answer.initiative.leads.filter(pk=part.agency_id).exists():
        raise ValidationError(
            f"{part.agency.short_name} no longer leads this initiative, so it needs no answer from you."
        )


def _write(
    answer: Answer, part: AgencyReturn, said: Said, *, by: "User | None", as_: str
) -> Answer:
    for name, value in said.fields().items():
        setattr(answer, name, value)
    if answer.state != State.SENT:
        answer.state = State.ANSWERED
    answer.agency = part.agency
    answer.written_by, answer.written_as = by, by.name if by else as_
    answer.written_at = timezone.now()
    answer.save()
    part.note_opening(by=by)
    return answer


def _is_same(
    newest: Answer, part: AgencyReturn, said: Said, *, by: "User | None", as_: str
) -> bool:
    writer = (part.agency_id, by.pk if by else None, by.name if by else as_)
    return (newest.agency_id, newest.written_by_id, newest.written_as) == writer and all(
        getattr(newest, name) == value for name, value in said.fields().items()
    )


@transaction.atomic
def send(
    part: AgencyReturn, *, by: "User | None" = None, as_: str = "", whole: bool = True
) -> list[Answer]:
    """Send everything the agency answered to the officers, and give back what was sent just now.

    A whole return leaves nothing unanswered: raises a ValidationError that counts what is missing.
    Answers a joint lead wrote go too. Raises OutOfDate when one was changed this very moment.
    """
    part.asked_in.refuse_answers()
    answers = list(Answer.objects.of_part(part).select_related("initiative"))
    owed = [answer for answer in answers if answer.is_owed]
    if whole and owed:
        raise ValidationError(_still_owed(len(owed), len(answers)))
    sent = [answer for answer in answers if answer.state == State.ANSWERED]
    for answer in sent:
        answer.claim(answer.version)
        answer.state = State.SENT
        answer.save()
    if sent or part.sent_at is None:
        part.sent_at = timezone.now()
        part.sent_by, part.sent_as = by, by.name if by else as_
        part.save()
    return sent


def _still_owed(owed: int, asked: int) -> str:
    return (
        f"{owed} of {asked} initiatives {'has' if owed == 1 else 'have'} no answer yet. Answer "
        f"{'it' if owed == 1 else 'them'}, with “No change” if nothing changed, then send the return."
    )
