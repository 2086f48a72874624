"""What a browser does with a form: read its hidden fields, and send them with what was typed."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append({"action": attrs.get("action", ""), "fields": []})
        elif tag == "input" and attrs.get("type") == "hidden" and self.forms:
            self.forms[-1]["fields"].append((attrs["name"], attrs.get("value", "")))


def forms_of(response):
    """Each form of a page: its address and its hidden fields."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms


def form_to(response, address):
    """The form of a page that is sent to `address`."""
    [form] = [form for form in forms_of(response) if form["action"] == address]
    return form


def send(client, form, *, to="", **typed):
    """Send a form as the browser would; each name keeps all its values."""
    data = {}
    for name, value in form["fields"]:
        data.setdefault(name, []).append(value)
    return client.post(to or form["action"], {**data, **typed})
