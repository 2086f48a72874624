from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatives.models import Return
from initiatives.models.answers import OWED
from priorities.requests import SignedInRequest


@require_safe
@permission_required("initiatives.change_return", raise_exception=True)
def returns(request: SignedInRequest) -> HttpResponse:
    """Every return, newest first, with how much of it is answered and what waits for an officer."""
    in_force = Q(answers__initiative__removed_on=None)
    found = (
        Return.objects.visible_to(request.user)
        .select_related("plan")
        .with_waiting()
        .annotate(
            asked=Count("answers", filter=in_force),
            answered=Count("answers", filter=in_force & ~Q(answers__state__in=OWED)),
        )
    )
    context = {"returns": found, "today": timezone.localdate()}
    return render(request, "returns/returns.html", context)
