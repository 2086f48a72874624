"""People for tests: a role, the agencies they are of, and an address to sign in with."""

from collections.abc import Iterable
from itertools import count

from django.contrib.auth.models import Group, Permission

from initiatives.models import Agency
from scp_tracker.accounts.models import User

_numbers = count(1)


def make_person(
    role: str,
    *,
    agencies: Iterable[Agency] = (),
    email: str = "",
    name: str = "",
    password: str | None = None,
) -> User:
    """Somebody with `role` (one of `roles.py`, "" for none); sign them in with `force_login`."""
    number = next(_numbers)
    person = User.objects.create_user(
        email or f"person{number}@scp.example", password, name=name or f"Example person {number}"
    )
    if role:
        person.groups.add(Group.objects.get(name=role))
    person.agencies.add(*agencies)
    return person


def make_reader_of_reports() -> User:
    """Somebody who may read the reports of today and nothing of the plan, as no role of ours may."""
    group, _ = Group.objects.get_or_create(name="Reads reports alone")
    group.permissions.add(Permission.objects.get(codename="read_papers"))
    return make_person(group.name)
