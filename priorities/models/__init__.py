"""What did we agree matters? The partnership, its plan years, and other bodies' lists."""

from priorities.models.frameworks import Framework, FrameworkPriority, PlanFramework
from priorities.models.partnership import Partnership
from priorities.models.plans import GlossaryEntry, PaperParticulars, PartnershipPlan
from priorities.models.priorities import KeyPriority, PriorityPoint, Target

__all__ = [
    "Framework",
    "FrameworkPriority",
    "GlossaryEntry",
    "KeyPriority",
    "PaperParticulars",
    "Partnership",
    "PartnershipPlan",
    "PlanFramework",
    "PriorityPoint",
    "Target",
]
