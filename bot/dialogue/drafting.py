"""Writing: words become a draft, a draft a preview, and a preview leaves on its author's word."""

from bot.dialogue import limiting
from bot.dialogue.listing import listed
from bot.dialogue.turn import Turn
from bot.domain.answers import Answer, AnswerId, Question
from bot.domain.cases import Case
from bot.domain.drafts import TELLS_THE_CASE, Draft, DraftId, Mode, Purpose
from bot.domain.fiches import OFFERED, Fiche
from bot.domain.inbound import Deleted, Edited, Said
from bot.domain.places import PlaceKind
from bot.domain.solicitations import SolicitationId
from bot.domain.verdicts import Refused
from bot.usecases import confirm_draft as confirming
from bot.usecases import find_fiches, join_case, refer, review_draft, write_draft

FRESH = {"fresh": 1}
"""The message is shown again at the bottom of the conversation, rather than edited far above."""


QUESTIONS_SENT = {
    Purpose.QUESTION: "question-sent",
    Purpose.REPLY: "reply-sent",
    Purpose.FOLLOW_UP: "follow-up-sent",
}


def begin(
    turn: Turn,
    purpose: Purpose,
    target_id: str | None = None,
    replaces: AnswerId | None = None,
) -> Draft:
    """Open a draft that the next words of this account go into."""
    return write_draft.open_draft(
        turn.uow, turn.world, turn.account, turn.inbound.place, purpose, target_id, replaces
    )


def on_words(turn: Turn, draft: Draft, mode: Mode, said: Said) -> None:
    """Words typed while a draft is open."""
    match mode:
        case Mode.WRITING | Mode.GIVING_BACK:
            write_more(turn, write_draft.add_words(turn.uow, draft, said.text, _here(turn, said)))
        case Mode.MASKING:
            masked = review_draft.mask_more(turn.uow, turn.world, draft, said.text)
            if isinstance(masked, Refused):
                turn.refuse(masked, draft.id)
            else:
                preview_again(turn, masked)
        case Mode.SETTING_TERRITORY:
            corrected = review_draft.set_departement(turn.uow, draft, said.text)
            if isinstance(corrected, Refused):
                turn.refuse(corrected, draft.id)
            else:
                preview_again(turn, corrected)


def write_more(turn: Turn, written: Draft | Refused) -> None:
    """A message was added, edited or taken away: say so, or show what it became."""
    if isinstance(written, Refused):
        turn.refuse(written)
    elif written.purpose is Purpose.REFERRAL:
        _offer_colleagues(turn, written)
    elif written.purpose is Purpose.LIMITS:
        limiting.on_reason(turn, written)
    elif written.purpose is Purpose.CASE:
        _noted(turn, written)
    else:
        preview_again(turn, written)


def on_edit(turn: Turn, edited: Edited) -> bool:
    """A message was edited: it corrects its draft, or the answer that it was. False when neither.

    In a group, an edit of anything else is no concern of ours.
    """
    message = _here(turn, edited)
    draft = write_draft.draft_with(turn.uow, turn.person.id, message)
    if draft is not None:
        write_more(turn, write_draft.replace_words(turn.uow, draft, edited.text, message))
        return True
    answer = _answer_in(turn, message)
    if answer is None:
        return turn.inbound.place.kind is PlaceKind.GROUP
    if len(answer.message_ids) > 1:
        # The others' words are destroyed: what is left would not be the answer.
        turn.say("edit-in-part", answer.id)
        return True
    correction = begin(turn, Purpose.ANSWER, answer.solicitation_id, replaces=answer.id)
    write_more(turn, write_draft.add_words(turn.uow, correction, edited.text, message))
    return True


def on_delete(turn: Turn, deleted: Deleted) -> None:
    """A message was deleted: it leaves its draft; the answer that it was may be withdrawn."""
    message = _here(turn, deleted)
    draft = write_draft.draft_with(turn.uow, turn.person.id, message)
    if draft is not None:
        shortened = write_draft.drop_words(turn.uow, draft, message)
        turn.say("draft-shortened", shortened.id, FRESH, slot=f"draft:{shortened.id}")
        return
    answer = _answer_in(turn, message)
    if answer is not None or turn.inbound.place.kind is PlaceKind.PRIVATE:
        turn.say("deletion-noticed", answer.id if answer else None)


def show_text_under_way(turn: Turn) -> None:
    """Somebody who began in a group goes on in private: show what they wrote there."""
    draft = current_draft(turn)
    if draft is not None and draft.parts:
        write_more(turn, draft)


def current_draft(turn: Turn) -> Draft | None:
    """The draft that this account is busy with."""
    focus = turn.uow.drafts.focus(turn.account.id)
    return turn.uow.drafts.lock(focus.draft_id) if focus else None


