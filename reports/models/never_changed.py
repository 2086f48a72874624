class NeverChangedError(TypeError):
    """Somebody tried to change or delete what was issued."""

    def __init__(self) -> None:
        super().__init__(
            "Issued papers are never changed. Withdraw the paper, or issue it again with a reason."
        )
