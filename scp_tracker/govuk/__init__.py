"""The Python behind our crispy-forms template pack, templates/govuk/."""
