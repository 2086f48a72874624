from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError
from django.db.models import EmailField
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from initiatives.models import AgencyContact
from priorities.models import KeyPriority, Partnership
from priorities.text import (
    LONGEST_TEXT,
    ProseFormField,
    first_words,
    one_ending,
    refuse_line_breaks,
    refuse_look_alikes,
    refuse_unprintable,
)
from scp_tracker.accounts.models import User


@pytest.mark.parametrize(
    "text",
    [
        "",
        "June 17 – Mar 18",
        "• One\n• Two",
        "Tab\there",
        "CBC’s “Purple Flag” £5 é",
        "Next\u2028line",
        "\U0001f600",
        "=1+1",
        "\u05e9\u05dc\u05d5\u05dd CBC \u0645\u0631\u062d\u0628\u0627",
        "\u200e\u200f\u2066CBC\u2067\u05e9\u2068\u05d5\u2069",
    ],
)
def test_what_people_write_is_printable(text):
    refuse_unprintable(text)


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("\0", 1, "0000"),
        ("a\x07b", 1, "0007"),
        ("one\ntwo\x0b", 2, "000B"),
        ("one\n\nthree \x1f\x1f", 3, "001F"),
        ("\x7f", 1, "007F"),
        ("\x9f", 1, "009F"),
        ("\ud800", 1, "D800"),
        ("\ufdd0", 1, "FDD0"),
        ("\uffff", 1, "FFFF"),
        ("\u202edesrever\u202c", 1, "202E"),
        ("Paid\n\u202d3 to 4", 2, "202D"),
        ("\u202b5 (CBC)\u202c", 1, "202B"),
        ("\u202aCBC", 1, "202A"),
        ("CBC\u202c", 1, "202C"),
    ],
)
def test_what_no_paper_could_show_is_named_with_its_line(text, line, code):
    with pytest.raises(ValidationError) as said:
        refuse_unprintable(text)

    [message] = said.value.messages
    assert message.startswith(f"Line {line} holds a hidden control character (code {code})")
    assert "paste the text again as plain text" in message


def test_whatever_excel_refuses_is_refused_first():
    cell = Workbook().active.cell(1, 1)
    for code in range(0x200):
        try:
            cell.value = f"a{chr(code)}b"
        except IllegalCharacterError:
            with pytest.raises(ValidationError):
                refuse_unprintable(chr(code))


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_every_line_ending_is_one_and_no_line_has_it(ending):
    assert one_ending(f"one{ending}two") == "one\ntwo"
    with pytest.raises(ValidationError, match="Write this on one line"):
        refuse_line_breaks(f"one{ending}two")
    refuse_line_breaks("one two")


def test_look_alike_letters_are_refused_by_name():
    refuse_look_alikes("Catch 22 & CBC – (Y/S)")
    with pytest.raises(ValidationError, match="“\u0421” is not a plain letter from A to Z"):
        refuse_look_alikes("\u0421BC")


def test_a_browsers_line_endings_count_as_one_character():
    field = ProseFormField(max_length=LONGEST_TEXT)

    assert field.clean("x\r\n" * (LONGEST_TEXT // 2)) == "x\n" * (LONGEST_TEXT // 2 - 1) + "x"
    with pytest.raises(ValidationError):
        field.clean("x" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    ("field", "text", "is_refused"),
    [
        ("title", "To reduce\nviolence", True),
        ("title", "To reduce\x1b violence", True),
        ("title", "x" * 201, True),
        ("description", "Two\nlines", False),
        ("description", "x" * LONGEST_TEXT, False),
        ("description", "x" * (LONGEST_TEXT + 1), True),
        ("description", "\x1b", True),
    ],
)
def test_models_hold_lines_and_prose_to_the_same_rules(field, text, is_refused):
    priority = KeyPriority(**{"number": 1, "title": "To reduce violence", field: text})

    with pytest.raises(ValidationError) if is_refused else nullcontext() as said:
        priority.clean_fields(exclude=["plan"])

    assert not is_refused or list(said.value.message_dict) == [field]


@pytest.mark.parametrize("model", [Partnership, AgencyContact, User])
@pytest.mark.parametrize("hidden", ["\x01", "\x07", "\x7f"])
def test_an_address_hides_no_character_in_quotes(model, hidden):
    [field] = [each for each in model._meta.fields if isinstance(each, EmailField)]

    with pytest.raises(ValidationError, match="hidden control character"):
        field.clean(f'"{hidden}"@scp.example', None)
    assert field.clean('"front.desk"@scp.example', None)


def test_prose_in_a_model_is_prose_in_its_form():
    form_field = KeyPriority._meta.get_field("description").formfield()

    assert isinstance(form_field, ProseFormField)
    assert form_field.clean("one\r\ntwo") == "one\ntwo"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("Trainer booked.", "Trainer booked."),
        (" Trainer\nbooked  for ", "Trainer booked for"),
        ("Trainer booked for September", "Trainer booked for …"),
        ("Trainer\n\nbooked for\n• September", "Trainer booked for …"),
    ],
)
def test_the_first_words_of_a_text_stand_on_one_line_and_say_if_there_are_more(text, words):
    assert first_words(text, 3) == words
