"""Dates as people in Britain write them: the day first, never the month."""

DATES_AS_WRITTEN = [
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d %m %Y",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y-%m-%d",
]
