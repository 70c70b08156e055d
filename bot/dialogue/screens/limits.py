"""The limits in words: every number, what changing one would do, who changed which and why."""

import re
from collections.abc import Mapping

from bot.dialogue.actions import Action
from bot.dialogue.screens.view import Row, View, say
from bot.domain.drafts import DraftId
from bot.domain.permissions import Right
from bot.domain.policy import Policy, Value
from bot.domain.screens import (
    Argument,
    Block,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Screen,
    Verbatim,
    Weight,
)
from bot.domain.what_if.comparison import ASSUMPTIONS
from bot.usecases.world import current_policy

VERSIONS_SHOWN = 8
GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": (
        "person_day",
        "person_week",
        "person_month",
        "person_open",
        "min_gap_hours",
        "newcomer_days",
        "newcomer_week",
        "refusal_cooldown_days",
        "pair_month",
        "alike_days",
    ),
    "network": (
        "structure_week",
        "structure_case",
        "circle_chat_week",
        "circle_chat_gap_hours",
        "theme_week",
        "network_day",
        "opens",
        "closes",
    ),
    "search": (
        "undo_seconds",
        "first_wave",
        "keep_alive",
        "keep_alive_late",
        "largest_wave",
        "most_asks",
        "wanted_useful",
        "wanted_answers",
        "deadline_hours",
        "wave_wait_hours",
        "urgent_wave_wait_hours",
    ),
    "choice": (
        "relevance_floor",
        "least_chance",
        "explore_share",
        "other_silo_share",
        "invisible_share",
    ),
}
"""Every number, by what it is about."""

UNDONE = re.compile(r"undo (\d+)")
CODES = frozenset({"pause", "resume", "configuration", "initial-settings", "defaults"})
"""Reasons that nobody typed."""


def limits(view: View) -> Screen | None:
    """The main limits in words; the others behind a choice."""
    policy = current_policy(view.uow)
    values = _shown(policy.values())
    blocks: list[Block] = [
        Heading(Phrase("limits", {"version": view.uow.policies.current().version}))
    ]
    if policy.paused:
        blocks.append(say("limits-paused"))
    blocks += [
        Bullets(
            (
                (Phrase("limits-person", values),),
                (Phrase("limits-newcomer", values),),
                (Phrase("limits-structure", values),),
                (Phrase("limits-circle", values),),
                (Phrase("limits-hours", values),),
                (Phrase("limits-search", values),),
            )
        ),
        say("limits-how"),
    ]
    groups = [view.choice(Action.LIMITS_OF, group, f"choice-limits-{group}") for group in GROUPS]
    history = view.choice(Action.HISTORY, "", "choice-limits-history", weight=Weight.QUIET)
    return Screen(tuple(blocks), (tuple(groups[:2]), tuple(groups[2:]), (history,)))


def limits_of(view: View) -> Screen | None:
    """Every number of one kind, with the name to type."""
    values = _shown(current_policy(view.uow).values())
    lines = tuple(_line(name, values[name]) for name in GROUPS.get(view.subject, ()))
    return Screen((Bullets(lines), say("limits-how"))) if lines else None


def limits_named(view: View) -> tuple[Block, ...]:
    """The numbers that a refusal is about, in words and by the name to type."""
    named = ("key", "nearest", "names")
    spoken = [name for detail in named for name in view.detail(detail).split(", ")]
    values = _shown(current_policy(view.uow).values())
    lines = tuple(_line(name, values[name]) for name in spoken if name in values)
    return (Bullets(lines),) if lines else ()


