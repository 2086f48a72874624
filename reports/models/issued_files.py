import hashlib
from typing import Any, NoReturn

from django.db import models

from priorities.append_only import AppendOnlyQuerySet
from reports.models.issued_papers import IssuedPaper
from reports.models.never_changed import NeverChangedError


class IssuedFileQuerySet(AppendOnlyQuerySet["IssuedFile"]):
    refusal = NeverChangedError

    def without_content(self) -> "IssuedFileQuerySet":
        """The files for a list: names and sizes, with the bytes left in the database."""
        return self.defer("content")


class IssuedFile(models.Model):
    """One file of an issued paper, byte for byte as it was made then; empty once it was purged."""

    issued_paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="files")
    extension = models.CharField(max_length=10)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text="In bytes.")
    digest = models.CharField("SHA-256 of the content", max_length=64, blank=True)

    objects = IssuedFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["issued_paper", "extension"],
                name="file_once_per_issue_and_format",
                violation_error_message="This issue already has a file of that format.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChangedError
        self.size = len(self.content)
        self.digest = hashlib.sha256(self.content).hexdigest()
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChangedError
