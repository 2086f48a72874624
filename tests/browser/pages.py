"""Every page of the tracker: the name of its address, the address, and for whom it is looked at.

A page that looks alike to several people is looked at for one of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.tokens import default_token_generator
from django.urls import get_resolver, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from scp_tracker.accounts.models import User
from tests.browser.people import ADMIN, CBH, CLERK, NOBODY, OFFICER, POLICE, READER

SIGNED_IN = (OFFICER, CLERK, POLICE, CBH, READER, ADMIN)

# Addresses that answer with no page of their own: a file, a plain word, a redirect, data for a script.
NO_PAGES = {
    "healthz",
    "robots",
    "seen",
    "accounts:logout",
    "accounts:session",
    "initiatives:timing",
    "returns:open_again",
    "papers:csv",
    "papers:download",
    "papers:json",
    "papers:sitemap",
    "reports:download",
    "reports:issued_file",
    "workbook:download",
    "admin:login",
    "admin:logout",
    "admin:autocomplete",
    "admin:jsi18n",
    "admin:view_on_site",
    "admin:password_change_done",
}

# Pages that are there only after something was done: scenes.py brings a window to them.
IN_SCENES = {
    "initiatives:message",
    "initiatives:put_back",
    "initiatives:restore",
    "reports:issued",
    "reports:withdraw_issue",
    "reports:take_back_warnings",
    "papers:changes",
    "papers:issue",
    "papers:paper",
    "papers:year",
    "returns:answers_sent",
    "workbook:returned",
}


@dataclass(frozen=True)
class Page:
    """A page of the tracker with both plans in it."""

    name: str
    address: str
    seen_by: tuple[str, ...]


PAGES = (
    Page("home", "/", (NOBODY, *SIGNED_IN)),
    Page("accessibility", "/accessibility/", (NOBODY,)),
    Page("cookies", "/cookies/", (NOBODY,)),
    Page("accounts:login", "/accounts/login/", (NOBODY,)),
    Page("accounts:password_change", "/accounts/password/", (READER,)),
    Page("accounts:password_forgotten", "/accounts/forgotten-password/", (NOBODY,)),
    Page("accounts:password_forgotten_sent", "/accounts/forgotten-password/sent/", (NOBODY,)),
    Page("accounts:password_set", "/accounts/set-password/Mg/worn-out/", (NOBODY,)),
    Page("kept:offer", "/kept/", (POLICE,)),
    Page("priorities:priorities", "/2016-17/priorities/", (CLERK,)),
    Page("priorities:priorities", "/2017-18/priorities/", (POLICE,)),
    Page("initiatives:my_actions", "/my-actions/", (POLICE, OFFICER)),
    Page("initiatives:plan", "/2016-17/", (CLERK,)),
    Page("initiatives:plan", "/2017-18/", (OFFICER, POLICE)),
    Page("initiatives:calendar", "/2016-17/calendar/", (CLERK,)),
    Page("initiatives:calendar", "/2017-18/calendar/", (OFFICER, POLICE)),
    Page("initiatives:changes", "/2017-18/changes/", (CLERK, POLICE)),
    Page("initiatives:add", "/2017-18/initiatives/add/", (OFFICER,)),
    Page("initiatives:initiative", "/2016-17/initiatives/1/", (CLERK,)),
    Page("initiatives:initiative", "/2017-18/initiatives/20/", (OFFICER, POLICE)),
    Page("initiatives:update", "/2017-18/initiatives/5/update/", (POLICE,)),
    Page("initiatives:edit", "/2016-17/initiatives/1/edit/", (OFFICER,)),
    Page("initiatives:edit", "/2017-18/initiatives/5/edit/", (OFFICER,)),
    Page("initiatives:remove", "/2017-18/initiatives/6/remove/", (OFFICER,)),
    Page("initiatives:together", "/2017-18/together/?chosen=12&chosen=5", (OFFICER,)),
    Page("workbook:workbook", "/2017-18/workbook/", (OFFICER, CBH)),
    Page("initiatives:outbox", "/outbox/", (OFFICER,)),
    Page("moving_in:start", "/move-in/", (OFFICER, ADMIN)),
    Page("moving_in:tables", "/move-in/951/tables/", (OFFICER,)),
    Page("moving_in:columns", "/move-in/951/columns/", (OFFICER,)),
    Page("moving_in:values", "/move-in/951/values/", (OFFICER,)),
    Page("moving_in:rows", "/move-in/951/rows/", (OFFICER,)),
    Page("moving_in:row", "/move-in/951/rows/1.1/", (OFFICER,)),
    Page("moving_in:priorities", "/move-in/951/priorities/", (OFFICER,)),
    Page("moving_in:heading", "/move-in/951/heading/", (OFFICER,)),
    Page("moving_in:approve", "/move-in/951/approve/", (OFFICER,)),
    Page("moving_in:leave", "/move-in/951/leave/", (OFFICER,)),
    Page("returns:returns", "/returns/", (OFFICER,)),
    Page("returns:opening", "/returns/open/", (OFFICER,)),
    Page("returns:board", "/returns/901/", (OFFICER,)),
    Page("returns:remind_leads", "/returns/901/remind/", (OFFICER,)),
    Page("returns:part", "/returns/901/911/", (OFFICER,)),
    Page("returns:send_back", "/returns/901/911/send-back/", (OFFICER,)),
    Page("returns:accept", "/returns/901/911/12/", (OFFICER,)),
    Page("returns:to_answer", "/returns/901/911/answer/", (POLICE,)),
    Page("returns:answer", "/returns/901/911/answer/5/", (POLICE,)),
    Page("returns:check_answers", "/returns/901/911/answer/check/", (POLICE,)),
    Page("returns:closing_date", "/returns/901/closing-date/", (OFFICER,)),
    Page("returns:links", "/returns/901/911/links/", (OFFICER,)),
    Page("returns:close", "/returns/901/close/", (OFFICER,)),
    Page("returns:withdraw", "/returns/901/withdraw/", (OFFICER,)),
    Page("initiatives:redact", "/2017-18/initiatives/6/updates/1/redact/", (ADMIN,)),
    Page("papers:papers", "/papers/", (NOBODY,)),
    Page("reports:catalogue", "/reports/", (CLERK,)),
    Page("reports:year", "/2017-18/reports/", (CLERK,)),
    Page("reports:report", "/2016-17/reports/year-end/", (CLERK,)),
    Page("reports:report", "/2016-17/reports/annual-plan/", (CLERK,)),
    Page("reports:report", "/2017-18/reports/year-end/?as_of=2017-08-30", (CLERK,)),
    Page("reports:checks", "/2017-18/reports/annual-plan/checks/", (CLERK, OFFICER)),
    Page("reports:checks", "/2016-17/reports/year-end/checks/", (CLERK,)),
    Page("reports:accept_warnings", "/2017-18/reports/annual-plan/checks/age/accept/", (CLERK,)),
    Page("reports:report", "/2017-18/reports/annual-plan/", (CLERK,)),
    Page("reports:issue", "/2017-18/reports/annual-plan/issue/", (CLERK,)),
    Page("reports:report", "/2017-18/reports/funding/", (CLERK, POLICE)),
    Page("reports:report", "/2017-18/reports/exceptions/", (CLERK, POLICE)),
    Page("reports:report", "/2017-18/reports/highlights/", (CLERK, POLICE)),
    Page("reports:report", "/2017-18/reports/changes/?since=2017-08-30", (CLERK, POLICE)),
    Page("reports:report", "/2017-18/reports/agency/", (CLERK,)),
    Page("reports:report", "/2017-18/reports/cross-walk/", (CLERK,)),
)


def pages_of(email: str) -> list[str]:
    """The addresses of the pages this person sees."""
    return [page.address for page in PAGES if email in page.seen_by]


# Long lists, of which a part shows as much as the whole.
LONG = {"initiatives_initiative": "?q=police", "initiatives_outcomeupdate": "?q=police"}


def set_up_pages() -> dict[str, str]:
    """The set-up screens: each kind's list, and of its first record the screens about it."""
    found = {"admin:index": reverse("admin:index")}
    found["admin:password_change"] = reverse("admin:password_change")
    found["admin:app_list"] = reverse("admin:app_list", args=["priorities"])
    for model in admin.site._registry:
        kind = f"{model._meta.app_label}_{model._meta.model_name}"
        record = model._default_manager.order_by("pk").first()
        found[f"admin:{kind}_changelist"] = reverse(f"admin:{kind}_changelist") + LONG.get(kind, "")
        found[f"admin:{kind}_add"] = reverse(f"admin:{kind}_add")
        for view in ("change", "history", "delete"):
            found[f"admin:{kind}_{view}"] = reverse(f"admin:{kind}_{view}", args=[record.pk])
    return found


def named_addresses(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The name of every address that has one."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named_addresses(pattern, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def password_link(email: str) -> str:
    """The address in a letter that lets this person choose a password."""
    user = User.objects.get(email=email)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("accounts:password_set", args=[uid, default_token_generator.make_token(user)])
