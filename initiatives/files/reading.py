"""Reads a file that somebody sent, or a table somebody pasted; nothing of it is kept on a disk."""

from initiatives.files.contents import CannotBeRead, FileRead
from initiatives.files.kinds import kind_of
from initiatives.files.limits import MOST_BYTES, TOO_LARGE
from initiatives.files.process import BUSY, FAILED, TOO_LONG, TOO_MUCH, read_apart

_PASTE_LESS = "Paste the table with the plan alone."
_PASTED_TOO_LARGE = f"More than 5 MB of text was pasted. {_PASTE_LESS}"
_OF_PASTED = {  # what is said of a file says nothing to somebody who sent none
    BUSY: "Other plans are being read just now. Nothing was kept. Try again in a minute.",
    TOO_LONG: f"The text took longer to read than the tracker waits for one. {_PASTE_LESS}",
    TOO_MUCH: f"Reading the text took more memory than the tracker gives to one. {_PASTE_LESS}",
    FAILED: "The text could not be read. Upload the file it was copied from instead.",
}


def read_file(name: str, content: bytes) -> FileRead:
    """What the file says, read in a process of its own; raises CannotBeRead with how to mend it."""
    if len(content) > MOST_BYTES:
        raise CannotBeRead(TOO_LARGE)
    return read_apart(kind_of(name, content), name, content)


def read_pasted(text: str) -> FileRead:
    """The table that was pasted as text, read as a file is; raises CannotBeRead when it is none."""
    content = text.encode("utf-8", "surrogatepass")
    if len(content) > MOST_BYTES:
        raise CannotBeRead(_PASTED_TOO_LARGE)
    try:
        return read_apart("pasted", "", content)
    except CannotBeRead as refusal:
        raise CannotBeRead(_OF_PASTED.get(str(refusal), str(refusal))) from refusal
