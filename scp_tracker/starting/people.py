"""Whether somebody may sign in whose password others may know."""

from django.contrib.auth import get_user_model

from scp_tracker.starting.refusal import NotReady


def check_no_demo_users() -> None:
    """Raise NotReady while a demo user may sign in."""
    demo_users = get_user_model().objects.demo_users_who_may_sign_in()
    if names := ", ".join(demo_users.values_list("email", flat=True)):
        raise NotReady(
            f"The database was used for a demonstration: {names} may sign in, with a password that "
            "others may know. Keep them out: ./run manage close_demo_users"
        )
