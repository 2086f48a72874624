"""What may stand in a text that goes to the page, to Excel and to print."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

LONGEST_TEXT = 20_000
LONGEST_CELL = 32_767  # of Excel's own characters
BULLET = "• "
MARKS = (BULLET, "- ")  # a line that begins with one is a point of a list; it is kept as typed

# Forms and databases accept these; XML, and so every Excel and Word file, does not. The last few
# (U+202A to U+202E) it would take, but they turn letters round: what is read is not what was typed.
# Letters written from right to left need none of them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e]"
)
# What a word processor puts a tab after in a list: its sign, or its number.
_POINT = re.compile(r"([•·▪◦o-]|\w{1,3}[.)])\t+")
_LINE_ENDINGS = re.compile("\r\n?|[\x85\u2028\u2029]")


def first_words(text: str, count: int) -> str:
    """The first words of a text on one line, with " …" after them if there are more."""
    words = text.split(maxsplit=count)
    return " ".join([*words[:count], "…"] if len(words) > count else words)


def no_longer_than(count: int, text: str) -> str:
    """The text in at most so many characters, with "…" for what is left out."""
    return text if len(text) <= count else f"{text[: count - 1].rstrip()}…"


def without_mark(line: str) -> str:
    """The line without the sign at its beginning that makes it a point of a list."""
    mark = next(filter(line.startswith, MARKS), "")
    return line.removeprefix(mark)


def shown_on_a_line(line: str) -> str:
    """The line as pages show it: the cells of a pasted table row apart, "Smith | 3" for "Smith\\t3".

    A tab that sets a line in, or stands after the sign or number of a point, is no cell's end.
    """
    bare = line.strip()
    if point := _POINT.match(bare):
        line = bare = f"{point[1]} {bare[point.end() :]}"
    if "\t" not in bare:
        return bare
    # Before the first tab an empty cell may stand, as at the corner of a table.
    return " | ".join(map(str.strip, line.rstrip().split("\t"))).strip()


def refuse_unprintable(text: str) -> None:
    """Raise a ValidationError that names the first character no paper could show, and its line."""
    if found := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ValidationError(
            "Line %(line)s holds a hidden control character (code %(code)s) that cannot be "
            "printed. Delete it, or paste the text again as plain text.",
            code="unprintable",
            params={"line": line, "code": f"{ord(found[0]):04X}"},
        )


def refuse_longer_than_a_cell(text: str) -> None:
    """Raise a ValidationError for a text an Excel cell would cut: it counts an emoji as two."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_CELL:
        raise ValidationError(
            "This is longer than a cell of the Excel file can hold. Shorten it.",
            code="longer_than_a_cell",
        )


def refuse_line_breaks(text: str) -> None:
    """Raise a ValidationError when a text meant for one line holds several."""
    if _LINE_ENDINGS.search(text) or "\n" in text:
        raise ValidationError("Write this on one line.", code="several_lines")


def refuse_look_alikes(text: str) -> None:
    """Raise a ValidationError for letters that only look Latin, as scanners leave them in CBC."""
    if strange := [letter for letter in text if ord(letter) > 127 and letter.isalpha()]:
        raise ValidationError(
            "“%(letter)s” is not a plain letter from A to Z, though it may look like one. "
            "Type the name again by hand.",
            code="look_alike",
            params={"letter": strange[0]},
        )


def one_ending(text: str) -> str:
    """The text with every kind of line ending written as a line feed."""
    return _LINE_ENDINGS.sub("\n", text)


_TOO_LONG = "This must be %(limit_value)s characters or fewer; it now has %(show_value)s."


class ProseFormField(forms.CharField):
    """A text of several lines; a browser's line endings count as one character each."""

    widget = forms.Textarea
    default_validators = [refuse_unprintable, refuse_longer_than_a_cell]
    default_error_messages = {"max_length": _TOO_LONG}

    def to_python(self, value: Any) -> str:
        return one_ending(super().to_python(value) or "")

    def run_validators(self, value: Any) -> None:
        """Raise what is wrong; its lengths are written as people read them: "20,000"."""
        try:
            super().run_validators(value)
        except ValidationError as errors:
            for error in errors.error_list:
                if error.code == "max_length":
                    said = error.params or {}
                    error.params = {
                        name: f"{said[name]:,}" for name in ("limit_value", "show_value")
                    }
            raise


class LineFormField(forms.CharField):
    """One line of printable text, as a form asks for it."""

    default_validators = [refuse_unprintable, refuse_line_breaks]
    default_error_messages = {"max_length": _TOO_LONG}


class LineField(models.CharField[str, str]):
    """One line of printable text."""

    default_validators = [refuse_unprintable, refuse_line_breaks]


class MailAddressField(models.EmailField[str, str]):
    """An e-mail address of printable characters: quoted, standards allow it any."""

    default_validators = [*models.EmailField.default_validators, refuse_unprintable]


class ProseField(models.TextField[str, str]):
    """Printable text of at most 20,000 characters; lines that begin with "• " or "- " are a list."""

    default_validators = [refuse_unprintable, refuse_longer_than_a_cell]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        super().__init__(*args, **kwargs)
        # Django holds the forms of a long text to its length, but not the text itself.
        self.validators.append(MaxLengthValidator(self.max_length))

    def formfield(self, **kwargs: Any) -> Any:
        """A form field that counts and keeps line endings as one character."""
        return super().formfield(**{"form_class": ProseFormField, **kwargs})
