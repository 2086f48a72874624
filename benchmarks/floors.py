"""The least that the tables of the pages could cost: raw SQL, and strings joined by hand."""

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any, TypeAlias

from django.db import connection

from benchmarks.plans import AS_OF
from initiatives.models import Status
from initiatives.models.concerns import STALE_AFTER
from initiatives.models.outcomes import OVER
from priorities import years
from priorities.models import PartnershipPlan

Names: TypeAlias = dict[int, str]  # what stands in one cell of each initiative

_SAID = """
    (SELECT u.{field} FROM initiatives_outcomeupdate u
     WHERE u.initiative_id = i.id AND u.reported_on <= %(as_of)s AND u.{field} <> ''
     ORDER BY u.reported_on DESC, u.number DESC LIMIT 1)
"""
_OUTCOME, _STATUS = _SAID.format(field="text"), _SAID.format(field="status")
# The plans that are measured are open, and their years are not over.
_IS_LATE = "i.timing_kind IN ('point', 'range', 'by') AND i.ends_on < %(as_of)s"
_IS_STALE = """
    COALESCE(
        (SELECT u.reported_on FROM initiatives_outcomeupdate u
         WHERE u.initiative_id = i.id AND u.reported_on <= %(as_of)s
         ORDER BY u.reported_on DESC, u.number DESC LIMIT 1),
        %(first_day)s
    ) <= %(stale_since)s
"""
_INITIATIVES = """
    FROM initiatives_initiative i LEFT JOIN priorities_target t ON t.id = i.target_id
    WHERE i.plan_id = %(plan)s AND i.removed_on IS NULL ORDER BY i.number
"""
_LINKS = """
    SELECT l.initiative_id, {joined_by}, {name} FROM initiatives_{link} l
    JOIN initiatives_initiative i ON i.id = l.initiative_id
    JOIN {named} n ON n.id = l.{field}_id
    WHERE i.plan_id = %(plan)s ORDER BY l.initiative_id, l.position, l.id
"""
_PRINTED = "COALESCE(NULLIF(l.printed_as, ''), n.{name})"
_LEADS = _LINKS.format(
    joined_by="l.joined_by",
    name=_PRINTED.format(name="short_name"),
    link="lead",
    named="initiatives_agency",
    field="agency",
)
_FUNDING = _LINKS.format(
    joined_by="l.joined_by",
    name=_PRINTED.format(name="name"),
    link="funding",
    named="initiatives_fundsource",
    field="fund_source",
)
_PRIORITIES = _LINKS.format(
    joined_by="', '",
    name="n.number",
    link="prioritylink",
    named="priorities_keypriority",
    field="key_priority",
)
_KEY_PRIORITIES = """
    SELECT id, number, title, description FROM priorities_keypriority
    WHERE plan_id = %(plan)s ORDER BY number
"""
_TARGETS = """
    SELECT t.key_priority_id, t.id, t.text FROM priorities_target t
    JOIN priorities_keypriority p ON p.id = t.key_priority_id
    WHERE p.plan_id = %(plan)s ORDER BY t.number
"""
_FRAMEWORKS = """
    SELECT framework_id, column_heading FROM priorities_planframework
    WHERE plan_id = %(plan)s ORDER BY position, id
"""
_FRAMEWORK_LINKS = _LINKS.format(
    joined_by="', '",
    name="n.number",
    link="frameworklink",
    named="priorities_frameworkpriority",
    field="framework_priority",
).replace("WHERE", "WHERE n.framework_id = %(framework)s AND")
_FIRST_PRIORITIES = _LINKS.format(
    joined_by="''",
    name="n.id",
    link="prioritylink",
    named="priorities_keypriority",
    field="key_priority",
)
_TAG_COLOURS = {
    Status.NOT_STARTED: " govuk-tag--grey",
    Status.ON_TRACK: " govuk-tag--green",
    Status.AT_RISK: " govuk-tag--yellow",
    Status.OFF_TRACK: " govuk-tag--red",
    Status.COMPLETE: "",
    Status.STOPPED: " govuk-tag--purple",
}
_TAGS = {
    status.value: f'<strong class="govuk-tag{colour}">{status.label}</strong>'
    for status, colour in _TAG_COLOURS.items()
}
_LATE = ' <strong class="govuk-tag govuk-tag--orange">Late</strong>'
_STALE = ' <strong class="govuk-tag govuk-tag--magenta">Stale</strong>'


