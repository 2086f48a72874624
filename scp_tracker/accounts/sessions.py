"""How long somebody stays signed in: an hour without a page, and twelve hours in all.

The moment a session ends is its row's `expire_date`, which Django itself looks at.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.sessions.base_session import AbstractBaseSession

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
_WORTH_A_WRITE = timedelta(minutes=1)
_SIGNED_IN_AT = "signed_in_at"


class SessionStore(db.SessionStore):
    """A session that ends an hour after its last page, and twelve hours after signing in."""

    ends_at: datetime

    def load(self) -> dict[str, Any]:
        alive = self.model.objects.filter(expire_date__gt=timezone.now())
        row = alive.filter(session_key=self.session_key).first()
        if row is None:
            self._session_key = None
            return {}
        self.ends_at = row.expire_date
        return self.decode(row.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> "AbstractBaseSession":
        row = super().create_model_instance(data)
        self.ends_at = row.expire_date
        return row

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own
        if SESSION_KEY in self:
            self.setdefault(_SIGNED_IN_AT, timezone.now().timestamp())
        super().save(must_create)

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """When the session would end, were this moment the last that somebody did something."""
        return min(timezone.now() + IDLE, self.latest_end())

    def latest_end(self) -> datetime:
        """When the session ends however much is done in it."""
        signed_in_at = self.get(_SIGNED_IN_AT, timezone.now().timestamp())
        return datetime.fromtimestamp(signed_in_at, UTC) + LONGEST

    def extend(self) -> None:
        """Let the session last as long as it may from now; written once a minute at most."""
        ends_at = self.get_expiry_date()
        if ends_at - self.ends_at >= _WORTH_A_WRITE:
            # Of the row nothing else is written: what another request saves meanwhile stays.
            self.model.objects.filter(session_key=self.session_key).update(expire_date=ends_at)
            self.ends_at = ends_at

    def seconds_left(self) -> int:
        """For how long the session lasts if nothing is done."""
        return _seconds_until(self.ends_at)

    def seconds_at_most(self) -> int:
        """For how long it can be made to last."""
        return _seconds_until(self.latest_end())


def session_of(request: HttpRequest) -> SessionStore:
    """The session of a request from somebody who is signed in."""
    return cast("SessionStore", request.session)


def _seconds_until(moment: datetime) -> int:
    return max(0, int((moment - timezone.now()).total_seconds()))
