"""Whom a return is sent to: the members and contacts of each lead agency, one message a person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from initiatives.models import Agency, AgencyContact


class Person(NamedTuple):
    """Somebody who is asked for an agency's answers: a member with an account, or a contact without."""

    name: str
    email: str
    has_account: bool

    @property
    def key(self) -> str:
        """The same for one mailbox, however its address is written."""
        return self.email.casefold()


class Recipient(NamedTuple):
    """One person and the agencies, by number, that they are asked for."""

    person: Person
    agency_ids: tuple[int, ...]


def people_of(agency_ids: Iterable[int]) -> dict[int, list[Person]]:
    """For each agency, by number, who is asked: members who may sign in and answer, then contacts.

    An agency of which nobody can be asked has no entry; an officer answers for it.
    """
    agency_ids = list(agency_ids)
    members = Agency.objects.filter(
        pk__in=agency_ids,
        members__is_active=True,
        members__groups__permissions__codename="answer_initiative",
        members__groups__permissions__content_type__app_label="initiatives",
    ).distinct()
    contacts = AgencyContact.objects.filter(agency__in=agency_ids).order_by(Lower("name"))
    found: dict[int, dict[str, Person]] = defaultdict(dict)
    for agency_id, name, email in sorted(
        members.values_list("pk", "members__name", "members__email")
    ):
        person = Person(name, email, has_account=True)
        found[agency_id][person.key] = person
    for agency_id, name, email in contacts.values_list("agency_id", "name", "email"):
        person = Person(name, email, has_account=False)
        found[agency_id].setdefault(person.key, person)
    return {agency_id: list(people.values()) for agency_id, people in found.items()}


def nobody_answers() -> Q:
    """Whether a part's agency has nobody who can be asked, as `people_of` finds them, for queries."""
    members = Agency.objects.filter(
        pk=OuterRef("agency"),
        members__is_active=True,
        members__groups__permissions__codename="answer_initiative",
        members__groups__permissions__content_type__app_label="initiatives",
    )
    contacts = AgencyContact.objects.filter(agency=OuterRef("agency"))
    return Q(~Exists(members), ~Exists(contacts))


def one_each(people: Mapping[int, Iterable[Person]]) -> list[Recipient]:
    """Each person once, by name, with every agency they are asked for.

    Who is a contact of one agency has no account as far as that one goes: they get a personal link.
    """
    asked: dict[str, list[int]] = defaultdict(list)
    by_key: dict[str, Person] = {}
    for agency_id, each in people.items():
        for person in each:
            known = by_key.get(person.key, person)
            by_key[person.key] = known if known.has_account <= person.has_account else person
            asked[person.key].append(agency_id)
    recipients = [Recipient(by_key[key], tuple(agency_ids)) for key, agency_ids in asked.items()]
    return sorted(recipients, key=lambda recipient: recipient.person)
