"""The demo users of a tracker on somebody's own machine, one for each kind of work."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group

from initiatives.models import Agency
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER

_PLAIN_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


@dataclass(frozen=True)
class DemoUser:
    """Who a demo user stands for, and the short name of the agency they are of, if any."""

    email: str
    name: str
    role: str
    agency: str = ""


DEMO_USERS = (
    DemoUser("officer@scp.example", "Example officer", OFFICER),
    DemoUser("clerk@scp.example", "Example clerk", CLERK),
    DemoUser("police@scp.example", "Example police partner", PARTNER, agency="Police"),
    DemoUser("cbh@scp.example", "Example CBH partner", PARTNER, agency="CBH"),
    DemoUser("reader@scp.example", "Example committee member", READER),
    DemoUser("admin@scp.example", "Example administrator", ADMINISTRATOR),
)


def made(demo: DemoUser, *, password: str) -> tuple[User, bool]:
    """The demo user's account, and whether it was only made now; one that was there stays as it is."""
    if user := User.objects.holder_of(demo.email):
        return user, False
    user = User.objects.create_user(demo.email, password, name=demo.name)
    user.groups.add(Group.objects.get(name=demo.role))
    user.agencies.add(*Agency.objects.filter(short_name=demo.agency))
    return user, True


def demo_password(path: Path, *, given: str) -> str:
    """The password `given`, else the one kept at `path`; a new one where there is neither.

    It is kept at `path`, for the account that runs the tracker alone.
    """
    kept = path.read_text().strip() if path.exists() else ""
    password = given or kept or _made_up()
    if password != kept:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # a file made anew has the mode asked for
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600), "w"
        ) as file:
            file.write(password)
    return password


def _made_up() -> str:
    return "-".join("".join(secrets.choice(_PLAIN_LETTERS) for _ in range(4)) for _ in range(4))
