"""From a notice to a screen: one composer for each kind of notice.

A composer reads what is stored now and returns ``None`` when there is nothing left to show.
"""

from collections.abc import Callable, Mapping

from bot.dialogue.screens import (
    answering,
    asking,
    belonging,
    convening,
    digest,
    drafting,
    following,
    gathering,
    inviting,
    journal,
    limits,
    load,
    moderating,
    printing,
    remembering,
    reporting,
    tying,
)
from bot.dialogue.screens.view import View
from bot.domain.screens import Screen

Composer = Callable[[View], Screen | None]

COMPOSERS: Mapping[str, Composer] = {
    # Writing
    "noted": drafting.noted,
    "preview": drafting.preview,
    "choose-words-to-keep": drafting.choose_words_to_keep,
    "ask-words-to-mask": drafting.ask_words_to_mask,
    "ask-territory": drafting.ask_territory,
    "choose-themes": drafting.choose_themes,
    "write-again": drafting.write_again,
    "draft-shortened": drafting.draft_shortened,
    "draft-abandoned": drafting.draft_abandoned,
    "draft-expired": drafting.draft_expired,
    # Asking
    "progress": asking.progress,
    "digest": digest.digest,
    "search-ended": asking.search_ended,
    "search-exhausted": asking.search_exhausted,
    "late-answer": asking.late_answer,
    "case-stuck": asking.case_stuck,
    "question-back": asking.question_back,
    "write-reply": asking.write_reply,
    "reply-sent": asking.reply_sent,
    "ask-outcome": asking.ask_outcome,
    "outcome-kept": asking.outcome_kept,
    "write-comment": asking.write_comment,
    "comment-kept": asking.comment_kept,
    "widened": asking.widened,
    "read-again": asking.read_again,
    "theme-corrected": asking.theme_corrected,
    "my-cases": asking.my_cases,
    "committee-asked": convening.committee_asked,
    "committee-wished": convening.committee_wished,
    "write-committee": convening.write_committee,
    "committee-sent": convening.committee_sent,
    "committee-called": convening.committee_called,
    "committee-noted": convening.committee_noted,
    "committee-reply": convening.committee_reply,
    "case-sheet": printing.case_sheet,
    "choose-printed": printing.choose_printed,
    "fiche-sheet": printing.fiche_sheet,
    # Going further
    "go-further": tying.go_further,
    "write-follow-up": tying.write_follow_up,
    "follow-up-sent": tying.follow_up_sent,
    "follow-up": tying.follow_up,
    "introduction-asked": tying.introduction_asked,
    "introduction-wished": tying.introduction_wished,
    "introduction": tying.introduction,
    "introduction-refused": tying.introduction_refused,
    "introduction-declined": tying.introduction_declined,
    # Answering
    "solicitation": answering.solicitation,
    "circle-solicitation": answering.circle_solicitation,
    "write-answer": answering.write_answer,
    "write-relayed-answer": answering.write_relayed_answer,
    "write-question": answering.write_question,
    "write-correction": answering.write_correction,
    "ask-colleague": answering.ask_colleague,
    "choose-colleague": answering.choose_colleague,
    "referred": answering.referred,
    "declined": answering.declined,
    "later": answering.later,
    "less-often": answering.less_often,
    "answer-sent": answering.answer_sent,
    "answer-withdrawn": answering.answer_withdrawn,
    "question-sent": answering.question_sent,
    "question-replied": answering.question_replied,
    "other-answers": answering.other_answers,
    "thanks": answering.thanks,
    "deletion-noticed": answering.deletion_noticed,
    "edit-unused": answering.edit_unused,
    # Remembering
    "fiches-offered": remembering.fiches_offered,
    "fiches-found": remembering.fiches_found,
    "settled-with-fiche": remembering.settled_with_fiche,
    "fiche-served": remembering.fiche_served,
    "joined": following.joined,
    "twin-gone": following.twin_gone,
    "followed-news": following.followed_news,
    "fiche-proposed": remembering.fiche_proposed,
    "fiche-published": remembering.fiche_published,
    "fiche-refused": remembering.fiche_refused,
    "fiche-still-true": remembering.fiche_still_true,
    "fiche-kept": remembering.fiche_kept,
    "fiche-outdated": remembering.fiche_outdated,
    # Belonging
    "account-expires": moderating.account_expires,
    "welcome": belonging.welcome,
    "stranger": belonging.stranger,
    "stranger-in-group": belonging.stranger_in_group,
    "write-in-private": belonging.write_in_private,
    "help": belonging.help_,
    "privacy": belonging.privacy,
    "unknown-command": belonging.unknown_command,
    "not-read": belonging.not_read,
    "refused": belonging.refused,
    "which-list": belonging.which_list,
    "could-not-handle": belonging.could_not_handle,
    "paused": belonging.paused,
    "resumed": belonging.resumed,
    "left": belonging.left,
    "link-code": belonging.link_code,
    "way-back-given": belonging.way_back_given,
    "already-linked": belonging.already_linked,
    "languages": belonging.languages,
    "preferences": belonging.preferences,
    "language-chosen": belonging.language_chosen,
    "my-data": belonging.my_data,
    "confirm-erasure": belonging.confirm_erasure,
    "erased": belonging.erased,
    # Circles
    "chat-adopted": gathering.chat_adopted,
    # Moderating
    "limits": limits.limits,
    "limits-of": limits.limits_of,
    "limits-preview": limits.limits_preview,
    "limits-assumptions": limits.limits_assumptions,
    "limits-kept": limits.limits_kept,
    "limits-changed": limits.limits_changed,
    "limits-history": limits.limits_history,
    "journal": journal.journal,
    "load": load.load,
    "report": reporting.report,
    "report-sheet": reporting.report_sheet,
    "uncertain-delivery": moderating.uncertain_delivery,
    "uncertain-settled": moderating.uncertain_settled,
    "case-held": moderating.case_held,
    "case-released": moderating.case_released,
    "network-paused": moderating.network_paused,
    "network-resumed": moderating.network_resumed,
    "search-paused": moderating.search_paused,
    "confirm-removal": moderating.confirm_removal,
    "choose-invited": inviting.choose_invited,
    "invitation": inviting.invitation,
    "member-removed": moderating.member_removed,
    "member-readmitted": moderating.member_readmitted,
}


def compose(view: View) -> Screen | None:
    """The screen of a notice, as things stand now; ``None`` when it no longer makes sense.

    Raises
    ------
    KeyError
        When no composer exists for its kind: a programming error.
    """
    return COMPOSERS[view.notice.kind](view)
