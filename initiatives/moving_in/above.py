"""What stands above a row, and what the row is beside it: the same shape has opposite answers."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from initiatives.moving_in.decisions import Part, Shape
from initiatives.moving_in.sentences import POINT, ends_closed, goes_on

SHORT = (Part.LEAD, Part.TIMING, Part.FUND_SOURCE, Part.STATUS)
_LONG = (Part.OUTCOME, Part.STATUS_REASON, Part.INTERNAL_NOTE, Part.EXTRA)
_OPENS_A_TIME = {"start", "starts", "from", "by", "until", "end of"}
_TAG = re.compile(r"<[^<>]{0,20}>")
_NAMES = {
    Part.LEAD: "lead agency",
    Part.TIMING: "timing",
    Part.FUND_SOURCE: "fund source",
    Part.STATUS: "status",
}


class Judged(NamedTuple):
    """What a row is taken for, and why, in a whole sentence."""

    shape: Shape
    why: str
    is_doubtful: bool = False


class Above:
    """The texts that stand above the next row: the newest of each part, as far as they go on."""

    def __init__(self, whole_cells: Collection[str]) -> None:
        """`whole_cells` are those of the short columns: what "Essex" over "Police" may make."""
        self._whole_cells = whole_cells
        self._texts: dict[Part, str] = {}

    def take(self, shape: Shape, parts: Sequence[Part], cells: Sequence[str]) -> None:
        """Remember a row that was shaped; what is no part of an initiative leaves no trace."""
        if shape in (Shape.FURNITURE, Shape.LEFT_OUT):
            return
        if shape is Shape.SECTION:
            self._texts = {}
            return
        if shape is not Shape.WRAPPED:
            kept = {Part.TARGET, Part.PRIORITY} if shape is not Shape.NEW else {Part.PRIORITY}
            if Part.TARGET not in parts and shape is not Shape.NEW:
                kept.add(Part.TITLE)
            self._texts = {part: text for part, text in self._texts.items() if part in kept}
        for part, text in zip(parts, cells, strict=True):
            if said := _said(text):
                self._texts[part] = said

    def judge(self, parts: Sequence[Part], cells: Sequence[str], *, alone_is_usual: bool) -> Judged:
        """What a row with something in it is, beside what stands above it."""
        row = _Row(parts, cells, self._texts, self._whole_cells)
        if not self._texts:
            return self._first(row, alone_is_usual=alone_is_usual)
        if row.is_one_text and row.key and not row.key_goes_on and not alone_is_usual:
            return Judged(Shape.SECTION, "One text stands across it.", is_doubtful=True)
        if not row.key:
            return _without_key(row)
        if row.key_goes_on:
            return _with_tail(row)
        if row.tells_on and not row.begins_lead:
            why = "Its first cell could begin something new, but what follows goes on with the cell above."
            return Judged(Shape.WRAPPED, why, is_doubtful=True)
        return Judged(Shape.NEW, "Its first cell begins something new.")

    def _first(self, row: "_Row", *, alone_is_usual: bool) -> Judged:
        if row.is_one_text and row.key and not alone_is_usual:
            return Judged(Shape.SECTION, "One text stands across it.", is_doubtful=True)
        if row.key:
            return Judged(Shape.NEW, "It is the first row here.")
        return Judged(
            Shape.NEW, "It is the first row here, and its first cell is blank.", is_doubtful=True
        )


class _Row:
    """A row's cells by what they hold, beside those above."""

    def __init__(
        self,
        parts: Sequence[Part],
        cells: Sequence[str],
        above: dict[Part, str],
        whole_cells: Collection[str],
    ) -> None:
        texts = [(part, _said(text)) for part, text in zip(parts, cells, strict=True)]
        filled = [(part, text) for part, text in texts if text]
        names_work = [part for part in (Part.TARGET, Part.TITLE) if part in parts]
        self.key_part = names_work[0] if names_work else None
        self.key = next((text for part, text in filled if part is self.key_part), "")
        above_key = above.get(self.key_part, "") if self.key_part else ""
        self.key_goes_on = goes_on(self.key, above_key)
        self.title = ""
        if self.key_part is Part.TARGET:
            self.title = next((text for part, text in filled if part is Part.TITLE), "")
        self.title_begins = bool(self.title) and not goes_on(self.title, above.get(Part.TITLE, ""))
        self.is_one_text = len({text for _, text in filled}) == 1
        told = [(part, text) for part, text in filled if part in _LONG]
        self.tells = bool(told)
        going = [
            goes_on(text, above.get(part, "")) or bool(POINT.match(text)) for part, text in told
        ]
        self.tells_on = bool(told) and all(going) and not self.title_begins
        short = [(part, text) for part, text in filled if part in SHORT]
        self.short = bool(short)
        self.begins = [
            part for part, text in short if not _completes(text, above.get(part, ""), whole_cells)
        ]
        if self.key and not told and POINT.match(self.key):  # "- J", which tells nothing
            self.key_goes_on = bool(above_key)
        self.begins_lead = Part.LEAD in self.begins
        self.outcome_is_closed = ends_closed(above.get(Part.OUTCOME, ""))


