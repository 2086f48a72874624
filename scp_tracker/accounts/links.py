"""The e-mails that carry a link for choosing a password."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from priorities import mail
from priorities.models import Partnership
from scp_tracker.accounts.models import SentLink, User

MOST_LINKS_A_DAY = 5


def invite(person: User, *, by: User, request: HttpRequest) -> None:
    """Send `person` the link that lets them begin, in the name of `by`.

    Raises NotSent when the message could not be sent; the account stays and can be invited again.
    """
    partnership = Partnership.current()
    whose = partnership.name if partnership else "the community safety partnership"
    context = {
        **_link(person, request),
        "by": by,
        "whose": whose,
        "agencies": [agency.short_name for agency in person.agencies.order_by(Lower("short_name"))],
        "sign_in_address": request.build_absolute_uri(reverse("accounts:login")),
    }
    subject = f"{by.name} invites you to the action plan tracker of {whose}"
    with mail.open_server() as server:
        mail.send(person.email, subject, _letter("invitation", context), by=server)
    # Not saved through the person: a row of their history is for what somebody changed about them.
    User.objects.filter(pk=person.pk).update(invited_at=timezone.now())


def send_forgotten(email: str, *, request: HttpRequest) -> None:
    """Send a link for a new password to the person with that address, if there is one.

    Raises NotSent, whoever asks, when the mail server does not answer. A message refused for one
    address is only logged: to say so would tell a stranger which addresses have an account. No more
    than five a day are sent, so that nobody can flood a mailbox; the earlier links still work.
    """
    with mail.open_server() as server, suppress(mail.NotSent):
        person = User.objects.holder_of(email)
        if person and person.is_active and _may_be_sent_another(person):
            subject = "Choose a new password for the SCP Tracker"
            letter = _letter("forgotten", _link(person, request))
            mail.send(person.email, subject, letter, by=server)


def _may_be_sent_another(person: User) -> bool:
    """Whether one more link may go to this person today; if so, it is counted."""
    with transaction.atomic():
        User.objects.select_for_update().get(
            pk=person.pk
        )  # whoever asks at once is counted in turn
        SentLink.objects.filter(sent_at__lt=timezone.now() - timedelta(days=1)).delete()
        if person.sent_links.count() >= MOST_LINKS_A_DAY:
            return False
        person.sent_links.create()
    return True


def _letter(name: str, context: dict[str, object]) -> str:
    return render_to_string(f"accounts/mail/{name}.txt", context).strip() + "\n"


def _link(person: User, request: HttpRequest) -> dict[str, object]:
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    path = reverse("accounts:password_set", args=[uid, token])
    return {
        "person": person,
        "link": request.build_absolute_uri(path),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
