"""Papers as their readers hand them on: tables and the texts between them, made from plain words."""

from initiatives.files.contents import FileRead, FileTable, FileText


def paper(*blocks):
    """A paper of texts, a heading being `heading("…")`, and of tables given as lists of rows."""
    read, tables = [], 0
    for block in blocks:
        if isinstance(block, str):
            read.append(FileText(block))
        elif isinstance(block, list):
            tables += 1
            read.append(table(f"Table {tables}", *block))
        else:
            read.append(block)
    return FileRead(tuple(read))


def heading(text):
    return FileText(text, is_heading=True)


def table(name, *rows, **said):
    """A table of rows written "Action | Lead | Progress", or given as cells; short ones are filled up."""
    cells = [_cells(row) if isinstance(row, str) else tuple(row) for row in rows]
    width = max(map(len, cells), default=0)
    return FileTable(name, tuple(row + ("",) * (width - len(row)) for row in cells), **said)


def _cells(row):
    return tuple(cell.strip() for cell in row.split("|"))
