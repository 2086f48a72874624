"""Set-up screens for what was agreed: the partnership, its plan years, other bodies' lists."""

from priorities.admin.frameworks import FrameworkAdmin
from priorities.admin.key_priorities import KeyPriorityAdmin
from priorities.admin.partnership import PartnershipAdmin
from priorities.admin.plans import PartnershipPlanAdmin

__all__ = ["FrameworkAdmin", "KeyPriorityAdmin", "PartnershipAdmin", "PartnershipPlanAdmin"]
