from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        """Have redactions reach the papers that were issued."""
        from initiatives import redacting
        from reports import redacted

        redacting.elsewhere.append(redacted.take_out)
        redacting.emptied_elsewhere.append(redacted.emptied)
