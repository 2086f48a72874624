"""What was met in a Word file that its reader should know, gathered so that each is said once."""

from collections import defaultdict

from initiatives.files.contents import Remark
from initiatives.files.row_numbers import rows_named

TRACKED = (
    "There are tracked changes here. They were read as if all were accepted: "
    "what was inserted is in, and what was deleted is out."
)
NESTED = "A table stands within a cell here. Its words were kept in that cell."
TEXT_BOX = "A text box stands here. Its words were not read: copy them into the text of the paper."
PICTURE = "A picture stands here. It was not read, whatever words are in it."
HIDDEN = "There are hidden words here. They were not read."
SYMBOL = "There is a symbol here that cannot be read; “\N{REPLACEMENT CHARACTER}” stands for it."
COMMENTS = "There are comments in the margin. They were not read."
NOTES = "There are footnotes or endnotes. They were not read."
OTHER_FILE = "Another file is put in here. It was not read."

_WHOLE_FILE = (COMMENTS, NOTES)


class Noted:
    """Collects remarks while a document is read; it knows which table and row is being read."""

    def __init__(self) -> None:
        self.table = ""  # its name; "" outside the tables
        self.row = 0  # from 1
        self._rows: dict[tuple[str, str], set[int]] = defaultdict(set)

    def note(self, said: str) -> None:
        """Remember that this was met where reading now is."""
        table = "" if said in _WHOLE_FILE else self.table
        self._rows[table, said].add(self.row if table else 0)

    def remarks(self) -> tuple[Remark, ...]:
        """Everything noted, in the order it was first met, each once a table."""
        return tuple(
            Remark(_place(table, rows, said), said) for (table, said), rows in self._rows.items()
        )


def _place(table: str, rows: set[int], said: str) -> str:
    if table:
        return f"{table}, {rows_named(rows)}"
    return "" if said in _WHOLE_FILE else "Outside the tables"
