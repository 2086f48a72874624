"""The signed mark in each form: whose form it is, and for which address."""

from django.core import signing

_signer = signing.TimestampSigner(salt="scp_tracker.kept")
SEAL_FIELD = "written_by"


def seal(user_pk: int, address: str) -> str:
    """A mark saying that the person numbered `user_pk` was given the form at `address`."""
    return _signer.sign_object([user_pk, address], compress=True)


def opened(mark: str, address: str) -> int | None:
    """The number of the person a mark was made for, or None if it is forged or of another address."""
    try:
        user_pk, sealed_address = _signer.unsign_object(mark)
    except (signing.BadSignature, ValueError):
        return None
    return user_pk if sealed_address == address else None
