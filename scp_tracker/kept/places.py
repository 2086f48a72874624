"""The pages that text was typed on, in words."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone

from initiatives.models import Initiative
from priorities import years
from priorities.numbers import record_number
from reports.catalogue import REPORTS
from reports.checks import RULES

Pages: TypeAlias = dict[str, ResolverMatch]

_ABOUT_AN_INITIATIVE = {
    "initiatives:update": "your outcome for {}",
    "initiatives:edit": "your changes to {}",
    "initiatives:remove": "your reason for removing {}",
    "initiatives:redact": "your redaction of {}",
    "initiatives:restore": "the earlier outcome of {} you were restoring",
    "initiatives:put_back": "your putting back {}",
    "admin:initiatives_initiative_change": "the set-up screen of {}",
}

_ABOUT_A_PAPER = {
    "reports:accept_warnings": "your reason for accepting warnings about the {}: {}",
    "reports:issue": "the {} you were issuing",
    "reports:take_back_warnings": "the acceptances about the {} you were taking back: {}",
    "reports:withdraw_issue": "your reason for withdrawing the {}, issue {}",
}

_ABOUT_SEVERAL = {
    "initiatives:add": "your new initiative",
    "initiatives:together": "your change to several initiatives",
    "moving_in:approve": "the plan you were moving in",
    "moving_in:columns": "what the columns of a plan you were moving in hold",
    "moving_in:heading": "the heading and glossary of a plan you were moving in",
    "moving_in:leave": "the plan you were giving up moving in",
    "moving_in:priorities": "the key priorities of a plan you were moving in",
    "moving_in:row": "your corrections to an initiative you were moving in",
    "moving_in:rows": "the rows of a plan you were moving in",
    "moving_in:start": "the plan you began to move in",
    "moving_in:tables": "the tables of a plan you were moving in",
    "moving_in:values": "the names and words of a plan you were moving in",
    "returns:accept": "your wording of an answer to a return",
    "returns:answer": "your answer to a return",
    "returns:check_answers": "the answers to a return you were sending",
    "returns:close": "the return you were closing",
    "returns:closing_date": "your closing date of a return",
    "returns:links": "the personal links to a return",
    "returns:opening": "the return you were opening",
    "returns:part": "the answers to a return you were accepting",
    "returns:remind_leads": "your reminder of a return",
    "returns:send_back": "your note on answers to a return",
    "returns:to_answer": "your answer to a return",
    "returns:withdraw": "the return you were withdrawing",
    "workbook:returned": "your choice of what a returned workbook changes",
    "workbook:workbook": "the workbook you were bringing back",
}


def in_words(addresses: Iterable[str], request: HttpRequest) -> dict[str, str]:
    """Each address with what its page is: "your outcome for Crucial Crew (2017-18/05)".

    A page about something the person may not see, or about nothing known, goes by its address.
    There is one statement for each kind of record, however many pages there are.
    """
    words = {address: f"the page {address}" for address in addresses}
    pages = {address: match for address in words if (match := _match(address))}
    return (
        words
        | _about_several(pages)
        | _about_papers(pages)
        | _about_initiatives(pages, request)
        | _about_set_up(pages, request)
    )


def _match(address: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None


def _about_several(pages: Pages) -> dict[str, str]:
    return {
        address: _ABOUT_SEVERAL[match.view_name]
        for address, match in pages.items()
        if match.view_name in _ABOUT_SEVERAL
    }


def _about_papers(pages: Pages) -> dict[str, str]:
    words: dict[str, str] = {}
    for address, match in pages.items():
        said = match.kwargs
        if match.view_name in _ABOUT_A_PAPER and (paper := REPORTS.get(said["slug"])):
            rule = RULES.get(said.get("rule", ""))
            which = rule.heading if rule else said.get("issue_number", "")
            named = f"{paper.name.lower()} {years.slug(said['start_year'])}"
            words[address] = _ABOUT_A_PAPER[match.view_name].format(named, which)
    return words


def _about_initiatives(pages: Pages, request: HttpRequest) -> dict[str, str]:
    asked = {
        address: _which_initiative(match)
        for address, match in pages.items()
        if match.view_name in _ABOUT_AN_INITIATIVE
    }
    if not asked:
        return {}
    visible: Any = Initiative.objects.visible_to(request.user)
    any_asked = visible.filter(reduce(or_, (Q(**which) for which in asked.values())))
    read = any_asked.select_related("plan", "target").with_outcome(as_of=timezone.localdate())
    return {
        address: _ABOUT_AN_INITIATIVE[pages[address].view_name].format(
            f"{initiative.label} ({initiative.reference})"
        )
        for initiative in read
        for address, which in asked.items()
        if which in ({"pk": initiative.pk}, _in_its_plan(initiative))
    }


def _which_initiative(match: ResolverMatch) -> dict[str, int]:
    if "object_id" in match.kwargs:
        return {"pk": _record_number(match)}
    return {"plan__start_year": match.kwargs["start_year"], "number": match.kwargs["number"]}


def _in_its_plan(initiative: Initiative) -> dict[str, int]:
    return {"plan__start_year": initiative.plan.start_year, "number": initiative.number}


def _about_set_up(pages: Pages, request: HttpRequest) -> dict[str, str]:
    seen = [
        model
        for model, screen in admin.site._registry.items()
        if screen.has_view_permission(request)
    ]
    new = {_screen(model, "add"): f"a new {model._meta.verbose_name}" for model in seen}
    screens = {_screen(model, "change"): model for model in seen if model is not Initiative}
    asked: dict[type[Model], dict[str, int]] = defaultdict(dict)
    for address, match in pages.items():
        if model := screens.get(match.view_name):
            asked[model][address] = _record_number(match)
    return {
        address: f"the set-up screen of {new[match.view_name]}"
        for address, match in pages.items()
        if match.view_name in new
    } | {
        address: f"the set-up screen of “{records[number]}”"
        for model, numbers in asked.items()
        for records in [model._default_manager.in_bulk(numbers.values())]
        for address, number in numbers.items()
        if number in records
    }


def _screen(model: type[Model], what: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}"


def _record_number(match: ResolverMatch) -> int:
    return record_number(unquote(match.kwargs["object_id"])) or 0
