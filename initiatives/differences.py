"""What somebody changed in a text, word by word, so that a reader sees it at a glance."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from enum import Enum
from itertools import accumulate, groupby, takewhile
from typing import NamedTuple, TypeAlias


class Kind(Enum):
    """Whether words stand in both texts, in the new one alone or in the old one alone."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Part(NamedTuple):
    """Neighbouring words that share a fate."""

    kind: Kind
    text: str


class _Token(NamedTuple):
    """A word, a line break or a line, which is compared, and the blanks after it, which are not."""

    word: str
    gap: str


class _Block(NamedTuple):
    """So many tokens, from there in the old text and from there in the new one, that are the same."""

    old: int
    new: int
    size: int


_Tokens: TypeAlias = Sequence[_Token]

_WORDS = re.compile(r"(\n|\S+|)([^\S\n]*)")
_LINES = re.compile(r"([^\n]*\n?)()")
MOST_COMPARISONS = 2_000_000  # of one word with another: a fraction of a second


def word_changes(old: str, new: str) -> tuple[Part, ...]:
    """The new text with what was added and removed, every space and line break kept.

    What lies between the common ends is compared by words; by lines where the texts are too long
    and too unlike for that; and counts as removed and added where even that would take too long.
    """
    for pattern in (_WORDS, _LINES):
        old_tokens, new_tokens = _tokens(pattern, old), _tokens(pattern, new)
        try:
            blocks = _blocks(old_tokens, new_tokens)
        except _TooDifferent:
            blocks = _common_ends(old_tokens, new_tokens)
        else:
            break
    return tuple(_joined(_changes(old_tokens, new_tokens, blocks)))


def _tokens(pattern: re.Pattern[str], text: str) -> _Tokens:
    return [_Token(*found.groups()) for found in pattern.finditer(text) if found[0]]


def _common_ends(old: _Tokens, new: _Tokens) -> list[_Block]:
    """What the two begin with and what they end with."""
    head = _shared(zip(old, new, strict=False))
    tail = _shared(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    return [_Block(0, 0, head), _Block(len(old) - tail, len(new) - tail, tail)]


def _shared(pairs: Iterable[tuple[_Token, _Token]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0].word == pair[1].word, pairs))


def _blocks(old: _Tokens, new: _Tokens) -> list[_Block]:
    """All that the two share, in order, but for words that would only stand in a reader's way."""
    head, tail = _common_ends(old, new)
    start, old_words = head.size, [token.word for token in old[head.size : tail.old]]
    matcher = _Matcher(old_words, [token.word for token in new[start : tail.new]])
    between = [
        _Block(start + a, start + b, size) for a, b, size in matcher.get_matching_blocks() if size
    ]
    return [head, *_telling(old, new, between, head, tail), tail]


class _TooDifferent(Exception):
    """Comparing would take longer than a reader waits."""


class _Matcher(SequenceMatcher[str]):
    """The library's, which gives up in time: it may compare every word with every other, and again."""

    a: Sequence[str]
    b2j: dict[str, list[int]]  # the places of each word in the new text

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, old, new)
        self.left = MOST_COMPARISONS
        self.effort = [0, *accumulate(1 + len(self.b2j.get(word, ())) for word in old)]

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """The longest run both share; raises _TooDifferent once all the effort is spent."""
        self.left -= self.effort[len(self.a) if ahi is None else ahi] - self.effort[alo]
        if self.left < 0:
            raise _TooDifferent
        return super().find_longest_match(alo, ahi, blo, bhi)


def _telling(
    old: _Tokens, new: _Tokens, blocks: list[_Block], head: _Block, tail: _Block
) -> Iterator[_Block]:
    """The blocks, without single words that two other texts happen to share.

    A few words between two changes that are both longer would make three pieces of what a reader
    understands as one sentence in the place of another.
    """
    before = head
    for block, after in zip(blocks, [*blocks, tail][1:], strict=True):
        length = _length(old[block.old : block.old + block.size])
        if length > _gap(old, new, before, block) or length > _gap(old, new, block, after):
            yield block
            before = block


def _gap(old: _Tokens, new: _Tokens, one: _Block, other: _Block) -> int:
    """How much was changed between two blocks, in letters of the longer text."""
    removed, added = old[one.old + one.size : other.old], new[one.new + one.size : other.new]
    return max(_length(removed), _length(added))


def _length(tokens: _Tokens) -> int:
    return sum(len(token.word) + len(token.gap) for token in tokens)


def _changes(old: _Tokens, new: _Tokens, blocks: Iterable[_Block]) -> Iterator[Part]:
    """The texts in small parts, in order."""
    in_old = in_new = 0
    for block in blocks:
        yield from (Part(Kind.REMOVED, "".join(token)) for token in old[in_old : block.old])
        yield from (Part(Kind.ADDED, "".join(token)) for token in new[in_new : block.new])
        in_old, in_new = block.old + block.size, block.new + block.size
        for was, now in zip(old[block.old : in_old], new[block.new : in_new], strict=True):
            yield Part(Kind.SAME, now.word)
            if was.gap == now.gap:
                yield Part(Kind.SAME, now.gap)
            else:
                yield Part(Kind.REMOVED, was.gap)
                yield Part(Kind.ADDED, now.gap)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """As few parts as can be: between two that are the same, one removed and one added at most."""
    told = (part for part in parts if part.text)
    for is_same, group in groupby(told, lambda part: part.kind is Kind.SAME):
        together = list(group)
        for kind in (Kind.SAME,) if is_same else (Kind.REMOVED, Kind.ADDED):
            if text := "".join(part.text for part in together if part.kind is kind):
                yield Part(kind, text)
