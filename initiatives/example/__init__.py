"""An example plan of the year that is running: made up, marked as such, and only for one's own machine."""

from initiatives.example.known import NotThere
from initiatives.example.year import make_example_year

__all__ = ["NotThere", "make_example_year"]
