"""What the environment says, read with care: a slip is refused in a sentence that says how to mend it.

Every function raises ImproperlyConfigured for what it cannot take, and prints no secret.
"""

import os
import re
from email.utils import parseaddr

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]", re.IGNORECASE)
_DATABASES = {"postgres", "postgresql", "sqlite"}
_PATIENCE = 10  # seconds; libpq itself would wait for minutes


def choice(name: str, first: str, *others: str) -> str:
    """One of these words; the first where nothing is set."""
    said = os.environ.get(name) or first
    if said not in (first, *others):
        allowed = " or ".join([first, *others])
        raise ImproperlyConfigured(f'{name} is "{said}" and has to be {allowed}.')
    return said


def switch(name: str) -> bool:
    """Whether something is switched on with "1"; "0" and nothing at all are off."""
    return choice(name, "0", "1") == "1"


def port(name: str, *, unset: int) -> int:
    """The number of a port."""
    said = os.environ.get(name) or str(unset)
    if not (said.isascii() and said.isdigit() and 0 < int(said) <= 65_535):
        raise ImproperlyConfigured(f'{name} is "{said}" and has to be a number from 1 to 65535.')
    return int(said)


def hosts(name: str) -> list[str]:
    """Host names, separated by spaces; none where nothing is set."""
    said = os.environ.get(name, "").split()
    for host in said:
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f'{name} holds "{host}", which is no host name. Write names alone, separated by '
                "spaces, without https://, ports, commas or stars: tracker.example.gov.uk"
            )
    return said


def mail_address(name: str, *, unset: str) -> str:
    """An e-mail address, alone or as "Name <address>"."""
    said = os.environ.get(name) or unset
    account, at, host = parseaddr(said)[1].partition("@")
    if not (account and at and host and said.isprintable()):
        raise ImproperlyConfigured(
            f'{name} is "{said}" and has to be an e-mail address: tracker@example.gov.uk'
        )
    return said


def database(name: str, *, unset: str) -> dj_database_url.DBConfig:
    """The database an address like postgres://user:password@host/name says, as Django takes it."""
    address = os.environ.get(name) or unset
    wrong = ImproperlyConfigured(
        f"{name} cannot be read. It has to look like postgres://user:password@host/name, with "
        "signs such as @, : and / in the password written as %40, %3A and %2F."
    )
    if address.partition("://")[0] not in _DATABASES:
        raise wrong
    try:
        read = dj_database_url.parse(
            address,
            conn_max_age=600,
            conn_health_checks=True,  # a database that was restarted costs nobody an error
        )
    except ValueError:  # which names the address, password and all
        raise wrong from None
    if not read["NAME"]:
        raise wrong
    if not address.startswith("sqlite:"):  # whose server may be behind a wall that drops all calls
        read.setdefault("OPTIONS", {}).setdefault("connect_timeout", _PATIENCE)
    return read
