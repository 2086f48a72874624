from priorities import years


class YearConverter:
    """A plan year in an address: "2017-18" is 2017, and no other spelling is an address."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> int:
        start_year = int(value[:4])
        if years.slug(start_year) != value:
            raise ValueError
        return start_year

    def to_url(self, start_year: int) -> str:
        return years.slug(start_year)
