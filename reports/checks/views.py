from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.rows import plan_rows
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest, plan_or_404
from reports.catalogue import REPORTS, Paper
from reports.checks import RULES, Severity
from reports.checks.accepting import Checks, accept, checks_of, in_words, take_back
from reports.checks.finding import Rule
from reports.checks.forms import AcceptanceForm, TakingBackForm
from reports.checks.page import parts_of
from reports.forms import AsOfForm
from reports.words import counted

may_issue_papers = permission_required("reports.add_issuedpaper", raise_exception=True)


@dataclass(frozen=True)
class Asked:
    """The paper that is asked for, and the day it speaks for."""

    plan: PartnershipPlan
    slug: str
    paper: Paper
    form: AsOfForm

    @property
    def checks(self) -> Checks:
        """What is found in it, with its rows read once."""
        rows = plan_rows(self.plan, as_of=self.form.cleaned_data["as_of"])
        report = self.paper.build(self.plan, rows=rows, **self.form.cleaned_data)
        return checks_of(self.plan, report, rows=rows)

    @property
    def address(self) -> str:
        """The page of its checks, of the same day."""
        address = reverse("reports:checks", args=[self.plan.start_year, self.slug])
        return f"{address}?{self.form.query}" if self.form.query else address

    @property
    def context(self) -> dict[str, object]:
        """What every page about it shows."""
        return {"plan": self.plan, "slug": self.slug, "paper": self.paper, "address": self.address}


@require_safe
@may_issue_papers
def checks(request: SignedInRequest, start_year: int, slug: str) -> HttpResponse:
    """What to mend in a paper, look at again, or know, before it is issued."""
    asked = _asked(request, start_year, slug)
    context = {**asked.context, "form": asked.form}
    if not asked.form.is_valid():
        return render(request, "reports/checks.html", context, status=HTTPStatus.BAD_REQUEST)
    checks = asked.checks
    parts = parts_of(checks, request.user)
    return render(request, "reports/checks.html", {**context, "checks": checks, "parts": parts})


@require_http_methods(["GET", "HEAD", "POST"])
@may_issue_papers
def accept_warnings(
    request: SignedInRequest, start_year: int, slug: str, rule: str
) -> HttpResponse:
    """Let warnings of one rule stand, all of them or some, for one reason."""
    asked, about = _asked(request, start_year, slug), _warned_of_by(rule)
    form = _opened(AcceptanceForm, request, asked, about)
    if form is None:
        return redirect(asked.address)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        others = accept(asked.plan, slug, form.chosen, by=request.user, reason=reason)
        if count := len(form.chosen) - len(others):
            messages.success(request, f"{counted(count, 'warning')} accepted.")
        if others:
            messages.info(request, f"{in_words(others)} You wrote: “{reason}”")
        return redirect(asked.address)
    context = {**asked.context, "rule": about, "form": form}
    return render(request, "reports/accept_warnings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_issue_papers
def take_back_warnings(
    request: SignedInRequest, start_year: int, slug: str, rule: str
) -> HttpResponse:
    """Have accepted warnings of one rule ask for a decision again."""
    asked, about = _asked(request, start_year, slug), _warned_of_by(rule)
    form = _opened(TakingBackForm, request, asked, about)
    if form is None:
        return redirect(asked.address)
    if form.is_valid():
        if count := take_back(asked.plan, slug, form.chosen, by=request.user):
            messages.success(request, f"{counted(count, 'acceptance')} taken back.")
        else:
            messages.info(request, "Somebody else took that back before you.")
        return redirect(asked.address)
    context = {**asked.context, "rule": about, "form": form}
    return render(request, "reports/take_back_warnings.html", context)


def _asked(request: SignedInRequest, start_year: int, slug: str) -> Asked:
    """The paper of that year and name; no page for a report that is never issued."""
    paper = REPORTS.get(slug)
    if paper is None or not paper.is_to_be_issued:
        raise Http404
    plan = plan_or_404(request, start_year)
    return Asked(plan, slug, paper, paper.asks(request.GET, plan=plan))


def _warned_of_by(code: str) -> Rule:
    rule = RULES.get(code)
    if rule is None or rule.severity is not Severity.WARNING:
        raise Http404
    return rule


def _opened(
    kind: type[AcceptanceForm], request: SignedInRequest, asked: Asked, about: Rule
) -> AcceptanceForm | None:
    """The form about warnings of that rule; none for a day that will not do, or if there are none to decide."""
    if not asked.form.is_valid():
        return None
    typed = request.POST if request.method == "POST" else None
    form = kind(typed, checks=asked.checks, rule=about, only=request.GET.get("warning", ""))
    if form.offered:
        return form
    messages.info(request, f"{kind.says_there_are_none} under “{about.heading}”.")
    return None
