from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from initiatives.files.contents import CannotBeRead, FileRead
from initiatives.files.reading import read_pasted
from initiatives.forms.files import ReadFileField
from initiatives.models import MoveIn
from initiatives.moving_in.finding import find
from initiatives.moving_in.going_on import AlreadyGoingOn, begin

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

PASTED = "Pasted text"


class StartForm(forms.Form):
    """A plan that somebody keeps elsewhere: its file, or its table as text."""

    file = ReadFileField(
        label="The file with the plan",
        required=False,
        help_text="A Word document (.docx), a spreadsheet (.xlsx, .xls or .ods) or a .csv file.",
    )
    pasted = forms.CharField(
        label="Or paste its table here",
        required=False,
        strip=False,
        help_text="Copy the whole table in Word, Excel or an e-mail, with its headings.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    show_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("read", "Read the plan"))

    def clean(self) -> dict[str, Any]:
        """Read what was given; refuse what holds no table that could be a plan."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(pasted.strip()):
            self.add_error(
                "file",
                "Choose the file, or paste the table: not both."
                if file
                else "Choose the file with the plan, or paste its table below.",
            )
            return cleaned
        try:
            name, read = file or (PASTED, read_pasted(pasted))
            _refuse_without_table(read)
        except CannotBeRead as refusal:
            self.add_error("file" if file else "pasted", str(refusal))
        else:
            cleaned["file_name"], cleaned["read"] = name, read
        return cleaned

    def save(self, *, by: "User") -> MoveIn | None:
        """Begin the move; or say on the form why it cannot begin, and give None."""
        try:
            return begin(self.cleaned_data["read"], file_name=self.cleaned_data["file_name"], by=by)
        except AlreadyGoingOn:
            self.add_error(
                None, "You are already moving a plan in. Go on with that one, or give it up first."
            )
            return None


def _refuse_without_table(read: FileRead) -> None:
    found = find(read)
    if not found:
        raise CannotBeRead(
            "There is no table in it. A plan can be moved in where it stands in rows and columns."
        )
    if all(table.refusal for table in found):
        raise CannotBeRead(found[0].refusal)
