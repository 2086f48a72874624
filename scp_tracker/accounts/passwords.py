"""What keeps a password from being guessed: its length, and that nobody would try it early."""

import re
from itertools import pairwise
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from priorities.models import Partnership
from scp_tracker.accounts.models import User

SHORTEST = 12
LONGEST = 256
_FEWEST_SURPRISES = 8
_SERVICE = "scp tracker"
_DECORATION = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    first + second for row in _ROWS for way in (row, row[::-1]) for first, second in pairwise(way)
}

# Not the field's own max_length: a browser would cut off what is pasted, and say nothing.
not_too_long = MaxLengthValidator(LONGEST, f"A password has at most {LONGEST} characters.")


class GuessedEarlyValidator(CommonPasswordValidator):
    """Refuses what many people choose, and what is made of names known here, rows and repetitions."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password, long enough, that somebody would try early."""
        typed = password.lower().strip()
        word = _once(_DECORATION.sub("", typed))  # of "Password2024!", what is in every list
        is_common = typed in self.passwords or word in self.passwords
        if len(password) >= SHORTEST and (is_common or _surprises(typed, user) < _FEWEST_SURPRISES):
            raise ValidationError(
                "That password is easy to guess. Choose three or four words that do not belong "
                "together.",
                code="guessed_early",
            )


def _surprises(typed: str, user: User | None) -> int:
    """How many characters neither a name known here nor the character before gives away."""
    for name in sorted(_known_names(user), key=len, reverse=True):
        typed = typed.replace(name, "")
    pairs = pairwise(f" {_once(typed)}")
    return sum(first != second and first + second not in _NEIGHBOURS for first, second in pairs)


def _once(typed: str) -> str:
    """What is typed over and over, if it is: "abc" of "abcabcabc"."""
    return typed[: (typed + typed).find(typed, 1)]


def _known_names(user: User | None) -> set[str]:
    """The words of the service's, the partnership's and the person's name and e-mail address."""
    partnership = Partnership.current()
    said = [_SERVICE]
    if partnership:
        said += [partnership.name, partnership.short_name]
    if user:
        said += [user.name, user.email]
    return {word for text in said for word in re.findall(r"\w{3,}", text.lower())}
