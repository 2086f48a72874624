import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from scp_tracker.accounts.demo import DEMO_USERS, DemoUser, demo_password, made
from scp_tracker.accounts.models import User


class Command(BaseCommand):
    help = "Make the demo users that are not there yet, and print how to sign in as each."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL:
            raise CommandError(
                "Demo users are only made on your own machine. If this is it, set SCP_ENV=local."
            )
        given = os.environ.get("DEMO_PASSWORD", "")
        password = demo_password(settings.DATA_DIR / "demo_password", given=given)
        rows = []
        for demo in DEMO_USERS:
            user, is_new = made(demo, password=password)
            if is_new and demo.agency and not user.agencies.exists():
                self.stdout.write(_no_agency(demo))
            rows.append((demo.name, demo.email, _sign_in(user, password, is_asked=bool(given))))
        self.stdout.write(_table([("Who", "E-mail address", "Password"), *rows]))


def _no_agency(demo: DemoUser) -> str:
    return (
        f"There is no agency with the short name {demo.agency} yet, so {demo.email} is a member "
        "of none; add the agency in the set-up screens and make that person a member of it."
    )


def _sign_in(user: User, password: str, *, is_asked: bool) -> str:
    """The password to print; one that was asked for is set where it differs."""
    if not user.is_active:
        return "(may not sign in any more)"
    if user.check_password(password):
        return password
    if not is_asked:
        return "(changed since)"
    user.set_password(password)
    user.save()
    return password


def _table(rows: list[tuple[str, str, str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = (
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
