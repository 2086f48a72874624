"""Who answers a return for an agency, however they came in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.urls import reverse

from initiatives.models import AgencyReturn

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


@dataclass(frozen=True)
class Answerer:
    """Somebody who answers for the agency of `part`, under a name; `place` leads to their pages."""

    part: AgencyReturn
    name: str
    place: Mapping[str, int | str]
    user: "User | None" = None

    def address(self, page: str, **more: int) -> str:
        """The address of one of the answering pages, as this person reaches it."""
        return reverse(f"returns:{page}", kwargs={**self.place, **more})

    @property
    def comes_by_link(self) -> bool:
        """Whether a personal link led them here, which its owner may have handed on."""
        return self.user is None

    @property
    def is_officer(self) -> bool:
        """Whether an officer answers, for an agency of which nobody else would."""
        return self.user is not None and self.user.has_perm("initiatives.change_return")

    @property
    def why_not(self) -> str:
        """Why nothing can be answered any more, in words; "" while it can."""
        asked_in = self.part.asked_in
        try:
            asked_in.refuse_answers()
        except ValidationError as error:
            return " ".join(error.messages)
        try:
            if not self.is_officer:
                asked_in.refuse_leads()
        except ValidationError as error:
            [why] = error.messages
            return f"{why} Tell the community safety officers what you wanted to add."
        return ""
