"""Which initiatives, and what had been said of them: the questions every page asks."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from initiatives.models.links import Lead, PriorityLink
from initiatives.models.outcomes import OutcomeUpdate
from priorities.models import KeyPriority, PartnershipPlan

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from initiatives.models.initiatives import Initiative
    from scp_tracker.accounts.models import User


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The initiatives `user` may read: the whole plan, or nothing; removed ones only for officers."""
        if user.has_perm("initiatives.change_initiative"):
            return self.all()
        if user.has_perm("initiatives.view_initiative"):
            return self.filter(removed_on=None)
        return self.none()

    def answerable_by(self, user: "User | AnonymousUser") -> Self:
        """The initiatives `user` may write outcomes for: their agencies' in open plans, or all of them."""
        if user.has_perm("initiatives.change_initiative"):
            return self.in_force()
        return self.led_by_agencies_of(user).in_force().in_open_plans(on=timezone.localdate())

    def with_notes_for(self, user: "User | AnonymousUser") -> Self:
        """The initiatives whose internal notes `user` may read: all, or those their agencies lead."""
        if user.has_perm("initiatives.view_internal_note"):
            return self.all()
        return self.led_by_agencies_of(user)

    def led_by_agencies_of(self, user: "User | AnonymousUser") -> Self:
        """The initiatives led, alone or jointly, by an agency `user` is a member of and answers for."""
        if not (user.is_authenticated and user.has_perm("initiatives.answer_initiative")):
            return self.none()
        return self.filter(
            Exists(Lead.objects.filter(initiative=OuterRef("pk"), agency__members=user))
        )

    def in_open_plans(self, *, on: date) -> Self:
        """The initiatives of plan years whose outcomes partners may still write on that day."""
        return self.filter(plan__in=PartnershipPlan.objects.open_on(on))

    def in_force(self) -> Self:
        """The initiatives that have not been removed from their plan."""
        return self.filter(removed_on=None)

    def serving(self, priority: KeyPriority) -> Self:
        """The initiatives under `priority`, through their target or a link."""
        linked = PriorityLink.objects.filter(initiative=OuterRef("pk"), key_priority=priority)
        return self.filter(Q(target__key_priority=priority) | Exists(linked))

    def with_first_priority(self) -> Self:
        """Annotate `first_priority`, the key priority each stands under where it may stand only once."""
        linked = PriorityLink.objects.filter(initiative=OuterRef("pk")).order_by("position", "pk")
        first = Subquery(linked.values("key_priority")[:1])
        return self.annotate(
            first_priority=Coalesce(
                "target__key_priority", first, output_field=models.BigIntegerField()
            )
        )

    def with_outcome(self, *, as_of: date) -> Self:
        """Annotate `outcome`: the newest public text reported on or before `as_of`, or ""."""
        newest = _updates(as_of).values("text")[:1]
        return self.annotate(
            outcome=Coalesce(Subquery(newest), Value(""), output_field=models.TextField())
        )

    def with_status(self, *, as_of: date) -> Self:
        """Annotate `status`: the newest one said on or before `as_of`, or "" where none was."""
        newest = _updates(as_of).exclude(status="").values("status")[:1]
        return self.annotate(
            status=Coalesce(Subquery(newest), Value(""), output_field=models.CharField())
        )

    def with_last_report(self, *, as_of: date) -> Self:
        """Annotate `reported_on`: the day the newest outcome speaks for, or None."""
        return self.annotate(reported_on=Subquery(_updates(as_of).values("reported_on")[:1]))

    def hold(self) -> None:
        """Have whoever else records or redacts something about them wait until this transaction ends.

        They are taken in one order, so that two who hold several never wait for each other.
        """
        list(self.select_for_update(no_key=True).order_by("pk").values_list("pk"))

    def get_by_natural_key(self, start_year: int, number: int) -> "Initiative":
        return self.get(plan__start_year=start_year, number=number)


def _updates(as_of: date) -> models.QuerySet[OutcomeUpdate]:
    said = OutcomeUpdate.objects.filter(initiative=OuterRef("pk"), reported_on__lte=as_of)
    return said.order_by("-reported_on", "-number")
