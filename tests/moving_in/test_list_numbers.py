"""The numbers of other bodies' priorities, as the cells of papers write them."""

import pytest

from initiatives.moving_in.list_numbers import list_numbers


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("1", (1,)),
        ("1, 3", (1, 3)),
        ("3,1", (3, 1)),
        ("1/2", (1, 2)),
        ("1 & 4", (1, 4)),
        ("1, 2 and 4.", (1, 2, 4)),
        ("1-3", (1, 2, 3)),
        ("1 – 3, 5", (1, 2, 3, 5)),
        ("2 to 4", (2, 3, 4)),
        ("1\n3", (1, 3)),
        ("2, 2", (2,)),
        ("", ()),
        ("  ", ()),
        ("-", ()),
        ("–", ()),
        ("N/A", ()),
    ],
)
def test_numbers_are_read_in_their_order_each_once(written, numbers):
    assert list_numbers(written) == numbers


@pytest.mark.parametrize(
    "written",
    ["Violence", "1, x", "3-1", "1-", "1.2", "1,,2", "1234", "1-2-3", "01 Mar", "²", "-1"],
)
def test_what_is_no_number_is_not_understood(written):
    assert list_numbers(written) is None
