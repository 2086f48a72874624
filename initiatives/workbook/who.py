"""Who may have which update workbooks."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from initiatives.models import Agency, Initiative
from priorities.models import PartnershipPlan

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


def may_have_any(user: "User") -> bool:
    """Whether workbooks are for `user` at all: an officer, or somebody who answers for an agency."""
    return may_have_whole_plans(user) or user.has_perm("initiatives.answer_initiative")


def may_have_whole_plans(user: "User") -> bool:
    """Whether `user` may have the workbook of a whole plan, and of every agency in it."""
    return user.has_perm("initiatives.change_initiative")


def leading_agencies(plan: PartnershipPlan) -> QuerySet[Agency]:
    """The agencies that lead something in the plan, alone or jointly."""
    led = Initiative.objects.in_force().filter(plan=plan)
    return Agency.objects.filter(initiatives__in=led).distinct()


def agencies_for(user: "User", plan: PartnershipPlan) -> QuerySet[Agency]:
    """The agencies whose workbooks `user` may have: all that lead, or their own while it is open."""
    agencies = leading_agencies(plan)
    if may_have_whole_plans(user):
        return agencies
    if plan.is_open and may_have_any(user):
        return agencies.filter(members=user)
    return agencies.none()


def may_have_notes(user: "User", agency: Agency | None) -> bool:
    """Whether the workbook of the agency, or of the whole plan, may hold its internal notes for `user`."""
    if user.has_perm("initiatives.view_internal_note"):
        return True
    return agency is not None and user.agencies.filter(pk=agency.pk).exists()
