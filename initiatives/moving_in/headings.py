"""What the heading of a column names: the words that plans and action plans use for their columns."""

import re
from functools import lru_cache
from typing import NamedTuple

from initiatives.moving_in.decisions import Part

LONGEST_HEADING = 70  # characters: more than that is a sentence


class Named(NamedTuple):
    """A part that a heading may name; the lower the rank, the surer."""

    part: Part
    rank: int


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_QUARTER = (
    r"(?:q(?:uarter|tr)? ?[1-4]|(?:1st|2nd|3rd|4th|first|second|third|fourth) quarter"
    rf"|{_MONTH}(?: \d{{2,4}})?(?: to)? {_MONTH})"
)
_TELLING = (
    r"(?:progress|updates?|reports?|position|outcomes?|commentary|comments?|narrative|actions?"
    r"|achievements?|results?|and|to|date|so|far|made|as|at|of|on|the|end|year|mid|latest|current"
    rf"|quarterly|monthly|annual|six|6|month|summary|notes?|this|last|key|{_MONTH}|\d{{2,4}})"
)
_OUR = r"(?:our|key|strategic|smart|csp|scp|partnership|plan)"
_OF_WORK = r"(?:required|needed|planned|to be taken|name|title|points?|milestones?|outputs?)"
_WORK = r"(?:projects?|initiatives?|actions?|activit(?:y|ies)|tasks?|interventions?)"
_BODY = (
    r"(?:agenc(?:y|ies)|partners?|organisations?|organizations?|bod(?:y|ies)|department|service)"
)

# One way to write a heading on each line, after how sure it is; the first of all headings is 1.
_WAYS = {
    Part.PRIORITY: rf"""
        1 (?:{_OUR} )*(?:priorit(?:y|ies)|kps?)(?: (?:areas?|theme|no|number|title|list|ref|kp))*
        2 (?:key |strategic )*(?:themes?|strands?|work ?streams?)(?: area)?
        5 (?:key |strategic )*(?:aims?|goals?|objectives?)
    """,
    Part.TARGET: rf"""
        1 (?:{_OUR} )*objectives?
        2 (?:key )?targets?
        3 (?:{_OUR} )*(?:aims?|goals?|commitments?)
        3 what (?:do )?we (?:want|aim) to (?:achieve|do)
        4 (?:desired|intended|expected|planned) (?:outcomes?|impacts?|results?)
    """,
    Part.TITLE: rf"""
        1 (?:(?:key|specific|planned|agreed|the) )*{_WORK}(?: (?:and|or|{_WORK}|{_OF_WORK}))*
        2 (?:what )?we will
        2 what(?: (?:will|we|be|are|is|going|to|do|done))*
        2 how(?: (?:will|we))*(?: (?:do|achieve|deliver) (?:it|this))?
        2 deliverables?|milestones?|work programme
        2 (?:title|name)(?: of \w+)?
        3 description|details?
    """,
    Part.LEAD: rf"""
        1 leads?(?: (?:and|or|{_BODY}))*
        1 lead {_BODY}(?: and| or)? officers?
        2 (?:strategic|operational|project|action|named|delivery|partner) leads?
        2 (?:lead )?officers? (?:and |or )?{_BODY}|lead (?:officers?|person) and .*
        2 (?:responsible|accountable|delivery|owning) (?:{_BODY}|lead)
        2 (?:lead )?respons(?:ible|ibility)|(?:lead|whos) responsible|(?:action )?owners?|delivered by|led by
        2 who(?: (?:is|will|by|leads?|responsible|do|it))*|by whom
        2 agenc(?:y|ies)|organisations?
        3 (?:(?:lead|responsible|accountable|named) )?(?:officers?|person|contact)(?: responsible)?
        4 (?:(?:key|other|supporting|delivery) )*{_BODY}(?: (?:{_BODY}|involved))*
    """,
    Part.TIMING: r"""
        1 timings?|time ?(?:scales?|frames?|lines?|tables?)
        1 (?:by )?when(?: (?:by|will|it|be|done|is|we))*|deadlines?|due(?: date| by)?
        1 (?:(?:target|completion|delivery) )+dates?|target (?:timescale|completion)
        1 (?:to be )?complet(?:ed|e|ion)(?: date)?(?: by)?
        2 dates?|(?:end|finish) date|period
        3 start(?: date)?
    """,
    Part.FUND_SOURCE: r"""
        1 fund(?:s|ing|ed)?(?: (?:sources?|by|streams?|bod(?:y|ies)|from))*
        1 funders?|sources? of (?:funds?|funding)
        2 (?:funding and )?resourc(?:es?|ing)(?: (?:required|needed|implications?|and|funding|costs?))*
        2 budget
    """,
    Part.STATUS: r"""
        1 (?:(?:current|overall|progress|action) )*status(?: rag)?
        1 (?:(?:progress|status|current) )*b?rag(?: (?:rating|status|rated))*
    """,
    Part.STATUS_REASON: r"""
        1 reasons?(?: for .*)?|why .*
    """,
    Part.INTERNAL_NOTE: r"""
        1 (?:(?:internal|officers?|private) )*notes?|internal .*
    """,
    Part.OUTCOME: rf"""
        1 (?:{_TELLING} )*{_QUARTER}(?: {_TELLING})*
        1 (?:{_TELLING} )*(?:progress|updates?|position|achievements?|results?)(?: {_TELLING})*
        1 what (?:has|have) (?:happened|we done|been done)(?: .*)?|year end
        2 {_MONTH}(?: \d{{2,4}})?
        2 (?:actual |key )?outcomes?(?: (?:achieved|to date|so far|and impact))*
        3 impacts?|comments?|commentary|narrative
    """,
    Part.EXTRA: r"""
        1 (?:action |item )?(?:ref(?:erence)?|no|nos|number|id|item)(?: no| number)?
        1 (?:(?:success|performance|key|output|outcome) )*(?:measures?|indicators?|kpis?)(?: .*)?
        1 how .*(?:measure|know|success).*|success .*|baseline.*|evidence.*|risks?.*|costs?.*|outputs?.*
        1 (?:pf?cc|opcc|police|ep|e p)\b.*\bkps?(?: list)?|links? to .*|wards?|locations?|areas?
    """,
}
_NAMES = tuple(
    (Named(part, int(rank)), re.compile(words))
    for part, ways in _WAYS.items()
    for rank, _, words in (way.strip().partition(" ") for way in ways.strip().splitlines())
)
_A_MONTH = re.compile(rf"{_MONTH}(?: \d{{2,4}})?")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SIDES = re.compile(r"[/&,:;]|\band\b", re.IGNORECASE)
_OF_A_LIST = re.compile(
    r"abbreviations?|acronyms?|terms?|meanings?|definitions?|description|stands for|names?|post"
    r"|organisations?|tele?(?:phone)?(?: no| number)?|phone|e ?mail(?: address)?|address|contacts?"
    r"|contact details|roles?|job title|members?|page|full (?:name|title)|explanation|version|author"
)


