import pytest
from django.core.exceptions import ValidationError

from priorities.dates import DayField

NO_DATE = "Write the date as day, month and year, such as 30/8/2017."


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31/2/2017", "There is no 31 February 2017. Check the day and the month."),
        ("29/2/17", "There is no 29 February 2017. Check the day and the month."),
        ("31.6.2017", "There is no 31 June 2017. Check the day and the month."),
        (" 31 Sept 2017 ", NO_DATE),  # September is not written so here
        ("31 Sep 2017", "There is no 31 September 2017. Check the day and the month."),
        ("2017-11-31", "There is no 31 November 2017. Check the day and the month."),
        ("32/1/2017", NO_DATE),
        ("31/13/2017", NO_DATE),
        ("30/30/2017", NO_DATE),
        ("29", NO_DATE),
        ("2017/02/30", NO_DATE),
        ("1/29/2017", NO_DATE),
        ("31/2/2017\0", NO_DATE),
    ],
)
def test_a_day_that_its_month_does_not_have_is_told_from_what_is_no_date(typed, says):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)

    assert refused.value.messages == [says]
