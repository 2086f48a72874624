"""Papers to check: a plan that gives no trouble, and what is found in a paper."""

from datetime import date

from priorities.models import PaperParticulars
from reports.catalogue import REPORTS
from reports.checks import RULES, Finding, findings_of
from tests.builders import make_initiative, make_key_priority, make_plan, record

SEPTEMBER = date(2017, 9, 12)


def make_sound_plan():
    """A plan of one initiative under a key priority and a target, both papers with full headings."""
    plan = make_plan()
    for paper in PaperParticulars.Paper:
        PaperParticulars.objects.create(
            plan=plan,
            paper=paper,
            title=paper.label,
            date_printed="12 September 2017",
            prepared_by="The community safety team",
        )
    for abbreviation, meaning in (("CBC", "Colchester Borough Council"), ("SCP", plan.partnership)):
        plan.glossary.create(abbreviation=abbreviation, meaning=str(meaning))
    priority = make_key_priority(plan=plan)
    sound = make_initiative(
        "Crucial Crew",
        under=priority,
        target="Raise awareness",
        serves=(priority,),
        led_by="CBC",
        funded_by="SCP",
        timing="June 17",
        number=1,
    )
    record(sound, "61 schools took part.")
    return plan


def make_sound_initiative(title="Street Weeks", *, outcome="It went well.", number=2, **said):
    """Another initiative of that plan that gives no trouble but what is said of it."""
    plan = make_plan()
    priority = plan.key_priorities.get()
    said = {"led_by": "CBC", "funded_by": "SCP", "timing": "Oct 17", "serves": (priority,)} | said
    initiative = make_initiative(title, plan=plan, number=number, **said)
    if outcome:
        record(initiative, outcome)
    return initiative


def found(plan, slug="annual-plan", *, on=SEPTEMBER):
    """The findings of one paper of the plan as it stood on that day."""
    return findings_of(plan, REPORTS[slug].build(plan, as_of=on))


def said(findings, rule):
    """What the findings of one rule say, in order."""
    return [finding.says for finding in findings if finding.rule == rule]


def rules(findings):
    """The rules that found something, each once."""
    return list(dict.fromkeys(finding.rule for finding in findings))


def key_of(rule, reference):
    """By which a gap of that initiative is known, which quotes no words."""
    return Finding(RULES[rule], "", (), reference=reference).key
