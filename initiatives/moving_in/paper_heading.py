"""What heads and ends a paper that is moved in: its title, its date, who prepared it, its last line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from initiatives.dates import read_date
from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in.columns import meanings
from initiatives.moving_in.decisions import Decisions, PaperHeading, Part
from initiatives.moving_in.finding import Found
from initiatives.moving_in.priority_names import heads_a_priority

YEAR_END, ANNUAL_PLAN = "year-end", "annual-plan"
_LONGEST_LINE, _LONGEST_STRAPLINE, _LONGEST_DATE = 200, 120, 60
_LONGEST_OPENING = 1_000
_FEWEST_WORDS = 8  # of an opening sentence
_OF_A_REPORT = re.compile(
    r"\b(?:year[ -]?end|end of (?:the )?year|annual report|performance report|out-?turn)\b", re.I
)
_OF_A_PLAN = re.compile(r"\b(?:plan|strategy|programme)\b", re.I)
_ENDS_TITLE = re.compile(r"\s*[(,;–-]?\s*\b((?:last )?(?:updated|revised|as at)\b.*?)\)?$", re.I)
_UPDATED = re.compile(r"(?:last )?(?:updated|revised)\b", re.I)
_LABELS = re.compile(r"\b(date|prepared by|produced by|author)\s*:\s*", re.I)
_BESIDE_A_DAY = re.compile(r"^(?:(?:last )?(?:updated|revised|as at)|date|on)\b[\s:]*", re.I)
_MARKS = " *_.,;:()"
_ENQUIRIES = re.compile(
    r"\b(?:enquir(?:y|ies)|contact|further information|more information|questions)\b", re.I
)


def paper_heading(read: FileRead, chosen: Sequence[Found], decisions: Decisions) -> PaperHeading:
    """What a person decided, or what the paper says."""
    if decisions.heading is not None:
        return decisions.heading
    return proposed_heading(read, chosen, decisions)


def proposed_heading(read: FileRead, chosen: Sequence[Found], decisions: Decisions) -> PaperHeading:
    """What stands before and after the tables of the plan; nothing where no title is found.

    Its words are taken as they stand: the marks that a scan leaves are for a person to mend.
    """
    before = list(_before(read, chosen))
    at = _place_of_title(before)
    if at is None:
        return PaperHeading(_paper("", chosen, decisions))
    title, printed = _title_and_date(_on_a_line(before[at].text))
    said = PaperHeading(
        _paper(title, chosen, decisions),
        title=title,
        date_printed=printed,
        closing=_closing(read, chosen),
    )
    if at and len(line := _on_a_line(before[at - 1].text)) <= _LONGEST_STRAPLINE:
        said = replace(said, strapline=line)
    for text in before[at + 1 :]:
        said = _with(said, text)
    return said


def day_of(printed: str) -> date | None:
    """The last day of the date that is printed: of "April 2017" the 30th; None where it is no date."""
    words = printed.strip(_MARKS).lower()
    span = read_date(_BESIDE_A_DAY.sub("", words).strip(_MARKS))
    return span.last if span else None


def updated_on(heading: PaperHeading) -> date | None:
    """When the version of the plan was agreed, where its annual plan is dated "Updated 30/8/17"."""
    if heading.paper != ANNUAL_PLAN or not _UPDATED.match(heading.date_printed):
        return None
    return day_of(heading.date_printed)


def prints_glossary(
    heading: PaperHeading, explained: Sequence[tuple[str, str]], decisions: Decisions
) -> bool:
    """Whether the annual plan ends with the glossary: as decided, or as the paper itself does."""
    if decisions.prints_glossary is not None:
        return decisions.prints_glossary
    return heading.paper == ANNUAL_PLAN and bool(explained)


def _before(read: FileRead, chosen: Sequence[Found]) -> Iterator[FileText]:
    """The texts before the plan's tables and key priorities, and the lines over the first headings."""
    first = chosen[0] if chosen else None
    for at, block in enumerate(read.blocks):
        if isinstance(block, FileText):
            if heads_a_priority(block.text):
                return
            if block.text.strip():
                yield block
        elif first is None:
            return
        elif at == first.block:
            yield from _over_headings(block, first)
            return


def _over_headings(table: FileTable, found: Found) -> Iterator[FileText]:
    for row in table.rows[: found.head_rows[0] if found.head_rows else 0]:
        texts = {text.strip() for text in row} - {""}
        if len(texts) == 1:
            yield FileText(texts.pop())


def _place_of_title(texts: Sequence[FileText]) -> int | None:
    """Where the text stands that names the paper, else the first heading."""
    lines = [_on_a_line(text.text) for text in texts]
    fitting = [at for at, line in enumerate(lines) if line and len(line) <= _LONGEST_LINE]
    for form in (_OF_A_REPORT, _OF_A_PLAN):
        for at in fitting:
            if form.search(lines[at]) and not lines[at].endswith((":", ".")):
                return at
    return next((at for at in fitting if texts[at].is_heading), None)


def _title_and_date(line: str) -> tuple[str, str]:
    found = _ENDS_TITLE.search(line)
    if found and found.start() and day_of(found[1]) and len(found[1]) <= _LONGEST_DATE:
        return line[: found.start()], found[1]
    return line, ""


def _with(said: PaperHeading, text: FileText) -> PaperHeading:
    """The heading with what one more text under the title says."""
    line = _on_a_line(text.text)
    labels = list(_LABELS.finditer(line))
    if labels and not labels[0].start():
        ends = [label.start() for label in labels[1:]] + [len(line)]
        for label, end in zip(labels, ends, strict=True):
            words = line[label.end() : end].strip()
            if label[1].lower() == "date":
                if not said.date_printed and len(words) <= _LONGEST_DATE:
                    said = replace(said, date_printed=words)
            elif not said.prepared_by and len(words) <= _LONGEST_LINE:
                said = replace(said, prepared_by=words)
    elif not said.date_printed and len(line) <= _LONGEST_DATE and day_of(line):
        said = replace(said, date_printed=line)
    elif not said.opening and not text.is_heading and _opens(line):
        said = replace(said, opening=line)
    return said


def _opens(line: str) -> bool:
    """Whether it reads like a sentence, and not like one more heading or the head of a list."""
    has_words = len(line.split()) >= _FEWEST_WORDS and not line.isupper()
    return has_words and len(line) <= _LONGEST_OPENING and not line.endswith(":")


def _paper(title: str, chosen: Sequence[Found], decisions: Decisions) -> str:
    """Which paper it is: by its title, else by columns that say what is to come."""
    if _OF_A_REPORT.search(title):
        return YEAR_END
    parts = set(chain.from_iterable(meanings(chosen, decisions).values()))
    if _OF_A_PLAN.search(title) or not parts or parts & {Part.TIMING, Part.FUND_SOURCE}:
        return ANNUAL_PLAN
    return YEAR_END if Part.OUTCOME in parts else ANNUAL_PLAN


def _closing(read: FileRead, chosen: Sequence[Found]) -> str:
    """The first line under the plan's last table that says whom to ask."""
    last = chosen[-1].block if chosen else len(read.blocks)
    for block in read.blocks[last + 1 :]:
        if isinstance(block, FileText):
            line = _on_a_line(block.text)
            if len(line) <= _LONGEST_LINE and _ENQUIRIES.search(line):
                return line
    return ""


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
