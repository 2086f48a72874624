from typing import Any

from django.core.management.base import BaseCommand

from initiatives.models import Message
from initiatives.outbox import send_waiting
from priorities.mail import is_written_to_folder


class Command(BaseCommand):
    """Sends what waits in the outbox, for a timer; to run it twice, or twice at once, harms nothing."""

    help = "Send the messages of the outbox that wait for it. Meant for a timer, every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send what is due, and say how much went and how much still waits."""
        if is_written_to_folder():
            self.stdout.write("No mail server is set up, so messages stay in the outbox.")
            return
        sent = send_waiting()
        self.stdout.write(f"Sent {sent}. Still waiting: {Message.objects.waiting().count()}.")
