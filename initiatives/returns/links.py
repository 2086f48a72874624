"""The links by which people without an account answer, and where everybody else does."""

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from initiatives.models import AgencyReturn, Answer, LinkUse, PersonalLink, Return
from initiatives.returns.answerers import Answerer
from initiatives.returns.people import Person, Recipient, people_of

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

# The key is random and the signature long: there is nothing to guess, so guesses are not counted.
_signer = signing.Signer(salt="initiatives.returns.links", sep=".")


def addresses_for(recipient: Recipient, asked_in: Return) -> list[tuple[str, str]]:
    """The agencies a person answers for in a return, each with the whole address where they do."""
    parts = asked_in.parts.filter(agency__in=recipient.agency_ids).select_related("agency")
    return [(part.agency.short_name, address_for(part, recipient.person)) for part in parts]


def address_for(part: AgencyReturn, person: Person) -> str:
    """The whole address where this person answers for the agency: their own link without an account."""
    if person.has_account:
        place = reverse("returns:to_answer", args=[part.asked_in_id, part.pk])
    else:
        place = reverse("returns:to_answer", args=[token(link_for(part, person))])
    return f"{settings.TRACKER_ADDRESS}{place}"


def link_for(part: AgencyReturn, person: Person) -> PersonalLink:
    """The newest link of this person that works, so that every message has the same; else a new one."""
    own = part.links.working().filter(address__iexact=person.email, name=person.name)
    return own.first() or new_link(part, person)


def new_link(part: AgencyReturn, person: Person) -> PersonalLink:
    """Another link for this person; those they have go on working until they are withdrawn."""
    key = token_urlsafe(9)
    return PersonalLink.objects.create(part=part, name=person.name, address=person.email, key=key)


def token(link: PersonalLink) -> str:
    """What stands in the link’s address."""
    return _signer.sign(link.key)


def link_with(token: str) -> PersonalLink | None:
    """The link of that address; None for one that was altered or never was."""
    try:
        key = _signer.unsign(token)
    except signing.BadSignature:
        return None
    related = PersonalLink.objects.select_related(
        "part__agency", "part__asked_in__plan__partnership"
    )
    return related.filter(key=key).first()


def why_closed(link: PersonalLink, answerer: Answerer) -> str:
    """Why the link opens nothing any more, in words; "" while it does."""
    part = link.part
    if link.withdrawn_at:
        return "This link was withdrawn. Ask the community safety officers for a new one."
    if link.is_expired:
        last_day = f"{timezone.localdate(link.expires_at):%-d %B %Y}"
        return (
            f"This link worked until {last_day}. Ask the community safety officers for a new one."
        )
    asked = people_of([part.agency_id]).get(part.agency_id, [])
    if link.address.casefold() not in {person.key for person in asked}:
        return (
            f"You are no longer asked for the answers of {part.agency.short_name}. If you should be, tell "
            "the community safety officers."
        )
    return why_shut(answerer)


def why_shut(answerer: Answerer) -> str:
    """Why no link into the part opens anything, in words; "" while there is something to answer."""
    if answerer.why_not:
        return answerer.why_not
    part = answerer.part
    states = set(Answer.objects.of_part(part).order_by().values_list("state", flat=True))
    if states == {Answer.State.ACCEPTED}:
        return (
            f"The community safety officers have accepted all the answers of {part.agency.short_name}. "
            "Thank you: there is nothing left to do, and this link opens nothing any more."
        )
    return ""


def note_use(link: PersonalLink, kind: LinkUse.Kind) -> None:
    """Keep that the link was used."""
    link.uses.create(kind=kind)


def withdraw_link(link: PersonalLink, *, by: "User") -> bool:
    """See that a link opens nothing any more; False where that was so already."""
    standing = PersonalLink.objects.filter(pk=link.pk, withdrawn_at=None)
    return bool(standing.update(withdrawn_at=timezone.now(), withdrawn_by=by))
