from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit

from initiatives.models import Return
from initiatives.returns.closing import close, withdraw
from priorities.forms import VersionedForm

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class ClosingForm(VersionedForm):
    """Closes a return; it asks nothing."""

    class Meta:
        model = Return
        fields: list[str] = []

    end = staticmethod(close)
    button = "Close the return"

    def __init__(self, *args: Any, by: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", self.button, css_class="govuk-button--warning"))

    def show_clash(self, newest: Any) -> None:
        """Say that the return changed meanwhile, and let the next try follow what stands now."""
        self.add_error(
            None,
            "Somebody else changed this return while you were looking at it. "
            "Look at it again, then decide.",
        )
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data["version"] = str(newest.version)

    def claim(self) -> None:
        """Nothing yet: ending the return takes the next version."""

    def save(self, commit: bool = True) -> Return:  # noqa: FBT001, FBT002 - Django's own signature
        """End the return; raises OutOfDate when somebody else did meanwhile."""
        self.end(self.instance, seen_version=self.cleaned_data["version"], by=self.by)
        return self.instance  # type: ignore[no-any-return]  # the form's own model


class WithdrawalForm(ClosingForm):
    """Withdraws a return; it asks nothing."""

    end = staticmethod(withdraw)
    button = "Withdraw the return"
