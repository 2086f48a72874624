"""The message that tells whoever sent a workbook what became of it."""

from django.conf import settings
from django.template.loader import render_to_string

from initiatives import outbox
from initiatives.models import ReturnedWorkbook


def tell_sender(workbook: ReturnedWorkbook, *, recorded: int, left: int) -> None:
    """Post it to the sender, unless they decided themselves or may not sign in any more.

    It has no words of the workbook: these stand on the page it leads to.
    """
    sender = workbook.sent_by
    if sender == workbook.decided_by or not (sender.is_active and sender.email):
        return
    about = f"Update workbook of {workbook.plan.year}"
    context = {
        "sender": sender,
        "workbook": workbook,
        "recorded": recorded,
        "left": left,
        "address": f"{settings.TRACKER_ADDRESS}{workbook.get_absolute_url()}",
    }
    outbox.post(
        to=sender.email,
        name=sender.name,
        subject=f"{about}: {'accepted' if recorded else 'not accepted'}",
        body=render_to_string("workbook/mail/decided.txt", context).strip() + "\n",
        about=about,
    )
