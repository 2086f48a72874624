"""The age of a person: "16 year old", "aged 15". A range of ages is nobody's, a thing's no matter."""

import re
from collections.abc import Iterator

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
AGE = rf"(?:(?:{TENS})(?:[ -](?:{_UNITS}))?|{_TEENS}|{_UNITS}|1[01]\d|\d\d?)"
YEARS_OLD = r"[ -]?(?:years?|yrs?|months?|weeks?)\.?[ -]olds?"
_THING = (
    "(?:agreement|bridge|building|bus|cars?|charity|church|contract|data|equipment|figures|house|order"
    "|organisation|partnership|plan|policy|programme|projects?|propert(?:y|ies)|schemes?|service|site"
    "|strategy|system|tradition|trees?|vehicles?|wall)"
)
_ON_ITS_OWN = r"(?<![\w.,:/£$€-])(?<!\d - )(?<!\d to )(?<!\d and )"
_NO_RANGE = r"(?! ?(?:-|\+|plus\b)| (?:to|and (?:over|under|above|up|older|younger)|or (?:over|under|above|older)|upwards)\b)"
_PERSON = (
    "boy|child|female|girl|lady|male|man|offender|person|pupil|suspect|teenager|victim|woman|youth"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        # 16 year old, 14-year-old, fifteen years of age, 15 y/o
        (
            rf"{_ON_ITS_OWN}{AGE}(?:{YEARS_OLD}|[ -]?(?:years?|yrs?)\.? of age|[ -]?y\.?/?o\b\.?)"
            rf"(?!\w)(?![ -]{_THING}\b)"
        ),
        # a girl, 15 yrs; but not: for 15 yrs, 15 yrs ago
        rf"{_ON_ITS_OWN}\d\d? ?yrs?\b\.?(?= ?(?:[),;.]|$))",
        # aged 15, age: 15, at the age of fifteen
        rf"\b(?:aged?|ages|age of)(?: only| just)?:? {AGE}(?![\w%/]){_NO_RANGE}",
        # a girl (15), a man, 42, from
        rf"\b(?:{_PERSON})(?: \(\d\d?\)|, \d\d?(?=[,.;)]| from | of |$))",
        # in her eighties, in his late 80s
        (
            r"\bin (?:his|her|their) (?:early |mid[ -]|late )?"
            rf"(?:[1-9]0'?s|teens|twenties|{TENS.replace('y', 'ies').removeprefix('twenties|')})\b"
        ),
        # born in 2004, date of birth 3/6/2001
        r"\b(?:d\.?o\.?b\.?|dates? of birth|born (?:in|on))[: ]+(?:the )?(?:\w+ ){0,2}[\d./-]*\d\b",
    )
)
_NO_AGE = re.compile(
    r"\b(?:above|after|below|every|first|for|in|last|least|minimum|next|of|over|past|per|than|under|up to"
    r"|within)(?: the)? $",
    re.IGNORECASE,
)


def ages(text: str) -> Iterator[tuple[int, int]]:
    """Where a person's age begins and ends."""
    for form in _FORMS:
        for found in form.finditer(text):
            if not _NO_AGE.search(text[max(0, found.start() - 16) : found.start()]):
                yield found.span()
