"""The address at which an update workbook is downloaded."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatives.models import Agency
from initiatives.workbook import who
from initiatives.workbook.making import file_name, workbook
from priorities.events import note
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest, plan_or_404

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def download(request: SignedInRequest, start_year: int) -> HttpResponse:
    """The update workbook of an agency, with its notes, or of a whole plan, with them if asked."""
    if not who.may_have_any(request.user):
        raise PermissionDenied
    plan = plan_or_404(request, start_year)
    agency = _agency_asked_for(request, plan)
    wanted = agency is not None or request.GET.get("notes") == "on"
    file = workbook(
        plan,
        agency=agency,
        with_notes=wanted and who.may_have_notes(request.user, agency),
        made_on=timezone.localdate(),
    )
    name = file_name(plan, agency)
    response = HttpResponse(file, content_type=_EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    note("workbook_downloaded", file=name, user=request.user.pk)
    return response


def _agency_asked_for(request: SignedInRequest, plan: PartnershipPlan) -> Agency | None:
    """The agency, or None for the whole plan; Http404 where it leads nothing in the plan."""
    if not (asked := request.GET.get("agency")):
        if not who.may_have_whole_plans(request.user):
            raise PermissionDenied
        return None
    agencies = {str(agency.pk): agency for agency in who.leading_agencies(plan)}
    if asked not in agencies:
        raise Http404
    if agencies[asked] not in who.agencies_for(request.user, plan):
        raise PermissionDenied
    return agencies[asked]
