"""Ways to reach a person: telephone numbers as they are written in the UK, their own mail addresses."""

import re
from collections.abc import Iterator

_TELEPHONE = re.compile(
    r"(?<![\w.,:/£$€#-])(?:\(0\d{2,4}\)|0\d{2,4}|\+44 ?(?:\(0\) ?)?\d{2,4}|0044 ?\d{2,4})"
    r"(?:[ .-]?\d{2,8}){1,4}(?![\w/%]|[.,]\d)",
    re.ASCII,
)
_LENGTHS = {"+": {11, 12}, "0044": {13, 14}, "0": {10, 11}}  # of all its digits
_REFERENCE = re.compile(
    r"\b(?:account|case|charity|crime|incident|invoice|log|order|ref|reference|registration|urn)"
    r"(?: (?:no|number|ref|reference))?\b[.:# ]*$",
    re.IGNORECASE,
)


def telephones(text: str) -> Iterator[tuple[int, int]]:
    """Where a telephone number begins and ends."""
    for found in _TELEPHONE.finditer(text):
        number = found[0].replace("(0)", "")
        digits = sum(map(str.isdigit, number))
        begins = next(beginning for beginning in ("+", "0044", "0") if beginning in number[:5])
        before = text[max(0, found.start() - 30) : found.start()]
        if digits in _LENGTHS[begins] and not _REFERENCE.search(before):
            yield found.span()


_MAIL_ADDRESS = re.compile(
    r"(?<![\w.+'-])([a-z0-9][\w.+'-]{0,63})@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})",
    re.IGNORECASE | re.ASCII,
)
_SHARED = re.compile(
    r"admin|asb|bookings?|clerk|comms|communications?|contact(?:us)?|council|customers?|democratic|desk|dpo"
    r"|events?|feedback|foi|general|hello|help|helpdesk|hr|hub|info|information|jobs|mail|mailbox|media"
    r"|news|noreply|office|police|policy|post|postmaster|press|privacy|protection|reception|reply"
    r"|reports?|safer|sales|secretary|team|training|webmaster|youth"
)
_SHARED_WITHIN = re.compile(
    r"antisocial|communit|complaint|dataprotection|enquir|engagement|housing|inquir|licensing|neighbourhood"
    r"|partnership|policing|referral|safeguarding|safety|service|support|volunteer"
)


def mail_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where a person's own mail address begins and ends; enquiries@ is nobody's own."""
    for found in _MAIL_ADDRESS.finditer(text):
        if not _is_shared(found[1].lower(), found[2].lower()):
            yield found.span()


def _is_shared(name: str, domain: str) -> bool:
    """Whether a mailbox is a team's or an organisation's, such as scp@scp.example."""
    if _SHARED_WITHIN.search(name) or name in re.split(r"[.-]", domain):
        return True
    return any(_SHARED.fullmatch(part) for part in re.split(r"[._+\d-]+", name))
