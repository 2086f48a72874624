"""Excel files in the house style, from whatever has texts to show: reports, and the update workbook.

A `Sheet` takes rows of texts and looks, `measures` says how high they are, `new_book` begins a file
and `package` ends it. Nothing here knows a report, a plan or the database.
"""
