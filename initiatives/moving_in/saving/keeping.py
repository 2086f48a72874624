"""Records that are moved in, each with a first history row that names the file and who did it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from simple_history.utils import bulk_create_with_history

from initiatives.models import MoveIn
from priorities.text import no_longer_than

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

AT_ONCE = 500  # rows of a statement, where the database takes as many
_LONGEST_REASON = 100

Record = TypeVar("Record", bound=models.Model)


class Keeper:
    """Keeps records of one move, one by one or many in few statements."""

    def __init__(self, move: MoveIn, *, by: "User") -> None:
        self.by = by
        self.reason = no_longer_than(_LONGEST_REASON, f"Moved in from {move.file_name}")

    def one(self, record: Record) -> Record:
        """The record, saved."""
        record._change_reason = self.reason  # type: ignore[attr-defined]
        record._history_user = self.by  # type: ignore[attr-defined]
        record.save()
        return record

    def many(self, model: type[Record], records: Iterable[Record]) -> list[Record]:
        """The records, saved, in their order."""
        kept: list[Record] = bulk_create_with_history(
            list(records),
            model,
            batch_size=AT_ONCE,
            default_user=self.by,
            default_change_reason=self.reason,
        )
        return kept
