"""The files people send, read as tables and texts: what in them is text, and where it stands."""