def tap_review(turn: Turn, draft_id: str, argument: str) -> None:
    """Show what already answers such a case, else the text that would leave."""
    if (draft := own_draft(turn, draft_id)) is None:
        return
    reviewed = _reviewed(turn, draft)
    if isinstance(reviewed, Refused):
        turn.refuse(reviewed, draft.id)
        return
    if reviewed.purpose is not Purpose.CASE:
        _show_preview(turn, reviewed)
        return
    offered = _already_known(turn, reviewed)
    if offered:
        # An erased case leaves the message where it was offered, by its slot.
        twin = offered.get("twin")
        slot = f"twin-gone:{twin}" if twin else None
        turn.say("fiches-offered", draft.id, {**offered, **FRESH}, slot=slot)
    else:
        _show_preview(turn, reviewed)


def _already_known(turn: Turn, draft: Draft) -> dict[str, str | int]:
    """What may spare an ask, three at most: the same situation, open now, then fiches."""
    assert draft.proposed is not None
    text, stem = draft.proposed.clean, turn.tools.matchmaking.stem
    twin = join_case.nearest_open_case(turn.uow, turn.world, text, draft, stem)
    near = find_fiches.nearest_fiches(turn.uow, text, draft.departement, stem)
    if twin is None:
        return listed("fiche", (fiche.id for fiche in near))
    return {"twin": twin.id, **listed("fiche", (fiche.id for fiche in near[: OFFERED - 1]))}


def tap_send(turn: Turn, draft_id: str, fingerprint: str) -> None:
    draft = own_draft(turn, draft_id)
    if draft is None:
        return
    confirmed = _confirmed(turn, draft, fingerprint)
    if isinstance(confirmed, Refused) and confirmed.reason == confirming.RENUMBERED:
        # The same wording, once screened again, is still what its author confirmed.
        again = _reviewed(turn, draft)
        if isinstance(again, Refused):
            turn.refuse(again, draft.id)
            return
        confirmed = _confirmed(turn, again, fingerprint)
    match confirmed:
        case Refused(reason="preview-changed"):
            turn.refuse(confirmed)
            preview_again(turn, draft)
        case Refused():
            turn.refuse(confirmed)
        case Answer():
            sent = {"edited": int(draft.replaces is not None), **FRESH}
            turn.say("answer-sent", confirmed.id, sent, slot=f"answer-sent:{confirmed.id}")
        case Question():
            turn.say(QUESTIONS_SENT[draft.purpose], confirmed.id)
        case Fiche():
            turn.say("fiche-published", confirmed.id)
        case Case() if draft.purpose is Purpose.COMMITTEE:
            turn.say("committee-sent", confirmed.id)
        case Case() if draft.purpose is Purpose.OUTCOME:
            turn.say("comment-kept", confirmed.id)
        case Case():
            # Its progress message, already on its way, says the rest.
            pass


def _confirmed(turn: Turn, draft: Draft, fingerprint: str) -> confirming.Confirmed | Refused:
    stem = turn.tools.matchmaking.stem
    return confirming.confirm_draft(turn.uow, turn.world, draft, turn.person, fingerprint, stem)


def tap_mask_more(turn: Turn, draft_id: str, argument: str) -> None:
    if (draft := own_draft(turn, draft_id)) is not None:
        write_draft.focus_on(turn.uow, draft, Mode.MASKING)
        turn.say("ask-words-to-mask", draft.id)


def tap_give_back(turn: Turn, draft_id: str, argument: str) -> None:
    """Without an argument, or with "+10": show what may be given back. Else: give it back."""
    if (draft := own_draft(turn, draft_id)) is None:
        return
    if draft.proposed is None:
        preview_again(turn, draft)
        return
    if argument == "" or argument.startswith("+"):
        page = {"first": int(argument or 0), **FRESH}
        turn.say("choose-words-to-keep", draft.id, page, slot=f"keep:{draft.id}")
        return
    index, _, seen = argument.partition("-")
    kept = review_draft.give_back(turn.uow, turn.world, draft, int(index), seen)
    if isinstance(kept, Refused):
        turn.refuse(kept)
        kept = draft
    preview_again(turn, kept)


def tap_preview(turn: Turn, draft_id: str, argument: str) -> None:
    """Back to the preview: what was asked for meanwhile is no longer waited for."""
    if (draft := own_draft(turn, draft_id)) is not None:
        write_draft.focus_on(turn.uow, draft, Mode.WRITING)
        _show_preview(turn, draft)


def tap_themes(turn: Turn, draft_id: str, argument: str) -> None:
    if (draft := own_draft(turn, draft_id)) is not None:
        turn.say("choose-themes", draft.id, slot=f"themes:{draft.id}")


