from typing import Any

from django.contrib.auth.backends import ModelBackend

from scp_tracker.accounts.models import User


class RoleBackend(ModelBackend):
    """What a person may do comes from their roles alone, so one statement answers it."""

    def _get_user_permissions(self, user_obj: Any) -> Any:
        return User.user_permissions.rel.model.objects.none()
