from priorities.models import PaperParticulars, PartnershipPlan
from reports.document import Particulars


def particulars_for(
    plan: PartnershipPlan, paper: PaperParticulars.Paper, *, date_words: str = ""
) -> Particulars:
    """What heads and ends a paper: as recorded for the plan year, else a plain title.

    `date_words` stand before a recorded date: the year end report prints "Date: April 2017".
    """
    recorded = plan.particulars.filter(paper=paper).first()
    partnership = plan.partnership.name
    if recorded is None:
        title = f"{partnership}: {paper.label} {plan.long_year}"
        return Particulars(partnership, title, is_example=plan.is_example)
    return Particulars(
        partnership,
        title=recorded.title,
        strapline=recorded.strapline,
        date_line=recorded.date_printed and f"{date_words}{recorded.date_printed}",
        prepared_by=recorded.prepared_by,
        opening=recorded.opening,
        closing=recorded.closing,
        is_example=plan.is_example,
    )


def working_particulars(plan: PartnershipPlan, name: str) -> Particulars:
    """What heads a working report, which has no words of its own: what it is and of which year."""
    partnership = plan.partnership.name
    title = f"{partnership}: {name} {plan.long_year}"
    return Particulars(partnership, title, is_example=plan.is_example)
