from django import template

from priorities.text import first_words
from reports.catalogue import FORMATS
from reports.compared import Printed
from reports.models import IssuedPaper
from reports.public.issues import address_of

register = template.Library()
register.filter(address_of)


@register.filter
def format_name(extension: str) -> str:
    """What a kind of file is called: "Excel"."""
    kind = FORMATS.get(extension)
    return kind.name if kind else extension.upper()


@register.filter
def name_of(issue: IssuedPaper) -> str:
    """What the public knows an issue by: "Annual partnership plan 2017-18, issue 2"."""
    return f"{issue.get_paper_display()} {issue.year}, issue {issue.number}"


@register.filter
def called(printed: Printed) -> str:
    """What a paper calls an initiative: its title, else its target, else the first words of its outcome."""
    fields = ("initiative", "target", "outcome")
    said = next((text for text in map(printed.under, fields) if text), "")
    return first_words(said, 10) or printed.reference


@register.filter
def anchor(reference: str) -> str:
    """The place of an initiative on the page of its paper: "2017-18-05"."""
    return reference.replace("/", "-")
