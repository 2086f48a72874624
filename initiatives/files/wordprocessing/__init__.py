"""How Word keeps a document: its parts, styles, numbering, paragraphs and tables, as text."""
