"""The draft of an answer: for somebody signed in, of one page."""

from initiatives.models import Draft
from initiatives.models.drafts import DraftQuerySet
from initiatives.returns.answerers import Answerer


def draft_of(answerer: Answerer, address: str) -> Draft | None:
    """What this person has begun to write on the page at `address`; by a personal link, nothing."""
    return _drafts(answerer, address).first()


def forget_draft(answerer: Answerer, address: str) -> None:
    """Have the draft go once what it became is saved."""
    _drafts(answerer, address).delete()


def _drafts(answerer: Answerer, address: str) -> DraftQuerySet:
    if answerer.user is None:
        return Draft.objects.none()
    return Draft.objects.visible_to(answerer.user).filter(address=address)
