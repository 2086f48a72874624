"""The words somebody takes out of a text for good, and where else they stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from initiatives.differences import Kind, word_changes

IN_THEIR_PLACE = "[Redacted]"
_WORD = re.compile(r"\w+")
_EDGES = re.compile(r"^\W+|\W+$")
DIGITS_OF_A_NUMBER_TO_CALL = 5
# Capital at the head of a sentence or always, and nobody's name: taken out alone, they would leave
# holes in texts that tell of nobody. (May and Will may be names, and are taken for such.)
_NO_NAMES = re.compile(
    """
    a|about|after|again|all|also|an|and|another|any|are|as|at|because|been|before|both|but|by|can|did
    |do|during|each|eight|every|few|five|for|four|from|had|has|have|he|her|here|his|how|i|if|in|into|is
    |it|its|last|later|many|more|most|my|new|next|nine|no|not|now|of|on|once|one|only|or|other|our|out
    |over|seven|several|she|since|six|so|some|ten|that|the|their|then|there|these|they|this|those|three
    |to|two|under|until|up|was|we|were|what|when|where|which|while|who|why|with|you|your
    |monday|tuesday|wednesday|thursday|friday|saturday|sunday
    |january|february|march|april|june|july|august|september|october|november|december
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class TakenOut:
    """Words that must stand nowhere any more: whole phrases, and each name and long number in them."""

    phrases: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def stand_in(self, *texts: str) -> bool:
        """Whether one of the texts has any of the words, in any spelling of capitals and spaces."""
        return bool(self) and any(self._anywhere.search(text) for text in texts)

    def besides(self, *texts: str) -> "TakenOut":
        """Those of the words that are in none of the texts."""
        alone = {phrase: TakenOut((phrase,)) for phrase in self.phrases}
        return TakenOut(tuple(each for each, word in alone.items() if not word.stand_in(*texts)))

    def out_of(self, text: str) -> str:
        """The text with "[Redacted]" in the place of the words."""
        return self._anywhere.sub(IN_THEIR_PLACE, text) if self else text

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in self.phrases)
        return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def taken_out(changes: Iterable[tuple[str, str]]) -> TakenOut:
    """What was taken out of texts, each given as it was and as it is left.

    What still stands in what is left of its text gives nobody away, so it does not count.
    """
    found = {phrase: None for old, new in changes for phrase in _phrases(old, new)}
    return TakenOut(tuple(sorted(found, key=len, reverse=True)))  # the longest is looked for first


def _phrases(old: str, new: str) -> Iterator[str]:
    removed = (text for kind, text in word_changes(old, new) if kind is Kind.REMOVED)
    for line in (line for text in removed for line in text.splitlines()):
        for phrase in (_EDGES.sub("", line), *filter(_tells, _WORD.findall(line))):
            if phrase and not TakenOut((phrase,)).stand_in(new):
                yield phrase


def _tells(word: str) -> bool:
    """Whether a word by itself may tell who is meant: a name, or a number to call."""
    is_name = word[0].isupper() and len(word) > 1 and not _NO_NAMES.fullmatch(word)
    return is_name or sum(map(str.isdigit, word)) >= DIGITS_OF_A_NUMBER_TO_CALL
