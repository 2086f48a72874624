import pytest
from django.urls import Resolver404, resolve, reverse

from priorities.converters import YearConverter


@pytest.mark.parametrize(("start_year", "slug"), [(2016, "2016-17"), (1999, "1999-00")])
def test_a_year_has_one_address(start_year, slug):
    assert reverse("initiatives:plan", args=[start_year]) == f"/{slug}/"
    assert resolve(f"/{slug}/").kwargs == {"start_year": start_year}
    assert YearConverter().to_python(slug) == start_year


@pytest.mark.parametrize(
    "spelling",
    [
        "2016-18",
        "2016-16",
        "2016-2017",
        "16-17",
        "2016-7",
        "2016_17",
        "\u0662\u0660\u0661\u0666-\u0661\u0667",
    ],
)
def test_no_other_spelling_is_an_address(spelling):
    with pytest.raises(Resolver404):
        resolve(f"/{spelling}/")
