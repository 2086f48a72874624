from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request to a page that asks for a sign-in, so its user is a person. For type checking."""

    user: "User"
