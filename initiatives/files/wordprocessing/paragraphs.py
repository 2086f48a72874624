"""The words of a paragraph, as whoever reads the document on paper has them."""

from lxml import etree

from initiatives.files.limits import Room
from initiatives.files.wordprocessing import remarks
from initiatives.files.wordprocessing.names import child, chosen, is_on, named, number, val
from initiatives.files.wordprocessing.numbering import BULLET, Numbering
from initiatives.files.wordprocessing.styles import Style, Styles, has_outline_level
from initiatives.files.wordprocessing.symbols import UNKNOWN, symbol

_MAX_HEADING = 150  # a longer bold line is a paragraph that somebody set in bold

_PLAIN = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
}
_INSERTED = {"ins", "moveTo"}
_DELETED = {"del", "moveFrom"}
_AROUND = {"hyperlink", "fldSimple", "smartTag", "customXml", "sdtContent", "bdo", "dir"}
_AROUND |= {"ruby", "rubyBase", "mc:Choice", "mc:Fallback"}
_REMARKED = {
    "commentReference": remarks.COMMENTS,
    "footnoteReference": remarks.NOTES,
    "endnoteReference": remarks.NOTES,
    "subDoc": remarks.OTHER_FILE,
}
_DRAWINGS = {"drawing", "pict", "object"}


class Paragraphs:
    """Reads paragraphs in the order of the document, as lists and fields go on from one to the next."""

    def __init__(
        self, styles: Styles, numbering: Numbering, noted: remarks.Noted, room: Room
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._noted = noted
        self._room = room
        self._fields: list[bool] = []  # of each field begun: whether its result is reached

    def text(self, paragraph: etree._Element) -> str:
        """The words of a paragraph with what Word numbers it by; lines end in "\\n"."""
        pieces: list[str] = []
        self._inline(paragraph, pieces)
        self._fields = [is_shown for is_shown in self._fields if is_shown]  # one may never go on
        words = "".join(pieces)
        self._room.take(characters=len(words))
        return self._label(child(paragraph, "pPr"), words) + words

    def is_heading(self, paragraph: etree._Element, text: str) -> bool:
        """Whether it heads what follows: by its style or outline, or as a short line all in bold."""
        properties = child(paragraph, "pPr")
        style = self._styles.of(properties)
        if style.is_heading or has_outline_level(properties):
            return True
        return len(text) <= _MAX_HEADING and _all_bold(paragraph, style)

    def goes_on(self, paragraph: etree._Element) -> bool:
        """Whether the end of a paragraph was deleted, so that the next one goes on in its line."""
        mark = child(paragraph, "pPr", "rPr")
        is_deleted = any(child(mark, name) is not None for name in _DELETED)
        if is_deleted or any(child(mark, name) is not None for name in _INSERTED):
            self._noted.note(remarks.TRACKED)
        return is_deleted

    def _label(self, properties: etree._Element | None, words: str) -> str:
        style = self._styles.of(properties)
        of_list, level = style.list_number, style.list_level
        if (own := child(properties, "numPr")) is not None:
            of_list = val(child(own, "numId")) or of_list
            level = number(child(own, "ilvl"), otherwise=level)
        if not of_list or of_list == "0":
            return ""
        if not words.strip() and not self._noted.table:
            return ""
        label = self._numbering.label(of_list, level)
        return "" if label == BULLET and not words.strip() else label

    def _inline(self, element: etree._Element, pieces: list[str]) -> None:
        """Add the words within an element; what is deleted, hidden or drawn is left out and noted."""
        for each in element:
            name = named(each)
            if name == "t":
                if all(self._fields):
                    pieces.append(each.text or "")
            elif name == "r":
                self._run(each, pieces)
            elif name in _PLAIN:
                pieces.append(_PLAIN[name])
            elif name == "sym":
                pieces.append(self._symbol(each))
            elif name == "fldChar":
                self._field(val(each, "fldCharType"))
            elif name in _AROUND:
                self._inline(each, pieces)
            else:
                self._uncommon(each, name, pieces)

    def _uncommon(self, each: etree._Element, name: str, pieces: list[str]) -> None:
        if name in _INSERTED:
            self._noted.note(remarks.TRACKED)
            self._inline(each, pieces)
        elif name in _DELETED:
            self._noted.note(remarks.TRACKED)
        elif name == "sdt":
            content = child(each, "sdtContent")
            if content is not None and not is_on(child(each, "sdtPr", "showingPlcHdr")):
                self._inline(content, pieces)
        elif name == "mc:AlternateContent":
            self._inline(chosen(each), pieces)
        elif name in {"m:oMath", "m:oMathPara"}:
            pieces += [part.text or "" for part in each.iter() if named(part) == "m:t"]
        elif name in _DRAWINGS:
            self._drawn(each)
        elif name in _REMARKED:
            self._noted.note(_REMARKED[name])

    def _run(self, run: etree._Element, pieces: list[str]) -> None:
        if not is_on(child(run, "rPr", "vanish")):
            self._inline(run, pieces)
            return
        hidden: list[str] = []
        self._inline(run, hidden)  # fields begin and end in hidden runs too
        if "".join(hidden).strip():
            self._noted.note(remarks.HIDDEN)

    def _field(self, kind: str) -> None:
        """What stands in a field before its result is an instruction to Word, and no text."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, element: etree._Element) -> str:
        character = symbol(element)
        if character == UNKNOWN:
            self._noted.note(remarks.SYMBOL)
        return character

    def _drawn(self, drawing: etree._Element) -> None:
        boxes = (each for each in drawing.iter() if named(each) == "txbxContent")
        if any(named(part) == "t" and part.text for box in boxes for part in box.iter()):
            self._noted.note(remarks.TEXT_BOX)
        elif self._noted.table:  # outside the tables it is a logo
            self._noted.note(remarks.PICTURE)


def _all_bold(paragraph: etree._Element, style: Style) -> bool:
    """Whether every word of a paragraph is in bold."""
    runs = [
        run
        for run in paragraph.iter()
        if named(run) == "r" and any(named(part) == "t" and part.text for part in run)
    ]
    switches = (child(run, "rPr", "b") for run in runs)
    return bool(runs) and all(
        style.is_bold if switch is None else is_on(switch) for switch in switches
    )
