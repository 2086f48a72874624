"""The text of a cell of an OpenDocument spreadsheet, paragraph by paragraph."""

from initiatives.files.xml_parts import Attributes

_MOST_SPACES = 1000


class TextPieces:
    """Gathers what stands in a cell's paragraphs, not the file's own indentation between them."""

    def __init__(self) -> None:
        self._paragraphs: list[list[str]] = []
        self._depth = 0

    def start(self, name: str, said: Attributes) -> None:
        """An element inside the cell begins."""
        if name == "text:p":
            self._paragraphs.append([])
            self._depth += 1
        elif name == "text:s":
            count = said.get("text:c", "1")
            self.text(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif name == "text:tab":
            self.text("\t")
        elif name == "text:line-break":
            self.text("\n")

    def text(self, piece: str) -> None:
        """Some text."""
        if self._depth:
            self._paragraphs[-1].append(piece)

    def end(self, name: str) -> None:
        """An element inside the cell ends."""
        if name == "text:p":
            self._depth -= 1

    def joined(self) -> str:
        """The paragraphs, one under the other."""
        return "\n".join("".join(pieces) for pieces in self._paragraphs)
