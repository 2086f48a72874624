"""The messages a return sends: one a person, however many agencies they answer for."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from initiatives import outbox
from initiatives.models import Agency, AgencyReturn, Answer, Return, ReturnMessage
from initiatives.models.answers import AnswerQuerySet
from initiatives.returns.asked import Asked, by_agency
from initiatives.returns.links import addresses_for
from initiatives.returns.people import Person, Recipient, one_each, people_of
from priorities.text import no_longer_than

Kind = ReturnMessage.Kind

MOST_NAMED = 30  # initiatives in one message: a message holds 20,000 characters
LONGEST_LABEL, LONGEST_NOTE = 120, 300  # the page has them whole
_SUBJECTS = {
    Kind.OPENING: "What has happened? Please answer by {day}",
    Kind.REMINDER: "Reminder: please answer by {day}",
    Kind.SENT_BACK: "Please look at your answers again",
}
_TEMPLATES = {
    Kind.OPENING: "returns/mail/opening.txt",
    Kind.REMINDER: "returns/mail/reminder.txt",
    Kind.SENT_BACK: "returns/mail/sent_back.txt",
}


class AskedOf(NamedTuple):
    """What one message says about one agency: the first initiatives, and how many more there are."""

    agency: str
    initiatives: list[Asked]
    more: int


@transaction.atomic
def ask(asked_in: Return) -> list[Recipient]:
    """Post the message that opens a return to everybody who is asked, and tell to whom."""
    return ask_agencies(asked_in, asked_in.parts.all())


@transaction.atomic
def ask_agencies(asked_in: Return, parts: Iterable[AgencyReturn]) -> list[Recipient]:
    """Post that message to those who answer for these parts of the return."""
    answers: AnswerQuerySet = Answer.objects.filter(asked_in=asked_in)
    about = by_agency(asked_in, answers.in_force())
    asked = {part.agency_id: about[part.agency_id] for part in parts if part.agency_id in about}
    return _write_to_all(asked_in, Kind.OPENING, asked)


@transaction.atomic
def ask_person(part: AgencyReturn, person: Person) -> None:
    """Post that message to one of those who answer for the agency, with the newest link of theirs.

    It names what is not accepted yet.
    """
    answers = Answer.objects.of_part(part).exclude(state=Answer.State.ACCEPTED)
    about = by_agency(part.asked_in, answers)
    asked = {part.agency_id: about.get(part.agency_id, [])}
    write_to([Recipient(person, (part.agency_id,))], part.asked_in, Kind.OPENING, asked)


@transaction.atomic
def tell_of_sent_back(asked_in: Return, answers: Iterable[Answer]) -> list[Recipient]:
    """Post what an officer asks to be changed to everybody who answers for these initiatives."""
    pks = [answer.pk for answer in answers]
    about = by_agency(asked_in, Answer.objects.filter(pk__in=pks))
    return _write_to_all(asked_in, Kind.SENT_BACK, about)


def _write_to_all(
    asked_in: Return, kind: ReturnMessage.Kind, about: Mapping[int, list[Asked]]
) -> list[Recipient]:
    recipients = one_each(people_of(about))
    write_to(recipients, asked_in, kind, about)
    return recipients


def write_to(
    recipients: Iterable[Recipient],
    asked_in: Return,
    kind: ReturnMessage.Kind,
    about: Mapping[int, list[Asked]],
) -> None:
    """Post one message to each recipient, about what stands in `about` for their agencies."""
    names = dict(Agency.objects.filter(pk__in=about).values_list("pk", "short_name"))
    for recipient in recipients:
        most = max(MOST_NAMED // len(recipient.agency_ids), 1)
        told = [
            AskedOf(names[pk], [*map(_in_short, about[pk][:most])], len(about[pk][most:]))
            for pk in recipient.agency_ids
        ]
        context = {
            "recipient": recipient,
            "return": asked_in,
            "agencies": told,
            "is_late": asked_in.is_past_closing(on=timezone.localdate()),
        }
        _post(recipient, asked_in, kind, context)


def _in_short(asked: Asked) -> Asked:
    """The initiative in a line of a message."""
    note = no_longer_than(LONGEST_NOTE, " ".join(asked.note.split()))
    return asked._replace(label=no_longer_than(LONGEST_LABEL, asked.label), note=note)


def _post(
    recipient: Recipient, asked_in: Return, kind: ReturnMessage.Kind, context: dict[str, Any]
) -> None:
    person = recipient.person
    context["addresses"] = addresses_for(recipient, asked_in)
    day = f"{asked_in.closes_on:%A %-d %B}"
    message = outbox.post(
        to=person.email,
        name=person.name,
        subject=f"{asked_in}: {_SUBJECTS[kind].format(day=day)}",
        body=render_to_string(_TEMPLATES[kind], context).strip() + "\n",
        about=f"Return {asked_in}",
    )
    ReturnMessage.objects.create(
        asked_in=asked_in,
        kind=kind,
        name=person.name,
        address=person.email,
        made_at=timezone.now(),
        message=message,
    )
