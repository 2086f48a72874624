from http import HTTPStatus

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives.forms import TimingForm
from initiatives.timing import parse_timing
from priorities.requests import SignedInRequest


@require_safe
@permission_required("initiatives.change_initiative", raise_exception=True)
def timing(request: SignedInRequest) -> HttpResponse:
    """How the words of a timing would be understood: a piece of the page on which they are typed."""
    form = TimingForm(request.GET)
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.BAD_REQUEST
    text = form.cleaned_data.get("text", "")
    context = {"faults": form.errors.get("text"), "reading": parse_timing(text)}
    return render(request, "initiatives/timing.html", context, status=status)
