"""What ./run asks before it prepares the database: can the disk and the database be worked with?"""

import os

import django

from scp_tracker import starting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scp_tracker.settings")
with starting.refusing():
    django.setup()
    starting.check_ground()
