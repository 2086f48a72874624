from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "scp_tracker.accounts"
    verbose_name = "People and roles"

    def ready(self) -> None:
        from scp_tracker.accounts.roles import write_roles  # models are ready only now
        from scp_tracker.accounts.sign_ins import tell_the_log

        tell_the_log()
        # Django makes permissions after each migrate, so that is when the roles can carry them.
        post_migrate.connect(write_roles, sender=self)
