"""The pages on which update workbooks go out and come back."""

from initiatives.workbook.views.download import download
from initiatives.workbook.views.returned_workbooks import returned
from initiatives.workbook.views.workbooks import workbook

__all__ = ["download", "returned", "workbook"]
