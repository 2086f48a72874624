"""Every state a page is met in besides the one pages.py opens, for the person who meets it.

A page with a form is met with errors, one that two may write at once in a conflict, one with a list
with nothing in it; test_looks.py asks for each. A page that another takes the place of has no name.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.browser import (
    bare_scenes,
    outbox_scenes,
    return_scenes,
    scenes,
    session_scenes,
    set_up_scenes,
    together_scenes,
)
from tests.browser.people import ADMIN, NOBODY, OFFICER, POLICE, READER

ERRORS, CONFLICT, NOTHING, MORE = "errors", "conflict", "nothing", "more"


class State(NamedTuple):
    """A page in one state: the name of its address, the state, who meets it, and how it is reached."""

    page: str
    kind: str
    email: str
    reach: Callable[[Any], None]


STATES = [
    State("accounts:login", ERRORS, NOBODY, scenes.sign_in_with_nothing),
    State("accounts:login", ERRORS, NOBODY, scenes.sign_in_refused),
    State("accounts:login", ERRORS, NOBODY, scenes.sign_in_tried_too_often),
    State("accounts:login", MORE, POLICE, scenes.kept_at_sign_in),
    State("accounts:login", MORE, NOBODY, session_scenes.sign_in_after_the_end),
    State("accounts:password_forgotten", ERRORS, NOBODY, scenes.forgotten_password_of_nobody),
    State("accounts:password_set", ERRORS, NOBODY, scenes.chosen_password_too_short),
    State("accounts:password_set", MORE, NOBODY, scenes.password_to_choose),
    State("accounts:password_change", ERRORS, READER, scenes.password_change_refused),
    State("home", MORE, POLICE, scenes.kept_notice_at_home),
    State("home", MORE, OFFICER, scenes.news_at_home),
    State("kept:offer", MORE, POLICE, scenes.kept_offer),
    State("initiatives:plan", ERRORS, POLICE, scenes.plan_with_a_bad_filter),
    State("initiatives:plan", NOTHING, POLICE, scenes.plan_filtered_to_nothing),
    State("initiatives:plan", NOTHING, OFFICER, bare_scenes.plan_of_a_new_year),
    State("initiatives:plan", MORE, POLICE, scenes.plan_filtered),
    State("initiatives:plan", MORE, OFFICER, scenes.plan_with_a_removed_initiative),
    State("initiatives:calendar", NOTHING, OFFICER, bare_scenes.calendar_of_a_new_year),
    State("initiatives:changes", ERRORS, POLICE, scenes.changes_since_a_bad_day),
    State("initiatives:changes", NOTHING, OFFICER, bare_scenes.changes_of_a_new_year),
    State("initiatives:changes", MORE, POLICE, scenes.changed_plan),
    State("priorities:priorities", NOTHING, OFFICER, bare_scenes.priorities_of_a_new_year),
    State("initiatives:initiative", MORE, POLICE, scenes.initiative_with_a_story),
    State("initiatives:initiative", MORE, POLICE, scenes.initiative_with_a_long_story),
    State("initiatives:initiative", MORE, POLICE, scenes.outcome_saved),
    State("initiatives:initiative", MORE, OFFICER, scenes.removed_initiative),
    State("initiatives:initiative", NOTHING, OFFICER, bare_scenes.initiative_with_a_name_alone),
    State("initiatives:update", ERRORS, POLICE, scenes.outcome_with_every_error),
    State("initiatives:update", CONFLICT, POLICE, scenes.outcome_conflict),
    State("initiatives:update", MORE, POLICE, scenes.outcome_to_check_before_saving),
    State("initiatives:update", MORE, OFFICER, scenes.outcome_worth_checking),
    State("initiatives:update", MORE, POLICE, scenes.draft_said),
    State("initiatives:update", MORE, POLICE, scenes.draft_saved),
    State("initiatives:update", MORE, POLICE, scenes.draft_overtaken),
    State("initiatives:my_actions", MORE, POLICE, scenes.drafts_among_actions),
    State("home", MORE, POLICE, scenes.drafts_at_home),
    State("initiatives:update", MORE, POLICE, session_scenes.session_ending),
    State("initiatives:update", MORE, POLICE, session_scenes.session_ending_for_good),
    State("initiatives:update", MORE, POLICE, session_scenes.session_ended),
    State("initiatives:add", ERRORS, OFFICER, scenes.new_initiative_with_nothing),
    State("initiatives:edit", ERRORS, OFFICER, scenes.initiative_with_every_error),
    State("initiatives:edit", CONFLICT, OFFICER, scenes.initiative_conflict),
    State("initiatives:remove", ERRORS, OFFICER, scenes.removal_without_a_reason),
    State("initiatives:remove", CONFLICT, OFFICER, scenes.removal_conflict),
    State("initiatives:put_back", MORE, OFFICER, scenes.initiative_to_put_back),
    State("initiatives:redact", ERRORS, ADMIN, scenes.redaction_without_a_reason),
    State("initiatives:redact", CONFLICT, ADMIN, scenes.redaction_conflict),
    State("initiatives:redact", MORE, ADMIN, scenes.redaction_to_confirm),
    State("initiatives:redact", MORE, ADMIN, scenes.redacted_outcome),
    State("initiatives:restore", MORE, POLICE, scenes.text_to_restore),
    State("initiatives:restore", CONFLICT, POLICE, scenes.restore_conflict),
    State("initiatives:together", ERRORS, OFFICER, together_scenes.together_with_every_error),
    State("initiatives:together", ERRORS, OFFICER, together_scenes.together_with_nothing_said),
    State("initiatives:together", NOTHING, OFFICER, together_scenes.together_without_any),
    State("initiatives:together", MORE, OFFICER, together_scenes.together_looked_at),
    State("initiatives:together", CONFLICT, OFFICER, together_scenes.together_overtaken),
    State("initiatives:plan", MORE, OFFICER, together_scenes.together_done),
    State("initiatives:outbox", ERRORS, OFFICER, outbox_scenes.outbox_with_a_bad_filter),
    State("initiatives:outbox", NOTHING, OFFICER, outbox_scenes.outbox_filtered_to_nothing),
    State("initiatives:outbox", MORE, OFFICER, outbox_scenes.outbox_of_several_pages),
    State("initiatives:message", MORE, OFFICER, outbox_scenes.message_that_waits),
    State("initiatives:message", MORE, OFFICER, outbox_scenes.message_that_was_not_sent),
    State("initiatives:message", MORE, OFFICER, outbox_scenes.message_just_sent),
    State("returns:opening", ERRORS, OFFICER, return_scenes.opening_with_every_error),
    State("returns:opening", MORE, OFFICER, return_scenes.opening_checked),
    State("returns:opening", MORE, OFFICER, return_scenes.no_open_plan),
    State("returns:board", MORE, OFFICER, return_scenes.board_in_every_state),
    State("returns:remind_leads", NOTHING, OFFICER, return_scenes.nobody_to_remind),
    State("returns:remind_leads", MORE, OFFICER, return_scenes.some_to_remind),
    State("returns:part", MORE, OFFICER, return_scenes.part_in_every_state),
    State("returns:accept", ERRORS, OFFICER, return_scenes.accept_with_every_error),
    State("returns:accept", CONFLICT, OFFICER, return_scenes.accept_conflict),
    State("returns:send_back", ERRORS, OFFICER, return_scenes.send_back_with_every_error),
    State("returns:send_back", CONFLICT, OFFICER, return_scenes.send_back_conflict),
    State("returns:close", CONFLICT, OFFICER, return_scenes.close_conflict),
    State("returns:withdraw", CONFLICT, OFFICER, return_scenes.withdraw_conflict),
    State("returns:returns", NOTHING, OFFICER, return_scenes.no_returns),
    State("reports:report", ERRORS, READER, scenes.report_of_a_bad_day),
    State("reports:report", NOTHING, READER, bare_scenes.year_end_of_a_new_year),
    State("reports:report", NOTHING, READER, bare_scenes.annual_plan_of_a_new_year),
    State("", MORE, NOBODY, scenes.not_found),
    State("", MORE, POLICE, scenes.not_found),
    State("", MORE, POLICE, scenes.not_allowed),
    State("", MORE, NOBODY, scenes.only_sent),
    State("", MORE, POLICE, scenes.only_sent),
    State("", MORE, POLICE, scenes.grown_old_with_text),
    State("", MORE, POLICE, scenes.grown_old_without_text),
    State("", MORE, POLICE, scenes.refused_with_text),
    *(State(page, ERRORS, ADMIN, reach) for page, reach in set_up_scenes.ADDED.items()),
    State(
        "admin:initiatives_initiative_change",
        ERRORS,
        ADMIN,
        set_up_scenes.initiative_with_wrong_rows,
    ),
    State("admin:initiatives_agency_change", CONFLICT, ADMIN, set_up_scenes.agency_saved_by_two),
    State("admin:initiatives_agency_change", MORE, ADMIN, set_up_scenes.agency_saved),
    State("admin:initiatives_agency_delete", MORE, ADMIN, set_up_scenes.agency_that_is_named),
    State("admin:initiatives_agency_delete", MORE, ADMIN, set_up_scenes.agency_to_delete),
    State("admin:initiatives_agency_changelist", NOTHING, ADMIN, set_up_scenes.nothing_found),
    State("admin:initiatives_agency_add", MORE, ADMIN, session_scenes.session_ending_in_set_up),
    # Last, because nobody can answer for anything after them.
    State("initiatives:my_actions", NOTHING, POLICE, bare_scenes.actions_of_who_leads_nothing),
    State("home", NOTHING, POLICE, bare_scenes.home_of_who_has_no_agency),
]
