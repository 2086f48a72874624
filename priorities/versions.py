"""Two people may edit one record: the later one is told, and nothing is overwritten unseen."""

from django.db import models


class OutOfDate(Exception):
    """Somebody saved a newer version meanwhile; `newest` is what stands now."""

    def __init__(self, newest: models.Model | None) -> None:
        super().__init__("Somebody else saved this while you were working on it.")
        self.newest = newest


class Versioned(models.Model):
    """A record that counts its saves, so that a form can tell whether it is still the newest."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, seen: int) -> None:
        """Make version `seen` into the next one, or raise OutOfDate. Call inside `atomic()`.

        The conditional update is the lock: it holds on SQLite and PostgreSQL alike.
        """
        rows = type(self)._base_manager.filter(pk=self.pk)
        if not rows.filter(version=seen).update(version=seen + 1):
            raise OutOfDate(rows.first())
        self.version = seen + 1