def in_plain_letters(heading: str) -> str:
    """The heading's words alone, for comparing: "SCP KP’s (list)" is "scp kps list"."""
    without_apostrophes = re.sub("['’`]", "", heading.casefold())
    return " ".join(re.findall(r"\w+", without_apostrophes.replace("&", " and ").replace("_", " ")))


@lru_cache(maxsize=4096)
def named_by(heading: str) -> tuple[Named, ...]:
    """The parts a heading may name, the surest first; none for words that are not known.

    Where all of it is not known, what is beside its brackets counts, then the first of its sides:
    "Timescale (by when)", "Deadline / review".
    """
    if len(heading) > LONGEST_HEADING:
        return ()
    sides = _SIDES.split(heading)
    for less_sure, part in enumerate([heading, _IN_BRACKETS.sub(" ", heading), *sides]):
        if named := _named_by_all_of(part):
            return tuple(Named(each.part, each.rank + min(less_sure, 1)) for each in named)
    return ()


def _named_by_all_of(heading: str) -> list[Named]:
    words = in_plain_letters(heading)
    named = [named for named, form in _NAMES if words and form.fullmatch(words)]
    return sorted(named, key=lambda each: each.rank)


def is_a_month(heading: str) -> bool:
    """Whether it is a month, which heads a column of progress and says when something happens."""
    return bool(_A_MONTH.fullmatch(in_plain_letters(heading)))


def is_of_a_list(heading: str) -> bool:
    """Whether the heading is one of a glossary, an address list or a list of members."""
    return bool(_OF_A_LIST.fullmatch(in_plain_letters(heading)))
