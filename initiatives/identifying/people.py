"""Counts of fewer than five people: "4 victims", "three young people"."""

import re
from collections.abc import Iterator

from initiatives.identifying.ages import AGE, TENS, YEARS_OLD

_ONE_PERSON = (
    "adolescent|adult|asylum seeker|beggar|boy|case|child|client|complainant|driver|drug user|family"
    "|father|female|girl|household|individual|juvenile|lady|learner|male|man|member of (?:the )?public"
    "|migrant|minor|mother|offender|parent|participant|passenger|patient|pedestrian|perpetrator|person"
    "|pupil|referral|refugee|resident|rough sleeper|service user|sex worker|student|survivor|suspect"
    "|teen|teenager|tenant|victim|woman|worker|youngster|youth"
)
_PEOPLE = (
    "adolescents|adults|arrests|asylum seekers|beggars|boys|cases|children|clients|complainants|couples"
    "|drivers|drug users|families|fathers|females|girls|households|individuals|juveniles|kids|ladies"
    "|learners|males|members of (?:the )?public|men|migrants|minors|mothers|offenders|parents"
    "|participants|passengers|patients|pedestrians|people|perpetrators|persons|pupils|referrals"
    "|refugees|residents|rough sleepers|service users|sex workers|students|survivors|suspects|teenagers"
    "|teens|tenants|victims|women|workers|youngsters|youths"
    r"|(?:x )?\d\d?-\d\d? (?:age (?:range|group)|year olds)"
)
# What makes a thing of the people before it: a victim support service, a young people's workshop.
_THING = (
    "(?:areas?|associations?|awards?|boards?|books?|briefings?|campaigns?|carriers?|centres?|clinics?"
    "|clubs?|commissioners?|conferences?|councils?|courses?|days?|events?|forums?|groups?|homes?"
    "|hospitals?|hubs?|liaison|meetings?|officers?|packs?|panels?|plans?|programmes?|projects?"
    "|protection|referral|refuges?|rights|schemes?|schools?|services?|sessions?|stud(?:y|ies)|support"
    "|surveys?|teams?|training|trips?|unions?|units?|visits?|wards?|workshops?)"
)
_NOT_BEFORE_PEOPLE = (
    "(?:a|about|after|among|an|and|are|as|at|be|been|before|both|but|by|can|did|do|during|each|every|for"
    "|from|had|has|have|he|her|his|if|in|into|is|it|may|nor|of|off|on|or|our|out|over|per|she|so|than"
    "|that|the|their|them|then|there|they|this|through|to|under|until|up|we|were|when|where|which|while"
    "|who|will|with|would|you"
    "|am|day|dozen|fortnight|half|hour|hundred|km|later|mile|million|minute|month|night|percent|pm"
    "|quarter|term|third|thousand|time|week|weekend|year|yr"
    "|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
# A plural is itself what was counted, so that no other stands before the people.
_NO_PLURAL = r"(?:(?<!s)|(?<=ss)|(?<=ous)|(?<=s'))"
_BEFORE = rf"(?:(?:{AGE}{YEARS_OLD}|(?!{_NOT_BEFORE_PEOPLE})[a-z][a-z'-]*{_NO_PLURAL}) ){{0,3}}"
_AFTER = rf"(?:'s|')?(?![\w'-]| {_THING}\b)"
_UP_TO = r"(?:(?:[1-4]|one|two|three)(?:-| - | to | or |/))?"
_SEVERAL = rf"{_UP_TO}(?:[234]|two|three|four)(?: \([234]\))?"
_FEW = re.compile(
    r"(?<![\w.,:/£$€#+-])(?:"
    rf"(?:1|one|a single|a lone)(?: \(1\))? {_BEFORE}(?:{_ONE_PERSON}){_AFTER}"
    rf"|{_SEVERAL} {_BEFORE}(?:{_PEOPLE}){_AFTER}"
    rf"|(?:1|one|{_SEVERAL}|a couple|a pair) of (?:(?:the|our|these|those|his|her|their) )?"
    rf"{_BEFORE}(?:{_PEOPLE}){_AFTER})",
    re.IGNORECASE | re.ASCII,
)
# Year 4 pupils and Tier 2 offenders are numbered, not counted; one in four women is a share.
_NO_COUNT = re.compile(
    r"\b(?:(?:appendix|band|block|cat(?:egory)?|class|cohort|day|flat|form|grade|group|house|key"
    r"|kp|level|module|number|op|option|page|part|phase|priority|quarter|room|route|schedule|section"
    r"|stage|step|table|target|term|tier|unit|ward|week|wing|year|yr|zone)s?\.? ?(?:\d+ ?(?:,|&|-|and|or|to) ?)*"
    rf"|no\.? ?|(?:{TENS}|hundred|hundred and|thousand|thousand and) "
    r"|(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine) in )$",
    re.IGNORECASE | re.ASCII,
)


def few_people(text: str) -> Iterator[tuple[int, int]]:
    """Where a count of fewer than five people begins and ends, with the people."""
    for found in _FEW.finditer(text):
        if not _NO_COUNT.search(text[max(0, found.start() - 20) : found.start()]):
            yield found.span()
