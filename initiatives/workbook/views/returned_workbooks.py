"""One workbook that came back: what it would change, what is chosen of that, and what it did."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_http_methods

from initiatives.models import ReturnedRow, ReturnedWorkbook
from initiatives.together import ChangedMeanwhile
from initiatives.workbook.accepting import accept, leave, send
from initiatives.workbook.choices import ChoiceForm, keep_choices
from initiatives.workbook.comparing import LABELS
from initiatives.workbook.log import rows_with_news
from initiatives.workbook.preview import Change, in_words, preview
from priorities.events import note
from priorities.requests import SignedInRequest

INITIATIVES_AT_ONCE = 100
CHANGES_AT_ONCE = 200

Choice = ReturnedRow.Choice


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("initiatives.answer_initiative", raise_exception=True)
def returned(request: SignedInRequest, start_year: int, pk: int) -> HttpResponse:
    """A workbook that came back: a choice of what it changes, and once it is decided what it did."""
    visible = ReturnedWorkbook.objects.visible_to(request.user).filter(plan__start_year=start_year)
    decidable = ReturnedWorkbook.objects.decidable_by(request.user)
    annotated: Any = visible.annotate(may_decide=Exists(decidable.filter(pk=OuterRef("pk"))))
    related = annotated.select_related("plan", "agency", "sent_by", "decided_by")
    workbook = get_object_or_404(related, pk=pk)
    if not workbook.is_undecided:
        return _decided(request, workbook)
    if not workbook.may_decide:
        if request.method == "POST":
            raise PermissionDenied("Whoever brought the workbook back decides about it first.")
        return render(request, "workbook/returned.html", _about(workbook))
    if request.method != "POST":
        return _choice(request, Look(request, workbook))
    if request.POST.get("do") == "leave":
        return _leave(request, Look(request, workbook))
    return _act(request, Look(request, workbook))


class Look:
    """What one person has before them of an undecided workbook: its changes, and a page of them."""

    def __init__(self, request: SignedInRequest, workbook: ReturnedWorkbook) -> None:
        self.workbook = workbook
        self.preview = preview(workbook)
        is_officer = request.user.has_perm("initiatives.change_initiative")
        self.accepts = is_officer and workbook.is_for_an_officer
        self.answers = self.accepts and workbook.state == ReturnedWorkbook.State.WAITING
        self.sends = not is_officer and workbook.state == ReturnedWorkbook.State.READ
        # Those between two texts first: they ask for a person, and so stand on the first page.
        self.changes = sorted(self.preview.changes, key=lambda change: not change.is_conflict)
        self.pages = Paginator(self.changes, CHANGES_AT_ONCE)
        self.page: Page[Change] = self.pages.get_page(request.GET.get("page"))
        self._session = request.session
        self._key = f"workbook-{workbook.pk}"
        is_sent = request.method == "POST"
        self.is_another = is_sent and request.POST.get("seen") != self.preview.seen
        said = request.POST.copy() if is_sent else None
        if said is not None:
            said["seen"] = self.preview.seen
        self.form = ChoiceForm(
            said,
            changes=self.page.object_list,
            seen=self.preview.seen,
            asks_day=self.accepts,
            asks_note=self.answers,
            has_chosen=self._has_chosen,
        )

    @property
    def _has_chosen(self) -> bool:
        """Whether this person kept a choice of just what is shown: what is new asks anew."""
        return self._session.get(self._key) == self.preview.seen

    @property
    def chosen(self) -> dict[int, str]:
        """What is to be recorded of each row, on this page and on the others; "" where nobody chose."""
        kept = {
            change.row.pk: change.row.choice if self._has_chosen else change.choice
            for change in self.changes
        }
        return kept | self.form.chosen

    def keep(self) -> None:
        """Keep what is chosen on this page, for a look at another."""
        keep_choices(self.workbook, self.chosen if not self._has_chosen else self.form.chosen)
        self._session[self._key] = self.preview.seen

    def first_unchosen_page(self) -> int | None:
        """The number of the first other page on which a text has yet to be chosen, if there is one."""
        chosen = self.chosen
        places = (number for number, each in enumerate(self.changes) if not chosen[each.row.pk])
        return next((place // CHANGES_AT_ONCE + 1 for place in places), None)


def _act(request: SignedInRequest, look: Look) -> HttpResponse:
    """Go to another page of the choice, or do what was chosen."""
    if look.is_another:
        return _choice(request, look)
    if to := request.POST.get("page_to"):
        look.keep()
        return redirect(f"{request.path}?page={look.pages.get_page(to).number}#changes")
    if not (look.accepts or look.sends):
        raise PermissionDenied("An officer decides about this workbook now.")
    if not look.form.is_valid():
        return _choice(request, look)
    if other := look.first_unchosen_page():
        look.keep()
        messages.warning(request, "Choose between the two texts here first.")
        return redirect(f"{request.path}?page={other}#changes")
    chosen = look.chosen
    if set(chosen.values()) == {Choice.NONE}:
        look.form.add_error(None, "Nothing is chosen. Tick what you want, or use nothing of it.")
        return _choice(request, look)
    try:
        return _do(request, look, chosen)
    except ChangedMeanwhile:
        return redirect(look.workbook)  # which shows what stands now
    except ValidationError as error:
        look.form.add_error(None, error)
        return _choice(request, look)


def _do(request: SignedInRequest, look: Look, chosen: dict[int, str]) -> HttpResponse:
    workbook, by = look.workbook, request.user
    if look.accepts:
        day = look.form.cleaned_data["reported_on"]
        seen = look.preview.seen
        written = look.form.cleaned_data.get("note", "")
        count = accept(workbook, chosen=chosen, seen=seen, by=by, reported_on=day, note=written)
        note("workbook_accepted", workbook=workbook.pk, count=count, user=by.pk)
        said = f"{count} outcome{pluralize(count)} recorded from {workbook.file_name}."
    else:
        send(workbook, chosen=chosen, by=by)
        note("workbook_sent", workbook=workbook.pk, user=by.pk)
        said = f"{workbook.file_name} is sent. It waits for an officer to accept it."
    messages.success(request, said)
    return redirect(workbook)


def _leave(request: SignedInRequest, look: Look) -> HttpResponse:
    workbook, form = look.workbook, look.form
    form.full_clean()
    if form.has_error("note"):
        return _choice(request, look)
    try:
        leave(workbook, by=request.user, note=form.cleaned_data.get("note", ""))
    except ChangedMeanwhile:
        messages.info(request, f"Somebody else has decided about {workbook.file_name} already.")
        return redirect(workbook)
    note("workbook_left", workbook=workbook.pk, user=request.user.pk)
    messages.success(request, f"Nothing of {workbook.file_name} was used.")
    return redirect("workbook:workbook", workbook.plan.start_year)


def _choice(request: SignedInRequest, look: Look) -> HttpResponse:
    """The page that shows what would change; with 409 where that is another than was looked at."""
    context = _about(look.workbook) | {
        "look": look,
        "preview": look.preview,
        "form": look.form,
    }
    status = HTTPStatus.CONFLICT if look.is_another else HTTPStatus.OK
    return render(request, "workbook/returned.html", context, status=status)


def _decided(request: SignedInRequest, workbook: ReturnedWorkbook) -> HttpResponse:
    """What became of it: the initiatives it changed, and how many of its changes were left out."""
    if request.method == "POST":
        messages.info(request, f"{workbook.file_name} has been decided about already.")
        return redirect(workbook)
    became = list(workbook.rows.order_by().values_list("update", "said"))
    rows = rows_with_news(workbook, seen_by=request.user)
    page = Paginator(rows, INITIATIVES_AT_ONCE).get_page(request.GET.get("page"))
    context = _about(workbook) | {
        "recorded": sum(update is not None for update, _ in became),
        "left": sum(update is None or bool(said) for update, said in became),
        "rows": page,
        "changed": [row for row in page if row.update],
        "not_recorded": [(row, _words_of(row)) for row in page if row.said],
    }
    return render(request, "workbook/returned.html", context)


def _words_of(row: ReturnedRow) -> list[tuple[str, str]]:
    """What the row still says: the heading of each cell, and its words."""
    return [
        (label, in_words(name, row.said[name]))
        for name, label in LABELS.items()
        if name in row.said
    ]


def _about(workbook: ReturnedWorkbook) -> dict[str, Any]:
    return {"workbook": workbook, "plan": workbook.plan, "left": 0}
