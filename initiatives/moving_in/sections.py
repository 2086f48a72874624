"""The titles that stand over parts of a plan: key priorities, named between tables or in a row."""

import re
from collections.abc import Collection, Mapping

from initiatives.files.contents import FileRead, FileText

LONGEST_TITLE = 250
_KEY_PRIORITY = re.compile(
    r"(?:(?:key|strategic|our|partnership|csp|scp) )*(?:priority|kp|theme|objective|aim|strand|goal)"
    r"(?: area| theme)?(?: \(kp\))? ?(?:no\.? ?)?(?:[1-9]\d?|one|two|three|four|five|six|seven|eight"
    r"|[a-f]\b|[ivx]+\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?:key|strategic) )?(?:priority|theme|objective|aim|strand)(?: area)? ?[:–-]",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:plans?|reports?|strategy|appendix|glossary|contents|introduction|abbreviations?"
    r"|priorities|foreword|background)\b|\b20\d\d\b",
    re.IGNORECASE,
)


def names_a_key_priority(text: str) -> bool:
    """Whether a text is the title of one: "KEY PRIORITY 3: …", "Priority 1 – …", "Theme: …"."""
    text = text.strip()
    return len(text) <= LONGEST_TITLE and bool(_KEY_PRIORITY.match(text) or _NAMED.match(text))


def over_tables(read: FileRead, tables: Collection[int]) -> Mapping[int, tuple[bool, str]]:
    """The texts that may stand over the chosen tables, by block: whether each does, and why.

    A title counts where it is the last one before a table. Several key priorities named one after
    another, with no table between them, are a list: none of them stands over the table alone.
    """
    said: dict[int, tuple[bool, str]] = {}
    since: list[int] = []
    plain: list[int] = []  # titles without a number: sections only where several tables have one
    for at, block in enumerate(read.blocks):
        if isinstance(block, FileText):
            if names_a_key_priority(block.text) or (block.is_heading and block.text.strip()):
                since.append(at)
        elif at in tables:
            said |= _judged(read, since)
            if since and not names_a_key_priority(_text(read, since[-1])) and said[since[-1]][0]:
                plain.append(since[-1])
            since = []
    if len(plain) == 1:
        said[plain[0]] = (False, "It is a heading, and the only one that stands over a table.")
    return said


def _judged(read: FileRead, since: list[int]) -> dict[int, tuple[bool, str]]:
    numbered = [at for at in since if names_a_key_priority(_text(read, at))]
    said = dict.fromkeys(since, (False, "Another heading stands between it and the table."))
    if len(numbered) > 1:
        listed = "Several key priorities are named one after another before the table."
        return said | dict.fromkeys(numbered, (False, listed))
    if not since:
        return said
    last = since[-1]
    if last in numbered:
        said[last] = (True, "It names a key priority, and a table follows.")
    elif not _PAPER.search(_text(read, last)):
        said[last] = (True, "It is a heading, and a table follows.")
    else:
        said[last] = (False, "It is a title of the paper, not of a key priority.")
    return said


def _text(read: FileRead, at: int) -> str:
    block = read.blocks[at]
    return block.text if isinstance(block, FileText) else ""
