"""The roles and what each may do; written into the database after every migrate.

Which rows a role reaches is the querysets' matter (`visible_to`, `answerable_by`).
"""

from typing import Any

from django.contrib.auth.models import Group, Permission

READER = "Committee member"
PARTNER = "Partner agency member"
CLERK = "Committee clerk"
OFFICER = "Community safety officer"
ADMINISTRATOR = "Administrator"

# The papers that were issued are everybody's; the reports as they stand today go with the plan.
_SEES_STATUSES = {"priorities.view_statuses"}
_READS_PLAN = _SEES_STATUSES | {
    "priorities.read_papers",
    "priorities.view_partnershipplan",
    "initiatives.view_initiative",
}
_ISSUES_PAPERS = _READS_PLAN | {"reports.add_issuedpaper", "reports.change_issuedpaper"}
_KEEPS_PLAN = (
    _ISSUES_PAPERS
    | {
        "initiatives.answer_initiative",  # an officer may be a member of an agency too
        "initiatives.change_message",
        "initiatives.view_internal_note",
        "initiatives.view_message",
        "initiatives.view_outcomeupdate",
        "initiatives.add_return",
        "initiatives.change_return",
    }
    | {
        f"{app}.{action}_{model}"
        for app, models in {
            "priorities": (
                "partnership",
                "partnershipplan",
                "paperparticulars",
                "glossaryentry",
                "keypriority",
                "prioritypoint",
                "target",
                "framework",
                "frameworkpriority",
                "planframework",
            ),
            "initiatives": (
                "agency",
                "agencyalias",
                "agencycontact",
                "membership",
                "fundsource",
                "initiative",
                "lead",
                "funding",
                "prioritylink",
                "frameworklink",
            ),
        }.items()
        for model in models
        for action in ("view", "add", "change", "delete")
    }
) - {
    # Nothing reported on is deleted: an initiative is removed with a reason, a year is closed.
    "initiatives.delete_initiative",
    "priorities.delete_partnershipplan",
    "priorities.delete_partnership",
}
_KEEPS_PEOPLE = {f"accounts.{action}_user" for action in ("view", "add", "change")} | {
    "auth.view_group"
}

ROLES: dict[str, set[str]] = {
    READER: _SEES_STATUSES,
    PARTNER: _READS_PLAN | {"initiatives.answer_initiative"},
    CLERK: _ISSUES_PAPERS,
    OFFICER: _KEEPS_PLAN,
    ADMINISTRATOR: _KEEPS_PLAN | _KEEPS_PEOPLE | {"initiatives.redact_outcomeupdate"},
}


def write_roles(**signal: Any) -> None:
    """Make the groups and give each exactly the permissions of its role."""
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, permissions in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([known[permission] for permission in sorted(permissions)])
