"""The moderator's hand, in chat: see the limits, try a change before it is in force, stop, hold."""

from contextlib import suppress

from bot.dialogue.commands import Name, folded, named
from bot.dialogue.limit_words import Spoken, heard, value_of
from bot.dialogue.listing import namesakes
from bot.dialogue.turn import Turn
from bot.domain.cases import CaseId
from bot.domain.drafts import Draft, DraftId, Purpose
from bot.domain.inbound import Said
from bot.domain.people import ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.policy import Policy, Value
from bot.domain.records import PolicyVersion
from bot.domain.screening import ScreeningUnavailable
from bot.domain.solicitations import SolicitationId
from bot.domain.texts import RawText, fingerprint
from bot.domain.verdicts import Allowed, Refused
from bot.usecases import change_limits, moderate, pause_network, review_draft, write_draft
from bot.usecases.preview_limits import LOOKED_AT, Preview, preview_limits
from bot.usecases.world import current_policy

LONGEST_REASON = 200
"""Characters. A situation, typed while a change waits, is longer: it must not become its reason."""
AGREEING = frozenset({"oui", "ok", "d accord", "valider", "appliquer", "mettre en vigueur", "yes"})
SETTLED_AT_ONCE = 3
"""Uncertain asks shown for one request."""


# Limits


def on_limits(turn: Turn, rest: str) -> None:
    """``/limites`` shows; with a name and a value, shows what the change would do."""
    if not rest:
        _show(turn, "limits")
        return
    if isinstance(verdict := may(turn.person, Right.CHANGE_LIMITS), Refused):
        turn.refuse(verdict)
        return
    spoken = heard(rest, current_policy(turn.uow))
    if isinstance(spoken, Refused):
        turn.refuse(spoken)
    else:
        _try(turn, spoken)


def limits_in_plain_words(turn: Turn, text: str) -> str | None:
    """What follows "limites", typed without its sign, when it can be nothing but a change."""
    word, _, rest = text.strip().partition(" ")
    if named(word) is not Name.LIMITS or isinstance(may(turn.person, Right.CHANGE_LIMITS), Refused):
        return None
    spoken = heard(rest, current_policy(turn.uow))
    clear = isinstance(spoken, Spoken) or spoken.reason == "limits-ambiguous"
    return rest if clear else None


def tap_try_limit(turn: Turn, name: str, typed: str) -> None:
    """One of the numbers that the words could mean."""
    if isinstance(verdict := may(turn.person, Right.CHANGE_LIMITS), Refused):
        turn.refuse(verdict)
    else:
        _try(turn, Spoken(name, value_of(name, typed, current_policy(turn.uow)), ""))


def _try(turn: Turn, spoken: Spoken) -> None:
    """Show what a change would do, and keep it at hand with its reason."""
    changes = {spoken.name: spoken.value}
    preview = preview_limits(turn.uow, turn.person, changes, turn.beforehand.compare)
    if isinstance(preview, Refused):
        turn.refuse(preview)
        return
    target = f"{spoken.name}={spoken.value}"
    place = turn.private_place() or turn.inbound.place
    draft = write_draft.open_draft(
        turn.uow, turn.world, turn.account, place, Purpose.LIMITS, target
    )
    if spoken.reason:
        said = turn.inbound.event
        message_id = said.message_id if isinstance(said, Said) else ""
        reasoned = write_draft.add_words(turn.uow, draft, RawText(spoken.reason), message_id)
        draft = draft if isinstance(reasoned, Refused) else _read_again(turn, reasoned)
    _show_preview(turn, draft, preview)


def on_words(turn: Turn, draft: Draft, said: Said) -> None:
    """Words typed while a change waits: its reason, unless they are too many to be one."""
    if draft.parts and folded(said.text.value) in AGREEING:
        on_reason(turn, draft)  # in force by its button alone: show it again
    elif len(draft.raw.value) + len(said.text.value) > LONGEST_REASON:
        turn.refuse(Refused("reason-too-long", details={"limit": LONGEST_REASON}))
    else:
        reasoned = write_draft.add_words(turn.uow, draft, said.text, said.message_id)
        if isinstance(reasoned, Refused):
            turn.refuse(reasoned)
        else:
            on_reason(turn, reasoned)


def on_reason(turn: Turn, draft: Draft) -> None:
    """The reason was typed after the change: show the change again, ready to be put in force."""
    draft = _read_again(turn, draft)
    preview = preview_limits(turn.uow, turn.person, _changes(draft), turn.beforehand.compare)
    if isinstance(preview, Refused):
        write_draft.abandon(turn.uow, turn.world, draft)
        turn.refuse(preview)
    else:
        _show_preview(turn, draft, preview)


