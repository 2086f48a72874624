"""Who does what, when, and what came of it? Agencies, initiatives and their outcomes."""

from initiatives.models.agencies import Agency, AgencyAlias, AgencyContact, Membership
from initiatives.models.funding import FundSource
from initiatives.models.initiatives import Initiative
from initiatives.models.links import FrameworkLink, Funding, Lead, PriorityLink
from initiatives.models.outcomes import AppendOnlyError, OutcomeUpdate, Status

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyContact",
    "AppendOnlyError",
    "FrameworkLink",
    "FundSource",
    "Funding",
    "Initiative",
    "Lead",
    "Membership",
    "OutcomeUpdate",
    "PriorityLink",
    "Status",
]
