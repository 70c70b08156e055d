"""The limits, in chat: see them, try a change before it is in force, undo it."""

from bot.dialogue.commands import Name, folded, named
from bot.dialogue.limit_words import Spoken, heard, value_of
from bot.dialogue.turn import Turn
from bot.domain.drafts import Draft, DraftId, Purpose
from bot.domain.inbound import Said
from bot.domain.permissions import Right, may
from bot.domain.policy import Policy, Value
from bot.domain.records import PolicyVersion
from bot.domain.texts import RawText, fingerprint
from bot.domain.verdicts import Refused
from bot.usecases import change_limits, review_draft, write_draft
from bot.usecases.preview_limits import LOOKED_AT, Preview, preview_limits
from bot.usecases.world import current_policy

LONGEST_REASON = 200
"""Characters. A situation, typed while a change waits, is longer: it must not become its reason."""
AGREEING = frozenset({"oui", "ok", "d accord", "valider", "appliquer", "mettre en vigueur", "yes"})


def on_limits(turn: Turn, rest: str) -> None:
    """``/limites`` shows; with a name and a value, shows what the change would do."""
    if not rest:
        show_to_pilots(turn, "limits")
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
    show_to_pilots(turn, "limits-of", group)


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


def show_to_pilots(turn: Turn, kind: str, subject: str | None = None) -> None:
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
