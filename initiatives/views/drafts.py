"""What the draft buttons of a form ask for: keep what was typed, or throw the page's draft away.

A form that takes drafts has `data-draft`, a button "draft" with the value "save", and an element
`data-draft-said`; `draft.js` then presses that button as one types.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from initiatives.models import Draft


def asks_of_draft(request: HttpRequest) -> bool:
    """Whether one of a form's draft buttons was pressed, by a person or by the script."""
    return request.method == "POST" and "draft" in request.POST


def answer_draft(request: HttpRequest, *, keep: Callable[[], Draft]) -> HttpResponse:
    """Throw the person's draft for this page away, or `keep` one, and say when it was."""
    if request.POST["draft"] == "throw_away":
        Draft.objects.visible_to(request.user).filter(address=request.path).delete()
        messages.success(request, "Your draft was thrown away.")
        return redirect(request.path)
    said = f"Draft saved at {keep().moment}."
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"said": said})
    messages.success(request, f"{said} Nobody else sees it.")
    return redirect(request.path)
