"""What one agency is asked in a return, with what it has answered so far."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from initiatives.models import AgencyReturn, Answer, Initiative, OutcomeUpdate
from initiatives.rows import InitiativeRow, initiative_rows

State = Answer.State


class OwnAnswer(NamedTuple):
    """An initiative as it stands now, the answer about it, and the newest update there is to follow."""

    initiative: InitiativeRow
    answer: Answer
    newest_number: int

    @property
    def is_new(self) -> bool:
        """Whether nobody has answered yet, so that one press can say that nothing changed."""
        return self.answer.state == State.NOT_ANSWERED

    @property
    def may_change(self) -> bool:
        return self.answer.state != State.ACCEPTED


class OwnAnswers(list[OwnAnswer]):
    """All that an agency is asked, in the order of the plan."""

    @property
    def answered(self) -> int:
        """How many have an answer that stands."""
        return len(self) - len(self.owed)

    @property
    def owed(self) -> list[OwnAnswer]:
        """Those still to be written, or to be written again."""
        return [each for each in self if each.answer.is_owed]

    @property
    def sent_back(self) -> list[OwnAnswer]:
        return [each for each in self if each.answer.state == State.SENT_BACK]

    @property
    def to_send(self) -> list[OwnAnswer]:
        """Those that are written and wait to be sent."""
        return [each for each in self if each.answer.state == State.ANSWERED]

    @property
    def are_accepted(self) -> bool:
        """Whether an officer has accepted them all, so that nothing is left to do."""
        return bool(self) and all(each.answer.state == State.ACCEPTED for each in self)

    def about(self, number: int) -> OwnAnswer:
        """The one about the initiative of that number; without it the page is not found."""
        for own in self:
            if own.initiative.number == number:
                return own
        raise Http404

    def owed_after(self, number: int) -> OwnAnswer | None:
        """The next one to write after the initiative of that number, going round at the end."""
        return min(
            self.owed,
            key=lambda each: (each.initiative.number <= number, each.initiative.number),
            default=None,
        )


def own_answers(part: AgencyReturn, *, as_of: date) -> OwnAnswers:
    """What the agency of `part` is asked, in three statements however much it is."""
    newest = OutcomeUpdate.objects.filter(initiative=OuterRef("initiative")).order_by("-number")
    asked = Answer.objects.of_part(part)
    answers: Any = asked.select_related("agency").annotate(
        number=F("initiative__number"),
        newest_number=Coalesce(Subquery(newest.values("number")[:1]), Value(0)),
    )
    numbered = {answer.number: answer for answer in answers}  # a return is of one plan
    initiatives = Initiative.objects.filter(answers__in=asked.order_by().values("pk"))
    return OwnAnswers(
        OwnAnswer(row, numbered[row.number], numbered[row.number].newest_number)
        for row in initiative_rows(initiatives, as_of=as_of)
        if row.number in numbered  # it may have gained a lead between the two
    )
