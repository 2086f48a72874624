from django.apps import AppConfig


class KeptConfig(AppConfig):
    name = "scp_tracker.kept"
    verbose_name = "Typed text kept over a sign-in"

    def ready(self) -> None:
        """Have redactions reach the forms kept here."""
        from initiatives import redacting
        from scp_tracker.kept import redacted

        redacting.elsewhere.append(redacted.take_out)
