"""Issued papers never change, but for words the law does not let the tracker keep: then they are emptied.

A paper has the words where the initiative's own rows, or the reason of an issue of its year, say any of
them, or where a phrase of several words stands anywhere in it. Its own are those of every year in which the
same work goes on, where what the work is called does not count. A name alone in another initiative's row may
be somebody else's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from initiatives.chains import chain_of, sought_in_other_years
from initiatives.models import Initiative
from initiatives.taken_out import IN_THEIR_PLACE, TakenOut
from priorities.events import note
from reports.document import Report
from reports.issuing import hold_issuing
from reports.models import AcceptedWarning, IssuedPaper
from reports.models.issued_papers import LONGEST_TITLE
from reports.stored import texts_of

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

_QUOTED = re.compile("“[^”]*”")
_A_PIECE = 3  # words in a row; fewer stand in any text

# The public reads it, so it tells nothing about whom and what.
WHY = "It held words that should not have been published. They have been taken out for good."


@dataclass(frozen=True)
class _Sought:
    """The words, and which of them count where."""

    words: TakenOut
    phrases: TakenOut  # those of several words, which can mean nobody else
    by_reference: Mapping[str, TakenOut]
    by_year: Mapping[int, TakenOut]

    def about(self, reference: str) -> TakenOut:
        """Those that count in what is said about an initiative, or about none."""
        return self.by_reference.get(reference, self.phrases)


def emptied(initiative: Initiative, words: TakenOut) -> list[str]:
    """The issued papers, by name, that `take_out` would withdraw and empty."""
    return [str(paper) for paper in _papers_with(_sought(initiative, words))]


def take_out(initiative: Initiative, words: TakenOut, *, by: "User") -> None:
    """Withdraw and empty every issued paper that has the words; warnings and reasons lose them.

    Warnings about the initiative have to be accepted again.
    """
    hold_issuing()  # a paper that is being issued may have them too
    sought = _sought(initiative, words)
    gone = list(_papers_with(sought))
    for paper in gone:
        paper.purge(by=by, reason=WHY)
        year, number = paper.year, paper.number
        note("issued_paper_emptied", year=year, paper=paper.paper, number=number, user=by.pk)
    for paper in IssuedPaper.objects.without_document():
        in_title = words if paper in gone else sought.phrases
        in_reasons = words if paper in gone else sought.by_year.get(paper.start_year, in_title)
        paper.reword(
            title=in_title.out_of(paper.title)[:LONGEST_TITLE],
            reason=in_reasons.out_of(paper.reason),
            withdrawal_reason=in_reasons.out_of(paper.withdrawal_reason),
            warnings=[_without(sought, warning) for warning in paper.warnings],
        )
    AcceptedWarning.objects.filter(pk__in=_acceptances_with(initiative, sought)).delete()


def _sought(initiative: Initiative, words: TakenOut) -> _Sought:
    chain = chain_of(initiative)
    of_others = sought_in_other_years(words, chain)
    heard = [(each, words if each == initiative else of_others) for each in chain]
    return _Sought(
        words,
        TakenOut(tuple(phrase for phrase in words.phrases if " " in phrase)),
        {each.reference: some for each, some in heard},
        {each.plan.start_year: some for each, some in heard},
    )


def _papers_with(sought: _Sought) -> Iterator[IssuedPaper]:
    if sought.words:
        for paper in IssuedPaper.objects.newest_first():
            if paper.report and _stand_in(paper, paper.report, sought):
                yield paper


def _acceptances_with(initiative: Initiative, sought: _Sought) -> Iterator[int]:
    """Those that say the words, and all about the initiative: a key may be guessed back to a sentence."""
    if not sought.words:
        return
    for accepted in AcceptedWarning.objects.all():
        said = {"reference": accepted.reference, "said": accepted.said, "reason": accepted.reason}
        if accepted.reference == initiative.reference or _without(sought, said) != said:
            yield accepted.pk


def _stand_in(paper: IssuedPaper, report: Report, sought: _Sought) -> bool:
    reason = report.issue.reason if report.issue else ""  # it may tell what was wrong before
    in_reason = sought.by_year.get(paper.start_year, sought.phrases)
    in_rows = (
        words.stand_in(group.heading or "", *row.cells)
        for table in report.tables
        for group in table.groups
        for row in group.rows
        if (words := sought.by_reference.get(row.reference))
    )
    return in_reason.stand_in(reason) or any(in_rows) or sought.phrases.stand_in(*texts_of(report))


def _without(sought: _Sought, warning: dict[str, Any]) -> dict[str, Any]:
    """The accepted warning without the words: all of them where it is about the initiative."""
    is_own = warning["reference"] in sought.by_reference
    heard = sought.about(warning["reference"])
    left = {name: heard.out_of(warning[name]) for name in ("said", "reason")}
    if is_own:
        left["said"] = _without_pieces(heard, warning["said"], left["said"])
    return warning | left


def _without_pieces(words: TakenOut, said: str, left: str) -> str:
    """What a warning says, and nothing of what it quotes where that is a piece of what was taken out."""
    gone = [_words(phrase) for phrase in words.phrases]
    if any(
        _shares_a_run(_words(quoted), phrase) for quoted in _QUOTED.findall(said) for phrase in gone
    ):
        return _QUOTED.sub(f"“{IN_THEIR_PLACE}”", left)
    return left


def _shares_a_run(quoted: list[str], phrase: list[str]) -> bool:
    """Whether one of the two is in the other, or as many words in a row are in both as tell a piece."""
    length = min(_A_PIECE, len(quoted), len(phrase))
    return length > 0 and not _runs(quoted, length).isdisjoint(_runs(phrase, length))


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
