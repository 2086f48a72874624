"""One agency's answers as an officer reads them: each beside what prints now."""

from dataclasses import dataclass

from django.utils import timezone

from initiatives.cautions import Caution, cautions
from initiatives.models import AgencyReturn, Answer
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.rows import InitiativeRow, initiative_rows

State, Kind = Answer.State, Answer.Kind


@dataclass(frozen=True)
class AnswerRow:
    """One answer, its initiative as it prints now, and whether an officer can accept it at once."""

    answer: Answer
    initiative: InitiativeRow
    newest: int  # the number of the initiative's newest outcome update

    @property
    def is_waiting(self) -> bool:
        return self.answer.state == State.SENT

    @property
    def is_update(self) -> bool:
        return self.answer.kind == Kind.UPDATED

    @property
    def is_overtaken(self) -> bool:
        """Whether a newer outcome was recorded since its writer looked; an officer decides."""
        return self.is_waiting and self.is_update and self.newest > self.answer.follows

    @property
    def is_ready(self) -> bool:
        """Whether one press accepts it."""
        return self.is_waiting and not self.is_overtaken

    @property
    def is_late(self) -> bool:
        written_at = self.answer.written_at
        return bool(written_at and timezone.localdate(written_at) > self.answer.asked_in.closes_on)

    @property
    def seen(self) -> str:
        """By which the page tells which version of the answer its reader saw."""
        return f"{self.answer.pk}-{self.answer.version}"

    @property
    def cautions(self) -> list[Caution]:
        """What in a text that waits might identify a person or contradict the timing."""
        if not (self.is_waiting and self.is_update):
            return []
        return cautions(self.answer.text, self.initiative.reading)


def answer_rows(part: AgencyReturn) -> list[AnswerRow]:
    """The answers one agency owes, in the plan's order, in a fixed number of statements."""
    answers = (
        Answer.objects.of_part(part)
        .select_related("asked_in__plan", "agency", "accepted_by", "initiative__plan")
        .with_newest()
        .order_by("initiative__number")
    )
    initiatives: InitiativeQuerySet = part.asked_in.plan.initiatives.filter(
        answers__in=Answer.objects.of_part(part).order_by().values("pk")
    )
    rows = {row.number: row for row in initiative_rows(initiatives, as_of=timezone.localdate())}
    return [AnswerRow(answer, rows[answer.initiative.number], answer.newest) for answer in answers]
