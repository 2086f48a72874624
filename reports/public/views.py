from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from priorities import years
from priorities.models import Partnership
from reports.compared import compare
from reports.document import Report
from reports.models import IssuedFile, IssuedPaper
from reports.public.caching import public, unless_known
from reports.public.contents import parts_of
from reports.public.filter import IssueFilter
from reports.public.issues import (
    address_of,
    before,
    issued_papers,
    issued_papers_or_404,
    newest_of_each,
    whole,
    with_files,
)
from reports.public.outside_tables import reworded


@public
def papers(request: HttpRequest) -> HttpResponse:
    """Every paper that was issued, the newest year first."""
    return _list(request, issued_papers(), "papers/papers.html")


@public
def year(request: HttpRequest, start_year: int) -> HttpResponse:
    """The papers of one plan year."""
    issues = issued_papers_or_404(start_year=start_year)
    return _list(request, issues, "papers/year.html", year=years.slug(start_year))


@public
def paper(request: HttpRequest, start_year: int, slug: str) -> HttpResponse:
    """Every issue of one paper of a plan year, the newest first."""
    issues = issued_papers_or_404(start_year=start_year, paper=slug)
    return _list(request, issues, "papers/paper.html", newest=issues[0])


@public
def issue(request: HttpRequest, start_year: int, slug: str, issue_number: int) -> HttpResponse:
    """One issue as it went out, whole or the part that is asked for; of a withdrawn one only why."""
    issues = issued_papers_or_404(start_year=start_year, paper=slug)
    this = _numbered(issue_number, issues)
    return unless_known(request, issues, partial(_issue, request, this, issues))


@public
def changes(request: HttpRequest, start_year: int, slug: str, issue_number: int) -> HttpResponse:
    """What an issue says otherwise than the one before it, word by word."""
    issues = issued_papers_or_404(start_year=start_year, paper=slug)
    this = _numbered(issue_number, issues)
    return unless_known(request, issues, partial(_changes, request, this, issues))


@public
def download(
    request: HttpRequest, start_year: int, slug: str, issue_number: int, extension: str
) -> HttpResponse:
    """A file of an issue, byte for byte as it was made then."""
    issues = issued_papers_or_404(start_year=start_year, paper=slug)
    this = _numbered(issue_number, issues)
    return unless_known(request, [this], partial(_file, request, this, issues, extension))


def _list(
    request: HttpRequest, issues: list[IssuedPaper], template: str, **context: Any
) -> HttpResponse:
    partnership = Partnership.current()
    context |= {"issues": issues, "partnership": partnership}

    def answer() -> HttpResponse:
        with_files(issues)
        return render(request, template, context)

    return unless_known(request, issues, answer, also=str(partnership or ""))


def _issue(request: HttpRequest, this: IssuedPaper, issues: list[IssuedPaper]) -> HttpResponse:
    report = None if this.withdrawn_at else this.report
    if report is None:
        return _withdrawn(request, this, issues)
    form = IssueFilter(request.GET, report=report)
    context = {
        **_heading(this, report),
        "form": form,
        "parts": parts_of(form.shown),
        "previous": before(this, issues),
        "anchored": True,
        "canonical": whole(address_of(this)),
    }
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.BAD_REQUEST
    with_files([this])
    return render(request, "papers/issue.html", context, status=status)


def _changes(request: HttpRequest, this: IssuedPaper, issues: list[IssuedPaper]) -> HttpResponse:
    if this.withdrawn_at:
        return _withdrawn(request, this, issues)
    if (previous := before(this, issues)) is None:
        if earlier := [each for each in issues if each.number < this.number]:
            return _withdrawn(request, earlier[0], issues)  # it could be compared until then
        raise Http404
    pair = IssuedPaper.objects.in_bulk([this.pk, previous.pk])
    old, new = (pair[each.pk].report for each in (previous, this))
    if new is None:
        return _withdrawn(request, this, issues)
    if old is None:
        return _withdrawn(request, previous, issues)
    context = {
        **_heading(this, new),
        "previous": previous,
        "compared": compare(old, new),
        "reworded": reworded(old, new),
    }
    return render(request, "papers/changes.html", context)


def _file(
    request: HttpRequest, this: IssuedPaper, issues: list[IssuedPaper], extension: str
) -> HttpResponse:
    if this.withdrawn_at:
        return _withdrawn(request, this, issues)
    file = get_object_or_404(IssuedFile, issued_paper=this, extension=extension)
    if not file.size:
        return _withdrawn(request, this, issues)
    response = HttpResponse(bytes(file.content), content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _withdrawn(
    request: HttpRequest, withdrawn: IssuedPaper, issues: list[IssuedPaper]
) -> HttpResponse:
    """Why an issue cannot be read, and which of that paper's can."""
    if withdrawn.withdrawn_at is None:  # it was emptied while this was being answered
        withdrawn.refresh_from_db(fields=["withdrawn_at", "withdrawal_reason"])
    context = {"issue": withdrawn, "newest": next(iter(newest_of_each(issues)), None)}
    return render(request, "papers/withdrawn.html", context, status=HTTPStatus.GONE)


def _heading(this: IssuedPaper, report: Report) -> dict[str, Any]:
    """What heads each page of an issue, the partnership as it was called then."""
    partnership = {"name": report.particulars.partnership}
    return {"issue": this, "report": report, "partnership": partnership}


def _numbered(number: int, issues: list[IssuedPaper]) -> IssuedPaper:
    for each in issues:
        if each.number == number:
            return each
    raise Http404
