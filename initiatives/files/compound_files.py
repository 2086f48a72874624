"""The streams of a compound file, in which the old Office programs kept theirs."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_END = 0xFFFFFFFA  # and above: no sector
_ENTRY = 128  # bytes of a line of the directory
_ROOT = 5
_NAMES_AT_MOST = 10_000  # a workbook with pictures and charts in it has some dozens


@dataclass(frozen=True)
class Names:
    """What the streams and folders of a compound file are called."""

    outermost: frozenset[str]  # the file's own; those further in belong to what is placed in it
    all: frozenset[str]


def names_in(content: bytes) -> Names | None:
    """What is in a compound file, or None where its sectors lead nowhere."""
    try:
        return _CompoundFile(content).names()
    except (struct.error, IndexError, ValueError):
        return None


def stream_of(content: bytes, name: str) -> bytes | None:
    """The bytes of a stream, or None where there is none or its sectors lead nowhere."""
    try:
        return _CompoundFile(content).stream(name)
    except (struct.error, IndexError, ValueError):
        return None


class _CompoundFile:
    def __init__(self, content: bytes) -> None:
        self._content = content
        size, mini_size = struct.unpack_from("<HH", content, 30)
        if size not in {9, 12} or mini_size > size:
            raise ValueError("sectors of another size")
        self._size, self._mini_size = 1 << size, 1 << mini_size
        count, first_directory = struct.unpack_from("<II", content, 44)
        self._cutoff, self._first_mini_table = struct.unpack_from("<II", content, 56)
        # The first 109 sectors of the table reach far beyond the largest file that is read.
        tables = struct.unpack_from("<109I", content, 76)[:count]
        self._table = _numbers(b"".join(self._sector(at) for at in tables))
        self._directory = self._chain(first_directory)

    @cached_property
    def _mini_table(self) -> Sequence[int]:
        return _numbers(self._chain(self._first_mini_table))

    def names(self) -> Names:
        if len(self._directory) > _NAMES_AT_MOST * _ENTRY:
            raise ValueError("more names than a workbook has")
        named = [self._name(at) for at in range(0, len(self._directory), _ENTRY)]
        outermost: set[int] = set()
        waiting = [struct.unpack_from("<I", self._directory, 76)[0]]
        while waiting:
            number = waiting.pop()
            if number < len(named) and number not in outermost:
                outermost.add(number)
                # The names of one folder are a tree: those before and those after each name.
                waiting += struct.unpack_from("<II", self._directory, number * _ENTRY + 68)
        return Names(frozenset(named[number] for number in outermost), frozenset(named))

    def stream(self, name: str) -> bytes | None:
        root = b""
        for at in range(0, len(self._directory), _ENTRY):
            start, size = struct.unpack_from("<II", self._directory, at + 116)
            if self._directory[at + 66] == _ROOT:
                root = self._chain(start)
            elif self._name(at) == name:
                return (
                    self._mini_chain(start, root)[:size]
                    if size < self._cutoff
                    else (self._chain(start)[:size])
                )
        return None

    def _name(self, at: int) -> str:
        length = struct.unpack_from("<H", self._directory, at + 64)[0]
        return self._directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(at) for at in _followed(self._table, first))

    def _mini_chain(self, first: int, root: bytes) -> bytes:
        size = self._mini_size
        return b"".join(
            root[at * size : (at + 1) * size] for at in _followed(self._mini_table, first)
        )


def _numbers(table: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _followed(table: Sequence[int], first: int) -> list[int]:
    """The sectors of a chain; one that goes round in a circle is none."""
    sectors: list[int] = []
    while first < _END:
        sectors.append(first)
        if len(sectors) > len(table):
            raise ValueError("a chain without an end")
        first = table[first]
    return sectors
