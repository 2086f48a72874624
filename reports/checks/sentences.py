"""The sentences in which words stand: what they mean there, the rest of the sentence tells."""

import re
from bisect import bisect_right
from collections.abc import Iterable

_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")


def sentences_at(text: str, starts: Iterable[int]) -> list[str]:
    """Each sentence of the text in which one of the places is, once, with single spaces."""
    sentences = [" ".join(each.split()) for each in _END_OF_SENTENCE.split(text)]
    ends = [end.end() for end in _END_OF_SENTENCE.finditer(text)]
    return [sentences[each] for each in sorted({bisect_right(ends, start) for start in starts})]
