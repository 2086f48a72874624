from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from django import forms

from initiatives.models import Agency, FundSource
from initiatives.moving_in.decisions import NewName
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.known import says_no_source
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.names import NEW, How, NameCell, NamePart, asked, known_exactly
from priorities.text import LineFormField, refuse_look_alikes

NOBODY = "none"  # what a list sends for the decision to leave a cell blank
UNDECIDED = "?"  # a decision that stands for none: a name known exactly that may mean another


class Question(NamedTuple):
    """A name that a person has to decide about, and the boxes to do so with."""

    name: NamePart
    rows: int
    says_none: bool  # "TBC", where a fund source might stand
    choice: Any
    new_name: Any
    new_short_name: Any = None  # of an agency

    @property
    def has_errors(self) -> bool:
        """Whether one of the boxes for a new name has to be mended."""
        return bool(self.new_name.errors or (self.new_short_name and self.new_short_name.errors))


class Ticked(NamedTuple):
    """Something that stands as it is unless its box is ticked."""

    what: Any
    box: Any


class Names:
    """The questions about the lead agencies, or the fund sources, of a plan that is moved in."""

    def __init__(self, form: StepForm, kind: str, cells: Iterable[NameCell]) -> None:
        self.form, self.kind, self.cells = form, kind, list(cells)
        self.is_agency = kind == "agency"
        self.parts = asked(self.cells)
        self.exact = known_exactly(self.cells)
        self.joint = [cell for cell in self.cells if cell.may_be_whole]
        self.rows = Counter[str]()
        for cell in self.cells:
            self.rows.update({match_key(part.written): cell.rows for part in cell.parts})
        for part in self.parts:
            self._ask(part)
        for part in self.exact:
            form.fields[self._field("other", part.written)] = forms.BooleanField(
                label=f"“{part.written}” means something else", required=False
            )
        for cell in self.joint:
            name = self._field("whole", cell.written)
            form.fields[name] = forms.BooleanField(
                label=f"“{cell.written}” is one name", required=False
            )
            form.initial[name] = cell.is_whole

    @property
    def thing(self) -> str:
        """What each of them is: "agency" or "fund source"."""
        return "agency" if self.is_agency else "fund source"

    def _field(self, what: str, written: str) -> str:
        return f"{self.kind}_{what}-{mark(written)}"

    def _ask(self, part: NamePart) -> None:
        choice = self._field("is", part.written)
        self.form.fields[choice] = forms.ChoiceField(
            label=f"What “{part.written}” is",
            choices=list(self._choices(part)),
            error_messages={
                "required": f"Say what “{part.written}” is: choose one the tracker knows, add it, "
                "or leave it blank."
            },
        )
        self.form.initial[choice] = self._initial(part)
        decided = part.stands_for[0].new if part.how is How.NEW else None
        of_name = Agency if self.is_agency else FundSource
        longest = of_name._meta.get_field("name").max_length or 0
        name = self._field("name", part.written)
        self.form.fields[name] = LineFormField(label="Name", required=False, max_length=longest)
        self.form.initial[name] = decided.name if decided else part.written[:longest]
        if self.is_agency:
            longest = Agency._meta.get_field("short_name").max_length or 0
            short_name = self._field("short", part.written)
            self.form.fields[short_name] = LineFormField(
                label="Short name, as papers print it",
                required=False,
                max_length=longest,
                validators=[refuse_look_alikes],
            )
            said = decided.short_name if decided else ""
            self.form.initial[short_name] = said or part.written[:longest]

    def _choices(self, part: NamePart) -> Iterator[tuple[str, Any]]:
        yield "", "Select what it is"
        suggested = part.suggestions
        if suggested:
            yield "Looks like", [(each.choice, each.name) for each in suggested]
        yield (
            "If it is none of these" if suggested else "Not known yet",
            [(NEW, f"Add it as a new {self.thing}"), (NOBODY, f"No {self.thing}: leave it blank")],
        )
        decided = self._decided.get(part.written, "")
        if "," in decided:
            yield decided, ", then ".join(stands.name for stands in part.stands_for)
        if part.known and (usual := part.known.usual):
            plural = "agencies" if self.is_agency else "fund sources"
            by_name = sorted(usual.items(), key=lambda each: each[1].casefold())
            yield f"All {plural}", [(str(pk), name) for pk, name in by_name]

    @property
    def _decided(self) -> Any:
        decisions = self.form.decisions
        return decisions.agencies if self.is_agency else decisions.fund_sources

    def _initial(self, part: NamePart) -> str:
        if part.how is How.DECIDED:
            return ",".join(str(stands.pk) for stands in part.stands_for)
        if part.how is How.NEW:
            return NEW
        if part.how is How.NOBODY or part.is_money:
            return NOBODY
        if self._decided.get(part.written) == UNDECIDED:
            return ""
        if self._says_none(part):
            return NOBODY
        if part.suggestions:
            return ""
        return NEW

    def questions(self) -> Iterator[Question]:
        """Each name that is not known exactly, with its boxes."""
        for part in self.parts:
            boxes = [self.form[self._field(what, part.written)] for what in self._asked_for]
            rows = self.rows[match_key(part.written)]
            yield Question(part, rows, self._says_none(part), *boxes)

    def _says_none(self, part: NamePart) -> bool:
        return not self.is_agency and says_no_source(part.written)

    @property
    def _asked_for(self) -> list[str]:
        return ["is", "name", "short"] if self.is_agency else ["is", "name"]

    def known(self) -> Iterator[Ticked]:
        """Each name that is known exactly, with the box that says it means another."""
        for part in self.exact:
            yield Ticked(part, self.form[self._field("other", part.written)])

    def joined(self) -> Iterator[Ticked]:
        """Each cell that was read as several names, with the box that says it is one."""
        for cell in self.joint:
            yield Ticked(cell, self.form[self._field("whole", cell.written)])

    def check(self, cleaned: dict[str, Any]) -> None:
        """Refuse a new name that is left blank, or that another goes by."""
        for part in self.parts:
            if cleaned.get(self._field("is", part.written)) != NEW:
                continue
            for what in self._asked_for[1:]:
                name = self._field(what, part.written)
                said = cleaned.get(name, "")
                if name in self.form.errors:
                    continue
                if not said:
                    self.form.add_error(name, f"Give “{part.written}” a name to add it by.")
                elif there := _known_as(said, part):
                    self.form.add_error(
                        name, f"{there} goes by the name “{said}” already. Choose it above instead."
                    )

    def decided(self, cleaned: dict[str, Any]) -> tuple[dict[str, str], dict[str, NewName]]:
        """What each name stands for, and those that are to be added."""
        stands = dict(self._decided)
        new: dict[str, NewName] = {}
        for part in self.parts:
            choice = cleaned[self._field("is", part.written)]
            stands[part.written] = "" if choice == NOBODY else choice
            if choice == NEW:
                said = [cleaned[self._field(what, part.written)] for what in self._asked_for[1:]]
                new[part.written] = NewName(*said)
        for part in self.exact:
            if cleaned[self._field("other", part.written)]:
                stands[part.written] = UNDECIDED
        return stands, new

    def whole(self, cleaned: dict[str, Any]) -> list[str]:
        """The cells that are one name."""
        return [cell.written for cell in self.joint if cleaned[self._field("whole", cell.written)]]


def _known_as(name: str, part: NamePart) -> str:
    """The usual name of what the tracker knows by that name, or ""."""
    if part.known and (there := part.known.by_key.get(match_key(name))):
        return part.known.usual[there[0]]
    return ""


def mark(written: str) -> str:
    """A short name of a text that stays its own, whatever else stands on the page."""
    return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:12]
