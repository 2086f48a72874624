"""What any WSGI server serves, once nothing stands in its way."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from scp_tracker import starting
from scp_tracker.malformed import RefusesMalformed
from scp_tracker.starting import presence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scp_tracker.settings")
with starting.refusing():
    django.setup(set_prefix=False)
    starting.check()
    presence.serve_from(settings.DATA_DIR)
    application = RefusesMalformed(get_wsgi_application())
