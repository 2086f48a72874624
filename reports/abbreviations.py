"""The abbreviations of a report's own text: which its glossary explains, and which nothing does."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reports.document import Points, Report, Table, Text

LONGEST = 8  # letters and digits; a longer word in capitals is a word

# What every reader knows, and what plans write for "not decided" and for the time of day.
_KNOWN = frozenset({"AM", "NB", "OK", "PM", "TBA", "TBC", "TBD", "UK"})
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2}\d{1,2}\b")
_WORD = re.compile(r"(?<![\w&])[A-Za-z][A-Za-z0-9]*(?:&[A-Za-z0-9]+)*(?!\w)")
_ROMAN = re.compile("[IVX]+")
# Three words in capitals one after the other are raised voices; so is a line in capitals with two.
_RAISED = re.compile(
    r"(?<!\w)(?:[A-Z]{2,}[:,]? +){2,}[A-Z]{2,}(?!\w)|^[^a-z\n]*[A-Z]{2,} +[A-Z]{2,}[^a-z\n]*$", re.M
)
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with", "&"})


class Undefined(NamedTuple):
    """An abbreviation that the glossary does not explain.

    `references` are the initiatives in whose rows it stands, none where it stands elsewhere alone;
    `spelled_out` is what the report itself says it stands for, beside it in brackets, or "".
    """

    abbreviation: str
    references: tuple[str, ...]
    spelled_out: str


def used(report: Report, glossary: Mapping[str, str]) -> list[tuple[str, str]]:
    """The entries of the glossary that the report's text uses, in the order of the alphabet."""
    known = Known(glossary)
    found = {
        known.entry_of(use) for text, _ in _passages(report) for use in known.pattern.finditer(text)
    }
    return [
        (entry, glossary[entry])
        for entry in sorted(found, key=lambda entry: (entry.lower(), entry))
    ]


def undefined(report: Report, glossary: Mapping[str, str]) -> tuple[Undefined, ...]:
    """The abbreviations of the report's text that the glossary does not explain, as they come in it."""
    known = Known(glossary)
    passages = [
        (known.pattern.sub(" ", text), references) for text, references in _passages(report)
    ]
    whole = "\n".join(text for text, _ in passages)
    words = set(_WORD.findall(whole))
    stands_in: dict[str, dict[str, None]] = defaultdict(dict)
    for text, references in passages:
        for abbreviation in _abbreviations(text):
            if not {abbreviation.lower(), abbreviation.capitalize()} & words:  # "POLICE" is police
                stands_in[abbreviation].update(dict.fromkeys(references))
    headings = "\n".join(_headings(report))
    return tuple(
        Undefined(
            abbreviation, tuple(references), _spelled_out(abbreviation, f"{whole}\n{headings}")
        )
        for abbreviation, references in stands_in.items()
    )


def looks_like_one(word: str) -> bool:
    """Whether a word has the shape of an abbreviation: "PSPO", "LAAA2", "A&E", "CoP"."""
    capitals = sum(letter.isupper() for letter in word)
    letters = sum(map(str.isalpha, word))
    return capitals >= 2 and capitals * 2 > letters and len(word) <= LONGEST and " " not in word


class Known:
    """The abbreviations of a glossary as texts write them: LCAP is in "LCAPs" and in "LCAP's" too."""

    def __init__(self, abbreviations: Iterable[str]) -> None:
        self._entries = {each: each for each in abbreviations}
        for entry in list(self._entries):
            if entry.endswith("S"):  # "NEEAPs", of NEEAPS
                self._entries.setdefault(f"{entry[:-1]}s", entry)
        longest_first = sorted(self._entries, key=len, reverse=True)
        forms = "|".join(map(re.escape, longest_first)) or "(?!)"
        self.pattern = re.compile(rf"(?<!\w)({forms})(?:['’]?s)?(?!\w)")

    def entry_of(self, use: re.Match[str]) -> str:
        """Which abbreviation of the glossary was found."""
        return self._entries[use[1]]


def _passages(report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every text but the glossary's, each with the initiatives whose it is."""
    heads = report.particulars
    for text in (heads.strapline, heads.title, heads.opening, heads.closing, *_headings(report)):
        if not text.isupper():
            yield text, ()
    for section in report.sections:
        match section:
            case Text():
                yield section.body, ()
            case Points():
                yield from ((text, ()) for text in (section.opening, *section.points))
            case Table(is_glossary=False):
                yield from _cells(section)


def _headings(report: Report) -> Iterator[str]:
    for section in report.sections:
        yield section.heading
        if isinstance(section, Table) and not section.is_glossary:
            yield section.caption  # which has the words of a heading in capitals as they are written
            yield section.description
            yield from (column.heading for column in section.columns)


def _cells(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    for group in table.groups:
        if group.heading:
            yield group.heading, tuple(row.reference for row in group.rows if row.reference)
        for row in group.rows:
            yield from ((text, (row.reference,) if row.reference else ()) for text in row.cells)


def _abbreviations(text: str) -> Iterator[str]:
    for nothing in (_ADDRESS, _POSTCODE, _RAISED):
        text = nothing.sub(" ", text)
    for word in _WORD.findall(text):
        bare = word.removesuffix("s")
        if looks_like_one(bare) and bare not in _KNOWN and not _ROMAN.fullmatch(bare):
            yield bare


def _spelled_out(abbreviation: str, text: str) -> str:
    """The words that stand in brackets after it, or before it in brackets, and have its initials."""
    here = re.escape(abbreviation)
    for words in re.findall(rf"(?<!\w){here} \(([^()\n]+)\)", text):
        if _has_initials(words.split(), abbreviation):
            return str(words)
    for before in re.findall(rf"([^().\n]+) \({here}\)", text):
        words = before.split()
        for count in range(2, len(words) + 1):
            if _has_initials(words[-count:], abbreviation):
                return " ".join(words[-count:])
    return ""


def _has_initials(words: list[str], abbreviation: str) -> bool:
    wanted = abbreviation.lower()
    all_of_them = "".join(word[0] for word in words).lower()
    of_the_large = "".join(word[0] for word in words if word.lower() not in _SMALL).lower()
    return wanted in (all_of_them, of_the_large)
