"""What is said after messages were written where no mail server is set up to send them."""

from django.urls import reverse
from django.utils.html import format_html

from priorities.mail import is_written_to_folder


def and_pass_on(said: str) -> str:
    """What was said, and without a mail server that the messages wait in the outbox, with a link."""
    if not is_written_to_folder():
        return said
    return format_html(
        '{} The messages wait in the <a class="govuk-notification-banner__link" href="{}">outbox</a>: '
        "no mail server is set up, so pass them on yourself.",
        said,
        reverse("initiatives:outbox"),
    )
