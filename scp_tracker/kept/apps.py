from django.apps import AppConfig


class KeptConfig(AppConfig):
    name = "scp_tracker.kept"
    verbose_name = "Typed text kept over a sign-in"
