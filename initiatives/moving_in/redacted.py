"""Words taken out for good, in the cells of papers that were moved in or are being moved in."""

from typing import Any

from initiatives.models import Initiative, MoveIn, SourceRow
from initiatives.taken_out import TakenOut


def take_out_of_papers(initiative: Initiative, words: TakenOut) -> None:
    """Take the words out of what the initiative's paper said, and of every paper still to be moved in.

    Nobody knows yet which initiatives those will make. Whoever goes on with one is told that it changed.
    """
    for source in SourceRow.objects.filter(initiative=initiative):
        cells = _without(source.cells, words)
        if cells != source.cells:
            SourceRow.objects.filter(pk=source.pk).update(cells=cells)
    for move in MoveIn.objects.going_on().select_for_update():  # nobody moves it in meanwhile
        read, decided = _without(move.read, words), _without(move.decided, words)
        if (read, decided) != (move.read, move.decided):
            MoveIn.objects.filter(pk=move.pk).update(
                read=read, decided=decided, version=move.version + 1
            )


def _without(kept: Any, words: TakenOut) -> Any:
    """The same lists, mappings and texts, the words in none of them, nor in what goes by a name."""
    if isinstance(kept, str):
        return words.out_of(kept)
    if isinstance(kept, list):
        return [_without(each, words) for each in kept]
    if isinstance(kept, dict):
        return {words.out_of(name): _without(each, words) for name, each in kept.items()}
    return kept
