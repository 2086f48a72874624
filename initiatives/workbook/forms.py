"""What is asked of a person before a workbook goes out, and when it comes back."""

from typing import Any

from django import forms

from initiatives.forms.files import ReadFileField
from initiatives.models import Agency


class DownloadForm(forms.Form):
    """Whose outcomes are to stand in the workbook, and whether the plan's internal notes do too."""

    agency = forms.ChoiceField(label="Whose initiatives", required=False)
    notes = forms.BooleanField(
        label="Put the internal notes of the whole plan in it",
        required=False,
        help_text="Such a workbook is not for sending to partners. The workbook of one agency always "
        "has the notes of what it leads.",
    )
    show_optional = False

    def __init__(self, *, agencies: list[Agency], for_whole_plans: bool) -> None:
        super().__init__(auto_id="download_%s")
        choices = [(str(agency.pk), str(agency)) for agency in agencies]
        if for_whole_plans:
            choices = [("", "The whole plan"), *choices]
        else:
            del self.fields["notes"]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial["agency"] = choices[0][0]


class UploadForm(forms.Form):
    """A workbook that comes back, read as soon as it arrives."""

    agency = forms.ModelChoiceField(
        label="Your agency",
        queryset=Agency.objects.none(),
        widget=forms.RadioSelect,
        error_messages={"required": "Select the agency you answer for."},
    )
    file = ReadFileField(
        label="The workbook",
        accept=".xlsx,.ods,.xls,.csv",
        taken="the workbook as an Excel (.xlsx or .xls), OpenDocument (.ods) or CSV (.csv) file",
        help_text="As Excel or LibreOffice saved it, up to 5 MB.",
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, agencies: list[Agency], by_officer: bool
    ) -> None:
        super().__init__(data, files)
        self.only_agency = agencies[0] if len(agencies) == 1 else None
        if by_officer or self.only_agency:
            del self.fields["agency"]
        else:
            of_theirs = Agency.objects.filter(pk__in=[agency.pk for agency in agencies])
            self.fields["agency"].queryset = of_theirs  # type: ignore[attr-defined]
        self.by_officer = by_officer

    @property
    def answers_for(self) -> Agency | None:
        """The agency the workbook comes from; None where an officer brings it."""
        return None if self.by_officer else self.only_agency or self.cleaned_data["agency"]
