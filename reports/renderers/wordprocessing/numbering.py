"""Numbered lists: each counts from one, however many stand before it."""

from docx.document import Document

_NUMBERED = 2  # what the blank document calls the kind


class Numbering:
    """The lists of a document."""

    def __init__(self, document: Document) -> None:
        self._lists = document.part.numbering_part.element

    def new_list(self) -> int:
        """The number that the points of one more list name it by."""
        added = self._lists.add_num(_NUMBERED)
        added.add_lvlOverride(ilvl=0).add_startOverride(1)
        number: int = added.numId
        return number
