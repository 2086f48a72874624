class NotReady(Exception):
    """The tracker cannot be served as things are; the message says how to mend it."""
