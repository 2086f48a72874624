"""What the tracker has of what was answered and accepted; looked at in a process of its own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.partners import NO_CHANGE, Given
from benchmarks.people import SIGN
from initiatives.models import AgencyReturn, Answer, OutcomeUpdate


@dataclass(frozen=True)
class Came:
    """Who said what in each version of each answer, and what is wrong with what came of them.

    `written` is by the number of the initiative and the version; `unsent` are the addresses of
    agencies that have answers which were never sent; `without_outcome` counts accepted answers that
    did not become exactly one outcome update in their own words; `unaccepted` counts outcome
    updates that say they were answered and of which no answer was accepted.
    """

    written: dict[tuple[int, int], tuple[str, str]]
    unsent: frozenset[str]
    accepted: int
    without_outcome: int
    unaccepted: int

    def missing(self, given: Iterable[Given]) -> int:
        """How many answers are not in the history right after what their writer had read."""
        return sum(
            self.written.get((one.initiative, one.after + 1)) != (one.said, one.by) for one in given
        )


def what_came() -> Came:
    """What the one return holds now."""
    history = Answer.history.values_list(
        "initiative__number", "version", "kind", "text", "written_as"
    )
    accepted = list(Answer.objects.filter(state=Answer.State.ACCEPTED))
    outcomes: dict[int, list[OutcomeUpdate]] = defaultdict(list)
    for update in OutcomeUpdate.objects.filter(source=OutcomeUpdate.Source.ANSWER):
        outcomes[update.initiative_id].append(update)
    became = {answer.update_id for answer in accepted}
    return Came(
        written={
            (number, version): (_said(kind, text), writer)
            for number, version, kind, text, writer in history
        },
        unsent=frozenset(_unsent()),
        accepted=len(accepted),
        without_outcome=sum(
            not _became_one(answer, outcomes[answer.initiative_id]) for answer in accepted
        ),
        unaccepted=sum(
            update.pk not in became for updates in outcomes.values() for update in updates
        ),
    )


def _said(kind: str, text: str) -> str:
    signs = SIGN.findall(text)
    return signs[0] if signs else kind


def _unsent() -> list[str]:
    states = [Answer.State.SENT, Answer.State.ACCEPTED]
    return [
        part.get_absolute_url()
        for part in AgencyReturn.objects.all()
        if part.sent_at is None or Answer.objects.of_part(part).exclude(state__in=states).exists()
    ]


def _became_one(answer: Answer, outcomes: list[OutcomeUpdate]) -> bool:
    """Whether exactly one update says what the answer says; of no change there is none."""
    if answer.kind == NO_CHANGE:
        return not outcomes
    return [(update.pk, update.text) for update in outcomes] == [(answer.update_id, answer.text)]