def plan_table(plan: PartnershipPlan) -> str:
    """The table of the plan page."""
    leads, funding = _names(plan, _LEADS), _names(plan, _FUNDING)
    year = years.slug(plan.start_year)
    html = [
        '<table class="govuk-table scp-stack">',
        _caption(f"Initiatives of the plan {year}"),
        _head(["Initiative", "Lead agency", "Timing", "Fund source", "Status", "Outcome"]),
        '<tbody class="govuk-table__body">',
    ]
    columns = f"SELECT i.id, i.number, i.title, t.text, i.timing, {_OUTCOME}, {_STATUS}, {_IS_LATE}, {_IS_STALE}"
    since = {"first_day": plan.first_day, "stale_since": AS_OF - STALE_AFTER}
    for pk, number, title, target, timing, outcome, status, is_late, is_stale in _rows(
        plan, columns + _INITIATIVES, **since
    ):
        concerns = f"{_LATE if is_late else ''}{_STALE if is_stale else ''}"
        label = escape(title or _first_words(outcome, 8) or target)
        html.append(
            f'<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">'
            f'<a class="govuk-link" href="/{year}/initiatives/{number}/">{label}</a> '
            f'<span class="scp-reference">{year}/{number:02}</span></th>'
            f"{_cell('Lead agency', escape(leads.get(pk, '')))}"
            f"{_cell('Timing', escape(timing))}"
            f"{_cell('Fund source', escape(funding.get(pk, '')))}"
            f"{_cell('Status', _TAGS[status] + ('' if status in OVER else concerns))}"
            f"{_cell('Outcome', escape(_first_words(outcome, 25)))}</tr>"
        )
    html.append("</tbody></table>")
    return "".join(html)


def annual_plan(plan: PartnershipPlan) -> str:
    """The table of the annual partnership plan."""
    kinds = [_names(plan, links) for links in (_FUNDING, _LEADS, _PRIORITIES)]
    frameworks = _rows(plan, _FRAMEWORKS)
    headings = ["PROJECT / INITIATIVE", "OUTCOMES", "TIMING", "FUND SOURCE", "LEAD AGENCY"]
    headings.append(f"{plan.partnership.short_name} KP's (list)")
    for framework, heading in frameworks:
        kinds.append(_names(plan, _FRAMEWORK_LINKS, framework=framework))
        headings.append(heading)
    html = [*_report_head(f"Projects and initiatives {plan.long_year}", headings)]
    columns = f"SELECT i.id, i.title, t.text, i.timing, {_OUTCOME}"
    labels = [escape(heading) for heading in headings[3:]]
    for pk, title, target, timing, outcome in _rows(plan, columns + _INITIATIVES):
        html.append(
            f'<tbody class="govuk-table__body"><tr class="govuk-table__row">'
            f'<th scope="row" class="govuk-table__header">{escape(title or target)}</th>'
            f"{_outcome('OUTCOMES', outcome)}{_cell('TIMING', escape(timing))}"
        )
        for label, names in zip(labels, kinds, strict=True):
            html.append(_cell(label, escape(names.get(pk, ""))))
        html.append("</tr></tbody>")
    html.append("</table></div>")
    return "".join(html)


