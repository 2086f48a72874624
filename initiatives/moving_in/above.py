"""What stands above a row of a plan, and how the row's cells stand beside it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from initiatives.moving_in.decisions import Part, Shape
from initiatives.moving_in.habits import SHORT, Habits, names_work
from initiatives.moving_in.sentences import POINT, bare, ends_closed, ends_open, goes_on

Slot: TypeAlias = tuple[Part, int]  # a column by what it holds: the second outcome is (OUTCOME, 1)

_TELLING = (Part.OUTCOME, Part.STATUS_REASON, Part.INTERNAL_NOTE, Part.EXTRA)
_OPENS_A_TIME = {"start", "starts", "from", "by", "until", "end of"}


class Above:
    """The newest text of each column above a row, as far as the row may go on with it."""

    def __init__(self) -> None:
        self.texts: dict[Slot, str] = {}

    def take(self, shape: Shape, parts: Sequence[Part], cells: Sequence[str]) -> None:
        """Remember a row that was shaped; what is no part of an initiative leaves no trace."""
        if shape is Shape.FURNITURE:
            return
        if shape is Shape.SECTION:
            self.texts = {}
            return
        if shape is not Shape.WRAPPED:
            kept = {Part.PRIORITY} if shape is Shape.NEW else {Part.PRIORITY, names_work(parts)}
            self.texts = {slot: text for slot, text in self.texts.items() if slot[0] in kept}
        self.texts.update((slot, text) for slot, text in said(parts, cells) if text)


class Beside:
    """A row's cells beside those above: what goes on with them, and what begins something."""

    def __init__(
        self,
        parts: Sequence[Part],
        cells: Sequence[str],
        above: Mapping[Slot, str],
        habits: Habits,
    ) -> None:
        self._above, self._habits = above, habits
        filled = {slot: text for slot, text in said(parts, cells) if text}
        self.named = names_work(parts)
        self.name = filled.get((self.named, 0), "") if self.named else ""
        self.one_text = self._one_text(parts, cells)
        told = {slot: text for slot, text in filled.items() if slot[0] in _TELLING}
        self.tells = bool(told)
        self.name_goes_on = self._name_goes_on()
        title = filled.get((Part.TITLE, 0), "") if self.named is Part.TARGET else ""
        self.title_begins = bool(title) and not self._goes_on((Part.TITLE, 0), title)
        self.tells_on = self.tells and not self.title_begins
        self.tells_on &= all(
            POINT.match(text) or self._goes_on(slot, text) for slot, text in told.items()
        )
        short = {slot: text for slot, text in filled.items() if slot[0] in SHORT}
        self.has_short = bool(short)
        self.begins = [slot[0] for slot, text in short.items() if not self._completes(slot, text)]
        self.comes_after_an_end = ends_closed(above.get((Part.OUTCOME, 0), ""))

    def _one_text(self, parts: Sequence[Part], cells: Sequence[str]) -> str:
        """The text that stands alone in the row, where its work is named or left of that, or ""."""
        texts = list(map(bare, cells))
        first = next((at for at, text in enumerate(texts) if text), len(texts))
        if self.named is None or first > parts.index(self.named):
            return ""
        return texts[first] if set(texts) <= {texts[first], ""} else ""

    def _name_goes_on(self) -> bool:
        above = self._above.get((self.named, 0), "") if self.named else ""
        if self.name and not self.tells and POINT.match(self.name):  # "- J", which tells nothing
            return bool(above)
        if self._habits.starts_small and not ends_open(above):
            return False
        return goes_on(self.name, above)

    def _goes_on(self, slot: Slot, text: str) -> bool:
        return goes_on(text, self._above.get(slot, ""))

    def _completes(self, slot: Slot, text: str) -> bool:
        """Whether a short cell ends the one above: "CBC" under "SCP /", "Sept 17" under "Start"."""
        above = self._above.get(slot, "")
        return (
            goes_on(text, above)
            or above.casefold() in _OPENS_A_TIME
            or (bool(above) and f"{above} {text}".casefold() in self._habits.whole_cells)
        )


def said(parts: Sequence[Part], cells: Sequence[str]) -> Iterator[tuple[Slot, str]]:
    """Each column with what its cell says."""
    counted: dict[Part, int] = {}
    for part, cell in zip(parts, cells, strict=True):
        yield (part, counted.get(part, 0)), bare(cell)
        counted[part] = counted.get(part, 0) + 1
