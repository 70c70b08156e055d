"""The limits in words: every number, what changing one would do, who changed which and why."""

import re
from collections.abc import Iterator, Mapping

from bot.dialogue.actions import Action
from bot.dialogue.screens.view import Row, View, say
from bot.domain.drafts import Draft, DraftId
from bot.domain.permissions import Right
from bot.domain.policy import Policy, Value
from bot.domain.records import PolicyVersion
from bot.domain.screens import (
    Argument,
    Block,
    Bullets,
    Choice,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Screen,
    Verbatim,
    Weight,
)
from bot.domain.texts import fingerprint
from bot.domain.what_if.comparison import ASSUMPTIONS
from bot.usecases.world import current_policy

VERSIONS_SHOWN = 8
LONGEST_VALUE = 8
"""Characters of a value that a choice may carry."""
STOPPING = frozenset(
    {
        "person_day",
        "person_week",
        "person_month",
        "structure_week",
        "structure_case",
        "pair_month",
        "theme_week",
        "network_day",
    }
)
"""Numbers that leave nobody to ask when they are 0."""
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
    values = {
        name: v if isinstance(v, int) else _figure(view, v) for name, v in policy.values().items()
    }
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
    values = current_policy(view.uow).values()
    lines = tuple(_line(view, name, values[name]) for name in GROUPS.get(view.subject, ()))
    return Screen((Bullets(lines), say("limits-how"))) if lines else None


def limits_named(view: View) -> tuple[Block, ...]:
    """The numbers that a refusal is about, in words and by the name to type."""
    values = current_policy(view.uow).values()
    lines = tuple(_line(view, name, values[name]) for name in _spoken_of(view) if name in values)
    return (Bullets(lines),) if lines else ()


def limits_meant(view: View) -> tuple[Row, ...]:
    """A choice for each number that somebody may have meant, with the value that they gave it."""
    value = view.detail("value")
    if not 0 < len(value) <= LONGEST_VALUE:
        return ()
    return tuple(
        (view.choice(Action.TRY_LIMIT, name, label(name).key, value),)
        for name in _spoken_of(view)
        if name in Policy().values() and name != "paused"
    )


def _spoken_of(view: View) -> list[str]:
    named = ("key", "nearest", "names")
    return [name for detail in named for name in view.detail(detail).split(", ")]


def limits_preview(view: View) -> Screen | None:
    """What a change would have done, before it is in force."""
    draft = view.uow.drafts.get(DraftId(view.subject))
    if draft is None:
        return None
    details = view.notice.details
    name = view.detail("name")
    kind = type(current_policy(view.uow).values()[name])
    old, new = kind(details["old"]), kind(details["new"])
    blocks: list[Block] = [
        Heading(Phrase("preview-limits")),
        Paragraph(_changed(view, name, old, new), emphasis=True),
    ]
    if not details["waves"]:
        blocks.append(say("limits-no-past", days=details["days"]))
    elif not details["touched"]:
        blocks.append(say("limits-same-past", days=details["days"]))
    else:
        blocks += _effect(details)
    drop = view.choice(Action.DROP_LIMITS, draft.id, "choice-drop-limits", weight=Weight.QUIET)
    if new == 0 and name in STOPPING:
        blocks.append(say("limits-stop-all"))
    version = view.detail("version")
    assumed = view.choice(
        Action.ASSUMPTIONS, draft.id, "choice-assumptions", version, weight=Weight.QUIET
    )
    if draft.proposed is None:
        blocks.append(say("limits-why"))
        return Screen(tuple(blocks), ((drop, assumed),))
    blocks.append(Paragraph((Phrase("limits-reason"), Verbatim(draft.proposed.clean))))
    return Screen(
        tuple(blocks), ((_apply(view, draft, version, draft.proposed.clean),), (drop, assumed))
    )


def _apply(view: View, draft: Draft, version: str, reason: str) -> Choice:
    """In force in the place of one version, with one wording of the reason."""
    shown = f"{version}-{fingerprint(reason)}"
    return view.choice(Action.APPLY_LIMITS, draft.id, "choice-apply-limits", shown, Weight.MAIN)


