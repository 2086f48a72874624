"""Words that might tell who somebody is, in what the public will read."""

from collections import Counter
from collections.abc import Iterator

from initiatives import identifying
from initiatives.cautions import in_its_place
from initiatives.identifying import Kind
from initiatives.rows import InitiativeRow
from reports.checks.finding import Finding, Rule, Severity, in_row
from reports.checks.paper import CheckedPaper
from reports.checks.places import edit_page, outcome_form

RULES = {
    Kind.FEW_PEOPLE: Rule(
        "few-people",
        Severity.WARNING,
        "Counts of fewer than five people",
        "A small count can tell neighbours who was meant. Say “fewer than five”, or leave it out.",
    ),
    Kind.AGE: Rule(
        "age",
        Severity.WARNING,
        "Ages",
        "With a place or a date, an age can tell who was meant. Say “a young person” or “an adult”.",
    ),
    Kind.TELEPHONE: Rule(
        "telephone",
        Severity.WARNING,
        "Telephone numbers",
        "What is printed stays public. Leave a number out, unless it is an organisation’s own.",
    ),
    Kind.MAIL_ADDRESS: Rule(
        "mail-address",
        Severity.WARNING,
        "People’s own e-mail addresses",
        "What is printed stays public. Give a shared mailbox instead.",
    ),
}


def identifying_words(paper: CheckedPaper) -> Iterator[Finding]:
    """Small counts, ages, telephone numbers and mail addresses in titles and outcomes."""
    for row in paper.rows:
        yield from _found(row, row.title, "title")
        yield from _found(row, row.outcome, "text")


def _found(row: InitiativeRow, text: str, where: str) -> Iterator[Finding]:
    """Each of the words once, with what stands around them where they stand first."""
    found = identifying.findings(text)
    times = Counter((one.kind, one.words) for one in found)
    for one in found:
        if count := times.pop((one.kind, one.words), 0):
            around = in_its_place(text, one.start, one.end)
            often = f", {count} times" if count > 1 else ""
            says = f"The {where} says “{one.words}”{often}: “{around}”"
            place = outcome_form(row) if where == "text" else edit_page(row)
            words = f"{where} {one.words} {count}"
            yield in_row(row, RULES[one.kind], says, [place], words)
