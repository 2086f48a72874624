"""What an officer does with answers: accept them as outcomes, mend them first, or send them back."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from initiatives.models import Answer, OutcomeUpdate
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

State, Kind = Answer.State, Answer.Kind


class Wording(NamedTuple):
    """What an officer made of an answer before accepting it."""

    text: str
    internal_note: str = ""
    status: str = ""
    status_reason: str = ""


class Acceptance(NamedTuple):
    """What became of several answers accepted at once."""

    accepted: list[Answer]
    left: list[Answer]  # changed or overtaken meanwhile: each is to be looked at by itself


@transaction.atomic
def accept(
    answer: Answer, *, seen_version: int, by: "User", after: int | None = None
) -> OutcomeUpdate | None:
    """Accept one answer and give back the outcome it became; "no change" becomes none.

    Raises OutOfDate with the newer answer when it was changed since the officer looked, or with the
    newer outcome when one was recorded since its writer looked. An officer who has seen that outcome
    says so with `after`, its number, and the answer is then the newest.
    """
    said = Wording(answer.text, answer.internal_note, answer.status, answer.status_reason)
    return _accept(answer, said, seen_version=seen_version, by=by, author=None, after=after)


@transaction.atomic
def edit_and_accept(
    answer: Answer, said: Wording, *, seen_version: int, by: "User", after: int | None = None
) -> OutcomeUpdate | None:
    """Accept an answer in the officer's wording; the answer itself keeps what its lead wrote.

    The outcome has the officer for its author where the words differ. Raises as `accept` does.
    """
    own = Wording(answer.text, answer.internal_note, answer.status, answer.status_reason)
    author = by if said != own else None
    return _accept(answer, said, seen_version=seen_version, by=by, author=author, after=after)


def accept_all(answers: Iterable[Answer], *, seen: Mapping[int, int], by: "User") -> Acceptance:
    """Accept the answers of which the officer saw these versions, by the answer's number.

    Those that were changed or overtaken by something newer are left.
    """
    done = Acceptance([], [])
    for answer in answers:
        try:
            accept(answer, seen_version=seen.get(answer.pk, 0), by=by)
        except (OutOfDate, ValidationError):
            done.left.append(answer)
        else:
            done.accepted.append(answer)
    return done


def _accept(
    answer: Answer,
    said: Wording,
    *,
    seen_version: int,
    by: "User",
    author: "User | None",
    after: int | None,
) -> OutcomeUpdate | None:
    answer.claim(seen_version)
    refuse_unless_sent(answer)
    if answer.kind == Kind.UPDATED:
        answer.update = _record(answer, said, author=author or answer.written_by, after=after)
    answer.state, answer.accepted_at, answer.accepted_by = State.ACCEPTED, timezone.now(), by
    answer.save()
    return answer.update


def _record(
    answer: Answer, said: Wording, *, author: "User | None", after: int | None
) -> OutcomeUpdate:
    printed = answer.initiative.updates.order_by("-reported_on").first()
    written_on = timezone.localdate(answer.written_at)
    return answer.initiative.record(
        after=answer.follows if after is None else after,
        by=author,
        agency=answer.agency,
        source=OutcomeUpdate.Source.ANSWER,
        # Accepted over a newer outcome, it is what prints from now on.
        reported_on=max(written_on, printed.reported_on) if printed else written_on,
        **said._asdict(),
    )


@transaction.atomic
def send_back(answers: Iterable[Answer], note: str, *, seen: Mapping[int, int]) -> None:
    """Ask the leads to write these answers again, saying why.

    Raises OutOfDate when the officer saw an older version of one, a ValidationError in words when it
    cannot be sent back.
    """
    if not note.strip():
        raise ValidationError("Say what the lead agency should change.")
    answers = list(answers)
    for answer in answers:
        answer.claim(seen.get(answer.pk, 0))
        answer.asked_in.refuse_answers()
        answer.asked_in.refuse_leads()
        refuse_unless_sent(answer)
        answer.state, answer.sent_back_note = State.SENT_BACK, note
        answer.save()


def refuse_unless_sent(answer: Answer) -> None:
    """Raise a ValidationError that says why an officer cannot decide about this answer, if so."""
    if answer.asked_in.withdrawn_at:
        raise ValidationError("This return was withdrawn, so its answers are not used.")
    if answer.initiative.removed_on:
        raise ValidationError(
            f"{answer.initiative.label} has been removed from the plan. Put it back first."
        )
    if answer.state == State.ACCEPTED:
        raise ValidationError(f"The answer about {answer.initiative.label} was accepted already.")
    if answer.state != State.SENT:
        raise ValidationError(
            f"The answer about {answer.initiative.label} has not been sent, so it may still change."
        )
