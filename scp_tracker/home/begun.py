"""What a person began and has not ended: something typed that is kept, and a plan that is moved in."""

from dataclasses import dataclass

from django.db.models import Exists, Subquery

from initiatives.models import MoveIn
from scp_tracker.accounts.models import User
from scp_tracker.kept.models import KeptForm


@dataclass(frozen=True)
class Begun:
    """Whether something typed is kept, and the file of the plan being moved in, or ""."""

    typed_is_kept: bool
    moving_in: str


def begun(user: User) -> Begun:
    """What the person began; in one statement."""
    own = MoveIn.objects.visible_to(user).going_on().filter(started_by=user)
    typed_is_kept, moving_in = (
        User.objects.filter(pk=user.pk)
        .values_list(
            Exists(KeptForm.objects.visible_to(user)), Subquery(own.values("file_name")[:1])
        )
        .get()
    )
    return Begun(typed_is_kept, moving_in or "")
