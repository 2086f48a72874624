"""Everything that somebody who is not signed in can come to, followed from page to page."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader
from pypdf.generic import StreamObject

from tests.govuk.tree import Tree

WAYS_IN = ["/", "/papers/", "/papers/sitemap.xml", "/papers/papers.json", "/papers/papers.csv"]
_ADDRESS = re.compile(r"(?:https?://[^/\s\"<,]+)?(/papers/[^\s\"<,\\]*)")


def everything_public(*more: str) -> dict[str, HttpResponse]:
    """What each address answers that can be reached without signing in, and at `more` besides."""
    visitor = Client()
    found: dict[str, HttpResponse] = {}
    waiting = [*WAYS_IN, *more]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found[address] = visitor.get(address)
        waiting += [other for other in _leads_to(address, found[address]) if other not in found]
    return found


def words_in(response: HttpResponse) -> str:
    """All text of an answer and of its head: of a file every part, properties and page contents."""
    heads = " ".join(f"{name}: {text}" for name, text in response.headers.items())
    return "\n".join([heads, *_texts(response.content)])


def _texts(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", "replace")
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                yield name
                yield package.read(name).decode("utf-8", "replace")
    if content.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(content))
        yield json.dumps({str(name): str(text) for name, text in (reader.metadata or {}).items()})
        for page in reader.pages:
            yield page.extract_text()
        for number in range(1, int(reader.trailer["/Size"])):
            part = reader.get_object(number)
            yield repr(part)
            if isinstance(part, StreamObject):
                yield part.get_data().decode("utf-8", "replace")


def _leads_to(address: str, response: HttpResponse) -> Iterator[str]:
    if "Location" in response:
        yield _path(urljoin(address, response["Location"]))
    kind = response.get("Content-Type", "")
    if kind.startswith("text/html"):
        tree = Tree(response.content.decode())
        for _, given, _ in tree.find("a"):
            if (path := _path(urljoin(address, given.get("href") or ""))) and is_public(path):
                yield path
        for _, given, _ in tree.find("option"):
            for name in ("priority", "agency"):
                yield f"{urlsplit(address).path}?{name}={given.get('value')}"
    elif kind.partition(";")[0] in {"application/json", "text/csv", "application/xml"}:
        yield from map(_path, _ADDRESS.findall(response.content.decode()))


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_public(path: str) -> bool:
    return path == "/" or path.startswith("/papers/")
