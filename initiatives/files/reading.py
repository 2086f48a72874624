"""Reads a file that somebody sent, or a table somebody pasted; nothing of it is kept on a disk."""

from initiatives.files import pasted
from initiatives.files.contents import CannotBeRead, FileRead
from initiatives.files.kinds import kind_of
from initiatives.files.limits import MOST_BYTES, TOO_LARGE
from initiatives.files.plain_text import made_plain
from initiatives.files.process import read_apart

_PASTED_TOO_LARGE = "More than 5 MB of text was pasted. Paste the table with the plan alone."


def read_file(name: str, content: bytes) -> FileRead:
    """What the file says, read in a process of its own; raises CannotBeRead with how to mend it."""
    if len(content) > MOST_BYTES:
        raise CannotBeRead(TOO_LARGE)
    return read_apart(kind_of(name, content), name, content)


def read_pasted(text: str) -> FileRead:
    """The table that was pasted as text; raises CannotBeRead when it is none."""
    if len(text) > MOST_BYTES:
        raise CannotBeRead(_PASTED_TOO_LARGE)
    return made_plain(pasted.read(text))
