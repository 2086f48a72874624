from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from initiatives.files.contents import CannotBeRead, FileRead
from initiatives.files.kinds import EMPTY, TAKEN
from initiatives.files.limits import TOO_LARGE
from initiatives.files.reading import read_file

_LONGEST_NAME = 200


class ReadFileField(forms.FileField):
    """A file that is read as soon as it arrives: its clean value is its name and what it says.

    What cannot be read is an error beside the field, in words and with how to mend it.
    """

    widget = forms.FileInput

    def __init__(
        self, *, accept: str = ".xlsx,.xls,.ods,.docx,.csv", taken: str = TAKEN, **kwargs: Any
    ) -> None:
        """With `taken`, what the field's errors name as files to upload, where that is fewer kinds."""
        super().__init__(**kwargs)
        self.taken = taken
        self.widget.attrs["accept"] = accept
        self.error_messages |= {
            "required": "Choose the file to upload.",
            "missing": "Choose the file to upload.",
            "invalid": "Choose the file to upload.",
            "empty": EMPTY,
        }

    def to_python(self, data: Any) -> tuple[str, FileRead] | None:  # type: ignore[override]  # no longer the file
        """The file's name and what was read of it; raises ValidationError for the rest."""
        upload = super().to_python(data)
        if upload is None:
            return None
        content, name = upload.read(), upload.name or ""
        if len(content) != upload.size:  # only as much was kept as is read at all
            raise ValidationError(TOO_LARGE, code="too_large")
        try:
            return _cut(name), read_file(name, content)
        except CannotBeRead as refusal:
            raise ValidationError(
                str(refusal).replace(TAKEN, self.taken), code="refused"
            ) from refusal


def _cut(name: str) -> str:
    """A name that can be kept, with its ending."""
    ending = PurePath(name).suffix[:_LONGEST_NAME]
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - len(ending)] + ending
