"""Who brings workbooks back and decides about them, and what they are about."""

import pytest

from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency, make_initiative
from tests.people import make_person


@pytest.fixture
def officer(client):
    """A community safety officer, signed in."""
    officer = make_person(OFFICER, name="Officer")
    client.force_login(officer)
    return officer


@pytest.fixture
def lead():
    """Somebody of CBH."""
    return make_person(PARTNER, name="Lead", agencies=[make_agency("CBH")])


@pytest.fixture
def j9():
    """Which CBH leads."""
    return make_initiative("J9", number=1, led_by="CBH")
