"""How a return stands, agency by agency, for the officer who chases it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from initiatives.models import AgencyReturn, Answer, Lead, Return, ReturnMessage
from initiatives.models.answers import OWED
from initiatives.returns.people import Person, people_of

State = Answer.State


@dataclass(frozen=True)
class BoardRow:
    """One agency's part: how many of its initiatives stand how, who is asked, what they last got."""

    part: AgencyReturn
    states: Counter[str]
    people: list[Person]
    last_message: ReturnMessage | None
    is_past_closing: bool

    @property
    def asked(self) -> int:
        return self.states.total()

    @property
    def answered(self) -> int:
        """How many have an answer that stands."""
        return self.asked - sum(self.states[state] for state in OWED)

    @property
    def waiting(self) -> int:
        """How many wait for an officer to accept them; none of a return that was withdrawn."""
        return 0 if self.part.asked_in.withdrawn_at else self.states[State.SENT]

    @property
    def is_to_do(self) -> bool:
        """Whether the agency still has something to write or to send."""
        return self.states[State.SENT] + self.states[State.ACCEPTED] < self.asked

    @property
    def is_overdue(self) -> bool:
        return self.is_past_closing and self.is_to_do

    @property
    def progress(self) -> tuple[str, str]:
        """How far the agency has come, in words, and the colour of their tag."""
        if not self.asked:
            return "Nothing to answer", "grey"
        if self.part.asked_in.withdrawn_at:
            accepted = self.states[State.ACCEPTED]
            return (f"Withdrawn, {accepted} accepted before" if accepted else "Withdrawn"), "grey"
        if self.states[State.ACCEPTED] == self.asked:
            return "Accepted", "green"
        if self.states[State.SENT_BACK]:
            return "Sent back", "orange"
        if not self.is_to_do:
            return "Sent", ""
        if self.answered == self.asked:
            return "Answered, not sent", "yellow"
        if self.answered:
            return f"{self.answered} of {self.asked} answered", "yellow"
        return ("Opened", "yellow") if self.part.first_opened_at else ("Not opened", "grey")


def board_rows(asked_in: Return, *, on: date) -> list[BoardRow]:
    """A row for each agency that was asked, in a fixed number of statements."""
    parts = list(asked_in.parts.select_related("agency"))
    states = _states(asked_in)
    people = people_of(part.agency_id for part in parts)
    last = {
        message.address.casefold(): message
        for message in asked_in.messages.select_related("message").order_by("made_at", "pk")
    }
    rows = []
    for part in parts:
        own = people.get(part.agency_id, [])
        messages = [last[person.key] for person in own if person.key in last]
        newest = max(messages, key=lambda message: message.made_at, default=None)
        is_past = asked_in.is_in_progress and asked_in.is_past_closing(on=on)
        rows.append(BoardRow(part, states[part.agency_id], own, newest, is_past))
    return rows


def _states(asked_in: Return) -> dict[int, Counter[str]]:
    """For each agency how many of the initiatives it leads stand how; a joint one counts for each."""
    leads = Lead.objects.filter(
        initiative__answers__asked_in=asked_in, initiative__removed_on=None
    ).order_by()
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for agency_id, state in leads.values_list("agency_id", "initiative__answers__state"):
        counted[agency_id][state] += 1
    return counted
