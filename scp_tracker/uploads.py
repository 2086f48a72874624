from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from initiatives.files.limits import MOST_BYTES


class InMemoryUpload(FileUploadHandler):
    """Keeps what is uploaded in memory alone, and never more than a byte over the most that is read.

    Django's own handlers write larger files to a disk, where a plan of the partnership could stay.
    What is too large is dropped as it arrives, so that the form can still be shown with the reason.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._room = MOST_BYTES + 1  # for all files of a request together

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file begins."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep as much of what arrived as there is room for."""
        kept = raw_data[: self._room]
        self._room -= len(kept)
        self.file.write(kept)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file; its size is that of all that was sent."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
