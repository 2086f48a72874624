"""What an element of a Word file is called, whichever edition of the standard it was written by."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OTHERS = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_OFF = {"0", "false", "off", "none"}


def named(element: etree._Element) -> str:
    """Word's own name of an element: "p"; those of other vocabularies have a prefix: "mc:Choice"."""
    return _short(str(element.tag))


def val(element: etree._Element | None, attribute: str = "val") -> str:
    """What an attribute of Word's says, or ""."""
    if element is not None:
        for space in _WORD:
            if (said := element.get(f"{{{space}}}{attribute}")) is not None:
                return str(said)
    return ""


def number(element: etree._Element | None, attribute: str = "val", *, otherwise: int = 0) -> int:
    """The same as a number, or `otherwise` if it is none."""
    try:
        return int(val(element, attribute))
    except ValueError:
        return otherwise


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, and of that its child: child(row, "trPr", "del"); or None."""
    for name in path:
        for each in () if element is None else element:
            if named(each) == name:
                element = each
                break
        else:
            return None
    return element


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is there and says yes, as it does when it says nothing."""
    return element is not None and val(element).lower() not in _OFF


# What only wraps others of its kind: content controls, and what somebody inserted or marked.
_WRAPPERS = {"sdtContent", "customXml", "smartTag", "ins", "moveTo"}


def unwrapped(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, those within content controls and custom markup among them."""
    for each in element:
        name = named(each)
        if name == "sdt":
            content = child(each, "sdtContent")
            if content is not None and not is_on(child(each, "sdtPr", "showingPlcHdr")):
                yield from unwrapped(content)
        elif name in _WRAPPERS:
            yield from unwrapped(each)
        elif name == "mc:AlternateContent":
            yield from unwrapped(chosen(each))
        else:
            yield each


def chosen(alternatives: etree._Element) -> etree._Element:
    """Of several ways to write the same, the newest, which Word shows."""
    return next(iter(alternatives), alternatives)


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    space = space[1:]
    if space in _WORD:
        return name
    return f"{_OTHERS.get(space, '?')}:{name}"
