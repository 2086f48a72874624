"""Texts as a database and a page take them, whatever a file hid in them."""

import re
from dataclasses import replace

from initiatives.files.contents import FileRead, FileTable, FileText

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """The text with "\\n" for every line ending, and without the characters that are none."""
    if not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text = _PAIR.sub(_joined, text)
    return _ODD.sub("", text)


def unescaped(text: str) -> str:
    """What Excel wrote as "_x000D_" and the like, as the characters it means."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def made_plain(read: FileRead) -> FileRead:
    """The same with every text in it plain."""
    return FileRead(
        tuple(_plain_block(block) for block in read.blocks),
        tuple(
            replace(said, place=plain(said.place), said=plain(said.said)) for said in read.remarks
        ),
    )


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _plain_block(block: FileTable | FileText) -> FileTable | FileText:
    if isinstance(block, FileText):
        return replace(block, text=plain(block.text))
    rows = tuple(tuple(plain(text) for text in row) for row in block.rows)
    return replace(block, name=plain(block.name), rows=rows)
