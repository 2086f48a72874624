from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from initiatives.moving_in.as_read import AsRead
from initiatives.moving_in.decisions import PaperHeading
from initiatives.moving_in.existing import ExistingPlan, existing_plan
from initiatives.moving_in.forms.step import StepForm
from initiatives.moving_in.glossary import as_lines, from_lines, glossary, proposed_glossary
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.paper_heading import paper_heading, prints_glossary
from initiatives.moving_in.problems.paper import wrong_with_glossary
from priorities.models import PaperParticulars
from priorities.text import LineFormField, ProseFormField

_OTHERS = ("strapline", "date_printed", "prepared_by", "opening", "closing")


def _line(name: str, label: str, hint: str = "") -> LineFormField:
    """A line of the heading, as long as it can be."""
    longest: Any = PaperParticulars._meta.get_field(name)
    return LineFormField(label=label, required=False, max_length=longest.max_length, help_text=hint)


class HeadingForm(StepForm):
    """What heads and ends the paper in its own words, and its glossary; all of it may stay blank."""

    step = "heading"

    paper = forms.ChoiceField(
        label="Which paper it heads", choices=PaperParticulars.Paper, widget=forms.RadioSelect
    )
    strapline = _line("strapline", "Line above the title")
    title = _line(
        "title",
        "Title",
        "Leave it blank for a plain title with the name of the partnership and the year.",
    )
    date_printed = _line(
        "date_printed",
        "Date as printed",
        "In the paper’s own words. For example, April 2017 or Updated 30/8/17.",
    )
    prepared_by = _line("prepared_by", "Prepared by")
    opening = ProseFormField(
        label="Opening sentence", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    closing = _line("closing", "Last line", "For example, where enquiries go.")
    glossary = ProseFormField(
        label="Abbreviations, a line for each",
        required=False,
        help_text="For example, ASB: Anti-Social Behaviour.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    prints_glossary = forms.BooleanField(
        label="Print the glossary in the annual plan", required=False
    )

    def __init__(self, data: Any, as_read: AsRead) -> None:
        super().__init__(data, as_read)
        tables, decisions = as_read.chosen, self.decisions
        self.found = proposed_glossary(as_read.read, tables)
        heading = paper_heading(as_read.read, tables, decisions)
        explained = glossary(as_read.read, tables, decisions)
        self.initial.update(
            vars(heading),
            glossary=as_lines(explained),
            prints_glossary=prints_glossary(heading, explained, decisions),
        )
        self.existing: ExistingPlan = existing_plan(as_read.start_year)
        if self.existing.plan:
            del self.fields["prints_glossary"]

    @property
    def papers_there(self) -> list[str]:
        """The papers of the plan year that have a heading, which stays."""
        return [
            label
            for value, label in PaperParticulars.Paper.choices
            if value in self.existing.papers
        ]

    @property
    def explained_there(self) -> list[str]:
        """The abbreviations that the plan year explains already, of those shown here."""
        there = self.existing.explained
        shown = from_lines(self["glossary"].value() or "")
        return [short for short, _ in shown if match_key(short) in there]

    def clean_glossary(self) -> tuple[tuple[str, str], ...]:
        """Each abbreviation with what it stands for, once."""
        pairs = tuple(dict.fromkeys(from_lines(self.cleaned_data["glossary"])))
        if wrong := list(wrong_with_glossary(pairs)):
            raise ValidationError(wrong)
        return pairs

    def clean(self) -> dict[str, Any]:
        """Refuse a heading without a title, which could not be saved."""
        cleaned = super().clean() or {}
        if not (cleaned.get("title") or "title" in self.errors) and any(map(cleaned.get, _OTHERS)):
            self.add_error("title", "Give the paper a title, or leave all of its heading blank.")
        return cleaned

    def decided(self) -> dict[str, Any]:
        said = self.cleaned_data
        texts = {name: said[name] for name in ("title", *_OTHERS)}
        return {
            "heading": PaperHeading(paper=said["paper"], **texts),
            "glossary": said["glossary"],
            "prints_glossary": said.get("prints_glossary", self.decisions.prints_glossary),
        }
