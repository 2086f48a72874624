"""One message to one person; a mail server that does not answer is told of, never a failed page."""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLError

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models

from priorities.events import note


class Failure(models.TextChoices):
    """Why a message was not sent, in our own words: a server's may hold anything."""

    SILENT = "silent", "The mail server did not answer."
    BROKEN_OFF = "broken_off", "The connection to the mail server broke off."
    SETTINGS = "settings", "The mail server did not let the tracker in. Its settings may be wrong."
    ADDRESS = "address", "The mail server refused the address."
    MESSAGE = "message", "The mail server refused the message."


class NotSent(Exception):
    """A message could not be sent, or the mail server does not answer; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.label)
        self.failure = failure


def is_written_to_folder() -> bool:
    """Whether messages are only written to a folder, because no mail server is set."""
    return settings.EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend"


@contextmanager
def open_server(*, patience: float | None = None) -> Iterator[BaseEmailBackend]:
    """A connection to the mail server, ready for messages; raises NotSent where there is none.

    Each of the server's answers may take `patience` seconds, or what the settings say.
    """
    connection = get_connection(timeout=patience)
    with _telling():
        if not is_written_to_folder():  # opening would make a file, whether or not it is written
            connection.open()
    try:
        yield connection
    finally:
        with _telling():
            connection.close()


def send(to: str, subject: str, body: str, *, by: BaseEmailBackend) -> None:
    """Send one message to one address; raises NotSent when it is refused."""
    one_line = " ".join(subject.split())
    with _telling():
        EmailMessage(one_line, body, to=[to], connection=by).send()


@contextmanager
def _telling() -> Iterator[None]:
    """Log what went wrong with the mail and raise it as NotSent."""
    try:
        yield
    except (OSError, ValueError) as error:  # a server's refusal or silence; a setting it cannot use
        note("mail_not_sent", level=logging.ERROR, error=error)
        raise NotSent(_failure(error)) from error


def _failure(error: OSError | ValueError) -> Failure:
    match error:
        case smtplib.SMTPServerDisconnected() if isinstance(error.__context__, TimeoutError):
            return Failure.SILENT  # what smtplib makes of a server that stops answering
        case smtplib.SMTPServerDisconnected() | ConnectionResetError() | BrokenPipeError():
            return Failure.BROKEN_OFF
        case smtplib.SMTPRecipientsRefused() | UnicodeError():
            return Failure.ADDRESS
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPSenderRefused():
            return Failure.SETTINGS
        case smtplib.SMTPNotSupportedError() | SSLError():
            return Failure.SETTINGS
        case smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return Failure.SILENT
        case smtplib.SMTPException() | ValueError():
            return Failure.MESSAGE
    return Failure.SILENT
