"""Who does what, when, and what came of it? Agencies, initiatives and their outcomes."""

from initiatives.models.agencies import Agency, AgencyAlias, AgencyContact, Membership
from initiatives.models.agency_returns import AgencyReturn
from initiatives.models.answers import Answer
from initiatives.models.drafts import Draft
from initiatives.models.funding import FundSource
from initiatives.models.initiatives import Initiative
from initiatives.models.links import FrameworkLink, Funding, Lead, PriorityLink
from initiatives.models.messages import Message
from initiatives.models.moves_in import MoveIn, SourceRow
from initiatives.models.outcomes import AppendOnlyError, OutcomeUpdate, Status
from initiatives.models.personal_links import LinkUse, PersonalLink
from initiatives.models.redactions import Redaction
from initiatives.models.return_messages import ReturnMessage
from initiatives.models.returned_workbooks import ReturnedRow, ReturnedWorkbook
from initiatives.models.returns import Return
from initiatives.models.seen import SeenUpdate

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyContact",
    "AgencyReturn",
    "Answer",
    "AppendOnlyError",
    "Draft",
    "FrameworkLink",
    "FundSource",
    "Funding",
    "Initiative",
    "Lead",
    "LinkUse",
    "Membership",
    "Message",
    "MoveIn",
    "OutcomeUpdate",
    "PersonalLink",
    "PriorityLink",
    "Redaction",
    "Return",
    "ReturnMessage",
    "ReturnedRow",
    "ReturnedWorkbook",
    "SeenUpdate",
    "SourceRow",
    "Status",
]
