"""A return as its lead agencies meet it: 901 asks the police, as 911, and the housing, as 912."""

from django.utils import timezone

from initiatives.models import AgencyContact, Answer, Lead, Return
from initiatives.returns.accepting import accept, send_back
from initiatives.returns.answering import Said, send, write_answer
from initiatives.returns.closing import close
from initiatives.returns.links import link_for, token, withdraw_link
from initiatives.returns.people import Person
from scp_tracker.accounts.models import User
from tests.browser.people import OFFICER
from tests.browser.scenes import save
from tests.builders import make_agency, make_initiative, make_plan, make_return, part_of

PLACE = "/returns/901/911/answer/"


def _link():
    """The address of a personal link into the housing's part."""
    contact = Person("Example contact", "contact@cbh.example", has_account=False)
    AgencyContact.objects.get_or_create(
        agency=make_agency("CBH"), name=contact.name, email=contact.email
    )
    return link_for(part_of(Return.objects.get(pk=901), "CBH"), contact)


def link_to_confirm(page):
    page.context.clear_cookies()  # of a scene before, which had confirmed it
    page.goto(f"/r/{token(_link())}/")
    page.get_by_role("heading", name="You are about to answer").wait_for()


def list_by_link(page):
    link_to_confirm(page)
    save(page, "Confirm and go on")
    page.get_by_role("heading", name="What has happened?").wait_for()


def answer_by_link_with_errors(page):
    list_by_link(page)
    page.get_by_role("link", name="Answer", exact=False).first.click()
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("")
    save(page, "Save and go to the next")


def check_by_link(page):
    list_by_link(page)
    page.goto(f"/r/{token(_link())}/check/")


def grown_old_by_link(page):
    list_by_link(page)
    page.get_by_role("link", name="Answer", exact=False).first.click()
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("Nine homes were visited:\n• two in town")
    page.context.clear_cookies()
    save(page, "Save and go to the next")
    page.get_by_role("heading", name="What you typed is not saved yet").wait_for()


def withdrawn_link(page):
    link = _link()
    withdraw_link(link, by=User.objects.get(email=OFFICER))
    page.goto(f"/r/{token(link)}/")


def personal_links(page):
    link = _link()
    withdraw_link(link, by=User.objects.get(email=OFFICER))
    page.goto(f"/r/{token(_link())}/")
    page.goto("/returns/901/912/links/")


def _write(number, text="", agency="Police"):
    asked = Answer.objects.get(asked_in=901, initiative__number=number)
    part = part_of(asked.asked_in, agency)
    kind = Answer.Kind.UPDATED if text else Answer.Kind.NO_CHANGE
    said = Said(kind, text, internal_note="Ring the county first.", status="on_track")
    return write_answer(asked, part, said, seen_version=asked.version, as_="Example contact")


def _write_all():
    part = part_of(Return.objects.get(pk=901), "Police")
    for answer in Answer.objects.of_part(part).filter(state=Answer.State.NOT_ANSWERED):
        _write(answer.initiative.number)
    return part


def nothing_left_to_answer(page):
    asked_in = _asked_about("Drones", 2048)
    Lead.objects.filter(initiative__title="Drones").delete()
    page.goto(f"/returns/{asked_in.pk}/{asked_in.parts.get().pk}/answer/")


def _asked_about(title, start_year):
    """A return about one initiative of a year of its own, led by the police."""
    plan = make_plan(start_year)
    make_initiative(title, plan=plan, led_by="Police")
    asked_in = make_return(by=User.objects.get(email=OFFICER), plan=plan, name=title)
    plan.closed_on = timezone.localdate()
    plan.save()  # so that no other page is about it
    return asked_in


def closed_to_answers(page):
    asked_in = _asked_about("Ravens", 2049)
    close(asked_in, seen_version=1, by=asked_in.opened_by)
    page.goto(f"/returns/{asked_in.pk}/{asked_in.parts.get().pk}/answer/")


def no_change_conflict(page):
    page.goto(PLACE)
    _write(5, "Written meanwhile:\n• by the council", agency="Police")
    save(page, "No change in Community Support Day")


def no_change_saved(page):
    page.goto(PLACE)
    save(page, "No change in Street Weeks initiative")


def answer_with_every_error(page):
    page.goto(f"{PLACE}29/")
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("")
    page.get_by_label("At risk", exact=True).check()
    page.get_by_label("Internal note").fill("Bell:\a")
    save(page, "Save and go to the next")


def nothing_to_report_with_every_error(page):
    page.goto(f"{PLACE}29/")
    page.get_by_label("Nothing to report").check()
    page.get_by_label("When they were asked").fill("soon")
    save(page, "Save and go to the next")


def answer_with_a_caution(page):
    page.goto(f"{PLACE}29/")
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("3 victims were rehoused. Ring 07700 900123.")
    save(page, "Save and go to the next")


def answer_that_leaves_words_out(page):
    page.goto(f"{PLACE}29/")
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("Four cars were stopped:\n• two in town")
    page.get_by_label("No change").check()
    save(page, "Save and go to the next")
    page.get_by_role("button", name="Save without it").wait_for()


def answer_drafted(page):
    page.goto(f"{PLACE}29/")
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("Four cars were stopped:\n• two in")
    save(page, "Save draft")
    page.get_by_role("button", name="Throw it away").wait_for()


def answer_conflict(page):
    page.goto(f"{PLACE}29/")
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("Written here.")
    _write(29, "Written meanwhile:\n• by a colleague")
    save(page, "Save and go to the next")


def return_with_gaps(page):
    page.goto(f"{PLACE}check/")
    save(page, "Send the return")


def answers_to_check(page):
    _write_all()
    page.goto(f"{PLACE}check/")


def answers_just_sent(page):
    answers_to_check(page)
    save(page, "Send the return")
    page.get_by_role("heading", name="Answers sent").wait_for()


def answers_sent_back(page):
    send(_write_all(), as_="Example contact")
    officer = User.objects.get(email=OFFICER)
    done = Answer.objects.get(asked_in=901, initiative__number=13)
    accept(done, seen_version=done.version, by=officer)
    given = Answer.objects.get(asked_in=901, initiative__number=12)
    send_back([given], "Please add:\n• figures\n• dates", seen={given.pk: given.version})
    page.goto(PLACE)


def answer_sent_back(page):
    page.goto(f"{PLACE}12/")


def answer_refused_with_text(page):
    page.goto(f"{PLACE}29/")
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("Four cars were stopped:\n• two in town")
    leads = Lead.objects.filter(initiative__plan__start_year=2017, initiative__number=29)
    names = list(leads.values("initiative_id", "agency_id"))
    leads.delete()
    save(page, "Save and go to the next")
    Lead.objects.bulk_create(Lead(**each) for each in names)
