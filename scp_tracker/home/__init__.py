"""The first page: what needs this person now, by what they may do."""
