"""The parts of a Word file, opened without trusting what the file says of itself."""

import posixpath

from lxml import etree

from initiatives.files import unpacking
from initiatives.files.contents import CannotBeRead
from initiatives.files.kinds import DAMAGED
from initiatives.files.wordprocessing.names import named

_BROKEN = DAMAGED.format(save_as="a Word document (.docx)")
_NOT_WORD = "This is not a Word document. Save the plan as a Word document (.docx) and upload that."


class Parts:
    """The document of a file, and the parts that it names."""

    def __init__(self, content: bytes) -> None:
        self._unpacked = unpacking.Parts(content)
        found = self._related("", "officeDocument")
        if not found:
            raise CannotBeRead(_NOT_WORD)
        self._document = found[0]

    def document(self) -> etree._Element:
        """The root of the document itself."""
        root = self._parsed(self._document)
        if root is None:
            raise CannotBeRead(_BROKEN)
        if named(root) != "document":
            raise CannotBeRead(_NOT_WORD)
        return root

    def of_kind(self, kind: str) -> etree._Element | None:
        """The root of the part the document has for this: "styles", "numbering"; None without one."""
        found = self._related(self._document, kind)
        return self._parsed(found[0]) if found else None

    def _related(self, part: str, kind: str) -> list[str]:
        """The parts that one part names as being of a kind, in its order."""
        folder, name = posixpath.split(part)
        relations = self._parsed(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            for relation in relations
            if relation.get("Type", "").endswith(f"/{kind}")
            and relation.get("TargetMode") != "External"
        ]

    def _parsed(self, name: str) -> etree._Element | None:
        """The root of a part, None if it is not there; a DTD and whatever it declares is refused."""
        if name not in self._unpacked:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._unpacked.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise CannotBeRead(_BROKEN) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise CannotBeRead(_BROKEN)
        return root
