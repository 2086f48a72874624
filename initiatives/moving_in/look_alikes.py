"""Letters and signs that only look like those of a name, as scanners and copying leave them."""

import re
import unicodedata

from priorities.years import DASHES

# Cyrillic and Greek letters, each with the Latin one it cannot be told from on paper.
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",  # noqa: RUF001 - they are what this is about
    "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
)
_SIGNS = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys("‘’`´", "'") | {"\u00ad": None})  # noqa: RUF001
_WORD = re.compile(r"\w+")
_ROUND_SIGNS = re.compile(r"\s*([-/&])\s*")
_AND = re.compile(r"\band\b")
_INITIALS = re.compile(r"(?:\w[. ]+)+\w\.?")


def mended(text: str) -> str:
    """The text with look-alike letters as Latin ones, wherever a whole word can be read so.

    A word with a letter that looks like no Latin one is in its own alphabet, and stays.
    """
    return _WORD.sub(lambda word: _in_latin(word[0]), unicodedata.normalize("NFKC", text))


def match_key(text: str) -> str:
    """What is the same of two names that differ in nothing but damage and custom.

    That is capitals, spacing, dashes, look-alikes, the points of initials, and "&" for "and".
    """
    words = " ".join(mended(text).translate(_SIGNS).casefold().split()).strip(" .,;:")
    if _INITIALS.fullmatch(words):  # C.B.C. and C B C
        return re.sub("[. ]", "", words)
    return _ROUND_SIGNS.sub(r"\1", _AND.sub("&", words))


def _in_latin(word: str) -> str:
    latin = word.translate(_LOOK_ALIKES)
    return latin if latin.isascii() else word
