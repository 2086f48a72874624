"""Changes to several initiatives at once: said, looked at, refused, and overtaken by somebody else."""

from tests.browser.scenes import changed_meanwhile, save

SOME = "/2017-18/together/?chosen=12&chosen=5&chosen=17"


def together_with_every_error(page):
    page.goto(SOME)
    page.get_by_label("Status", exact=True).select_option("At risk")
    page.get_by_label("Lead agency").fill("Polise")
    page.get_by_label("Timing").fill("Bell:\a")
    save(page, "Look at the changes")


def together_with_nothing_said(page):
    page.goto(SOME)
    save(page, "Look at the changes")


def together_without_any(page):
    page.goto("/2017-18/together/")


def together_looked_at(page):
    page.goto("/2017-18/")
    page.get_by_label("Choose Op Makesafe").check()
    page.get_by_label("Choose Crucial Crew").check()
    save(page, "Change those you ticked")
    page.get_by_label("Status", exact=True).select_option("Off track")
    page.get_by_label("Reason for the status").fill("The county has no date yet")
    page.get_by_label("Lead agency").fill("CBC / Police")
    page.get_by_label("Timing").fill("Ongoing to June 2018")
    page.get_by_label("Why the end moves").fill("The county has no date yet")
    save(page, "Look at the changes")


def together_overtaken(page):
    together_looked_at(page)
    changed_meanwhile(12, timing="Oct 17")
    save(page, "Make these changes")


def together_done(page):
    together_looked_at(page)
    save(page, "Make these changes")
