"""Where findings are mended, and by whom."""

from django.urls import reverse

from initiatives.rows import InitiativeRow
from priorities.models import PartnershipPlan
from reports.checks.finding import Place

_CHANGES_INITIATIVES = "initiatives.change_initiative"
_OFFICER = "community safety officer"


def outcome_form(row: InitiativeRow) -> Place:
    """Where a newer outcome of the initiative is written: its leads may, while the plan is open."""
    is_open = row.closed_on is None or row.closed_on > row.as_of
    leads = ", ".join(lead.text for lead in row.leads) if is_open else ""
    return Place(
        "Write a newer outcome",
        f"{row.address}update/",
        _CHANGES_INITIATIVES,
        f"{leads} or a {_OFFICER}" if leads else f"A {_OFFICER}",
    )


def edit_page(row: InitiativeRow, does: str = "Edit the initiative") -> Place:
    """Where lead, timing, title and priorities of the initiative are changed."""
    return Place(does, f"{row.address}edit/", _CHANGES_INITIATIVES, f"A {_OFFICER}")


def plan_page(plan: PartnershipPlan) -> Place:
    """Where initiatives are added to the plan, or found to be changed."""
    does = "Open the plan"
    return Place(does, plan.get_absolute_url(), _CHANGES_INITIATIVES, f"A {_OFFICER}")


def plan_set_up(plan: PartnershipPlan, does: str = "Set up the plan year", part: str = "") -> Place:
    """Where the headings of a year's papers, its priorities and its glossary are kept."""
    address = reverse("admin:priorities_partnershipplan_change", args=[plan.pk]) + part
    return Place(does, address, "priorities.change_partnershipplan", f"A {_OFFICER}")


def headings(plan: PartnershipPlan) -> Place:
    """Where what heads and ends a year's papers is kept."""
    return plan_set_up(plan, "Set up the headings of the papers", "#particulars-group")


def glossary(plan: PartnershipPlan) -> Place:
    """Where a year's abbreviations are explained."""
    return plan_set_up(plan, "Add it to the glossary", "#glossary-group")


def key_priority_page(pk: int) -> Place:
    """Where the words, the points and the targets of a key priority are kept."""
    address = reverse("admin:priorities_keypriority_change", args=[pk])
    return Place("Edit the key priority", address, "priorities.change_keypriority", f"A {_OFFICER}")
