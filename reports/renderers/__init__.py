"""One renderer a file format: a report in, the bytes of a file out."""
