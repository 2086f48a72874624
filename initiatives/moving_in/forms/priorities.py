import re
from itertools import count
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse

from initiatives.moving_in.decisions import KeyPriorityDraft
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.key_priorities import key_priorities
from priorities.models import KeyPriority, PriorityPoint
from priorities.text import LineFormField, ProseFormField, without_mark

LARGEST_NUMBER = 9_999
_ASKED = ("number", "title", "description", "points", "remove")
_NUMBER = re.compile(r"key_priority-(\d{1,3})-number")


class Boxes(NamedTuple):
    """The boxes of one key priority."""

    is_new: bool
    number: Any
    title: Any
    description: Any
    points: Any
    remove: Any


class PrioritiesForm(StepForm):
    """The key priorities of the plan, as its paper names them or as a person writes them."""

    step = "priorities"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        read = self.as_read
        self.drafts = key_priorities(read.read, read.rows, self.decisions)
        asked = [int(found[1]) for name in self.data if (found := _NUMBER.fullmatch(name))]
        self.places = range(max(asked) + 1 if asked else len(self.drafts) + 1)
        for place in self.places:
            self._ask(place, self.drafts[place] if place < len(self.drafts) else None)

    def _ask(self, place: int, draft: KeyPriorityDraft | None) -> None:
        longest = KeyPriority._meta.get_field("title").max_length
        asked: dict[str, forms.Field] = {
            "number": forms.IntegerField(
                label="Number",
                required=False,
                min_value=1,
                max_value=LARGEST_NUMBER,
                widget=forms.TextInput(
                    attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}
                ),
            ),
            "title": LineFormField(label="Title", required=False, max_length=longest),
            "description": ProseFormField(
                label="Description", required=False, widget=forms.Textarea(attrs={"rows": 2})
            ),
            "points": ProseFormField(
                label="What it includes, a line for each point",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
            "remove": forms.BooleanField(label="Leave this key priority out", required=False),
        }
        for name, field in asked.items():
            self.fields[f"key_priority-{place}-{name}"] = field
        if draft:
            said = {
                "number": draft.number,
                "title": draft.title,
                "description": draft.description,
                "points": "\n".join(draft.points),
            }
            for name, value in said.items():
                self.initial[f"key_priority-{place}-{name}"] = value

    def boxes(self) -> list[Boxes]:
        """Those of each key priority, and of one more."""
        return [
            Boxes(
                place >= len(self.drafts),
                *(self[f"key_priority-{place}-{name}"] for name in _ASKED),
            )
            for place in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a number that two have, one without a title, and a point that is too long."""
        cleaned = super().clean() or {}
        longest = PriorityPoint._meta.get_field("text").max_length or 0
        numbers: set[int] = set()
        for place in self.places:
            said = self._said(cleaned, place)
            if not any(said.values()) or said["remove"]:
                continue
            if not said["title"]:
                self._refuse(place, "title", "Give this key priority a title, or leave it out.")
            if said["number"] in numbers:
                self._refuse(
                    place, "number", f"Two key priorities have the number {said['number']}."
                )
            if said["number"]:
                numbers.add(said["number"])
            if any(len(point) > longest for point in _points(said["points"] or "")):
                self._refuse(place, "points", f"A point can have at most {longest} characters.")
        return cleaned

    def _refuse(self, place: int, name: str, why: str) -> None:
        field = f"key_priority-{place}-{name}"
        if field not in self.errors:
            self.add_error(field, why)

    def _said(self, cleaned: dict[str, Any], place: int) -> dict[str, Any]:
        return {name: cleaned.get(f"key_priority-{place}-{name}") for name in _ASKED}

    def decided(self) -> dict[str, Any]:
        said = [self._said(self.cleaned_data, place) for place in self.places]
        kept = [each for each in said if each["title"] and not each["remove"]]
        taken = {each["number"] for each in kept}
        free = (number for number in count(1) if number not in taken)
        drafts = [
            KeyPriorityDraft(
                each["number"] or next(free),
                each["title"],
                each["description"],
                tuple(_points(each["points"])),
            )
            for each in kept
        ]
        return {"priorities": tuple(sorted(drafts, key=lambda draft: draft.number))}

    def leads_to(self) -> str:
        """The next step, or this one with room for another."""
        if "again" in self.data:
            return reverse("moving_in:priorities", args=[self.move.pk]) + "#more"
        return super().leads_to()


def _points(text: str) -> list[str]:
    return [without_mark(line.strip()) for line in text.splitlines() if line.strip()]
