"""A closed year's papers go on printing the names of their day."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from initiatives.models import Agency, AgencyAlias, FundSource


@transaction.atomic
def remember_short_name(agency: Agency, was: str) -> None:
    """After a change of short name: closed plans print the former one, and it stays known."""
    _keep_printing(agency.lead_set, was)
    if not Agency.objects.called(was):
        today = timezone.localdate()
        AgencyAlias.objects.create(
            agency=agency, name=was, ends_on=today, note="Its short name until then."
        )


@transaction.atomic
def remember_fund_source(source: FundSource, was: str) -> None:
    """After a change of name: closed plans print the former one."""
    _keep_printing(source.funding_set, was)


def _keep_printing(links: Any, was: str) -> None:
    closed = links.filter(printed_as="", initiative__plan__closed_on__lte=timezone.localdate())
    for link in closed:
        link.printed_as = was
        link.save()
