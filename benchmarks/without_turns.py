"""The tracker's settings with Django's own SQLite, to compare with."""

from scp_tracker.settings import *  # noqa: F403 - all of them, and nothing else changed
from scp_tracker.settings import DATABASES

DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"
