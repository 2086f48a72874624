"""Long, and nothing that somebody would try early; no rule about kinds of characters."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from priorities.models import Partnership
from scp_tracker.accounts.models import User


@pytest.fixture
def jonathan(db):
    Partnership.objects.create(
        name="Safer Colchester Partnership", short_name="SCP", council="C", committee="C"
    )
    return User(name="Jonathan Smithers", email="jon.smithers@council.example")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password2024!",
        "P@ssword12345",
        "0r968ji9ufj6",  # among the twenty thousand commonest
        "passwordpassword",
        "liverpoolliverpool1",
        "zzzz0000pppp",
        "Liverpool 1892 !",
        "garden1garden1",
        "abcabcabcabc",
        "aaaaaaaaaaaa",
        "123456789012",
        "987654321098",
        "112233445566",
        "abcdefghijkl",
        "qwertyuiopas",
        "asdfghjklzxcvbnm",
        "SaferColchester",
        "safer-colchester-2024",
        "colchesterpartnership1",
        "SCP Tracker 2025",
        "jon.smithers@council.example",
        "Jonathan.Smithers99",
        "council.example.jon",
    ],
)
def test_what_somebody_would_try_early_is_refused(jonathan, password):
    with pytest.raises(ValidationError, match="That password is easy to guess"):
        validate_password(password, jonathan)


@pytest.mark.parametrize(
    "password",
    [
        "three plain garden chairs",
        "threeplaingardenchairs",
        "correct horse battery staple",
        "Colchester castle has 3 owls",  # a name known here may be a part of it
        "ярославль москва",
        "k7#Vq9!mZp2x",
        "qjwhrbtnzpxk",  # no capitals, digits or signs are asked for
        "w" + "ord and another w" * 15,
    ],
)
def test_what_is_long_and_nobodys_first_guess_will_do(jonathan, password):
    validate_password(password, jonathan)


def test_a_short_one_is_told_so_and_nothing_else(jonathan):
    with pytest.raises(ValidationError) as refused:
        validate_password("password123", jonathan)

    assert refused.value.messages == [
        "This password is too short. It must contain at least 12 characters."
    ]


def test_the_rules_hold_before_there_is_a_partnership_or_a_person(db):
    validate_password("three plain garden chairs")
    with pytest.raises(ValidationError):
        validate_password("scptracker2024")
