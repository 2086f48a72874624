"""Words that stand alone in a row, as a title does, and are no title: slips of a pen or a scan."""

import re
from collections.abc import Collection, Sequence

from initiatives.files.contents import FileRead, FileTable
from initiatives.moving_in.key_priorities import in_paragraphs
from initiatives.moving_in.priority_names import heads_a_priority, named_priority, title_key
from initiatives.moving_in.sections import names_a_key_priority, title

WHY = (
    "One text stands alone in it, as a title does, but the paper numbers its key priorities, and it "
    "is none of them."
)
_MARKUP = re.compile(r"</?[a-z]+>", re.IGNORECASE)  # what a program left of a format


class Stray:
    """What a paper with numbered key priorities cannot mean as the title of one more."""

    def __init__(self, read: FileRead, tables: Collection[int]) -> None:
        listed = list(in_paragraphs(read))
        over = [
            text
            for at, block in enumerate(read.blocks)
            if isinstance(block, FileTable) and at in tables
            for row in block.rows
            if heads_a_priority(text := title(row))
        ]
        self._is_numbered = bool(listed or over)
        titles = [*(each.title for each in listed), *(named_priority(text).title for text in over)]
        self._titles = set(map(title_key, titles))

    def is_one(self, cells: Sequence[str]) -> bool:
        """Whether a row that holds one text is a slip, and not the title of a key priority."""
        text = title(cells)
        if names_a_key_priority(text) or title_key(text) in self._titles:
            return False
        return self._is_numbered or bool(_MARKUP.search(text))
