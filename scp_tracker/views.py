import logging
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from priorities.events import note
from priorities.models import PartnershipPlan


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the service is, as the 2018 regulations ask councils to say."""
    return render(request, "accessibility.html")


@login_not_required
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies the service keeps in a browser, what for, and until when."""
    return render(request, "cookies.html", {"names": settings})


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503; a table is asked, since SQLite opens any empty file."""
    try:
        PartnershipPlan.objects.exists()
    except Error as error:
        note("database_silent", level=logging.ERROR, error=error)
        said, status = "The database does not answer.\n", HTTPStatus.SERVICE_UNAVAILABLE
    else:
        said, status = "The database answers.\n", HTTPStatus.OK
    return HttpResponse(said, content_type="text/plain", status=status)
