"""The demo users, as whom a tester signs in."""

PASSWORD = "correct horse battery staple"

NOBODY = ""
OFFICER, CLERK, POLICE, CBH, READER, ADMIN = (
    f"{name}@scp.example" for name in ("officer", "clerk", "police", "cbh", "reader", "admin")
)


def sign_in(page, email, password=PASSWORD):
    """Fill in the sign-in page that is open, and send it."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
