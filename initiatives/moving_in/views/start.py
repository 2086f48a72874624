from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from initiatives.models import MoveIn
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.forms import StartForm
from initiatives.moving_in.steps import to_go_on_with
from initiatives.workbook.forgetting import forget_old
from priorities.events import note
from priorities.requests import SignedInRequest

PAGE_OF = 25


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("initiatives.change_initiative", raise_exception=True)
def start(request: SignedInRequest) -> HttpResponse:
    """Read a plan from a file or from pasted text; the move that goes on, and earlier ones."""
    is_sent = request.method == "POST"
    form = StartForm(*([request.POST, request.FILES] if is_sent else []))
    if is_sent:
        forget_old()
    if form.is_valid() and (begun := form.save(by=request.user)):
        note("move_in_begun", move=begun.pk, user=request.user.pk)
        return redirect("moving_in:tables", begun.pk)
    moves = MoveIn.objects.visible_to(request.user)
    own = moves.going_on().filter(started_by=request.user).defer("read").first()
    others = moves.defer("read", "decided").select_related("started_by", "plan")
    if own:
        others = others.exclude(pk=own.pk)
    context = {
        "form": form,
        "own": own,
        "next": to_go_on_with(Decisions.from_json(own.decided)) if own else None,
        "page": Paginator(others, PAGE_OF).get_page(request.GET.get("page")),
    }
    return render(request, "moving_in/start.html", context)