def _completes(text: str, above: str, whole_cells: Collection[str]) -> bool:
    """Whether a short cell ends the one above: "CBC" under "SCP /", "Sept 17" under "Start"."""
    whole = f"{above} {text}".casefold()
    return goes_on(text, above) or whole in whole_cells or above.casefold() in _OPENS_A_TIME


def _said(text: str) -> str:
    """The text without blanks and the marks of tags; "" where no letter or figure is left."""
    bare = _TAG.sub("", text).strip()
    return bare if any(map(str.isalnum, bare)) else ""


def _without_key(row: _Row) -> Judged:
    if row.title_begins:
        return Judged(Shape.AS_ABOVE, "Its first cell is blank, as above, and its work is its own.")
    if row.tells_on:
        if row.begins:
            return _clash(row)
        return Judged(Shape.WRAPPED, "What it tells goes on with the cell above.")
    if not row.short:
        why = "Nothing names a lead or a time in it, so it goes on with the row above."
        return Judged(Shape.WRAPPED, why, is_doubtful=row.outcome_is_closed)
    if not row.begins:
        return Judged(Shape.WRAPPED, "Its cells end those above.")
    if not row.tells:
        why = f"Only the {_listed(row.begins)} stands in it: it may end the cell above or begin a new row."
        return Judged(Shape.WRAPPED, why, is_doubtful=True)
    if row.key_part is Part.TITLE:
        why = (
            "It has no title of its own, and tells something new: it may be more of the one above."
        )
        return Judged(Shape.AS_ABOVE, why, is_doubtful=True)
    return Judged(Shape.AS_ABOVE, "Its first cell is blank, as above, and its outcome is its own.")


def _with_tail(row: _Row) -> Judged:
    if row.key_part is Part.TARGET and (row.title_begins or (row.tells and not row.tells_on)):
        why = (
            "Its first cell ends the sentence of the cell above, and the rest begins something new: "
            "it may be an initiative of its own or more of the one above."
        )
        return Judged(Shape.TAIL, why, is_doubtful=True)
    if row.begins:
        return _clash(row)
    if row.tells and not row.tells_on:
        why = (
            "Its first cell goes on with the one above, though what follows could begin something."
        )
        return Judged(Shape.WRAPPED, why, is_doubtful=True)
    return Judged(Shape.WRAPPED, "Its cells go on with those above.")


def _clash(row: _Row) -> Judged:
    verb = "begins" if len(row.begins) == 1 else "begin"
    why = (
        f"It goes on with the row above, but the {_listed(row.begins)} {verb} something "
        "new, which may belong to another row."
    )
    return Judged(Shape.WRAPPED, why, is_doubtful=True)


def _listed(parts: list[Part]) -> str:
    names = [_NAMES[part] for part in parts]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
