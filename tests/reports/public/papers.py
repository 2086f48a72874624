"""Papers for tests: given out as a clerk would, and taken back."""

from django.utils import timezone

from reports import issuing
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK
from tests import issues
from tests.builders import make_plan
from tests.people import make_person


def give_out(slug="year-end", *, year=2017, **said):
    """The next issue of that year's paper as it stands today."""
    said = {"as_of": timezone.localdate(), "by": make_person(CLERK), **said}
    return issues.give_out(make_plan(year), slug=slug, **said)


def take_back(issued, reason="It named a witness."):
    """The issue, withdrawn."""
    issuing.withdraw(issued, by=make_person(ADMINISTRATOR), reason=reason)
    return issued