def _effect(details: Mapping[str, str | int]) -> list[Block]:
    a_week = int(details["a-week"])
    lines = [
        Phrase(
            "limits-touched",
            {
                "days": details["days"],
                "people": details["touched"],
                "more": details["more"],
                "fewer": details["fewer"],
            },
        ),
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
    """What an effect takes for granted; the change that it is about can be decided from here."""
    lines = tuple((Phrase(f"what-if-{assumption}"),) for assumption in ASSUMPTIONS)
    draft = view.uow.drafts.get(DraftId(view.subject))
    rows: tuple[Row, ...] = ()
    if draft is not None:
        drop = view.choice(Action.DROP_LIMITS, draft.id, "choice-drop-limits", weight=Weight.QUIET)
        rows = ((drop,),)
        if draft.proposed is not None:
            apply = _apply(view, draft, view.detail("version"), draft.proposed.clean)
            rows = ((apply,), (drop,))
    return Screen((say("limits-assumptions"), Bullets(lines)), rows)


def limits_kept(view: View) -> Screen | None:
    return Screen((say("limits-kept"),))


def limits_changed(view: View) -> Screen | None:
    version = view.uow.policies.get(int(view.notice.details["version"]))
    lines = changed_lines(view, version) if version else ()
    if version is None or not lines:
        return None
    undo = view.choice(Action.UNDO_LIMITS, str(version.version), "choice-undo-limits")
    return Screen((say("limits-changed", version=version.version), Bullets(lines)), ((undo,),))


def changed_lines(view: View, version: PolicyVersion) -> tuple[tuple[Inline, ...], ...]:
    """Each number that a version changed, with what it was; not that everything is stopped."""
    before = view.uow.policies.get(version.version - 1)
    if before is None:
        return ()
    old = Policy.from_values(before.values).values()
    return tuple(
        _changed(view, name, old[name], value)
        for name, value in Policy.from_values(version.values).values().items()
        if old[name] != value and name != "paused"
    )


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
        lines.append((Phrase("limits-version", facts), *_change(view, version)))
    rows: tuple[Row, ...] = ()
    if versions[0].author_id is not None and view.may(Right.CHANGE_LIMITS):
        # What the configuration brought in is nobody's change, and is not undone by a tap.
        current = str(versions[0].version)
        rows = ((view.choice(Action.UNDO_LIMITS, current, "choice-undo-limits"),),)
    return Screen((Heading(Phrase("limits-history")), Bullets(tuple(lines))), rows)


def _change(view: View, version: PolicyVersion) -> Iterator[Inline]:
    """What a version changed, then why; of a whole file of numbers, only that it came."""
    if version.author_id is not None:
        for line in changed_lines(view, version):
            yield from line
            yield Verbatim(". ")
    yield reason_of(version)


def reason_of(version: PolicyVersion) -> Inline:
    """Why, in the words of whoever changed it, or in ours where nobody typed any."""
    if undone := UNDONE.fullmatch(version.reason):
        return Phrase("limits-reason-undo", {"version": int(undone[1])})
    known = version.reason in CODES
    return Phrase(f"limits-reason-{version.reason}") if known else Verbatim(version.reason)


def _line(view: View, name: str, value: Value) -> tuple[Inline, ...]:
    return label(name), Phrase("limit-is", {"value": _figure(view, value), "name": name})


def _changed(view: View, name: str, old: Value, new: Value) -> tuple[Inline, ...]:
    figures: dict[str, Argument] = {"old": _figure(view, old), "new": _figure(view, new)}
    return label(name), Phrase("limit-becomes", figures)


def label(name: str) -> Phrase:
    """What a number is called."""
    return Phrase(f"limit-{name.replace('_', '-')}")


def _figure(view: View, value: Value) -> str:
    """A number as people say it: a share of one is a percentage."""
    if not isinstance(value, float):
        return str(value)
    share = f"{100 * value:.4g}"
    return f"{share.replace('.', ',')}\u00a0%" if view.language == "fr" else f"{share}%"
