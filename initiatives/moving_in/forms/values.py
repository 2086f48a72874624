from typing import Any

from django import forms
from django.urls import reverse

from initiatives.models import Status
from initiatives.moving_in.forms.names import NOBODY, Names, mark
from initiatives.moving_in.forms.step import StepForm


class ValuesForm(StepForm):
    """What the names, status words and timings of a plan mean in the tracker."""

    step = "values"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.agencies = Names(self, "agency", self.as_read.lead_cells)
        self.fund_sources = Names(self, "fund", self.as_read.fund_cells)
        for word in self.as_read.status_words:
            name = _status_field(word.written)
            self.fields[name] = forms.ChoiceField(
                label=f"What “{word.written}” means",
                choices=[
                    ("", "Select a status"),
                    *Status.choices,
                    (NOBODY, "No status: leave it unsaid"),
                ],
                error_messages={"required": f"Say which status “{word.written}” means."},
            )
            said = NOBODY if word.decided == "" else word.decided
            self.initial[name] = said or word.proposed or ""

    def statuses(self) -> list[tuple[Any, Any]]:
        """Each status word with its box."""
        return [(word, self[_status_field(word.written)]) for word in self.as_read.status_words]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for names in (self.agencies, self.fund_sources):
            names.check(cleaned)
        return cleaned

    def decided(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        agencies, new_agencies = self.agencies.decided(cleaned)
        fund_sources, new_fund_sources = self.fund_sources.decided(cleaned)
        said = {
            word.written: cleaned[_status_field(word.written)] for word in self.as_read.status_words
        }
        return {
            "agencies": agencies,
            "new_agencies": new_agencies,
            "fund_sources": fund_sources,
            "new_fund_sources": new_fund_sources,
            "whole_names": self._whole(),
            "statuses": {word: "" if one == NOBODY else one for word, one in said.items()},
            "values_confirmed": not self._asks_anew(),
        }

    def _whole(self) -> tuple[str, ...]:
        names = (self.agencies, self.fund_sources)
        return tuple(cell for each in names for cell in each.whole(self.cleaned_data))

    def _asks_anew(self) -> bool:
        """Whether what was said makes names that nobody has been asked about yet."""
        is_split_anew = set(self._whole()) != set(self.decisions.whole_names)
        return is_split_anew or any(
            said for name, said in self.cleaned_data.items() if "_other-" in name
        )

    def leads_to(self) -> str:
        """The next step; this one again where it has more to ask."""
        if self._asks_anew():
            return reverse("moving_in:values", args=[self.move.pk])
        return super().leads_to()


def _status_field(word: str) -> str:
    return f"status_is-{mark(word)}"
