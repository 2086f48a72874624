"""The published papers as lists for programs: where each is, and in which formats."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from reports.document import EXAMPLE_DATA
from reports.models import IssuedPaper
from reports.public.caching import public, unless_known
from reports.public.issues import address_of, issued_papers, whole, with_files
from reports.renderers.comma_separated import unlike_a_formula

_FIELDS = (
    "year",
    "paper",
    "title",
    "issue",
    "issued_on",
    "replaced_by",
    "reason",
    "address",
    "withdrawn_on",
    "withdrawal_reason",
    "kind_of_data",
)
_NO_FILE = {"format": "", "address": "", "size": ""}


@public
def as_json(request: HttpRequest) -> HttpResponse:
    """Every issue with the address and size of each of its files; of a withdrawn one, when and why."""
    issues = issued_papers()

    def answer() -> HttpResponse:
        said = {"papers": [{**_said(each), "files": _files(each)} for each in with_files(issues)]}
        text = json.dumps(said, ensure_ascii=False, indent=2)
        return HttpResponse(f"{text}\n", content_type="application/json")

    return unless_known(request, issues, answer)


@public
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table: a line for each file, and one for a withdrawn issue."""
    issues = issued_papers()

    def answer() -> HttpResponse:
        table = StringIO()
        lines = csv.writer(table)
        lines.writerow([*_FIELDS, "format", "file_address", "size"])
        for each in with_files(issues):
            said = [unlike_a_formula(str(text or "")) for text in _said(each).values()]
            for file in _files(each) or [_NO_FILE]:
                lines.writerow([*said, file["format"], file["address"], file["size"]])
        return HttpResponse(table.getvalue(), content_type="text/csv; charset=utf-8")

    return unless_known(request, issues, answer)


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of all public pages, for search engines."""
    issues = issued_papers()

    def answer() -> HttpResponse:
        context = {"places": [whole(place) for place in _places(issues)]}
        return render(request, "papers/sitemap.xml", context, content_type="application/xml")

    return unless_known(request, issues, answer)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Where search engines are asked to look, and the address of the sitemap."""
    lines = [
        "User-agent: *",
        "Allow: /$",
        f"Allow: {reverse('papers:papers')}",
        f"Allow: {settings.STATIC_URL}",
        "Disallow: /",
        "",
        f"Sitemap: {whole(reverse('papers:sitemap'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _places(issues: list[IssuedPaper]) -> Iterator[str]:
    yield reverse("papers:papers")
    for year in dict.fromkeys(each.start_year for each in issues):
        yield reverse("papers:year", args=[year])
    for year, paper in dict.fromkeys((each.start_year, each.paper) for each in issues):
        yield reverse("papers:paper", args=[year, paper])
    for each in issues:
        if each.withdrawn_at is None:
            yield address_of(each)


def _said(issue: IssuedPaper) -> dict[str, Any]:
    """What the list says of an issue; a withdrawn one has no words of its own left."""
    is_withdrawn = issue.withdrawn_at is not None
    said = (
        issue.year,
        issue.paper,
        "" if is_withdrawn else issue.title,
        issue.number,
        localdate(issue.issued_at).isoformat(),
        issue.replaced_by,
        "" if is_withdrawn else issue.reason,
        whole(address_of(issue)),
        localdate(issue.withdrawn_at).isoformat() if issue.withdrawn_at else None,
        issue.withdrawal_reason,
        EXAMPLE_DATA if issue.plan.is_example else "",
    )
    return dict(zip(_FIELDS, said, strict=True))


def _files(issue: IssuedPaper) -> list[dict[str, Any]]:
    if issue.withdrawn_at:
        return []
    place = whole(address_of(issue)).rstrip("/")
    return [
        {"format": file.extension, "address": f"{place}.{file.extension}", "size": file.size}
        for file in issue.files.all()
    ]
