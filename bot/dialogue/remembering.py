"""What the network remembers: fiches offered before anybody is asked, approved, kept true."""

from bot.dialogue.drafting import begin, own_draft, preview_again
from bot.dialogue.listing import listed
from bot.dialogue.turn import Turn
from bot.domain.cases import CaseId
from bot.domain.drafts import Purpose
from bot.domain.fiches import FicheId
from bot.domain.permissions import Right, may
from bot.domain.texts import RawText
from bot.domain.verdicts import Refused
from bot.usecases import find_fiches, join_case, keep_fiche, write_draft


def on_search(turn: Turn, words: str) -> None:
    if not words:
        turn.refuse(Refused("search-usage"))
        return
    found = find_fiches.search_fiches(turn.uow, words, turn.tools.matchmaking.stem)
    turn.say("fiches-found", None, listed("fiche", (fiche.id for fiche in found)))


def tap_open_fiche(turn: Turn, draft_id: str, fiche_id: str) -> None:
    """One of the fiches offered before an ask, or found by its words, is read whole."""
    fiche = turn.uow.fiches.get(FicheId(fiche_id))
    if fiche is None or not find_fiches.may_read(fiche, turn.person):
        turn.refuse(Refused("case-forgotten"))
    else:
        turn.say("fiche", fiche.id, {"draft": draft_id})


def tap_settled(turn: Turn, draft_id: str, fiche_id: str) -> None:
    """The fiche offered before an ask, or found by its words, is answer enough."""
    draft = own_draft(turn, draft_id) if draft_id else None
    if draft_id and draft is None:
        return
    settled = find_fiches.settle_with_fiche(
        turn.uow, turn.world, turn.person.id, FicheId(fiche_id), draft
    )
    if isinstance(settled, Refused):
        turn.refuse(settled)
    else:
        turn.say("settled-with-fiche", settled.id, {"draft": 1} if draft else {})


def tap_join(turn: Turn, draft_id: str, case_id: str) -> None:
    """The same situation is already open: follow it."""
    if (draft := own_draft(turn, draft_id)) is None:
        return
    joined = join_case.join_case(turn.uow, turn.world, draft, CaseId(case_id))
    turn.conclude(joined, "joined")


def tap_read_fiche(turn: Turn, fiche_id: str, argument: str) -> None:
    """The second reader takes the fiche down the road of every text."""
    fiche = turn.uow.fiches.get(FicheId(fiche_id))
    if fiche is None:
        turn.refuse(Refused("case-forgotten"))
        return
    if isinstance(verdict := may(turn.person, Right.APPROVE_FICHES), Refused):
        turn.refuse(verdict)
        return
    draft = begin(turn, Purpose.FICHE, fiche.id)
    preview_again(turn, write_draft.add_words(turn.uow, draft, RawText(fiche.text.value), fiche.id))


def tap_refuse_fiche(turn: Turn, fiche_id: str, argument: str) -> None:
    refused = keep_fiche.refuse_fiche(turn.uow, turn.world, FicheId(fiche_id), turn.person)
    turn.conclude(refused, "fiche-refused")


def tap_still_true(turn: Turn, fiche_id: str, argument: str) -> None:
    stem = turn.tools.matchmaking.stem
    confirmed = keep_fiche.confirm_still_true(
        turn.uow, turn.world, FicheId(fiche_id), turn.person, stem
    )
    turn.conclude(confirmed, "fiche-kept")


def tap_outdated(turn: Turn, fiche_id: str, argument: str) -> None:
    outdated = keep_fiche.mark_outdated(turn.uow, turn.world, FicheId(fiche_id), turn.person)
    turn.conclude(outdated, "fiche-outdated")
