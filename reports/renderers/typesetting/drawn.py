"""Which characters the fonts draw; every other stands as a box in a PDF file, with its text behind it."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

BOXES = (
    "□ stands for a character that the fonts of this file do not have. The character itself is in "
    "the file, and can be searched for, copied and read out."
)
FONTS = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "DejaVuSans.ttf")

_FOLDER = Path(__file__).with_name("fonts")
_UNSEEN = {"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"}  # kinds of character that draw nothing of their own


def has_boxes(texts: Iterator[str]) -> bool:
    """Whether any of the texts holds a character that no font draws."""
    used = set().union(*(text for text in texts if not text.isascii()))
    return any(unicodedata.category(letter) not in _UNSEEN for letter in used - _drawn())


@cache
def _drawn() -> frozenset[str]:
    """Every character of the fonts."""
    files = ((_FOLDER / name).read_bytes() for name in FONTS)
    return frozenset(chr(code) for file in files for code in _codes(file))


def _codes(font: bytes) -> Iterator[int]:
    """The code points that a font file has a glyph for."""
    tables = iter_unpack(">4sIII", font[12 : 12 + 16 * unpack_from(">H", font, 4)[0]])
    [start] = (start for name, _, start, _ in tables if name == b"cmap")
    for number in range(unpack_from(">H", font, start + 2)[0]):
        platform, encoding, offset = unpack_from(">HHI", font, start + 4 + 8 * number)
        if (platform, encoding) == (3, 1):
            yield from _of_segments(font, start + offset)
        if (platform, encoding) == (3, 10):
            yield from _of_groups(font, start + offset)


def _of_segments(font: bytes, at: int) -> Iterator[int]:
    count = unpack_from(">H", font, at + 6)[0] // 2
    places = (at + 14, *(at + 16 + 2 * count * column for column in (1, 2, 3)))
    lasts, firsts, deltas, offsets = (unpack_from(f">{count}H", font, place) for place in places)
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                place = places[3] + 2 * number + offsets[number] + 2 * (code - first)
                glyph = unpack_from(">H", font, place)[0]
            if glyph and (glyph + deltas[number]) % 0x10000:
                yield code


def _of_groups(font: bytes, at: int) -> Iterator[int]:
    for group in range(unpack_from(">I", font, at + 12)[0]):
        first, last = unpack_from(">II", font, at + 16 + 12 * group)
        yield from range(first, last + 1)
