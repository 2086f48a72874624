"""The parts of a Word file, opened without trusting what the file says of itself."""

import posixpath
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from initiatives.files.contents import CannotBeRead
from initiatives.files.wordprocessing.names import named

_MAX_SIZE = 50_000_000  # of a part, unpacked
_OLD = b"\xd0\xcf\x11\xe0"  # Word's own container before 2007, and of files with a password
_BROKEN = (
    "This Word file is damaged and cannot be read. Open it in Word, save it under another name, "
    "and send that."
)
_NOT_WORD = "This is not a Word document. Save the plan as .docx and send that."
_OLD_OR_LOCKED = (
    "This Word file is protected with a password, or was saved by a version of Word before 2007. "
    "Take the password off, save it as .docx, and send that."
)


class Parts:
    """The document of a file, and the parts that it names."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLD):
            raise CannotBeRead(_OLD_OR_LOCKED)
        try:
            self._archive = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise CannotBeRead(_NOT_WORD) from error
        names = self._archive.namelist()
        if len(set(names)) < len(names):
            raise CannotBeRead(_BROKEN)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise CannotBeRead(
                "This Word file holds macros. Save it as .docx, which has none, and send that."
            )
        self._names = set(names)
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
        if name not in self._names:
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
            with self._archive.open(name) as part:
                content = part.read(_MAX_SIZE + 1)
            if len(content) > _MAX_SIZE:
                raise CannotBeRead(
                    "This Word file is too large to be read. Send it without pictures."
                )
            root = etree.fromstring(content, parser)
        except RuntimeError as error:  # how zipfile says that a password is needed
            raise CannotBeRead(_OLD_OR_LOCKED) from error
        except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise CannotBeRead(_BROKEN) from error
        except etree.XMLSyntaxError as error:
            raise CannotBeRead(_BROKEN) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise CannotBeRead(_BROKEN)
        return root
