"""What each agency was asked about in a return, and how its answer to each stands."""

from collections import defaultdict
from typing import NamedTuple

from django.utils import timezone

from initiatives.models import Answer, Initiative, Return
from initiatives.models.answers import AnswerQuerySet
from initiatives.rows import initiative_rows

State = Answer.State


class Asked(NamedTuple):
    """One initiative an agency is asked about."""

    label: str
    reference: str
    state: str
    note: str  # what the officer asks for, where it was sent back

    @property
    def is_sent_back(self) -> bool:
        return self.state == State.SENT_BACK

    @property
    def is_only_to_be_sent(self) -> bool:
        return self.state == State.ANSWERED


def to_do(asked_in: Return) -> AnswerQuerySet:
    """The answers of a return that its leads have yet to write or to send."""
    states = [State.NOT_ANSWERED, State.SENT_BACK, State.ANSWERED]
    answers: AnswerQuerySet = Answer.objects.filter(asked_in=asked_in, state__in=states)
    return answers.in_force()


def by_agency(asked_in: Return, answers: AnswerQuerySet) -> dict[int, list[Asked]]:
    """For each agency asked in the return, by number: these answers of its initiatives, in order."""
    parts = set(asked_in.parts.values_list("agency_id", flat=True))
    stands = {
        number: (state, note)
        for number, state, note in answers.values_list(
            "initiative__number", "state", "sent_back_note"
        )
    }
    initiatives = Initiative.objects.filter(answers__in=answers.order_by().values("pk"))
    found: dict[int, list[Asked]] = defaultdict(list)
    for row in initiative_rows(initiatives, as_of=timezone.localdate()):
        state, note = stands[row.number]
        for lead in row.leads:
            if lead.pk in parts:
                found[lead.pk].append(Asked(row.label, row.reference, state, note))
    return found
