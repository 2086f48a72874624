"""The update workbook: outcomes that go out to be typed in a spreadsheet, and come back."""
