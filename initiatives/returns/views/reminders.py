from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from initiatives.models import Return
from initiatives.returns.passing_on import and_pass_on
from initiatives.returns.reminding import remind, reminders
from initiatives.returns.views.board import visible_return
from priorities.events import note
from priorities.mail import is_written_to_folder
from priorities.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def remind_leads(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who would be reminded, and of what, before the messages go."""
    asked_in = visible_return(request, pk)
    if not asked_in.is_in_progress:
        messages.info(request, f"{asked_in.name} has ended, so nobody is reminded.")
        return redirect(asked_in)
    try:
        asked_in.refuse_leads()
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
        return redirect(asked_in)
    if request.method == "POST":
        return _remind(request, asked_in)
    found = reminders(asked_in, on=timezone.localdate())
    context = {"asked_in": asked_in, "plan": asked_in.plan, "reminders": found}
    context["has_no_server"] = is_written_to_folder()
    return render(request, "returns/remind_leads.html", context)


def _remind(request: SignedInRequest, asked_in: Return) -> HttpResponse:
    try:
        reminded = remind(asked_in)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(asked_in)
    count = len(reminded)
    if count:
        note("leads_reminded", of_return=asked_in.pk, count=count, user=request.user.pk)
        messages.success(request, _what_was_written(count))
    else:
        messages.info(request, "Nobody was reminded: everybody was written to within five days.")
    return redirect(asked_in)


def _what_was_written(count: int) -> str:
    if is_written_to_folder():
        return and_pass_on("1 reminder written." if count == 1 else f"{count} reminders written.")
    return f"{'1 person was' if count == 1 else f'{count} people were'} reminded."
