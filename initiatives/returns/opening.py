"""Opening a return: which initiatives it asks about, and which agencies it asks."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from initiatives.models import Agency, AgencyReturn, Answer, Initiative, Lead, PriorityLink, Return
from initiatives.models.answers import AnswerQuerySet
from initiatives.models.querysets import InitiativeQuerySet
from priorities.models import KeyPriority, PartnershipPlan

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


def in_scope(
    plan: PartnershipPlan,
    *,
    priorities: Iterable[KeyPriority] = (),
    agencies: Iterable[Agency] = (),
) -> InitiativeQuerySet:
    """What a return of the plan asks about: initiatives in force with a lead, of these priorities
    or agencies where any are named."""
    leads = Lead.objects.filter(initiative=OuterRef("pk"))
    if agencies := list(agencies):
        leads = leads.filter(agency__in=agencies)
    return _serving(plan, priorities).filter(Exists(leads))


def left_out(
    plan: PartnershipPlan, *, priorities: Iterable[KeyPriority] = ()
) -> InitiativeQuerySet:
    """What a return of the plan cannot ask about, since it has no lead: of these priorities, if any."""
    leads = Lead.objects.filter(initiative=OuterRef("pk"))
    return _serving(plan, priorities).filter(~Exists(leads))


def _serving(plan: PartnershipPlan, priorities: Iterable[KeyPriority]) -> InitiativeQuerySet:
    """The plan's initiatives in force, those of these priorities where any are named."""
    found = Initiative.objects.filter(plan=plan).in_force()
    if priorities := list(priorities):
        linked = PriorityLink.objects.filter(initiative=OuterRef("pk"), key_priority__in=priorities)
        found = found.filter(Q(target__key_priority__in=priorities) | Exists(linked))
    return found


@transaction.atomic
def open_return(
    plan: PartnershipPlan,
    *,
    name: str,
    closes_on: date,
    by: "User",
    note: str = "",
    priorities: Iterable[KeyPriority] = (),
    agencies: Iterable[Agency] = (),
) -> Return:
    """Open a return with an empty answer for each initiative in scope and a part for each agency.

    Raises a ValidationError in words when it would ask nobody anything, or could not be answered.
    """
    # Whoever else opens one waits here, so that no two get the same name.
    plan = PartnershipPlan.objects.select_for_update().get(pk=plan.pk)
    agencies = list(agencies)
    asked = list(in_scope(plan, priorities=priorities, agencies=agencies))
    refuse_opening(plan, asked, closes_on=closes_on)
    opened = Return(plan=plan, name=name, closes_on=closes_on, note=note, opened_by=by)
    opened.full_clean()
    opened.save()
    Answer.objects.bulk_create(
        Answer(asked_in=opened, initiative=initiative) for initiative in asked
    )
    leading = Agency.objects.filter(initiatives__in=asked).distinct()
    if agencies:
        leading = leading.filter(pk__in=[agency.pk for agency in agencies])
    AgencyReturn.objects.bulk_create(
        AgencyReturn(asked_in=opened, agency=agency) for agency in leading
    )
    return opened


def refuse_opening(plan: PartnershipPlan, asked: Iterable[Initiative], *, closes_on: date) -> None:
    """Raise a ValidationError that says why such a return cannot be opened, if so."""
    if not plan.is_open:
        raise ValidationError(
            f"The plan {plan.year} is closed, so its lead agencies can no longer answer for it."
        )
    if closes_on < timezone.localdate():
        raise ValidationError("The closing date is in the past. Choose today or a later day.")
    if not list(asked):
        raise ValidationError(
            "There is nothing to ask about: no initiative of this choice is in the plan with a "
            "lead agency. Choose more key priorities or agencies, or give initiatives a lead first."
        )


@transaction.atomic
def ask_new_leads(asked_in: Return) -> list[AgencyReturn]:
    """Give a part to each agency that came to lead an initiative nobody asked would answer for."""
    # Whoever else asks waits here, so that no agency is given two parts.
    asked_in = Return.objects.select_for_update().get(pk=asked_in.pk)
    asked_in.refuse_answers()
    asked_in.refuse_leads()
    asked = AgencyReturn.objects.filter(asked_in=asked_in)
    unasked = unasked_answers(asked_in)
    leading = Agency.objects.filter(lead__initiative__answers__in=unasked)
    new = leading.exclude(returns__in=asked).distinct()
    return AgencyReturn.objects.bulk_create(
        AgencyReturn(asked_in=asked_in, agency=agency) for agency in new
    )


def unasked_answers(asked_in: Return) -> AnswerQuerySet:
    """The answers that no agency owes any more, since the initiative changed its lead meanwhile."""
    owing = AgencyReturn.objects.filter(
        asked_in=asked_in, agency__lead__initiative=OuterRef("initiative")
    )
    answers: AnswerQuerySet = Answer.objects.filter(asked_in=asked_in)
    return answers.in_force().filter(~Exists(owing))
