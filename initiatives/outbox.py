"""Messages to partners: kept with what they are about, sent once that is saved, tried until they go.

A message goes out as soon as what it tells of is saved. When there are many at once, or the mail
server has just failed, they wait for the command `send_messages`, so that no page waits for them.
"""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from initiatives.models import Message
from priorities import mail
from priorities.events import note
from priorities.mail import Failure

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

MOST_AT_ONCE = 3  # messages that the page they were made on sends
PATIENCE = 3  # seconds that a page waits for each answer of the mail server
MOST_IN_A_RUN = 200
MOST_TRIES = 12  # with the pauses between them, about four days
SHORTEST_PAUSE = timedelta(minutes=5)  # longer than a try can take
LONGEST_PAUSE = timedelta(days=1)
OF_THE_SERVER = (Failure.SILENT, Failure.BROKEN_OFF, Failure.SETTINGS)  # the next would fail too


def post(*, to: str, name: str, subject: str, body: str, about: str) -> Message:
    """Keep a message to one person, and send it when the surrounding transaction is committed.

    Raises ValidationError for an address, a subject or a text that no mail can hold, such as a
    subject of two lines. Without a mail server it is kept for officers to read, and goes nowhere.
    """
    message = Message(to=to, name=name, subject=subject, body=body, about=about)
    message.clean_fields()
    if mail.is_written_to_folder():
        message.save()
        return message
    few = Message.objects.waiting().filter(tries=0)[:MOST_AT_ONCE].count() < MOST_AT_ONCE
    message.next_try_at = message.made_at
    message.save()
    if few:
        transaction.on_commit(partial(_send_at_once, message), robust=True)
    return message


def send_waiting(*, most: int = MOST_IN_A_RUN) -> int:
    """Send the messages that are due; tells how many went. Two runs never send one message twice."""
    if mail.is_written_to_folder():
        return 0
    sent = 0
    for message in list(Message.objects.due(at=timezone.now())[:most]):
        if _claim(message):
            failure = _send(message)
            if failure in OF_THE_SERVER:
                break
            sent += failure is None
    return sent


def send_now(message: Message) -> bool:
    """Send a message without waiting for its next try; tells whether it went."""
    if mail.is_written_to_folder():
        return False
    return _claim(message) and _send(message, patience=PATIENCE) is None


def write_off(message: Message) -> bool:
    """See that a message is never sent; False when it has gone or is being sent."""
    now = timezone.now()
    return bool(_at_rest(message).update(written_off_at=now, next_try_at=None))


def pass_on(message: Message, *, by: "User") -> bool:
    """Note that somebody told the person by other means; False when it has gone or is being sent."""
    said = {"passed_on_at": timezone.now(), "passed_on_by": by}
    return bool(_at_rest(message).update(**said, next_try_at=None))


def put_back(message: Message) -> bool:
    """Let a message wait again that was written off, or called passed on, by mistake; False for any other."""
    settled = Message.objects.filter(pk=message.pk, sent_at=None)
    settled = settled.exclude(written_off_at=None, passed_on_at=None)
    waits = {"written_off_at": None, "passed_on_at": None, "passed_on_by": None}
    next_try_at = None if mail.is_written_to_folder() else timezone.now()
    return bool(settled.update(**waits, next_try_at=next_try_at))


def _send_at_once(message: Message) -> None:
    lately = timezone.now() - SHORTEST_PAUSE
    failed = Message.objects.waiting().filter(failure__in=OF_THE_SERVER, tried_at__gt=lately)
    if not failed.exists():
        send_now(message)


def _claim(message: Message) -> bool:
    """Begin the next try of a message; False when somebody else has, or it is not to be sent.

    If whoever began it is killed meanwhile, it is tried again after the pause.
    """
    now, tries = timezone.now(), message.tries + 1
    pause = min(SHORTEST_PAUSE * 2 ** min(tries - 1, MOST_TRIES), LONGEST_PAUSE)
    next_try_at = now + pause if tries < MOST_TRIES else None
    begun = _at_rest(message).update(tries=tries, tried_at=now, next_try_at=next_try_at, failure="")
    message.tries = tries
    return bool(begun)


def _send(message: Message, *, patience: float | None = None) -> Failure | None:
    """Send a message that was claimed; what went wrong is kept with it, and told."""
    try:
        with mail.open_server(patience=patience) as server:
            mail.send(message.to, message.subject, message.body, by=server)
            # Before the connection is closed: that may fail too, and the message has gone.
            message.sent_at = timezone.now()
            Message.objects.filter(pk=message.pk).update(
                sent_at=message.sent_at,
                written_off_at=None,
                passed_on_at=None,
                passed_on_by=None,
                next_try_at=None,
            )
    except mail.NotSent as not_sent:
        if message.sent_at is None:
            message.failure = not_sent.failure
            this_try = Message.objects.unsent().filter(pk=message.pk, tries=message.tries)
            this_try.update(failure=not_sent.failure)
            return not_sent.failure
    note("message_sent", message=message.pk)
    return None


def _at_rest(message: Message) -> QuerySet[Message]:
    """The row of a message as it was seen, unless it is settled or just being sent."""
    under_way = Q(tries__gt=0, failure="", tried_at__gt=timezone.now() - SHORTEST_PAUSE)
    seen = Message.objects.unsent().filter(pk=message.pk, tries=message.tries)
    return seen.exclude(under_way)
