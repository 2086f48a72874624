"""Words that might tell who somebody is, in what the public will read."""

from collections import defaultdict
from collections.abc import Iterator

from initiatives import identifying
from initiatives.cautions import in_its_place
from initiatives.identifying import Kind
from reports.checks.finding import Finding, Rule, Severity, in_row
from reports.checks.paper import CheckedPaper
from reports.checks.places import edit_page, outcome_form
from reports.checks.prose import mended_at, prose_of
from reports.checks.sentences import sentences_at

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
    """Small counts, ages, telephone numbers and mail addresses wherever the public will read them."""
    for prose in prose_of(paper):
        for about, says, words in _found(prose.speaker, prose.text):
            yield Finding(about, says, [mended_at(paper, prose)], words)
    for row in paper.rows:
        for about, says, words in _found("The title", row.title):
            yield in_row(row, about, says, [edit_page(row)], words)
        for about, says, words in _found("The text", row.outcome):
            yield in_row(row, about, says, [outcome_form(row)], words)


def _found(speaker: str, text: str) -> Iterator[tuple[Rule, str, str]]:
    """Each of the words once: their rule, a sentence that quotes them, and what they are known by.

    It is the same finding for as long as they stand in the same sentences: who “aged 14” means, the
    rest of its sentence tells.
    """
    places = defaultdict(list)
    for one in identifying.findings(text):
        places[one.kind, one.words].append((one.start, one.end))
    for (kind, said), found in places.items():
        around = in_its_place(text, *found[0])
        often = f", {len(found)} times" if len(found) > 1 else ""
        says = f"{speaker} says “{said}”{often}: “{around}”"
        sentences = sentences_at(text, (start for start, _ in found))
        words = (speaker, said, str(len(found)), *sentences)
        yield RULES[kind], says, "\n".join(words)
