from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR


class Command(BaseCommand):
    help = "Keep the demo users from signing in; what they wrote keeps its author."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say who may not sign in any more, and what to do where no administrator is left."""
        with transaction.atomic():
            closed = list(User.objects.demo_users_who_may_sign_in())
            for user in closed:
                user.claim(user.version)  # a form about them that is open somewhere is told
                user.is_active = False
                user.save()
        for user in closed:
            self.stdout.write(f"{user.email} may not sign in any more.")
        if not closed:
            self.stdout.write("No demo user may sign in.")
        if not User.objects.filter(is_active=True, groups__name=ADMINISTRATOR).exists():
            self.stdout.write(
                "There is no administrator now. Make one: ./run manage createsuperuser"
            )
