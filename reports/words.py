"""How the working reports say numbers in words."""


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 initiative", "30 initiatives"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