def _read_again(turn: Turn, draft: Draft) -> Draft:
    """The reason, screened as every text that others read; what cannot be is asked again (R1)."""
    if not draft.parts or draft.proposed is not None:
        return draft
    read = review_draft.review_draft(
        turn.uow, draft, turn.person, turn.beforehand, turn.tools.matchmaking
    )
    if isinstance(read, Refused):
        turn.refuse(read)
        return draft
    return read


def tap_apply_limits(turn: Turn, draft_id: str, shown: str) -> None:
    """Put a change in force, with the very reason that its button stood under."""
    draft = _own(turn, draft_id)
    if draft is None:
        return
    version, _, wording = shown.partition("-")
    reason = draft.proposed.clean if draft.proposed else ""
    if version != str(turn.uow.policies.current().version):
        turn.refuse(Refused("limits-moved"))
        on_reason(turn, draft)
        return
    if wording != fingerprint(reason):
        turn.refuse(Refused("preview-changed"))
        on_reason(turn, draft)
        return
    changed = change_limits.change_limits(
        turn.uow, turn.world, turn.person, _changes(draft), reason
    )
    if not isinstance(changed, Refused):
        write_draft.abandon(turn.uow, turn.world, draft)
    _show_change(turn, changed)


def tap_drop_limits(turn: Turn, draft_id: str, argument: str) -> None:
    draft = _own(turn, draft_id)
    if draft is not None:
        write_draft.abandon(turn.uow, turn.world, draft)
        turn.say("limits-kept")


def tap_limits_of(turn: Turn, group: str, argument: str) -> None:
    """Every number of one kind, with the name to type."""
    _show(turn, "limits-of", group)


def tap_assumptions(turn: Turn, draft_id: str, version: str) -> None:
    """How an effect is worked out; the change that it is about stays at hand."""
    if isinstance(verdict := may(turn.person, Right.SEE_LIMITS), Refused):
        turn.refuse(verdict)
    else:
        turn.say("limits-assumptions", draft_id, {"version": version})


def tap_undo_limits(turn: Turn, version: str, argument: str) -> None:
    if version != str(turn.uow.policies.current().version):
        turn.refuse(Refused("stale-choice"))
        return
    _show_change(turn, change_limits.undo_limits(turn.uow, turn.world, turn.person))


def on_history(turn: Turn, rest: str) -> None:
    """Who did what, to who may know; to a pilot, how the limits changed."""
    if isinstance(may(turn.person, Right.SEE_JOURNAL), Refused):
        _show(turn, "limits-history")
    else:
        tap_journal(turn, "", "0")


def tap_history(turn: Turn, subject: str, argument: str) -> None:
    _show(turn, "limits-history")


def tap_journal(turn: Turn, subject: str, after: str) -> None:
    """One page of the audit, after so many entries."""
    if isinstance(verdict := may(turn.person, Right.SEE_JOURNAL), Refused):
        turn.refuse(verdict)
    else:
        turn.say("journal", None, {"after": int(after)})


# Load


def on_load(turn: Turn, rest: str) -> None:
    """Who is near their limit, who is never asked, what waits."""
    _show(turn, "load")


def tap_uncertain(turn: Turn, subject: str, argument: str) -> None:
    """Show the asks of unknown fate, the oldest first."""
    if isinstance(verdict := may(turn.person, Right.HOLD_CASES), Refused):
        turn.refuse(verdict)
        return
    uncertain = turn.uow.solicitations.uncertain()[:SETTLED_AT_ONCE]
    for ask in uncertain:
        turn.say("uncertain-delivery", ask.id)
    if not uncertain:
        turn.refuse(Refused("already-settled"))


def tap_open_cases(turn: Turn, subject: str, after: str) -> None:
    """The open cases beyond those that the load shows."""
    if isinstance(verdict := may(turn.person, Right.HOLD_CASES), Refused):
        turn.refuse(verdict)
    else:
        turn.say("open-cases", None, {"after": int(after)})


def tap_hold(turn: Turn, case_id: str, argument: str) -> None:
    held = moderate.hold_case(turn.uow, turn.world, turn.person, CaseId(case_id))
    turn.conclude(held, "case-held")


def tap_release(turn: Turn, case_id: str, argument: str) -> None:
    released = moderate.release_case(turn.uow, turn.world, turn.person, CaseId(case_id))
    turn.conclude(released, "case-released")


def tap_arrived(turn: Turn, solicitation_id: str, argument: str) -> None:
    _settle(turn, solicitation_id, arrived=True)


