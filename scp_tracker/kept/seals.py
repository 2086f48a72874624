"""The signed mark in each form: whose form it is, and for which address."""

from django.core import signing

from scp_tracker.kept.models import KEPT_FOR

SEAL_FIELD = "written_by"
_signer = signing.TimestampSigner(salt="scp_tracker.kept")


def seal(user_pk: int, path: str) -> str:
    """A mark saying that the person numbered `user_pk` was given the form for `path`."""
    return _signer.sign_object([user_pk, path], compress=True)


def opened(mark: str, path: str) -> int | None:
    """The number of the person a mark was made for; None if forged, worn out or for another path."""
    try:
        # A mark found on a page somebody printed or saved must not fill that person's list for ever.
        user_pk, sealed_path = _signer.unsign_object(mark, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return user_pk if sealed_path == path else None
