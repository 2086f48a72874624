"""What the log tells of sign-ins: who came and went, and whose door was tried, by number."""

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from priorities.events import note
from scp_tracker.accounts.models import User


def tell_the_log() -> None:
    """From now on, note every sign-in, sign-out and refused sign-in."""
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_refused)


def _signed_in(user: User, **_: Any) -> None:
    note("signed_in", user=user.pk)


def _signed_out(user: User | None, **_: Any) -> None:
    if user:
        note("signed_out", user=user.pk)


def _refused(credentials: dict[str, Any], **_: Any) -> None:
    """An address without an account is "none": typed there, it may be anything, a password too."""
    account = User.objects.holder_of(str(credentials.get("username", "")))
    note("sign_in_refused", level=logging.WARNING, account=account.pk if account else "none")
