"""What did the committee get? Issued papers, their files, and the warnings accepted for them."""

from reports.models.accepted_warnings import AcceptedWarning
from reports.models.issued_files import IssuedFile
from reports.models.issued_papers import IssuedPaper
from reports.models.never_changed import NeverChangedError

__all__ = ["AcceptedWarning", "IssuedFile", "IssuedPaper", "NeverChangedError"]
