from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from scp_tracker.kept.models import KeptForm
from scp_tracker.kept.seals import seal
from scp_tracker.kept.typed import Fields, keep, offer_address, readable, typed_fields, writer


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Offer what was kept of a form to its writer: send it now, or throw it away."""
    address = request.GET.get("address", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return redirect("home")
    kept = KeptForm.objects.visible_to(request.user).filter(address=address)
    if request.method == "POST":
        kept.delete()
        return redirect(address)
    newest = kept.first()
    if newest is None:
        return redirect(address)
    return _offered(request, address, newest.fields, kept_form=newest)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page had grown old, giving the text back to whoever wrote it."""
    author = writer(request)
    if author is None:
        return render(request, "403_form.html", status=HTTPStatus.FORBIDDEN)
    if author == request.user:
        return _offered(request, request.path, typed_fields(request), status=HTTPStatus.FORBIDDEN)
    keep(request)
    if not request.user.is_authenticated:
        return redirect_to_login(offer_address(request.path))
    return render(request, "403_form.html", status=HTTPStatus.FORBIDDEN)


def _offered(
    request: HttpRequest,
    address: str,
    fields: Fields,
    *,
    kept_form: KeptForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "address": address,
        "fields": fields,
        "readable": readable(fields),
        "kept_form": kept_form,
        "seal": seal(request.user.pk, address),
    }
    return render(request, "kept/offer.html", context, status=status)
