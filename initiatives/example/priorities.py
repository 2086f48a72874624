"""What the example year says matters: its key priorities, each with its points and targets."""

from typing import NamedTuple


class Agreed(NamedTuple):
    """One key priority with what it includes and what is to come of it."""

    title: str
    points: tuple[str, ...]
    targets: tuple[str, ...] = ()
    description: str = ""


PRIORITIES = (
    Agreed(
        "To reduce violence and the fear of violence",
        (
            "Making evenings in the town centre safer",
            "Acting early where young people carry weapons",
            "Supporting people who suffer domestic or sexual abuse",
        ),
        (
            "Fewer violent offences in the town centre at night",
            "More people who suffer abuse know where to find help",
        ),
    ),
    Agreed(
        "To protect people who are at risk of exploitation",
        (
            "Finding and ending the misuse of people’s homes",
            "Raising awareness of modern slavery and of exploitation online",
            "Helping older residents to recognise fraud",
        ),
        (
            "Front-line staff recognise exploitation and report it",
            "Each secondary school has taken part in a session about gangs",
        ),
    ),
    Agreed(
        "To tackle anti-social behaviour (ASB) that comes back",
        (
            "Sharing cases early between agencies",
            "Offering young people something else to do",
            "Using the powers that the law gives, in proportion",
            "Encouraging people to report hate crime",
        ),
        (
            "Fewer repeat reports of ASB from the same households",
            "Hate crime is reported more often",
        ),
    ),
    Agreed(
        "To help residents feel safe where they live and travel",
        (
            "Being seen and being easy to reach",
            "Preventing fires, burglary and theft",
        ),
        ("More residents say that they feel safe after dark",),
        description="Agreed after the survey of residents, which put feeling safe first.",
    ),
)
