"""The titles that stand over parts of a plan: key priorities, named between tables or in a row."""

import re
from collections.abc import Collection, Mapping, Sequence

from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in.decisions import Part, Shape
from initiatives.moving_in.judging import Judged, doubtful
from initiatives.moving_in.priority_names import heads_a_priority, named_priority

LONGEST_TITLE = 250
_LETTERED = re.compile(
    r"(?:(?:key|strategic) )?(?:priority|theme|objective|aim|strand)(?: area)? ?"
    r"(?:[:–-]|[a-z]\b ?[:.–-]|[ivx]+\b ?[:.–-])",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\W*\(?\s*cont(?:inued|d|'d|’d|\.)?\s*\)?\W*$", re.IGNORECASE)
_SHEET = re.compile(r"(?:sheet|table|q|quarter)? ?\d*|actions?", re.IGNORECASE)
_OF_THE_PAPER = re.compile(
    r"\b(?:plans?|reports?|strategy|appendix|glossary|contents|introduction|abbreviations?"
    r"|priorities|foreword|background)\b|\b20\d\d\b",
    re.IGNORECASE,
)


def names_a_key_priority(text: str) -> bool:
    """Whether a text is the title of one: "KEY PRIORITY 3: …", "Priority 1 – …", "Theme: …"."""
    text = text.strip()
    return len(text) <= LONGEST_TITLE and bool(heads_a_priority(text) or _LETTERED.match(text))


def title(cells: Sequence[str]) -> str:
    """The one text of a row that is a title, or of several cells the words in their order."""
    return " ".join(dict.fromkeys(filter(None, map(str.strip, cells))))


def in_table(parts: Sequence[Part], cells: Sequence[str], section: str) -> Judged | None:
    """Whether a row is the title of a key priority, new or repeated at the top of a page.

    The title may stand beside its number in a cell of its own.
    """
    filled = [(part, text.strip()) for part, text in zip(parts, cells, strict=True) if text.strip()]
    if not filled or not names_a_key_priority(filled[0][1]):
        return None
    texts = {text for _, text in filled}
    beside_number = len(texts) == 2 < len(cells) - 1 and filled[0][0] is not Part.PRIORITY
    if len(texts) > 1 and not beside_number:
        return None
    text = title(cells)
    if section and _AGAIN.sub("", text).casefold() == _AGAIN.sub("", section).casefold():
        return Judged(Shape.FURNITURE, "It repeats the title that it stands under.")
    return Judged(Shape.SECTION, "One text stands alone in it, and it names a key priority.")


def over_tables(read: FileRead, tables: Collection[int]) -> Mapping[int, Judged]:
    """The texts that may stand over the chosen tables, by block, with what each is.

    The title of a key priority counts before a table, another heading where it is the last one.
    Several key priorities named one after another, with no table between them, are a list: none of
    them stands over the table alone, unless its title comes again after the list. The name of a
    sheet counts where every sheet of the plan has one of its own.
    """
    judged: dict[int, Judged] = {}
    since: dict[int, str] = {}
    unnumbered: list[int] = []
    sheets: dict[int, FileTable] = {}
    for at, block in enumerate(read.blocks):
        if isinstance(block, FileText):
            text = block.text.strip()
            if text and (block.is_heading or names_a_key_priority(text)):
                since[at] = text
        elif at in tables:
            judged |= _before_a_table(since)
            last = max(since, default=at)
            if last != at and judged[last].shape is Shape.SECTION:
                unnumbered += [] if names_a_key_priority(since[last]) else [last]
            since = {}
            if isinstance(block, FileTable) and block.is_sheet:
                sheets[at] = block
    if len(sheets) > 1 and not any(map(_says_nothing, sheets.values())):
        why = "It is the name of a sheet, and each sheet of the plan has one of its own."
        judged |= dict.fromkeys(sheets, doubtful(Shape.SECTION, why))
    if len(unnumbered) == 1:  # a title over all of the plan says nothing of its parts
        why = "It is a heading, but no other table has one of its own."
        judged[unnumbered[0]] = doubtful(Shape.FURNITURE, why)
    return judged


def _says_nothing(sheet: FileTable) -> bool:
    """Whether a sheet's name is none of a key priority, or its rows name theirs."""
    named = _OF_THE_PAPER.search(sheet.name) or _SHEET.fullmatch(sheet.name.strip())
    return bool(named) or any(
        text and names_a_key_priority(text)
        for row in sheet.rows
        for text in [row[0].strip() if row and not any(map(str.strip, row[1:])) else ""]
    )


def _before_a_table(texts: Mapping[int, str]) -> dict[int, Judged]:
    farther = Judged(Shape.FURNITURE, "Another heading stands between it and the table.")
    judged = dict.fromkeys(texts, farther)
    numbered = [at for at, text in texts.items() if names_a_key_priority(text)]
    if numbered and not _is_a_list([texts[at] for at in numbered]):
        named = Judged(Shape.SECTION, "It names a key priority, and a table follows.")
        return judged | {numbered[-1]: named}
    if numbered:
        why = "Several key priorities are named one after another before the table."
        return judged | dict.fromkeys(numbered, Judged(Shape.FURNITURE, why))
    for last in list(texts)[-1:]:
        if _OF_THE_PAPER.search(texts[last]):
            judged[last] = Judged(Shape.FURNITURE, "It is a title of the paper or of a part of it.")
        else:
            judged[last] = Judged(Shape.SECTION, "It is a heading, and a table follows.")
    return judged


def _is_a_list(titles: Sequence[str]) -> bool:
    """Whether titles name key priorities one after another, and none of them a second time."""
    *before, last = [named_priority(title).numbers or title for title in titles]
    return bool(before) and last not in before
