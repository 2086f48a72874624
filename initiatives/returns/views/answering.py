"""The pages on which a lead agency answers a return, one initiative at a time."""

from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from initiatives.models import Answer
from initiatives.returns.answerers import Answerer
from initiatives.returns.answering import Said, refuse_answer, send, write_answer
from initiatives.returns.drafts import draft_of, forget_draft
from initiatives.returns.forms import AnswerForm
from initiatives.returns.forms.answering import words_typed
from initiatives.returns.own_answers import OwnAnswers, own_answers
from initiatives.returns.views.refusals import refused
from initiatives.views.drafts import answer_draft, asks_of_draft
from priorities.events import note
from priorities.numbers import record_number
from priorities.versions import OutOfDate


def to_answer(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """What the agency is asked, and how far it is; sent, it says of one initiative "no change"."""
    if answerer.part.asked_in.withdrawn_at or (request.method == "POST" and answerer.why_not):
        return refused(request, answerer, answerer.why_not)
    answers = own_answers(answerer.part, as_of=timezone.localdate())
    status = HTTPStatus.OK
    if request.method == "POST":
        if draft_at := _draft_that_waits(request, answerer, answers):
            return redirect(draft_at)
        if _no_change(request, answerer, answers):
            return redirect(answerer.address("to_answer"))
        answers = own_answers(answerer.part, as_of=timezone.localdate())
        status = HTTPStatus.CONFLICT
    answerer.part.note_opening(by=answerer.user)
    context = _context(answerer, answers) | {"is_conflict": status == HTTPStatus.CONFLICT}
    return render(request, "returns/to_answer.html", context, status=status)


def _draft_that_waits(request: HttpRequest, answerer: Answerer, answers: OwnAnswers) -> str:
    """Where the person has a draft about the initiative that was pressed, which one press would pass over."""
    own = answers.about(record_number(request.POST.get("no_change", "")) or 0)
    address = answerer.address("answer", initiative=own.initiative.number)
    if draft_of(answerer, address) is None:
        return ""
    messages.warning(
        request,
        f"You have a draft about {own.initiative.label}, so “No change” was not saved. Carry on with the "
        "draft, or throw it away and choose “No change” here.",
    )
    return address


def _no_change(request: HttpRequest, answerer: Answerer, answers: OwnAnswers) -> bool:
    """Say of the initiative that was pressed that nothing changed; tells whether that was taken."""
    number = record_number(request.POST.get("no_change", ""))
    own = answers.about(number or 0)
    said = Said(Answer.Kind.NO_CHANGE, follows=own.newest_number)
    seen = record_number(request.POST.get("version", "")) or 0
    by, as_ = answerer.user, answerer.name
    try:
        write_answer(own.answer, answerer.part, said, seen_version=seen, by=by, as_=as_)
    except OutOfDate:
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return True
    _note_answer(own.answer, answerer)
    messages.success(request, f"“No change” is saved for {own.initiative.label}.")
    return True


def answer(request: HttpRequest, answerer: Answerer, initiative: int) -> HttpResponse:
    """One initiative with what stands now, and what the agency wants to say about it."""
    given = _asked(request, answerer, initiative)
    is_sent = request.method == "POST"
    draft = None if is_sent else draft_of(answerer, request.path)
    form = AnswerForm(request.POST if is_sent else None, answer=given, draft=draft)
    if why_not := answerer.why_not or _why_not(given, answerer):
        return refused(
            request, answerer, why_not, words_typed(draft.fields if draft else request.POST)
        )
    status = HTTPStatus.OK
    try:
        if answerer.user and asks_of_draft(request):
            keep = partial(form.keep_draft, by=answerer.user, address=request.path)
            return answer_draft(request, keep=keep)
        if form.is_valid() and not form.pauses():
            given = form.write(answerer)
            forget_draft(answerer, request.path)
            _note_answer(given, answerer)
            return _saved(request, answerer, given)
    except OutOfDate:
        form.offer_both()
        status = HTTPStatus.CONFLICT
    except ValidationError as error:
        return refused(request, answerer, " ".join(error.messages), words_typed(request.POST))
    answers = own_answers(answerer.part, as_of=timezone.localdate())
    context = _context(answerer, answers) | {
        "answer": given,
        "initiative": answers.about(initiative).initiative,
        "form": form,
        "is_conflict": form.clash is not None,
    }
    return render(request, "returns/answer.html", context, status=status)


def _asked(request: HttpRequest, answerer: Answerer, number: int) -> Answer:
    """The answer about one of the agency’s initiatives; a member was shown all others in the plan too,
    so that they hear what became of one they were writing."""
    asked_in = answerer.part.asked_in
    related = Answer.objects.filter(asked_in=asked_in, initiative__number=number).select_related(
        "agency", "asked_in__plan", "initiative__plan", "initiative__target"
    )
    own = related.filter(pk__in=Answer.objects.of_part(answerer.part).order_by().values("pk"))
    may_hear = request.method == "POST" and answerer.user is not None
    found = (related if may_hear else own).first()
    if found is None:
        raise Http404
    return found


def _why_not(given: Answer, answerer: Answerer) -> str:
    try:
        refuse_answer(given, answerer.part)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _saved(request: HttpRequest, answerer: Answerer, given: Answer) -> HttpResponse:
    """On to the next that is not answered yet, or to the check once all are; or back to the list."""
    messages.success(request, f"Your answer about {given.initiative.label} is saved.")
    if "to_list" in request.POST:
        return redirect(answerer.address("to_answer"))
    answers = own_answers(answerer.part, as_of=timezone.localdate())
    if following := answers.owed_after(given.initiative.number):
        return redirect(answerer.address("answer", initiative=following.initiative.number))
    return redirect(answerer.address("check_answers"))


def check_answers(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """All that was answered, to be read once more; sent, it goes to the officers."""
    if answerer.why_not:
        return refused(request, answerer, answerer.why_not)
    status, problem = HTTPStatus.OK, ""
    if request.method == "POST":
        try:
            sent = send(answerer.part, by=answerer.user, as_=answerer.name)
        except OutOfDate:
            status = HTTPStatus.CONFLICT
        except ValidationError as error:
            problem = " ".join(error.messages)
        else:
            by, part = answerer.user, answerer.part
            note("return_sent", part=part.pk, answers=len(sent), user=by.pk if by else "")
            return redirect(answerer.address("answers_sent"))
    answers = own_answers(answerer.part, as_of=timezone.localdate())
    context = _context(answerer, answers) | {
        "problem": problem,
        "is_conflict": status == HTTPStatus.CONFLICT,
    }
    return render(request, "returns/check_answers.html", context, status=status)


def answers_sent(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """That the answers went to the officers, and what happens next."""
    if answerer.part.sent_at is None or answerer.part.asked_in.withdrawn_at:
        return redirect(answerer.address("to_answer"))
    answers = own_answers(answerer.part, as_of=timezone.localdate())
    return render(request, "returns/answers_sent.html", _context(answerer, answers))


def _note_answer(given: Answer, answerer: Answerer) -> None:
    by = answerer.user
    note("answer_written", answer=given.pk, part=answerer.part.pk, user=by.pk if by else "")


def _context(answerer: Answerer, answers: OwnAnswers) -> dict[str, object]:
    asked_in = answerer.part.asked_in
    return {
        "answerer": answerer,
        "part": answerer.part,
        "asked_in": asked_in,
        "plan": asked_in.plan,
        "answers": answers,
        "is_late": asked_in.is_past_closing(on=timezone.localdate()),
    }
