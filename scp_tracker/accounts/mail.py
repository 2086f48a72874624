"""One message to one person; a mail server that does not answer is told of, never a failed page."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from priorities.events import note


class NotSent(Exception):
    """A message could not be sent, or the mail server does not answer."""


def is_written_to_folder() -> bool:
    """Whether messages are only written to a folder, because no mail server is set."""
    return settings.EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend"


@contextmanager
def open_server() -> Iterator[BaseEmailBackend]:
    """A connection to the mail server, ready for messages; raises NotSent where there is none."""
    connection = get_connection()
    with _telling():
        if not is_written_to_folder():  # opening would make a file, whether or not it is written
            connection.open()
    try:
        yield connection
    finally:
        with _telling():
            connection.close()


def send(
    to: str, subject: str, template: str, context: dict[str, object], *, by: BaseEmailBackend
) -> None:
    """Send the message a template says to one address; raises NotSent when it is refused."""
    one_line = " ".join(subject.split())
    body = render_to_string(template, context).strip() + "\n"
    with _telling():
        EmailMessage(one_line, body, to=[to], connection=by).send()


@contextmanager
def _telling() -> Iterator[None]:
    """Log what went wrong with the mail and raise it as NotSent."""
    try:
        yield
    except (OSError, ValueError) as error:  # a server's refusal or silence; a setting it cannot use
        note("mail_not_sent", level=logging.ERROR, error=error)
        raise NotSent from error
