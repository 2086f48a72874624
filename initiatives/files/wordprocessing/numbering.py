"""The numbers and bullets that Word writes before a paragraph, and keeps outside its text."""

import re

from lxml import etree

from initiatives.files.wordprocessing.names import child, named, number, val

BULLET = "• "

_LEVELS = 9
_MAX_NUMBER = 100_000
_NOT_BEGUN = -1
_PLACE = re.compile("%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Numbering:
    """Counts the lists of a document while it is read from its beginning to its end."""

    def __init__(self, part: etree._Element | None) -> None:
        elements = [] if part is None else list(part)
        self._definitions = {
            val(each, "abstractNumId"): each for each in elements if named(each) == "abstractNum"
        }
        self._lists = {val(each, "numId"): each for each in elements if named(each) == "num"}
        self._counts: dict[str, list[int]] = {}  # by definition, which lists may share
        self._begun: set[tuple[str, int]] = set()

    def label(self, of_list: str, level: int) -> str:
        """What stands before the next paragraph of that list: "• ", "3. ", "KP 2: ", or ""."""
        found = self._lists.get(of_list)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        definition = val(child(found, "abstractNumId"))
        format_, text, start = self._level(found, definition, level)
        counts = self._counts.setdefault(definition, [_NOT_BEGUN] * _LEVELS)
        self._begin(found, of_list, counts, level)
        counts[level] = (
            start if counts[level] == _NOT_BEGUN else min(counts[level] + 1, _MAX_NUMBER)
        )
        counts[level + 1 :] = [_NOT_BEGUN] * (_LEVELS - level - 1)
        if format_ == "none":
            return ""
        if format_ == "bullet":
            return BULLET

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            kind, _, first = self._level(found, definition, at)
            return _written(first if counts[at] == _NOT_BEGUN else counts[at], kind)

        label = _PLACE.sub(shown, text).strip()
        return f"{label} " if label else ""

    def _begin(self, found: etree._Element, of_list: str, counts: list[int], level: int) -> None:
        """Set a list back that is told to begin anew, the first time it is met."""
        if (of_list, level) in self._begun:
            return
        self._begun.add((of_list, level))
        if child(_override(found, level), "startOverride") is not None:
            counts[level] = _NOT_BEGUN

    def _level(self, found: etree._Element, definition: str, level: int) -> tuple[str, str, int]:
        """The kind of number, the text around it, and the first number of a level."""
        override = _override(found, level)
        element = child(override, "lvl")
        if element is None:
            element = _of_level(self._definitions.get(definition), "lvl", level)
        if element is None:
            return "bullet", "", 1
        kind = val(child(element, "numFmt")) or "decimal"
        start = number(child(override, "startOverride"), otherwise=-1)
        if start < 0:
            start = number(child(element, "start"), otherwise=1)
        start = min(max(start, 0), _MAX_NUMBER)
        return kind, val(child(element, "lvlText")), start


def _override(found: etree._Element, level: int) -> etree._Element | None:
    return _of_level(found, "lvlOverride", level)


def _of_level(parent: etree._Element | None, name: str, level: int) -> etree._Element | None:
    return next(
        (
            each
            for each in (() if parent is None else parent)
            if named(each) == name and number(each, "ilvl", otherwise=-1) == level
        ),
        None,
    )


def _written(count: int, kind: str) -> str:
    match kind:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 5)
            return letter.upper() if kind == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman = _roman(count % 4000)
            return roman.upper() if kind == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02}"
    return str(count)


def _roman(count: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        letters += letter * (count // size)
        count %= size
    return letters
