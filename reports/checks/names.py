"""Agencies called by another name than their own."""

import re
from collections.abc import Iterator
from datetime import date

from initiatives.models import Agency
from reports.checks.finding import Finding, Rule, Severity, in_row
from reports.checks.paper import Agencies, CheckedPaper
from reports.checks.places import edit_page, outcome_form

PRINTED_AS = Rule(
    "lead-printed-as",
    Severity.INFORMATION,
    "Leads printed under another form of their name",
    "The same agency may stand in this paper under several names.",
)
OTHER_NAME = Rule(
    "other-name",
    Severity.INFORMATION,
    "Other names of agencies in the text",
    "Readers may take two names of one agency for two agencies.",
)


def agencies_on(day: date) -> Agencies:
    """What agencies are called on that day, in one statement; a name of the day is no other name."""
    joined = Agency.objects.order_by("pk").values_list(
        "pk", "short_name", "aliases__name", "aliases__starts_on", "aliases__ends_on"
    )
    short_names: dict[int, str] = {}
    other_names: dict[str, str] = {}
    for pk, short_name, other, starts_on, ends_on in joined:
        short_names[pk] = short_name
        has_dates = starts_on or ends_on
        is_of_the_day = has_dates and (starts_on or day) <= day <= (ends_on or day)
        if other and not is_of_the_day:
            other_names[other] = short_name
    return Agencies(short_names, other_names)


def lead_printed_as(paper: CheckedPaper) -> Iterator[Finding]:
    """Leads that print under another form than their short name."""
    if "lead_agency" not in paper.fields:
        return
    for row in paper.rows:
        for lead in row.leads:
            own = paper.agencies.short_names.get(lead.pk, lead.text)
            if lead.text != own:
                says = f"The lead is printed as “{lead.text}”; its short name is “{own}”."
                place = edit_page(row, "Change the lead")
                yield in_row(row, PRINTED_AS, says, [place], lead.text)


def other_name(paper: CheckedPaper) -> Iterator[Finding]:
    """Texts that call an agency by another name."""
    others = paper.agencies.other_names
    if not others:
        return
    longest_first = sorted(map(re.escape, others), key=len, reverse=True)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    for row in paper.rows:
        for name in dict.fromkeys(named.findall(row.outcome)):
            says = f"The text says “{name}”; the agency’s short name is “{others[name]}”."
            place = outcome_form(row)
            yield in_row(row, OTHER_NAME, says, [place], name)
