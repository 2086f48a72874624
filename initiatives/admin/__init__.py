"""Set-up screens for who does what: agencies, fund sources, initiatives; outcomes to look at."""

from initiatives.admin.agencies import AgencyAdmin
from initiatives.admin.funding import FundSourceAdmin
from initiatives.admin.initiatives import InitiativeAdmin
from initiatives.admin.outcomes import OutcomeUpdateAdmin

__all__ = ["AgencyAdmin", "FundSourceAdmin", "InitiativeAdmin", "OutcomeUpdateAdmin"]