def tap_theme(turn: Turn, draft_id: str, argument: str) -> None:
    """``+theme`` adds it, ``-theme`` takes it away: a double tap is a single one."""
    if (draft := own_draft(turn, draft_id)) is None:
        return
    changed = review_draft.set_theme(turn.uow, draft, argument[1:], chosen=argument.startswith("+"))
    if isinstance(changed, Refused):
        turn.refuse(changed)
        turn.say("choose-themes", draft.id, FRESH, slot=f"themes:{draft.id}")
    else:
        turn.say("choose-themes", draft.id, slot=f"themes:{draft.id}")


def tap_territory(turn: Turn, draft_id: str, argument: str) -> None:
    if (draft := own_draft(turn, draft_id)) is not None:
        write_draft.focus_on(turn.uow, draft, Mode.SETTING_TERRITORY)
        turn.say("ask-territory", draft.id)


def tap_urgent(turn: Turn, draft_id: str, argument: str) -> None:
    if (draft := own_draft(turn, draft_id)) is not None:
        _show_preview(turn, review_draft.set_urgent(turn.uow, draft, urgent=argument == "yes"))


def tap_rewrite(turn: Turn, draft_id: str, argument: str) -> None:
    if (draft := own_draft(turn, draft_id)) is not None:
        told = _lines_to_call(draft)
        write_draft.start_over(turn.uow, turn.world, draft)
        turn.say("write-again", draft.id, {**told, **FRESH}, slot=f"draft:{draft.id}")


def tap_abandon(turn: Turn, draft_id: str, argument: str) -> None:
    if (draft := own_draft(turn, draft_id)) is not None:
        told = _lines_to_call(draft)
        write_draft.abandon(turn.uow, turn.world, draft)
        turn.say("draft-abandoned", None, told)


def tap_as_answer(turn: Turn, draft_id: str, solicitation_id: str) -> None:
    """The words were an answer, not a new case."""
    if (draft := own_draft(turn, draft_id)) is None:
        return
    solicitation = turn.uow.solicitations.get(SolicitationId(solicitation_id))
    if solicitation is None or solicitation.professional_id != turn.person.id:
        turn.refuse(Refused("stale-choice"))
        return
    preview_again(turn, write_draft.turn_into(turn.uow, draft, Purpose.ANSWER, solicitation_id))


def own_draft(turn: Turn, draft_id: str) -> Draft | None:
    """The draft, held: its author may act on it from another of their accounts at this moment."""
    draft = turn.uow.drafts.lock(DraftId(draft_id))
    if draft is None or draft.author_id != turn.person.id:
        turn.refuse(Refused("draft-gone"))
        return None
    return draft


def _noted(turn: Turn, draft: Draft) -> None:
    turn.say("noted", draft.id, FRESH, slot=f"draft:{draft.id}")


def _lines_to_call(draft: Draft) -> dict[str, str | int]:
    """What the words about to be destroyed spoke of, for the lines to outlive them."""
    told = review_draft.dangers_in(draft) if draft.purpose in TELLS_THE_CASE else ()
    return {"dangers": ",".join(told)}


def preview_again(turn: Turn, draft: Draft | Refused) -> None:
    """Screen the words as they are now, and show what would leave."""
    if isinstance(draft, Refused):
        turn.refuse(draft)
        return
    reviewed = _reviewed(turn, draft)
    if isinstance(reviewed, Refused):
        turn.refuse(reviewed, draft.id)
    else:
        _show_preview(turn, reviewed)


def _reviewed(turn: Turn, draft: Draft) -> Draft | Refused:
    return review_draft.review_draft(
        turn.uow, draft, turn.person, turn.beforehand, turn.tools.matchmaking
    )


def _show_preview(turn: Turn, draft: Draft) -> None:
    """What would leave, as last screened; screened first when it changed since."""
    if draft.proposed is None:
        preview_again(turn, draft)
    else:
        turn.say("preview", draft.id, FRESH, slot=f"draft:{draft.id}")


def _offer_colleagues(turn: Turn, draft: Draft) -> None:
    named = refer.colleagues_named(turn.uow, draft)
    colleagues = listed("colleague", (person.id for person in named))
    turn.say("choose-colleague", draft.target_id, colleagues)
    write_draft.abandon(turn.uow, turn.world, draft)


def _answer_in(turn: Turn, message: str) -> Answer | None:
    """The answer that a message of its author holds, while it stands."""
    answers = turn.uow.answers.of_author(turn.person.id)
    return next((answer for answer in answers if message in answer.message_ids), None)


def _here(turn: Turn, event: Said | Edited | Deleted) -> str:
    """A message's name among all places: platforms count anew in each."""
    return f"{turn.inbound.place.address}/{event.message_id}"
