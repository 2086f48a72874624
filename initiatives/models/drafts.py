"""What people are still writing: kept on the server while they do, and theirs alone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef
from django.utils import timezone

from initiatives.models.initiatives import Initiative
from initiatives.models.outcomes import OutcomeUpdate
from priorities.text import one_ending

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from scp_tracker.accounts.models import User

KEPT_FOR = timedelta(days=90)
_ON_ITS_WAY = timedelta(seconds=10)  # what was sent before an outcome may be kept so long after it


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The drafts `user` wrote and has not saved since, for 90 days; nobody reads another's."""
        if not user.is_authenticated:
            return self.none()
        # What was under way while its writer pressed Save may arrive after it. An outcome of theirs
        # that came later came another way, such as an answer that was accepted.
        latest = ExpressionWrapper(OuterRef("saved_at") + _ON_ITS_WAY, DateTimeField())
        saved_since = OutcomeUpdate.objects.filter(
            initiative=OuterRef("initiative"),
            recorded_by=OuterRef("user"),
            number__gt=OuterRef("follows"),
            recorded_at__lte=latest,
            source=OutcomeUpdate.Source.SCREEN,
        )
        return self.filter(user=user, saved_at__gte=timezone.now() - KEPT_FOR).exclude(
            Exists(saved_since)
        )

    def keep(
        self,
        *,
        by: "User",
        initiative: Initiative,
        address: str,
        fields: Mapping[str, str],
        follows: int | None = None,
    ) -> "Draft":
        """Keep this as the draft of `by` for the page at `address`, instead of an earlier one."""
        said = {
            "initiative": initiative,
            # PostgreSQL stores every character but this one.
            "fields": {name: one_ending(value.replace("\0", "")) for name, value in fields.items()},
            "follows": follows,
            "saved_at": timezone.now(),
        }
        with transaction.atomic():
            self.filter(user=by, saved_at__lt=timezone.now() - KEPT_FOR).delete()
            draft, _ = self.update_or_create(user=by, address=address, defaults=said)
        return draft


class Draft(models.Model):
    """What somebody is writing on one page about an initiative, and has not saved yet."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    address = models.TextField(help_text="The path of the page it is carried on on.")
    fields = models.JSONField(help_text="What stood in each of the form's fields, as it was typed.")
    follows = models.PositiveIntegerField(
        null=True, help_text="The number of the newest outcome update that its writer saw."
    )
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "address"],
                name="one_draft_per_person_and_page",
                violation_error_message="You already have a draft for this page.",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft for {self.address}"

    @property
    def moment(self) -> str:
        """When it was saved: "14:03" of today, else with its day."""
        saved_at = timezone.localtime(self.saved_at)
        is_of_today = saved_at.date() == timezone.localdate()
        return f"{saved_at:%H:%M}" if is_of_today else f"{saved_at:%-d %B %Y at %H:%M}"
