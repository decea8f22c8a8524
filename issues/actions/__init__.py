"""Every write with a rule, one module per noun."""

from issues.actions.asking import ask_solved, remind_norms
from issues.actions.blurring import blur_photo, drop_photo, sweep_files
from issues.actions.dividing import divide_report, undo_move
from issues.actions.erasing import (
    clean_report,
    destroy_person,
    destroy_photos,
    erase_reports,
    replay_erasures,
    reports_of,
)
from issues.actions.erasing_words import destroy_words, find_words, register_fixed
from issues.actions.escalating import answer_escalation, escalate, withdraw_escalation
from issues.actions.facts import count_street, note_walk, walk_to_issue, write_indicator
from issues.actions.filled_in import ReportData
from issues.actions.following import answer_wrong, confirm_affected, offer_help, report_wrong
from issues.actions.follows import (
    change_pace,
    confirm_follow,
    end_follow,
    follow_issue,
    follow_topic,
    followed,
)
from issues.actions.gate import move_issue, note_chain, note_decision
from issues.actions.hearing import ask_reaction, record_reaction, waits_for_hearing
from issues.actions.help import answer_help, withdraw_help
from issues.actions.letters import edit_letter, move_letter, record_answer, send_letter, write_letter
from issues.actions.merging import join_new, join_report, merge_issue, undo_join, unmerge_issue
from issues.actions.outcome import (
    answer_contradiction,
    answer_of,
    answer_solved,
    approve_reason,
    change_size,
    is_asking,
    judge_criterion,
    settle_contradictions,
)
from issues.actions.papers import destroy_papers, drop_paper, fill_paper, keep_paper, take_away
from issues.actions.partnering import answer_as_partner
from issues.actions.pictures import NewPicture, add_pictures
from issues.actions.post import handle_post, register_post, reopen_post
from issues.actions.priorities import (
    close_priority,
    link_priority,
    measure_priority,
    open_priority,
    write_priority,
)
from issues.actions.promises import (
    chase_promise,
    give_promise,
    keep_promise,
    record_promise,
    reopen_promise,
)
from issues.actions.ranking import end_override, override_score
from issues.actions.readers import confirm_reading, end_reading, read_confidential
from issues.actions.reading_figures import drop_figures, keep_figures, take_back_figures, take_in_figures
from issues.actions.reminding import remind_terms
from issues.actions.replies import write_reply
from issues.actions.reporting import (
    add_to_report,
    confirm_contact,
    renew_code,
    submit_report,
    submit_signal,
    withdraw_report,
)
from issues.actions.saved_views import drop_view, save_view, views_of
from issues.actions.saying import close_say, open_say
from issues.actions.speaking import correct_update, edit_words, publish_update
from issues.actions.splitting import split_issue
from issues.actions.steering import end_long_running, set_long_running, set_next_step
from issues.actions.stepping import (
    About,
    judge_intervention,
    log_intervention,
    may_step_in,
    measure_interventions,
    withdraw_intervention,
)
from issues.actions.terms import (
    declare_default,
    extend_term,
    pause_term,
    record_heard,
    record_receipt,
    remind_letter,
    resume_term,
)
from issues.actions.triage import (
    add_note,
    assign_issue,
    change_theme,
    clear_photo,
    in_bulk,
    mark_seen,
    reject_issue,
    triage_issue,
    weigh_issue,
)
from issues.actions.visibility import change_visibility, log_reading, log_readings, publish_issue
from issues.actions.vision import write_vision
from issues.actions.work import (
    add_action,
    claim_done,
    finish_action,
    hand_action,
    reopen_issue,
    start_work,
    stop_issue,
    verify_issue,
    wait_for,
)
from issues.papers import Proof

__all__ = [
    "Proof",
    "fill_paper",
    "take_away",
    "destroy_papers",
    "register_fixed",
    "count_street",
    "note_walk",
    "drop_figures",
    "keep_figures",
    "take_back_figures",
    "take_in_figures",
    "walk_to_issue",
    "write_indicator",
    "write_vision",
    "end_override",
    "override_score",
    "hand_action",
    "About",
    "judge_intervention",
    "log_intervention",
    "may_step_in",
    "measure_interventions",
    "withdraw_escalation",
    "withdraw_intervention",
    "drop_paper",
    "keep_paper",
    "remind_terms",
    "confirm_reading",
    "end_reading",
    "read_confidential",
    "link_priority",
    "ask_reaction",
    "record_reaction",
    "answer_help",
    "withdraw_help",
    "answer_as_partner",
    "chase_promise",
    "give_promise",
    "reopen_promise",
    "close_say",
    "open_say",
    "correct_update",
    "end_long_running",
    "set_next_step",
    "destroy_words",
    "find_words",
    "join_new",
    "sweep_files",
    "drop_photo",
    "blur_photo",
    "write_reply",
    "log_readings",
    "split_issue",
    "undo_move",
    "undo_join",
    "reports_of",
    "replay_erasures",
    "erase_reports",
    "destroy_photos",
    "destroy_person",
    "record_receipt",
    "record_heard",
    "resume_term",
    "pause_term",
    "reopen_post",
    "register_post",
    "handle_post",
    "edit_letter",
    "NewPicture",
    "add_pictures",
    "answer_wrong",
    "ReportData",
    "add_action",
    "add_note",
    "add_to_report",
    "answer_contradiction",
    "answer_escalation",
    "answer_of",
    "answer_solved",
    "approve_reason",
    "ask_solved",
    "assign_issue",
    "change_pace",
    "change_size",
    "change_theme",
    "change_visibility",
    "claim_done",
    "clean_report",
    "clear_photo",
    "close_priority",
    "confirm_affected",
    "confirm_contact",
    "confirm_follow",
    "declare_default",
    "divide_report",
    "drop_view",
    "edit_words",
    "end_follow",
    "escalate",
    "extend_term",
    "finish_action",
    "follow_issue",
    "follow_topic",
    "followed",
    "in_bulk",
    "is_asking",
    "join_report",
    "judge_criterion",
    "keep_promise",
    "log_reading",
    "mark_seen",
    "measure_priority",
    "merge_issue",
    "move_issue",
    "move_letter",
    "note_chain",
    "note_decision",
    "offer_help",
    "open_priority",
    "publish_issue",
    "publish_update",
    "record_answer",
    "record_promise",
    "reject_issue",
    "remind_letter",
    "remind_norms",
    "renew_code",
    "report_wrong",
    "reopen_issue",
    "save_view",
    "send_letter",
    "set_long_running",
    "settle_contradictions",
    "start_work",
    "stop_issue",
    "submit_report",
    "submit_signal",
    "triage_issue",
    "unmerge_issue",
    "verify_issue",
    "views_of",
    "wait_for",
    "waits_for_hearing",
    "weigh_issue",
    "withdraw_report",
    "write_letter",
    "write_priority",
]
