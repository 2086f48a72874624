from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.forms import OutboxFilter
from initiatives.models import Message
from initiatives.outbox import pass_on, put_back, send_now, write_off
from priorities.mail import is_written_to_folder
from priorities.requests import SignedInRequest

PAGE_OF = 50


@require_safe
@permission_required("initiatives.view_message", raise_exception=True)
def outbox(request: SignedInRequest) -> HttpResponse:
    """The messages to partners, newest first, and what became of each."""
    form = OutboxFilter(request.GET)
    chosen = form.chosen(Message.objects.visible_to(request.user))
    context = {
        "form": form,
        "page": Paginator(chosen.defer("body"), PAGE_OF).get_page(request.GET.get("page")),
        "has_no_server": is_written_to_folder(),
    }
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.BAD_REQUEST
    return render(request, "initiatives/outbox.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    """One message as it was written; one that has not gone can be sent, passed on or written off."""
    visible = Message.objects.visible_to(request.user)
    message = get_object_or_404(visible.select_related("passed_on_by"), pk=pk)
    if request.method == "POST":
        if not request.user.has_perm("initiatives.change_message"):
            raise PermissionDenied
        doing = {"write_off": _write_off, "pass_on": _pass_on, "put_back": _put_back}
        doing.get(request.POST.get("do", ""), _send)(request, message)
        return redirect(message)
    context = {"message": message, "has_no_server": is_written_to_folder()}
    return render(request, "initiatives/message.html", context)


def _send(request: SignedInRequest, message: Message) -> None:
    if send_now(message):
        messages.success(request, f"The message was sent to {message.to}.")
    elif is_written_to_folder():
        messages.error(request, "No mail server is set up, so the message stays here.")
    else:
        messages.error(request, "The message was not sent. What stands in its way is said below.")


def _write_off(request: SignedInRequest, message: Message) -> None:
    if write_off(message):
        messages.success(request, "The message will not be sent.")
    else:
        messages.error(request, "The message has been sent, or is just being sent.")


def _pass_on(request: SignedInRequest, message: Message) -> None:
    if pass_on(message, by=request.user):
        name = message.name or message.to
        messages.success(request, f"The message to {name} is marked as passed on by you.")
    else:
        messages.error(request, "The message has been sent, or is just being sent.")


def _put_back(request: SignedInRequest, message: Message) -> None:
    if put_back(message):
        messages.success(request, "The message waits again.")
    else:
        messages.error(request, "The message waits already, or it has been sent.")
