import logging
from dataclasses import replace
from http import HTTPStatus

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from priorities.events import note
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest, plan_or_404
from reports.catalogue import FORMATS, REPORTS, Paper
from reports.document import Points, Report, Table, Text
from reports.forms import AsOfForm
from reports.models import IssuedPaper
from reports.renderers.refusals import CannotBeMade

SECTION_TEMPLATES = {
    Text: "reports/_text.html",
    Points: "reports/_points.html",
    Table: "reports/_table.html",
}
may_read_papers = permission_required("priorities.read_papers", raise_exception=True)


@require_safe
@may_read_papers
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every plan year with its reports."""
    plans = PartnershipPlan.objects.with_papers_for(request.user)
    context = {"plans": plans, "reports": REPORTS}
    return render(request, "reports/catalogue.html", context)


@require_safe
@may_read_papers
def year(request: HttpRequest, start_year: int) -> HttpResponse:
    """The reports of one plan year."""
    context = {"plan": plan_or_404(request, start_year), "reports": REPORTS, "formats": FORMATS}
    return render(request, "reports/year.html", context)


@require_safe
@may_read_papers
def report(request: HttpRequest, start_year: int, slug: str) -> HttpResponse:
    """A report as a page."""
    paper = _paper(slug)
    plan = plan_or_404(request, start_year)
    if paper.asks_first and not paper.asks.base_fields.keys() & request.GET.keys():
        return _asked(request, plan, slug, paper.asks(plan=plan))
    form = paper.asks(request.GET, plan=plan)
    if not form.is_valid():
        return _asked(request, plan, slug, form, status=HTTPStatus.BAD_REQUEST)
    document = _document(paper, plan, form)
    context = {
        "plan": plan,
        "paper": paper,
        "slug": slug,
        "form": form,
        "formats": FORMATS,
        "report": document,
        "issues": _issues(request, plan, paper, slug),
        "as_text": paper.as_text(document) if paper.as_text else "",
        "sections": [(SECTION_TEMPLATES[type(part)], part) for part in document.sections],
    }
    return render(request, "reports/report.html", context)


@require_safe
@may_read_papers
def download(request: SignedInRequest, start_year: int, slug: str, extension: str) -> HttpResponse:
    """A report as a file."""
    paper = _paper(slug)
    if (kind := FORMATS.get(extension)) is None:
        raise Http404
    plan = plan_or_404(request, start_year)
    form = paper.asks(request.GET, plan=plan)
    if not form.is_valid():
        return _asked(request, plan, slug, form, status=HTTPStatus.BAD_REQUEST)
    document = _document(paper, plan, form)
    name = f"{document.file_stem}.{extension}"
    try:
        file = kind.render(document)
    except CannotBeMade as refusal:
        note("report_not_made", level=logging.WARNING, error=refusal, file=name)
        context = {"plan": plan, "paper": paper, "slug": slug, "form": form}
        context |= {"kind": kind, "why": refusal}
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return render(request, "reports/not_made.html", context, status=status)
    response = HttpResponse(file, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    note("report_downloaded", file=name, user=request.user.pk)
    return response


def _document(paper: Paper, plan: PartnershipPlan, form: AsOfForm) -> Report:
    """The report as it stood on the day asked for; of an earlier day, it says so."""
    document = paper.build(plan, **form.cleaned_data)
    return replace(document, goes_back=document.as_of < timezone.localdate())


def _issues(
    request: HttpRequest, plan: PartnershipPlan, paper: Paper, slug: str
) -> list[IssuedPaper]:
    """The issues of the paper, the newest first, for those who give them out."""
    if not paper.is_to_be_issued or not request.user.has_perm("reports.add_issuedpaper"):
        return []
    issues = IssuedPaper.objects.issues_of(plan, slug).without_content().with_replacement()
    return list(issues.newest_first())


def _paper(slug: str) -> Paper:
    try:
        return REPORTS[slug]
    except KeyError:
        raise Http404 from None


def _asked(
    request: HttpRequest,
    plan: PartnershipPlan,
    slug: str,
    form: AsOfForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The form alone, where it has yet to be answered, or to be answered otherwise."""
    context = {"plan": plan, "paper": REPORTS[slug], "slug": slug, "form": form}
    return render(request, "reports/report.html", context, status=status)
