#!/usr/bin/env python
"""Django's command line for this project; `./run manage` calls it with the right environment."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scp_tracker.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a sentence that says how to mend it
        sys.exit(f"manage.py: {error}")
