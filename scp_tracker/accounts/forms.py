"""Signing in and choosing passwords."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from scp_tracker.accounts import throttle
from scp_tracker.accounts.models import User
from scp_tracker.accounts.passwords import not_too_long


def _helper(button: str) -> FormHelper:
    helper = FormHelper()
    helper.add_input(Submit("", button))
    return helper


class SignInForm(AuthenticationForm):
    """An e-mail address and a password."""

    request: HttpRequest
    username = UsernameField(
        label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    error_messages = {
        "invalid_login": "The e-mail address or the password is not right. Check both and try again.",
        "inactive": "This account may not sign in.",
    }
    helper = _helper("Sign in")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = "Enter your e-mail address."
        self.fields["password"].error_messages["required"] = "Enter your password."
        self.fields["password"].validators.append(not_too_long)

    def clean(self) -> dict[str, Any]:
        """Let in whoever has the right password, trying one for an account at a time."""
        email = self.cleaned_data.get("username", "")
        throttle.refuse_crowded(self.request, email)
        with throttle.in_turn(self.request, email):
            return super().clean()

    def get_invalid_login_error(self) -> forms.ValidationError:
        """Why nobody was let in: the same for an account that is there and one that is not."""
        if throttle.is_closed(self.request):
            return throttle.refusal(self.request, self.cleaned_data["username"])
        return super().get_invalid_login_error()


class ForgottenPasswordForm(forms.Form):
    """The address a link for a new password is to go to."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="The one you sign in with",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )
    helper = _helper("Send me a link")


class NewPasswordForm(forms.Form):
    """A password, typed once: the page can show it, so nobody need type it twice."""

    new_password = forms.CharField(
        label="New password",
        help_text="At least 12 characters. Three or four words that do not belong together are "
        "easy to remember and hard to guess.",
        strip=False,
        validators=[not_too_long],
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a new password."},
    )
    helper = _helper("Save password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password

    def save(self) -> User:
        """The person with their new password; every session of theirs but a renewed one ends."""
        self.user.set_password(self.cleaned_data["new_password"])
        self.user.save(update_fields=["password"])  # the rest an administrator may be changing
        self.user.sent_links.all().delete()  # they no longer work, so they no longer count
        return self.user


class ChangePasswordForm(NewPasswordForm):
    """The present password, so that nobody changes it at a screen left alone, and a new one."""

    old_password = forms.CharField(
        label="Present password",
        strip=False,
        validators=[not_too_long],
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter the password you have now."},
    )
    field_order = ["old_password", "new_password"]

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_old_password(self) -> str:
        """Refuse a wrong password, counting it as one tried at the sign-in page is counted."""
        password: str = self.cleaned_data["old_password"]
        with throttle.in_turn(self.request, self.user.email):
            found = authenticate(self.request, username=self.user.email, password=password)
        if throttle.is_closed(self.request):
            raise throttle.refusal(self.request, self.user.email)
        if found != self.user:
            raise forms.ValidationError("That is not the password you have now.", code="incorrect")
        return password
