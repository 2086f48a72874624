from typing import Any, NoReturn, TypeVar

from django.db import models

Kept = TypeVar("Kept", bound=models.Model)


class NeverChangedError(TypeError):
    """Somebody tried to change or delete what was issued."""

    def __init__(self) -> None:
        super().__init__(
            "Issued papers are never changed. Withdraw the paper, or issue it again with a reason."
        )


class NeverChangedQuerySet(models.QuerySet[Kept]):
    """Rows that are added and read; what little may happen to them has methods of its own."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise NeverChangedError

    def delete(self) -> NoReturn:
        raise NeverChangedError

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChangedError

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChangedError

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Kept]:
        """Add many at once; none of them may take the place of one that is there."""
        if kwargs.get("update_conflicts"):
            raise NeverChangedError
        return super().bulk_create(objs, *args, **kwargs)

    def _leave(self, **said: Any) -> int:
        """Change what the methods named for it may change; how many rows that was."""
        return super().update(**said)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
