"""The texts of an Excel file, each held once however many cells show it."""

import re
from xml.sax.saxutils import escape

from openpyxl.xml.constants import SHEET_MAIN_NS

_ESCAPE_AHEAD = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")


class SharedTexts:
    """The texts of all sheets, numbered in the order in which cells first show them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cell(self, text: str) -> str:
        """What closes a cell that shows the text; "=..." is a partner's words, never a formula."""
        if "_" in text:  # such as openpyxl reads wrongly from where texts are shared
            return f' t="inlineStr"><is>{_as_typed(text)}</is></c>'
        return f' t="s"><v>{self._numbers.setdefault(text, len(self._numbers))}</v></c>'

    def xml(self) -> str:
        """The part of the file that holds them."""
        texts = "".join([f"<si>{_marked_up(text)}</si>" for text in self._numbers])
        return f'<sst xmlns="{SHEET_MAIN_NS}" uniqueCount="{len(self._numbers)}">{texts}</sst>'


def _as_typed(text: str) -> str:
    """The text so that it reads as typed: Excel takes "_x0041_" for an "A" unless it is in two."""
    runs = _ESCAPE_AHEAD.split(text)
    if len(runs) == 1:
        return _marked_up(text)
    return "".join(f"<r>{_marked_up(run)}</r>" for run in runs)


def _marked_up(text: str) -> str:
    """Without the mark Excel would drop the spaces and line breaks at the ends."""
    return f'<t xml:space="preserve">{escape(text)}</t>'
