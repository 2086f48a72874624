"""Forms kept for their writers hold what stood in the boxes, so a redaction reaches them too."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from initiatives.chains import chain_of
from initiatives.models import Initiative
from initiatives.taken_out import TakenOut
from scp_tracker.kept.models import KeptForm

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

# Where somebody writes about several initiatives: it cannot be told from the address about which.
_RETURNS = ("/returns/", "/r/")


def take_out(initiative: Initiative, words: TakenOut, *, by: "User") -> None:
    """Put "[Redacted]" in the place of the words, in every form about the initiative or its papers."""
    years = {each.plan.start_year for each in chain_of(initiative)}
    reports = (reverse("reports:year", args=[start_year]) for start_year in years)
    addresses = (initiative.get_absolute_url(), *reports, *_RETURNS)
    about_it = Q()
    for address in addresses:
        about_it |= Q(address__startswith=address)
    for form in KeptForm.objects.filter(about_it):
        if words.stand_in(*(value for _, value in form.fields)):
            fields = [[name, words.out_of(value)] for name, value in form.fields]
            KeptForm.objects.filter(pk=form.pk).update(fields=fields)
