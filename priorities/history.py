"""The recorded history of records that have a list of others, such as an agency's members."""

from typing import Any

from simple_history.models import HistoricalRecords


class HistoryWithLists(HistoricalRecords):  # type: ignore[misc]  # the package has no types
    """History that holds `m2m_fields` too, from whichever side of them they are changed."""

    def post_save(
        self,
        instance: Any,
        created: bool,  # noqa: FBT001 - the signal's own
        using: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Add a row, unless only what the history leaves out was saved, such as a password."""
        saved = kwargs.get("update_fields")
        if saved is None or set(saved) - set(self.excluded_fields):
            super().post_save(instance, created, using=using, **kwargs)

    def m2m_changed(
        self,
        instance: Any,
        action: str,
        attr: str,
        pk_set: set[Any] | None,
        reverse: bool,  # noqa: FBT001 - the signal's own
        **kwargs: Any,
    ) -> None:
        """Add a row for each record whose list changed."""
        if not reverse:
            super().m2m_changed(instance, action, attr, pk_set, reverse, **kwargs)
            return
        if action == "pre_clear":  # afterwards nothing tells whose lists it was on
            accessor = self.cls._meta.get_field(attr).remote_field.get_accessor_name()
            instance._cleared_from = list(getattr(instance, accessor).all())
        changed: list[Any] = []
        if action in {"post_add", "post_remove"}:
            changed = list(self.cls._base_manager.filter(pk__in=pk_set or ()))
        elif action == "post_clear":
            changed = instance.__dict__.pop("_cleared_from")
        for record in changed:
            self.create_historical_record(record, "~")
