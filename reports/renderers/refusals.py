"""Why a report cannot be a file of some kind."""


class CannotBeMade(Exception):
    """A report that cannot be made into a file; its text is a sentence for whoever asked for it."""
