"""What a workbook's row remembers of the moment it was made: the newest outcome, and the words it had."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from initiatives.workbook.columns import TYPED

_MARK = re.compile(r"\s*(\d{1,9})-([0-9a-f]{8})\s*")
_BLANKS = re.compile(r"[^\S\n]+")
QUOTES = str.maketrans("‘’‛′“”„″", "''''\"\"\"\"")  # noqa: RUF001 - what Excel makes of quotes


@dataclass(frozen=True)
class Mark:
    """The number of the newest update a row was made with, and a digest of the words it then had."""

    follows: int
    digest: str

    def __str__(self) -> str:
        return f"{self.follows}-{self.digest}"

    def fits(self, said: Mapping[str, str]) -> bool:
        """Whether these are the words the row was made with, but for what spreadsheets change."""
        return self.digest == digest(said)


def mark(follows: int, said: Mapping[str, str]) -> Mark:
    """The mark of a row made with these words: a mapping by the names in `TYPED`."""
    return Mark(follows, digest(said))


def read_mark(text: str) -> Mark | None:
    """The mark that a cell holds, or None where somebody changed or deleted it."""
    found = _MARK.fullmatch(text)
    return Mark(int(found[1]), found[2]) if found else None


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ at most in line endings, blanks at line ends, and kinds of quotes."""
    return plain(one) == plain(other)


def plain(text: str) -> str:
    """The text as it is compared: what a spreadsheet changes by itself is the same in all."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").split("\n")
    said = "\n".join(_BLANKS.sub(" ", line).strip() for line in lines)
    return said.translate(QUOTES).strip()


def digest(said: Mapping[str, str]) -> str:
    """Eight characters that stand for the words of a row, the internal note left out.

    Not every workbook has the note, so a row without it still fits.
    """
    words = [plain(said.get(name, "")) for name in TYPED.values() if name != "internal_note"]
    return sha256("\0".join(words).encode()).hexdigest()[:8]