def year_end(plan: PartnershipPlan) -> str:
    """The tables of the year end performance report."""
    leads, serves = _names(plan, _LEADS), _first_priorities(plan)
    by_target: dict[int, list[str]] = {}
    by_priority: dict[int, list[str]] = {}
    columns = f"SELECT i.id, i.title, t.id, {_OUTCOME}"
    for pk, title, target, outcome in _rows(plan, columns + _INITIATIVES):
        cells = f"{_cell('Lead Agency', escape(leads.get(pk, '')))}{_outcome('Outcome', outcome)}"
        if target:
            by_target.setdefault(target, []).append(cells)
        else:
            label = title or _first_words(outcome, 8)
            by_priority.setdefault(serves[pk], []).append(_group(label, [cells]))
    targets: dict[int, list[str]] = {}
    nothing = f"{_cell('Lead Agency', '')}{_outcome('Outcome', '')}"
    for priority, target, text in _rows(plan, _TARGETS):
        group = _group(text, by_target.get(target) or [nothing])
        targets.setdefault(priority, []).append(group)
    html = []
    for priority, number, title, description in _rows(plan, _KEY_PRIORITIES):
        html.append(
            f'<h2 class="govuk-heading-m">KEY PRIORITY {number}: {escape(title.upper())}</h2>'
        )
        html.append(_prose(description))
        html += _report_head(
            f"Key priority {number}: {title}", ["Target", "Lead Agency", "Outcome"]
        )
        html += targets.get(priority, ())
        html += by_priority.get(priority, ())
        html.append("</table></div>")
    return "".join(html)


def _rows(plan: PartnershipPlan, sql: str, **said: int | date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"plan": plan.pk, "as_of": AS_OF, **said})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _names(plan: PartnershipPlan, sql: str, **said: int) -> Names:
    names: Names = {}
    for pk, joined_by, name in _rows(plan, sql, **said):
        names[pk] = f"{names[pk]}{joined_by}{name}" if pk in names else str(name)
    return names


def _first_priorities(plan: PartnershipPlan) -> dict[int, int]:
    first: dict[int, int] = {}
    for pk, _, priority in _rows(plan, _FIRST_PRIORITIES):
        first.setdefault(pk, priority)
    return first


def _caption(text: str) -> str:
    return f'<caption class="govuk-table__caption govuk-visually-hidden">{escape(text)}</caption>'


def _head(headings: Iterable[str]) -> str:
    cells = "".join(
        f'<th scope="col" class="govuk-table__header">{escape(heading)}</th>'
        for heading in headings
    )
    return f'<thead class="govuk-table__head"><tr class="govuk-table__row">{cells}</tr></thead>'


def _report_head(caption: str, headings: Iterable[str]) -> list[str]:
    return [
        '<div class="scp-scroll" tabindex="0" role="region" ',
        f'aria-label="{escape(caption)}">',
        '<table class="govuk-table scp-report-table scp-stack">',
        _caption(caption),
        _head(headings),
    ]


def _cell(label: str, html: str) -> str:
    return f'<td class="govuk-table__cell" data-label="{label}">{html}</td>'


def _outcome(label: str, text: str) -> str:
    return _cell(label, f'<div class="scp-outcome">{_prose(text)}</div>')


def _group(heading: str, rows: list[str]) -> str:
    html = ['<tbody class="govuk-table__body"><tr class="govuk-table__row">']
    html.append(
        f'<th scope="rowgroup" rowspan="{len(rows)}" class="govuk-table__header">'
        f"{escape(heading)}</th>{rows[0]}</tr>"
    )
    again = f'<tr class="govuk-table__row" data-group="{escape(heading)}">'
    html += [f"{again}{cells}</tr>" for cells in rows[1:]]
    html.append("</tbody>")
    return "".join(html)


def _prose(text: str) -> str:
    html, points = [], []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("• "):
            points.append(f"<li>{escape(line[2:])}</li>")
        elif line:
            html += _list(points)
            points = []
            html.append(f'<p class="govuk-body">{escape(line)}</p>')
    return "".join([*html, *_list(points)])


def _list(points: list[str]) -> list[str]:
    return ['<ul class="govuk-list govuk-list--bullet">', *points, "</ul>"] if points else []


def _first_words(text: str, count: int) -> str:
    words = text.removeprefix("• ").split()
    return " ".join(words[:count]) + (" …" if len(words) > count else "")
