"""Words taken out for good, in the cells of papers that were moved in or are being moved in."""

from collections.abc import Mapping
from typing import Any

from initiatives.models import Initiative, MoveIn, SourceRow
from initiatives.taken_out import TakenOut

# Decisions by marks of the tracker's own, such as the row "3.12": in them stand nobody's words.
_MARKS = {"tables", "columns", "shapes", "left_out", "reported_on"}
_STAND_FOR_MARKS = {"agencies", "fund_sources", "statuses"}  # words of the paper, by themselves
_BY_WORDS = {*_STAND_FOR_MARKS, "new_agencies", "new_fund_sources"}


def take_out_of_papers(initiative: Initiative, words: TakenOut) -> None:
    """Take the words out of what the initiative's paper said, and of every paper still to be moved in.

    Nobody knows yet which initiatives those will make. Whoever goes on with one is told that it changed.
    """
    for source in SourceRow.objects.filter(initiative=initiative):
        cells = _without(source.cells, words)
        if cells != source.cells:
            SourceRow.objects.filter(pk=source.pk).update(cells=cells)
    for move in MoveIn.objects.going_on().select_for_update():  # nobody moves it in meanwhile
        read, decided = _without(move.read, words), _decisions_without(move.decided, words)
        if (read, decided) != (move.read, move.decided):
            MoveIn.objects.filter(pk=move.pk).update(
                read=read, decided=decided, version=move.version + 1
            )


def _decisions_without(decided: Mapping[str, Any], words: TakenOut) -> dict[str, Any]:
    """The decisions without the words, in what was written and in what was typed."""
    return {name: _decision_without(name, said, words) for name, said in decided.items()}


def _decision_without(name: str, said: Any, words: TakenOut) -> Any:
    if name not in _MARKS | _STAND_FOR_MARKS:
        said = _without(said, words)
    if name in _BY_WORDS:
        return {words.out_of(written): stands for written, stands in said.items()}
    return said


def _without(kept: Any, words: TakenOut) -> Any:
    """The same lists, mappings and texts, the words in none of the texts."""
    if isinstance(kept, str):
        return words.out_of(kept)
    if isinstance(kept, list):
        return [_without(each, words) for each in kept]
    if isinstance(kept, dict):
        return {
            name: each if name == "kind" else _without(each, words) for name, each in kept.items()
        }
    return kept
