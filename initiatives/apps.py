from django.apps import AppConfig
from django.conf import settings

from initiatives.files import places


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = "Initiatives and agencies"

    def ready(self) -> None:
        """Let all processes of the server count together how many files are read at once."""
        places.share(settings.DATA_DIR / "reading")
