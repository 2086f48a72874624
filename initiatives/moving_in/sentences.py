"""Whether a text goes on with the one above it: a cell that its paper broke over two rows."""

import re

POINT = re.compile(r"\s*(?:[•·▪◦●]|[-–*] )")  # how a point of a list begins
_STARTS_INSIDE = re.compile(r"[,;:.()\]/&–-]|[a-zà-ÿ]")
_TAG = re.compile(r"<[^<>]{0,20}>")
# "Phase A" is whole; a sentence that stops at "a" is not.
_OPEN_END = re.compile(
    r"(?:[,;/&(–-]|\b(?:of|and|the|to|in|for|with|(?-i:a)|an|or|by|from|at|on|into|as|that|who|which"
    r"|be|is|are|will|their|its|this))$",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """The text without blanks and the marks of tags; "" where no letter or figure is left."""
    without_tags = _TAG.sub("", text).strip()
    return without_tags if any(map(str.isalnum, without_tags)) else ""


def ends_open(text: str) -> bool:
    """Whether a text stops where no sentence does: "victims of", "modern slavery,", "(begging"."""
    text = text.rstrip()
    return bool(_OPEN_END.search(text)) or _opened(text) > 0


def ends_closed(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().endswith((".", "!", "?", ".)"))


def goes_on(text: str, above: str) -> bool:
    """Whether the text goes on with the one above: it starts inside a sentence, or that ends in one."""
    text, above = text.strip(), above.strip()
    if not text or not above or POINT.match(text):
        return False
    starts_inside = bool(_STARTS_INSIDE.match(text)) and not ends_closed(above)
    return starts_inside or ends_open(above)


def _opened(text: str) -> int:
    """How many brackets are open at the end of the text."""
    return text.count("(") - text.count(")")
