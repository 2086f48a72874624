from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission


class RoleBackend(ModelBackend):
    """What a person may do comes from their roles alone, so one statement answers it."""

    def _get_user_permissions(self, user_obj: Any) -> Any:
        return Permission.objects.none()
