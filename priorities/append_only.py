from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows that are added and read; what little may happen to them has methods of its own.

    Every other way to change or delete them raises `refusal`, which says what to do instead.
    """

    refusal: ClassVar[type[TypeError]]

    def update(self, **kwargs: Any) -> NoReturn:
        raise self.refusal

    def delete(self) -> NoReturn:
        raise self.refusal

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise self.refusal

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise self.refusal

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Row]:
        """Add many at once; none of them may take the place of one that is there."""
        if kwargs.get("update_conflicts"):
            raise self.refusal
        return super().bulk_create(objs, *args, **kwargs)

    def _leave(self, **said: Any) -> int:
        """Change what the methods named for it may change; how many rows that was."""
        return super().update(**said)

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
