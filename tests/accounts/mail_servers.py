"""Mail servers that fail, each in its way."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


class Silent(BaseEmailBackend):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError


class Refusing(BaseEmailBackend):
    """Answers, and refuses every address."""

    def send_messages(self, email_messages):
        raise SMTPRecipientsRefused({})
