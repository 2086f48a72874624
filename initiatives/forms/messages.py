from typing import Any

from django import forms

from initiatives.models.messages import MessageQuerySet, State


class OutboxFilter(forms.Form):
    """Which messages of the outbox to show; the choice stands in the address."""

    show_optional = False

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Any"), *State.choices],
        error_messages={
            "invalid_choice": "State: the address asks for one that is not in the list. Choose another."
        },
    )

    def chosen(self, messages: MessageQuerySet) -> MessageQuerySet:
        """The messages in the state that was asked for; all of them when none was."""
        asked: Any = self.cleaned_data["state"] if self.is_valid() else ""
        return messages.in_state(State(asked)) if asked else messages
