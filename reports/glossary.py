"""The glossary of a paper: the plan year's whole list, or what of it the paper uses."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import F, Value

from initiatives.models import Agency
from priorities.models import PartnershipPlan
from reports import abbreviations
from reports.document import Column, Group, Report, Row, Table

COLUMNS = (Column("Abbreviation", "abbreviation", 20), Column("Description", "description", 80))


def with_whole_glossary(report: Report, plan: PartnershipPlan) -> Report:
    """The paper with the plan year's list at its end, whatever of it is used."""
    return _with(report, plan.glossary.values_list("abbreviation", "meaning"))


def with_built_glossary(report: Report, plan: PartnershipPlan) -> Report:
    """The paper with a list of the abbreviations in its own text that the tracker can explain.

    The plan year's list explains them, and where it does not, the full names of agencies do. With
    none to explain the paper stays as it is.
    """
    entries = abbreviations.used(report, _meanings(plan))
    return _with(report, entries) if entries else report


def _meanings(plan: PartnershipPlan) -> dict[str, str]:
    """What each abbreviation stands for, the plan year's own list before all, in one statement."""
    agencies = Agency.objects.order_by().exclude(name=F("short_name"))
    names = agencies.values_list(Value(0), "short_name", "name")
    own = plan.glossary.order_by().values_list(Value(1), "abbreviation", "meaning")
    return {
        abbreviation: meaning
        for is_own, abbreviation, meaning in sorted(names.union(own, all=True))
        if is_own or abbreviations.looks_like_one(abbreviation)
    }


def _with(report: Report, entries: Iterable[tuple[str, str]]) -> Report:
    table = Table(
        caption="Abbreviations and what they stand for",
        heading="GLOSSARY",
        columns=COLUMNS,
        groups=(Group(tuple(Row(tuple(entry)) for entry in entries)),),
    )
    return replace(report, sections=(*report.sections, table))
