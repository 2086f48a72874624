from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from django import forms

from initiatives.models import Agency, FundSource, Status
from initiatives.models.concerns import Concern
from initiatives.models.initiatives import TIMING_KINDS
from initiatives.rows import NO_STATUS, InitiativeRow
from priorities.models import PartnershipPlan
from priorities.taken_up import TakenUp, lists_taken_up
from priorities.text import refuse_unprintable

NONE = "none"
ONLY = "only"
LONGEST_CHOICE = 80  # in characters; priorities of other bodies are whole sentences


class PlanFilter(forms.Form):
    """Which of a plan's initiatives to show; every choice stands in the address."""

    show_optional = False  # every filter is

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=100,
        validators=[refuse_unprintable],
        help_text="In the name, target, outcome or timing",
    )
    priority = forms.ChoiceField(label="Key priority", required=False)
    framework = forms.ChoiceField(label="Other body’s priority", required=False)
    agency = forms.ChoiceField(label="Lead agency", required=False)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Any"), *Status.choices, (NONE, NO_STATUS)],
    )
    concern = forms.ChoiceField(
        label="Late or stale",
        required=False,
        choices=[("", "Any"), *Concern.choices],
        help_text="Late: its end has passed. Stale: no outcome reported for 60 days.",
    )
    fund = forms.ChoiceField(label="Fund source", required=False)
    timing = forms.ChoiceField(
        label="Timing", required=False, choices=[("", "Any"), *TIMING_KINDS.items()]
    )
    highlight = forms.ChoiceField(
        label="Highlights", required=False, choices=[("", "Any"), (ONLY, "Only highlights")]
    )

    removed = forms.ChoiceField(
        label="Removed initiatives",
        required=False,
        choices=[("", "Left out"), (ONLY, "Only these")],
    )

    def __init__(
        self,
        data: Any,
        *,
        plan: PartnershipPlan,
        has_removed: bool = False,
        is_shown: bool = True,
    ) -> None:
        """`is_shown` says whether anybody sees the form: else it looks up only what `data` asks for."""
        super().__init__(data)
        self._is_shown = is_shown
        if not has_removed:
            del self.fields["removed"]
        agencies = Agency.objects.filter(initiatives__plan=plan).distinct()
        funds = FundSource.objects.filter(initiatives__plan=plan).distinct()
        self._offer("priority", plan.key_priorities.all(), none="No key priority recorded")
        self._offer("agency", agencies, none="No lead agency")
        self._offer("fund", funds, none="No fund source")
        if self._looks_up("framework"):
            self._offer_lists(lists_taken_up(plan))
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = (
                f"{field.label}: the address asks for one that is not in the list. Choose another."
            )

    def _offer(self, field: str, records: Iterable[Any], *, none: str) -> None:
        looked_up = records if self._looks_up(field) else []
        named = [(str(record.pk), str(record)) for record in looked_up]
        self.fields[field].choices = [("", "Any"), *named, (NONE, none)]  # type: ignore[attr-defined]

    def _looks_up(self, field: str) -> bool:
        return self._is_shown or bool(self.data.get(field))

    def _offer_lists(self, lists: Iterable[TakenUp]) -> None:
        """Each priority of the lists that the plan takes up, and for each list, none of it."""
        choices = [("", "Any")]
        for taken_up in lists:
            for pk, number, text in taken_up.priorities:
                named = shorten(f"{taken_up.mark} {number} {text}", LONGEST_CHOICE, placeholder="…")
                choices.append((str(pk), named))
            choices.append((none_of(taken_up), f"No {taken_up.mark} priority"))
        if len(choices) > 1:
            self.fields["framework"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["framework"]

    @property
    def is_filtering(self) -> bool:
        """Whether anything at all was asked for."""
        return self.is_valid() and any(self.cleaned_data.values())

    def chosen(self, rows: Iterable[InitiativeRow]) -> list[InitiativeRow]:
        """The rows that answer every filter; with none, or one not valid, all that are in the plan."""
        answers = self._answers if self.is_filtering else _is_in_plan
        return [row for row in rows if answers(row)]

    def _answers(self, row: InitiativeRow) -> bool:
        asked = self.cleaned_data
        read = (row.reference, row.label, row.target_text, row.outcome, row.timing)
        words = " ".join(read).casefold()
        return (
            bool(row.removed_on) == (asked.get("removed") == ONLY)
            and all(word in words for word in asked["q"].casefold().split())
            and _names(asked["priority"], row.served_priority_ids)
            and _serves(asked.get("framework", ""), row)
            and _names(asked["agency"], {lead.pk for lead in row.leads})
            and _names(asked["fund"], {source.pk for source in row.funding})
            and asked["status"] in ("", row.status or NONE)
            and (not asked["concern"] or asked["concern"] in row.concerns)
            and (not asked["highlight"] or row.is_highlight)
            and asked["timing"] in ("", row.timing_kind)
        )


def none_of(taken_up: TakenUp) -> str:
    """What asks for the initiatives that serve no priority of that list."""
    return f"{NONE}-{taken_up.framework_id}"


def _is_in_plan(row: InitiativeRow) -> bool:
    return row.removed_on is None


def _names(asked: str, pks: set[int]) -> bool:
    if asked == NONE:
        return not pks
    return not asked or int(asked) in pks


def _serves(asked: str, row: InitiativeRow) -> bool:
    if asked.startswith(NONE):
        return all(asked != f"{NONE}-{priority.group}" for priority in row.framework_priorities)
    return _names(asked, {priority.pk for priority in row.framework_priorities})
