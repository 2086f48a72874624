"""The set-up screens in the states an officer or administrator meets them in."""

from functools import partial

from initiatives.models import Agency
from tests.browser.scenes import initiative
from tests.set_up_screens import address_of


def press(page, name):
    """Press a button of the screen, and wait for the one that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def added_with_nothing(page, model):
    """The screen of a new record, every box of it emptied and sent."""
    page.goto(f"/admin/{model}/add/")
    for box in page.locator("fieldset.aligned input:not([type=checkbox]):visible").all():
        box.fill("")
    press(page, "Save")


ADDED = {
    f"admin:{model.replace('/', '_')}_add": partial(added_with_nothing, model=model)
    for model in (
        "priorities/partnershipplan",
        "priorities/keypriority",
        "priorities/framework",
        "initiatives/agency",
        "initiatives/fundsource",
        "initiatives/initiative",
        "accounts/user",
    )
}


def initiative_with_wrong_rows(page):
    page.goto(address_of(initiative(5)))
    page.get_by_label("Number:").fill("6")
    page.get_by_text("Correct how the timing is read").click()
    page.get_by_label("Latest day").fill("soon")
    page.get_by_label("Fund source, fund source 1").select_option("---------")
    page.locator("#id_lead_set-0-agency").select_option(
        "---------", force=True
    )  # hidden by a script
    press(page, "Save")


def agency_saved_by_two(page):
    police = Agency.objects.get(short_name="Police")
    page.goto(address_of(police))
    page.locator("#id_name").fill("Police of Essex")
    Agency.objects.filter(pk=police.pk).update(version=police.version + 1, name="Kent Police")
    press(page, "Save")


def agency_saved(page):
    page.goto(address_of(Agency.objects.get(short_name="Police")))
    page.locator("#id_name").fill("Police of Essex")
    press(page, "Save and continue editing")


def agency_that_is_named(page):
    page.goto(address_of(Agency.objects.get(short_name="Police"), "delete"))


def agency_to_delete(page):
    page.goto(address_of(Agency.objects.create(short_name="RNLI", name="RNLI"), "delete"))


def nothing_found(page):
    page.goto("/admin/initiatives/agency/?q=zebra")