def limits_preview(view: View) -> Screen | None:
    """What a change would have done, before it is in force."""
    draft = view.uow.drafts.get(DraftId(view.subject))
    if draft is None:
        return None
    details = view.notice.details
    name = view.detail("name")
    change = Verbatim(f" {_figure(details['old'])} → {_figure(details['new'])}")
    blocks: list[Block] = [
        Heading(Phrase("preview-limits")),
        Paragraph((_label(name), change), emphasis=True),
    ]
    if not details["waves"]:
        blocks.append(say("limits-no-past", days=details["days"]))
    elif not details["touched"]:
        blocks.append(say("limits-same-past", days=details["days"]))
    else:
        blocks += _effect(details)
    drop = view.choice(Action.DROP_LIMITS, draft.id, "choice-drop-limits", weight=Weight.QUIET)
    assumed = view.choice(Action.ASSUMPTIONS, "", "choice-assumptions", weight=Weight.QUIET)
    if not draft.parts:
        blocks.append(say("limits-why"))
        return Screen(tuple(blocks), ((drop, assumed),))
    blocks.append(Paragraph((Phrase("limits-reason"), Verbatim(draft.raw.value))))
    version = view.detail("version")
    apply = view.choice(Action.APPLY_LIMITS, draft.id, "choice-apply-limits", version, Weight.MAIN)
    return Screen(tuple(blocks), ((apply,), (drop, assumed)))


def _effect(details: Mapping[str, str | int]) -> list[Block]:
    a_week = int(details["a-week"])
    lines = [
        Phrase("limits-touched", {"days": details["days"], "people": details["touched"]}),
        Phrase("limits-a-week", {"sign": _sign(a_week), "asks": abs(a_week)}),
    ]
    if details["beyond"]:
        beyond = {"people": details["beyond"], "cap": details["cap"]}
        lines.append(Phrase("limits-beyond", beyond))
    if details["lost"]:
        lost = {"answers": details["lost"], "useful": details["lost-useful"]}
        lines.append(Phrase("limits-lost", lost))
    if int(details["supposed"]) > 0:
        lines.append(Phrase("limits-supposed", {"answers": details["supposed"]}))
    return [Bullets(tuple((line,) for line in lines))]


def _sign(change: int) -> str:
    return "more" if change > 0 else "fewer" if change < 0 else "same"


def limits_assumptions(view: View) -> Screen | None:
    lines = tuple((Phrase(f"what-if-{assumption}"),) for assumption in ASSUMPTIONS)
    return Screen((say("limits-assumptions"), Bullets(lines)))


def limits_kept(view: View) -> Screen | None:
    return Screen((say("limits-kept"),))


def limits_changed(view: View) -> Screen | None:
    version = view.uow.policies.get(int(view.notice.details["version"]))
    before = view.uow.policies.get(version.version - 1) if version else None
    if version is None or before is None:
        return None
    old = _shown(Policy.from_values(before.values).values())
    new = _shown(Policy.from_values(version.values).values())
    lines: tuple[tuple[Inline, ...], ...] = tuple(
        (_label(name), Verbatim(f" {old[name]} → {value}"))
        for name, value in new.items()
        if old[name] != value
    )
    undo = view.choice(Action.UNDO_LIMITS, str(version.version), "choice-undo-limits")
    return Screen((say("limits-changed", version=version.version), Bullets(lines)), ((undo,),))


def limits_history(view: View) -> Screen | None:
    """Who changed what, when, why: the newest first."""
    versions = view.uow.policies.history()
    lines: list[tuple[Inline, ...]] = []
    for version in versions[:VERSIONS_SHOWN]:
        author = view.member_name(version.author_id)
        facts: dict[str, Argument] = {
            "version": version.version,
            "at": view.local(version.created_at),
            "author": author or "none",
        }
        lines.append((Phrase("limits-version", facts), _reason(version.reason)))
    rows: tuple[Row, ...] = ()
    if len(versions) > 1 and view.may(Right.CHANGE_LIMITS):
        current = str(versions[0].version)
        rows = ((view.choice(Action.UNDO_LIMITS, current, "choice-undo-limits"),),)
    return Screen((Heading(Phrase("limits-history")), Bullets(tuple(lines))), rows)


def _reason(reason: str) -> Inline:
    if undone := UNDONE.fullmatch(reason):
        return Phrase("limits-reason-undo", {"version": int(undone[1])})
    return Phrase(f"limits-reason-{reason}") if reason in CODES else Verbatim(reason)


def _line(name: str, value: str | int) -> tuple[Inline, ...]:
    return _label(name), Verbatim(f" {value} ({name})")


def _label(name: str) -> Phrase:
    return Phrase(f"limit-{name.replace('_', '-')}")


def _shown(values: Mapping[str, Value]) -> dict[str, str | int]:
    return {name: v if isinstance(v, int) else _figure(v) for name, v in values.items()}


def _figure(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
