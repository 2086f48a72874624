"""How the parts of an Office file name each other, whatever its folders are called."""

import posixpath

from initiatives.files.unpacking import Parts
from initiatives.files.xml_parts import Attributes, local, stream

_WHERE_WORKBOOKS_ARE = "xl/workbook.xml"


def main_part(parts: Parts) -> str:
    """The workbook or document that a file is for: the part it names, or "" for none."""
    if "_rels/.rels" in parts:
        for target, kind in related(parts, "").values():
            if kind == "officeDocument" and target in parts:
                return target
    return _WHERE_WORKBOOKS_ARE if _WHERE_WORKBOOKS_ARE in parts else ""


def related(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Which part each relation of a part, or of the file itself (""), leads to, and its kind."""
    folder, name = posixpath.split(part)
    targets: dict[str, tuple[str, str]] = {}

    def start(element: str, said: Attributes) -> None:
        if local(element) == "Relationship" and said.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, said.get("Target", "")))
            kind = said.get("Type", "").rpartition("/")[2]
            targets[said.get("Id", "")] = (path.lstrip("/"), kind)

    stream(parts.read(posixpath.join(folder, "_rels", f"{name}.rels")), start=start)
    return targets
