from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.cautions import cautions
from initiatives.forms import AddedAlready, InitiativeForm, PutBackForm, RemovalForm
from initiatives.models import Initiative, Redaction
from initiatives.moved_ends import moved_ends
from initiatives.rows import as_printed, names_of
from initiatives.timeline import timeline
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest

UPDATES_AT_ONCE = 10  # on one page of a history


@require_safe
def initiative(request: SignedInRequest, start_year: int, number: int) -> HttpResponse:
    """One initiative: who, whose money, when, and every outcome ever recorded."""
    today = timezone.localdate()
    visible = Initiative.objects.visible_to(request.user)
    this = Initiative.objects.filter(pk=OuterRef("pk"))
    initiative = get_object_or_404(
        visible.select_related("plan", "target__key_priority", "source_row__move_in__started_by")
        .with_outcome(as_of=today)
        .annotate(
            may_answer=Exists(this.answerable_by(request.user)),
            may_read_notes=Exists(this.with_notes_for(request.user)),
        ),
        plan__start_year=start_year,
        number=number,
    )
    earlier = visible.filter(continued_by=initiative).select_related("plan", "target")
    by_date = initiative.updates.order_by("-reported_on", "-number")
    redactions = Prefetch("redactions", Redaction.objects.select_related("redacted_by"))
    with_names = by_date.select_related(
        "recorded_by",
        "agency",
        "answer__asked_in",
        "answer__accepted_by",
        "returned_row__workbook__plan",
        "returned_row__workbook__decided_by",
    )
    updates = list(with_names.prefetch_related(redactions))
    status = next((update for update in updates if update.status), None)
    unchanged = initiative.answers.without_outcome().select_related(
        "asked_in", "agency", "accepted_by"
    )
    history = timeline(updates, unchanged.order_by("written_at"))
    concerns = initiative.concerns_on(
        today,
        status=status.status if status else "",
        reported_on=history[0].day if history else None,
    )
    leads, fund_sources, *_ = names_of(visible.filter(pk=initiative.pk))[initiative.pk]
    frameworks = initiative.framework_priorities.select_related("framework")
    context = {
        "initiative": initiative,
        "printed": updates[0] if updates else None,
        "history": Paginator(history, UPDATES_AT_ONCE).get_page(request.GET.get("page")),
        "continues": earlier.with_outcome(as_of=today).first() if initiative.continues_id else None,
        "status": status,
        "concerns": concerns,
        "led_by": as_printed(leads),
        "funded_by": as_printed(fund_sources),
        "moved_ends": moved_ends(initiative),
        "served": initiative.key_priorities.order_by("prioritylink__position"),
        "framework_served": frameworks.order_by("framework", "frameworklink__position"),
    }
    return render(request, "initiatives/initiative.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("initiatives.add_initiative", raise_exception=True)
def add(request: SignedInRequest, start_year: int) -> HttpResponse:
    """Add an initiative at the end of a plan; the same form sent twice adds one."""
    plan = get_object_or_404(
        PartnershipPlan.objects.visible_to(request.user), start_year=start_year
    )
    new = Initiative(plan=plan)
    form = InitiativeForm(request.POST if request.method == "POST" else None, instance=new)
    if form.is_valid():
        try:
            form.save_unless_out_of_date()
        except AddedAlready as again:
            new = again.initiative
        said = f"{new.label} is now initiative {new.number} of {plan.year}."
        messages.success(request, f"{said}{_as_understood(form)}{_worth_a_look(form)}")
        return redirect(new)
    return render(request, "initiatives/edit.html", {"plan": plan, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, start_year: int, number: int) -> HttpResponse:
    """Change what the plan says about one initiative; outcomes have a form of their own."""
    initiative = _changeable(request, start_year, number)
    form = InitiativeForm(request.POST if request.method == "POST" else None, instance=initiative)
    status = HTTPStatus.OK
    if form.is_valid():
        if form.save_unless_out_of_date():
            said = f"Changes to {initiative.label} saved."
            messages.success(request, f"{said}{_as_understood(form)}{_worth_a_look(form)}")
            return redirect(initiative)
        status = HTTPStatus.CONFLICT
    context = {"plan": initiative.plan, "initiative": initiative, "form": form}
    return render(request, "initiatives/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, start_year: int, number: int) -> HttpResponse:
    """Take an initiative out of its plan with a reason; nothing is deleted."""
    initiative = _changeable(request, start_year, number)
    form = RemovalForm(request.POST if request.method == "POST" else None, instance=initiative)
    status = HTTPStatus.OK
    if form.is_valid():
        if form.save_unless_out_of_date():
            messages.success(request, f"{initiative.label} was removed from the plan.")
            return redirect(initiative)
        status = HTTPStatus.CONFLICT
    context = {"initiative": initiative, "form": form}
    return render(request, "initiatives/remove.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def put_back(request: SignedInRequest, start_year: int, number: int) -> HttpResponse:
    """Put a removed initiative back into its plan."""
    initiative = _changeable(request, start_year, number)
    if initiative.removed_on is None:
        messages.info(request, f"{initiative.label} is in the plan.")
        return redirect(initiative)
    reason = initiative.removal_reason
    form = PutBackForm(request.POST if request.method == "POST" else None, instance=initiative)
    status = HTTPStatus.OK
    if form.is_valid():
        if form.save_unless_out_of_date():
            messages.success(request, f"{initiative.label} was put back into the plan.")
            return redirect(initiative)
        status = HTTPStatus.CONFLICT
    context = {"initiative": initiative, "form": form, "reason": reason}
    return render(request, "initiatives/put_back.html", context, status=status)


def _as_understood(form: InitiativeForm) -> str:
    """How a timing that was just written is understood, for whoever saved it to confirm."""
    if "timing" not in form.changed_data or not form.instance.timing:
        return ""
    reading = form.instance.reading
    return (
        f" Its timing “{reading.text}” is understood as: {reading.described}. "
        "If it means something else, press Correct beside it."
    )


def _worth_a_look(form: InitiativeForm) -> str:
    """What in the words for a highlight, which are public, might tell who was meant."""
    if "highlight_words" not in form.changed_data:
        return ""
    found = cautions(form.cleaned_data["highlight_words"], form.instance.reading)
    return "".join(
        f" Look again at “{caution.words}” in the words for the highlight. {caution.why}"
        for caution in found
    )


def _changeable(request: SignedInRequest, start_year: int, number: int) -> Initiative:
    visible = Initiative.objects.visible_to(request.user).select_related("plan", "target")
    initiative = get_object_or_404(
        visible.with_outcome(as_of=timezone.localdate()),
        plan__start_year=start_year,
        number=number,
    )
    if not request.user.has_perm("initiatives.change_initiative"):
        raise PermissionDenied
    return initiative
