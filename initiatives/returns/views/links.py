from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from initiatives.models import AgencyReturn, LinkUse, PersonalLink, Return
from initiatives.returns.answerers import Answerer
from initiatives.returns.forms.answering import words_typed
from initiatives.returns.links import link_with, new_link, why_closed, why_shut, withdraw_link
from initiatives.returns.messages import ask_person
from initiatives.returns.passing_on import and_pass_on
from initiatives.returns.people import Person, people_of
from priorities.events import note
from priorities.numbers import record_number
from priorities.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """The personal links into one agency's part; sent, it withdraws one or posts a new one."""
    parts = AgencyReturn.objects.filter(asked_in__in=Return.objects.visible_to(request.user))
    part = get_object_or_404(
        parts.select_related("agency", "asked_in__plan__partnership"), asked_in=pk, pk=part_pk
    )
    people = people_of([part.agency_id]).get(part.agency_id, [])
    contacts = [person for person in people if not person.has_account]
    is_shut = bool(why_shut(Answerer(part, request.user.name, {})))
    if request.method == "POST":
        if "withdraw" in request.POST:
            _withdraw(request, part)
        else:
            _post_new(request, part, [] if is_shut else contacts)
        return redirect("returns:links", pk, part_pk)
    last = LinkUse.objects.filter(link=OuterRef("pk")).order_by("-used_at", "-pk")
    found: Any = part.links.select_related("withdrawn_by").annotate(
        last_used_at=Subquery(last.values("used_at")[:1]),
        last_use=Subquery(last.values("kind")[:1]),
    )
    context = {
        "part": part,
        "asked_in": part.asked_in,
        "plan": part.asked_in.plan,
        "links": [
            (link, LinkUse.Kind(link.last_use).label if link.last_use else "") for link in found
        ],
        "contacts": contacts,
        "is_shut": is_shut,
    }
    return render(request, "returns/links.html", context)


def _withdraw(request: SignedInRequest, part: AgencyReturn) -> None:
    number = record_number(request.POST["withdraw"])
    link = get_object_or_404(PersonalLink, part=part, pk=number)
    if withdraw_link(link, by=request.user):
        note("link_withdrawn", link=link.pk, user=request.user.pk)
        messages.success(
            request,
            f"The link of {link.name} opens nothing any more. The next message to them about this return "
            "carries a new one, unless you take them off the agency’s contacts.",
        )


def _post_new(request: SignedInRequest, part: AgencyReturn, contacts: list[Person]) -> None:
    key = request.POST.get("new", "").casefold()
    person = next((each for each in contacts if each.key == key), None)
    if person is None:
        raise Http404
    with transaction.atomic():
        link = new_link(part, person)
        ask_person(part, person)
    note("link_made", link=link.pk, user=request.user.pk)
    messages.success(
        request,
        and_pass_on(f"A new link was written to {person.name}. Their earlier ones still work."),
    )


def grown_old(request: HttpRequest, token: str) -> HttpResponse | None:
    """Give back what was typed by a personal link on a page that grew old, to be sent again as it is.

    Nothing where the link opens nothing. Whoever knows the link may send by it, so this asks no more.
    """
    texts = words_typed(request.POST)
    link = link_with(token)
    if (
        link is None
        or not texts
        or why_closed(link, Answerer(link.part, link.name, {"token": token}))
    ):
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    context = {"typed": {"texts": texts, "others": 0}, "fields": fields}
    return render(request, "returns/grown_old.html", context, status=HTTPStatus.FORBIDDEN)
