from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from initiatives.models import AgencyReturn, Answer, Return
from initiatives.returns.accepting import accept_all, refuse_unless_sent
from initiatives.returns.answering import send
from initiatives.returns.answers import answer_rows
from initiatives.returns.forms import AcceptForm, SendBackForm
from initiatives.returns.forms.answers import versions_seen
from initiatives.returns.passing_on import and_pass_on
from priorities.events import note
from priorities.requests import SignedInRequest
from priorities.versions import OutOfDate

STAY_THERE = "stay-there"  # keeps the page at the place of its address instead of at the message


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """One agency's answers, each beside what prints now; sent, it accepts one or all of them."""
    part = _part(request, pk, part_pk)
    if request.method == "POST":
        if "take" in request.POST:
            _take(request, part)
        else:
            return _accept(request, part)
        return redirect(part)
    rows = answer_rows(part)
    context = {
        "part": part,
        "plan": part.asked_in.plan,
        "rows": rows,
        "ready": [row for row in rows if row.is_ready],
        "waiting": [row for row in rows if row.is_waiting],
        "not_sent": [row for row in rows if row.answer.state == Answer.State.ANSWERED],
    }
    return render(request, "returns/part.html", context)


def _accept(request: SignedInRequest, part: AgencyReturn) -> HttpResponse:
    seen = versions_seen(request.POST.getlist("seen"))
    if one := request.POST.get("accept"):
        seen = {pk: version for pk, version in seen.items() if str(pk) == one}
    answers = Answer.objects.of_part(part).select_related("asked_in", "agency", "written_by")
    became = accept_all(
        answers.filter(pk__in=seen).select_related("initiative__plan", "initiative__target"),
        seen=seen,
        by=request.user,
    )
    accepted, left = len(became.accepted), len(became.left)
    if accepted:
        note("answers_accepted", of_return=part.asked_in_id, count=accepted, user=request.user.pk)
    if accepted == 1 and not left:
        return _accepted(request, part, became.accepted[0])
    if accepted:
        messages.success(request, f"{accepted} answer{'' if accepted == 1 else 's'} accepted.")
    if left:
        messages.warning(
            request,
            f"{left} answer{' was' if left == 1 else 's were'} left as {'it is' if left == 1 else 'they are'}: "
            "something changed since you looked. Read it below, then decide.",
        )
    return redirect(part)


def _accepted(request: SignedInRequest, part: AgencyReturn, answer: Answer) -> HttpResponse:
    """Say which answer was accepted, and go back to where it stands on the page."""
    said = f"The answer about {answer.initiative.label} is accepted."
    messages.success(request, said, extra_tags=STAY_THERE)
    return redirect(f"{part.get_absolute_url()}#answer-{answer.initiative.number}")


def _take(request: SignedInRequest, part: AgencyReturn) -> None:
    try:
        sent = send(part, by=request.user, whole=False)
    except OutOfDate:
        messages.warning(
            request, "An answer was changed at this very moment. Look at it, then try again."
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        plural = "" if len(sent) == 1 else "s"
        messages.success(request, f"{len(sent)} answer{plural} taken as sent.")


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: SignedInRequest, pk: int, part_pk: int, number: int) -> HttpResponse:
    """Mend an answer before accepting it, or decide about one that something newer overtook."""
    part = _part(request, pk, part_pk)
    answers = Answer.objects.of_part(part).select_related(
        "asked_in", "agency", "written_by", "initiative__plan", "initiative__target"
    )
    answer = get_object_or_404(answers, initiative__number=number)
    try:
        refuse_unless_sent(answer)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
        return redirect(part)
    if answer.kind != Answer.Kind.UPDATED:
        messages.info(request, "This answer has no text to edit. Accept it, or send it back.")
        return redirect(part)
    form = AcceptForm(request.POST if request.method == "POST" else None, answer=answer)
    status = HTTPStatus.OK
    if form.is_valid() and not form.pauses():
        try:
            form.save(by=request.user)
        except OutOfDate as clash:
            form.offer_newest(clash.newest)
            status = HTTPStatus.CONFLICT
        else:
            note("answers_accepted", of_return=part.asked_in_id, count=1, user=request.user.pk)
            return _accepted(request, part, answer)
    context = {
        "part": part,
        "plan": part.asked_in.plan,
        "answer": form.answer,
        "initiative": answer.initiative,
        "form": form,
        "is_conflict": status == HTTPStatus.CONFLICT,
    }
    return render(request, "returns/accept.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Send answers of one agency back with what should change; the address may choose one of them."""
    part = _part(request, pk, part_pk)
    rows = [row for row in answer_rows(part) if row.is_waiting]
    try:
        part.asked_in.refuse_answers()
        part.asked_in.refuse_leads()
    except ValidationError:
        messages.info(
            request, "The return or its plan has ended, so nothing can be sent back any more."
        )
        return redirect(part)
    if not rows:
        messages.info(request, "No answer waits, so there is nothing to send back.")
        return redirect(part)
    typed = request.POST if request.method == "POST" else None
    form = SendBackForm(typed, rows=rows, chosen=request.GET.get("answer", ""))
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            sent = form.save(part.asked_in)
        except OutOfDate:
            form.offer_newest()
            status = HTTPStatus.CONFLICT
        else:
            note("answers_sent_back", of_return=part.asked_in_id, count=sent, user=request.user.pk)
            plural = "" if sent == 1 else "s"
            said = f"{sent} answer{plural} sent back with your note."
            messages.success(request, and_pass_on(said) if form.told else said)
            return redirect(part)
    context = {"part": part, "plan": part.asked_in.plan, "form": form, "rows": rows}
    return render(request, "returns/send_back.html", context, status=status)


def _part(request: SignedInRequest, pk: int, part_pk: int) -> AgencyReturn:
    returns = Return.objects.visible_to(request.user)
    parts = AgencyReturn.objects.filter(asked_in__in=returns, asked_in=pk)
    return get_object_or_404(
        parts.select_related("agency", "asked_in__plan__partnership"), pk=part_pk
    )