def tap_lost(turn: Turn, solicitation_id: str, argument: str) -> None:
    _settle(turn, solicitation_id, arrived=False)


# Everything, and everyone


def on_pause_all(turn: Turn, rest: str) -> None:
    """The emergency stop: at once, since it is undone as quickly.

    Why is kept when it could be screened; what could not be stops nothing.
    """
    reason = ""
    if rest.strip() and isinstance(may(turn.person, Right.PAUSE_ALL), Allowed):
        with suppress(ScreeningUnavailable):
            said = turn.beforehand.screen(RawText(rest), language=turn.person.language, answer=True)
            reason = said.clean
    paused = pause_network.pause_network(turn.uow, turn.world, turn.person, reason)
    if isinstance(paused, Refused):
        turn.refuse(paused)
    else:
        turn.say("network-paused")


def on_resume_all(turn: Turn, rest: str) -> None:
    resumed = pause_network.resume_network(turn.uow, turn.world, turn.person)
    if isinstance(resumed, Refused):
        turn.refuse(resumed)
    else:
        turn.say("network-resumed")


def tap_resume_all(turn: Turn, subject: str, argument: str) -> None:
    on_resume_all(turn, "")


def on_remove(turn: Turn, rest: str) -> None:
    """``/retirer NAME`` shows whom it would remove, and what that means."""
    if isinstance(verdict := may(turn.person, Right.REMOVE_MEMBERS), Refused):
        turn.refuse(verdict)
    elif not (found := turn.uow.professionals.named_like(rest, left=True)):
        turn.refuse(Refused("unknown-member" if rest else "remove-usage"))
    else:
        turn.say("confirm-removal", None, namesakes(found))


def tap_remove(turn: Turn, member_id: str, argument: str) -> None:
    removed = moderate.remove_member(turn.uow, turn.world, turn.person, ProfessionalId(member_id))
    turn.conclude(removed, "member-removed")


def tap_readmit(turn: Turn, member_id: str, argument: str) -> None:
    readmitted = moderate.readmit_member(
        turn.uow, turn.world, turn.person, ProfessionalId(member_id)
    )
    turn.conclude(readmitted, "member-readmitted")


def _show(turn: Turn, kind: str, subject: str | None = None) -> None:
    """A screen of figures, for pilots and above."""
    if isinstance(verdict := may(turn.person, Right.SEE_LIMITS), Refused):
        turn.refuse(verdict)
    else:
        turn.say(kind, subject)


def _show_preview(turn: Turn, draft: Draft, preview: Preview) -> None:
    name = (draft.target_id or "").partition("=")[0]
    old, new = preview.before.values()[name], preview.after.values()[name]
    made = preview.comparison
    details: dict[str, str | int] = {
        "name": name,
        "old": str(old),
        "new": str(new),
        "version": preview.version,
        "days": LOOKED_AT.days,
        "waves": made.waves - made.unread,
        "touched": len(made.changes),
        "more": sum(one.after > one.before for one in made.changes),
        "fewer": sum(one.after < one.before for one in made.changes),
        "a-week": round(made.asks_a_week),
        "cap": preview.before.person_week,
        "beyond": made.beyond(preview.before.person_week),
        "lost": made.lost_answers,
        "lost-useful": made.lost_useful,
        "supposed": round(made.after.supposed - made.before.supposed),
        "fresh": 1,
    }
    turn.say("limits-preview", draft.id, details, slot=f"limits:{draft.id}")


def _show_change(turn: Turn, changed: PolicyVersion | Refused) -> None:
    if isinstance(changed, Refused):
        turn.refuse(changed)
    else:
        turn.say("limits-changed", None, {"version": changed.version})


def _own(turn: Turn, draft_id: str) -> Draft | None:
    draft = turn.uow.drafts.lock(DraftId(draft_id))
    if draft is None or draft.author_id != turn.person.id or draft.purpose is not Purpose.LIMITS:
        turn.refuse(Refused("stale-choice"))
        return None
    return draft


def _changes(draft: Draft) -> dict[str, Value]:
    """The change that a draft holds, as `on_limits` wrote it down."""
    name, _, typed = (draft.target_id or "").partition("=")
    kind = type(Policy().values()[name])
    return {name: float(typed) if kind is float else int(typed) if kind is int else typed}


def _settle(turn: Turn, solicitation_id: str, *, arrived: bool) -> None:
    settled = moderate.settle_uncertain(
        turn.uow, turn.world, turn.person, SolicitationId(solicitation_id), arrived=arrived
    )
    turn.conclude(settled, "uncertain-settled")
