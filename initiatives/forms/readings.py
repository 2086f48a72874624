"""How a timing is understood: a look before it is saved, its correction, and why its end moves."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from initiatives.dates import Precision, span_holding
from initiatives.models.initiatives import TIMING_KINDS
from initiatives.moved_ends import how_it_moves
from initiatives.timing import Kind
from priorities.dates import EARLIEST, LATEST
from priorities.forms import VersionedForm
from priorities.text import LineFormField

READING = ["timing_kind", "starts_on", "starts_precision", "ends_on", "ends_precision"]

_NEEDED = {
    Kind.POINT: {"starts_on", "ends_on"},
    Kind.RANGE: {"starts_on", "ends_on"},
    Kind.OPEN_START: {"starts_on"},
    Kind.BY: {"ends_on"},
}
_DAYS = {"starts_on": "earliest day", "ends_on": "latest day"}


class TimingForm(forms.Form):
    """The words of a timing somebody is still writing."""

    text = LineFormField(required=False, max_length=300)


class CorrectsReading(VersionedForm):
    """A form about an initiative on which the reading of its timing can be corrected by hand.

    A box somebody left alone is no correction, even where another person's save has changed the
    reading since the page was opened: the page carries what it showed.
    """

    read_again = forms.BooleanField(
        label="Read the words again",
        required=False,
        help_text="Drops a correction made by hand, and reads the timing as it is written.",
    )

    about_the_save = {"version", "end_reason"}

    end_reason = LineFormField(
        label="Why the end moves",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ended = self.instance.reading
        self.fields["end_reason"].show_optional = False  # type: ignore[attr-defined]
        self.fields["end_reason"].help_text = (
            f"The end is now: {self.ended.end_in_words}. If you change it, say why. "
            "Whoever sees the plan sees the reason."
        )
        for name in set(READING) & set(self.fields):
            shown = not self.is_bound or self.add_initial_prefix(name) in self.data
            self.fields[name].show_hidden_initial = shown

    def clean(self) -> dict[str, Any]:
        """Take a correction of the reading, or leave the reading to the words."""
        cleaned = super().clean() or {}
        corrected = set(READING) & set(self.changed_data)
        if cleaned.get("read_again"):
            self.instance.forget_reading()
        elif not corrected:
            cleaned.update({name: getattr(self.instance, name) for name in READING})
        elif not set(READING) & set(self.errors):
            self._correct_reading(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """Ask why the end moves, once the words or the correction have been read."""
        super()._post_clean()  # type: ignore[misc]  # Django's hook, which its stubs leave out
        if not self.ended.ends_on:
            return
        self.instance._change_reason = reason = self.cleaned_data.get("end_reason") or None
        now = self.instance.reading
        # Where somebody saved meanwhile a clash follows, and the end may have moved by their hand.
        is_newest = self.cleaned_data.get("version") == self.instance.version
        has_faults = {"timing", "end_reason", *READING} & set(self.errors)
        if now.ends_on != self.ended.ends_on and not reason and is_newest and not has_faults:
            moves = how_it_moves(self.ended, now)
            self.add_error("end_reason", f"Say why the end moves {moves}.")

    def _correct_reading(self, cleaned: dict[str, Any]) -> None:
        out_of_reach = [
            name for name in _DAYS if cleaned[name] and not EARLIEST <= cleaned[name] <= LATEST
        ]
        for name in out_of_reach:
            self.add_error(name, "Give a year from 1900 to 2199.")
        if out_of_reach:
            return
        cleaned.update(made_whole({name: cleaned[name] for name in READING}))
        for field, fault in faults(cleaned):
            self.add_error(field, fault)
        self.instance.reading_of = cleaned.get("timing", "")
        self.instance.reading_corrected = True


def made_whole(typed: dict[str, Any]) -> dict[str, Any]:
    """A typed reading from the first day to the last of what is meant.

    One day ends on itself; a day without precision is meant to the day; a day to the month stands
    for its month, from the first day of it at the start and to the last at the end.
    """
    whole = dict(typed)
    if whole["timing_kind"] == Kind.POINT and not whole["ends_on"]:
        whole["ends_on"], whole["ends_precision"] = whole["starts_on"], whole["starts_precision"]
    for end in ("starts", "ends"):
        day, precision = whole[f"{end}_on"], whole[f"{end}_precision"] or Precision.DAY.value
        whole[f"{end}_precision"] = precision if day else ""
        if day:
            span = span_holding(day, Precision(precision))
            whole[f"{end}_on"] = span.first if end == "starts" else span.last
    return whole


def faults(reading: dict[str, Any]) -> Iterator[tuple[str, ValidationError]]:
    """The days a reading of its kind lacks, or has and may not have, each with its field."""
    needed: set[str] = _NEEDED.get(reading["timing_kind"], set())
    kind = TIMING_KINDS[reading["timing_kind"]]
    for field, words in _DAYS.items():
        if field in needed and not reading[field]:
            yield field, ValidationError(f"A timing of the kind “{kind}” needs the {words}.")
        if field not in needed and reading[field]:
            yield field, ValidationError(f"A timing of the kind “{kind}” has no {words}. Clear it.")
