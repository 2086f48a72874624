"""Streams a part's XML past functions of ours; nothing outside the part is ever fetched."""

from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

from initiatives.files.contents import CannotBeRead
from initiatives.files.kinds import DAMAGED

Attributes: TypeAlias = dict[str, str]

_DECLARES = (
    "The file declares a document type, which spreadsheets do not and which can be used to do "
    "harm. Open it in Excel or LibreOffice, save it as a new file and upload that."
)


def stream(
    part: bytes,
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `start`, `end` and `text` as a part is read; raises CannotBeRead when it is no XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse  # entities are declared nowhere else
    try:
        parser.Parse(part, True)  # noqa: FBT003 - it takes no keywords
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise CannotBeRead(DAMAGED.format(save_as="a new file")) from error


def local(name: str) -> str:
    """An element's name without its prefix, which every program chooses for itself."""
    return name.rpartition(":")[2]


def root_name(part: bytes) -> str:
    """What the outermost element of a part is called, without its prefix."""
    names: list[str] = []

    def start(name: str, said: Attributes) -> None:
        if not names:
            names.append(local(name))

    stream(part, start=start)
    return names[0]


def _refuse(*declared: object) -> None:
    raise CannotBeRead(_DECLARES)
