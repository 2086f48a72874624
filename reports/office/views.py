from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.rows import plan_rows
from priorities.events import note
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest, plan_or_404
from priorities.versions import OutOfDate
from reports.catalogue import REPORTS
from reports.checks.accepting import checks_of
from reports.forms import AsOfForm
from reports.issuing import draft, withdraw
from reports.models import IssuedPaper
from reports.office.accepted import kinds_of
from reports.office.forms import IssueForm, NotRead, NotYet, WithdrawalForm
from reports.renderers.refusals import CannotBeMade

may_issue = permission_required("reports.add_issuedpaper", raise_exception=True)
may_withdraw = permission_required("reports.change_issuedpaper", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_issue
def issue(request: SignedInRequest, start_year: int, slug: str) -> HttpResponse:
    """Give a paper out under the next number, after a last look at what the checks found."""
    _refuse_unless_issued(slug)
    plan = plan_or_404(request, start_year)
    form = _form(request, plan, slug)
    if form.is_overtaken:
        return _overtaken(request, form)
    if form.is_valid():
        try:
            issued = form.save(by=request.user)
        except OutOfDate:
            return _overtaken(request, _form(request, plan, slug))
        except NotRead:
            pass  # the page says so
        except NotYet as refusal:
            form.add_error(None, str(refusal))
        except CannotBeMade as refusal:
            form.add_error(None, f"{refusal} Nothing was issued.")
        else:
            messages.success(request, f"{issued} is out. Its files will never change.")
            return _to(issued)
    context = _looked_at(form)
    status = HTTPStatus.CONFLICT if form.is_of_another_draft else HTTPStatus.OK
    return render(request, "reports/issue.html", context, status=status)


@require_safe
@may_issue
def issued(request: SignedInRequest, start_year: int, slug: str, issue_number: int) -> HttpResponse:
    """An issued paper as the office sees it: who gave it out, what was accepted, and its files."""
    this = _issued(start_year, slug, issue_number)
    context = {
        "issued": this,
        "plan": this.plan,
        "paper": REPORTS[slug],
        "files": this.files.without_content(),
        "kinds": kinds_of(this.warnings),
    }
    return render(request, "reports/issued.html", context)


@require_safe
@may_issue
def issued_file(
    request: SignedInRequest, start_year: int, slug: str, issue_number: int, extension: str
) -> HttpResponse:
    """A file of an issue, byte for byte as it was made then; none once it was emptied."""
    this = _issued(start_year, slug, issue_number)
    file = get_object_or_404(this.files.all(), extension=extension)
    if this.purged_at:
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    note("issued_file_downloaded", file=file.name, user=request.user.pk)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@may_withdraw
def withdraw_issue(
    request: SignedInRequest, start_year: int, slug: str, issue_number: int
) -> HttpResponse:
    """Take an issue back from the public, who read why."""
    this = _issued(start_year, slug, issue_number)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            withdraw(this, by=request.user, reason=form.cleaned_data["reason"])
        except OutOfDate:
            this, status = _issued(start_year, slug, issue_number), HTTPStatus.CONFLICT
            said = this.withdrawn_by, this.withdrawal_reason
            if said == (request.user, form.cleaned_data["reason"]):  # the same form, sent twice
                return _to(this)
        else:
            messages.success(request, f"{this} is withdrawn.")
            return _to(this)
    elif this.withdrawn_at:
        messages.info(request, f"{this} is withdrawn already.")
        return _to(this)
    context = {"issued": this, "plan": this.plan, "paper": REPORTS[slug], "form": form}
    return render(request, "reports/withdraw_issue.html", context, status=status)


def _refuse_unless_issued(slug: str) -> None:
    """404 for what no committee is given."""
    if slug not in REPORTS or not REPORTS[slug].is_to_be_issued:
        raise Http404


def _form(request: SignedInRequest, plan: PartnershipPlan, slug: str) -> IssueForm:
    """The form as it was sent, or for the day that the way to it asked for."""
    if request.method == "POST":
        return IssueForm(request.POST, plan=plan, slug=slug)
    asked = AsOfForm(request.GET, plan=plan)
    return IssueForm(
        plan=plan,
        slug=slug,
        day=asked.cleaned_data["as_of"] if asked.query and asked.is_valid() else None,
    )


def _overtaken(request: SignedInRequest, form: IssueForm) -> HttpResponse:
    """What somebody else issued meanwhile beside what was typed, or the issue that was sent twice."""
    if form.newest and form.made_the_newest(by=request.user):
        return _to(form.newest)
    form.offer_both()
    context = {**_looked_at(form), "is_conflict": True}
    return render(request, "reports/issue.html", context, status=HTTPStatus.CONFLICT)


def _looked_at(form: IssueForm) -> dict[str, Any]:
    """The draft of the day that is asked for, and what the checks found in it."""
    plan, slug = form.plan, form.slug
    rows = plan_rows(plan, as_of=form.day)
    report = draft(plan, slug, as_of=form.day, rows=rows)
    form.show_with(report)
    about = {"form": form, "plan": plan, "slug": slug, "paper": REPORTS[slug], "report": report}
    return {**about, "checks": checks_of(plan, report, rows=rows)}


def _to(issued: IssuedPaper) -> HttpResponse:
    return redirect("reports:issued", issued.start_year, issued.paper, issued.number)


def _issued(start_year: int, slug: str, number: int) -> IssuedPaper:
    _refuse_unless_issued(slug)
    papers = IssuedPaper.objects.with_replacement().without_document()
    with_people = papers.select_related("plan", "issued_by", "withdrawn_by")
    return get_object_or_404(with_people, start_year=start_year, paper=slug, number=number)
