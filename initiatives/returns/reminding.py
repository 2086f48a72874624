"""Reminding those who still owe answers: one message a person, never twice within five days."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from initiatives.models import Agency, Return, ReturnMessage
from initiatives.returns.asked import Asked, by_agency, to_do
from initiatives.returns.messages import write_to
from initiatives.returns.people import Recipient, one_each, people_of

PAUSE = timedelta(days=5)


class Owing(NamedTuple):
    """One agency of a recipient's, and the initiatives it still has to answer or to send."""

    agency: Agency
    initiatives: list[Asked]


class Reminder(NamedTuple):
    """What one person is reminded of; with the day of a message that came too lately, they are not."""

    recipient: Recipient
    owing: list[Owing]
    written_to_on: date | None

    @property
    def next_on(self) -> date | None:
        """The day from which they may be reminded; None when they may be today."""
        return self.written_to_on + PAUSE if self.written_to_on else None


class Reminders(NamedTuple):
    """Who owes answers: those to remind, those who were written to lately, and whom nobody answers for."""

    due: list[Reminder]
    too_soon: list[Reminder]
    of_nobody: list[Owing]


def reminders(asked_in: Return, *, on: date) -> Reminders:
    """Who still owes answers that day and whether they are reminded, in a fixed number of statements."""
    owed = by_agency(asked_in, to_do(asked_in))
    agencies = Agency.objects.in_bulk(owed)
    owing = {pk: Owing(agencies[pk], initiatives) for pk, initiatives in owed.items()}
    people = people_of(owed)
    written_to = _last_messages(asked_in)
    each = []
    for recipient in one_each(people):
        last = written_to.get(recipient.person.key)
        lately = last if last and on < last + PAUSE else None
        each.append(Reminder(recipient, [owing[pk] for pk in recipient.agency_ids], lately))
    return Reminders(
        due=[reminder for reminder in each if not reminder.written_to_on],
        too_soon=[reminder for reminder in each if reminder.written_to_on],
        of_nobody=[owes for pk, owes in owing.items() if pk not in people],
    )


def _last_messages(asked_in: Return) -> dict[str, date]:
    """The day on which each person was last written to about the return, by their mailbox."""
    messages = asked_in.messages.order_by("made_at").values_list("address", "made_at")
    return {address.casefold(): timezone.localdate(made_at) for address, made_at in messages}


@transaction.atomic
def remind(asked_in: Return) -> list[Recipient]:
    """Write to everybody who owes answers and was not written to within five days; tells to whom.

    Raises a ValidationError in words when the return needs no answers any more.
    """
    # Whoever else reminds waits here, so that nobody gets the same message twice.
    asked_in = Return.objects.select_for_update().get(pk=asked_in.pk)
    asked_in.refuse_answers()
    asked_in.refuse_leads()
    due = reminders(asked_in, on=timezone.localdate()).due
    recipients = [reminder.recipient for reminder in due]
    about = by_agency(asked_in, to_do(asked_in))
    write_to(recipients, asked_in, ReturnMessage.Kind.REMINDER, about)
    return recipients
