"""What moderators and pilots see: short enough for a phone, figures in words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.dialogue.actions import Action
from bot.dialogue.screens.load_charts import load_charts
from bot.dialogue.screens.naming import among
from bot.dialogue.screens.view import Row, View, opening_words, quote, say
from bot.domain.calendar import Hours
from bot.domain.cases import Case, CaseId, CaseState
from bot.domain.drafts import DraftId
from bot.domain.limits import Asked, weekly_cap
from bot.domain.people import Professional, ProfessionalId
from bot.domain.permissions import Right, may
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
from bot.domain.solicitations import Solicitation, SolicitationId
from bot.domain.verdicts import Allowed
from bot.domain.what_if import ASSUMPTIONS
from bot.usecases.world import current_policy

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=28)
NAMED = 8
"""People named at most in a list for a phone."""
LONGEST_BAR = 12
"""Characters."""

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
CODES = frozenset({"pause", "resume", "configuration", "initial-settings"})
"""Reasons that nobody typed."""


# Limits


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
    lines: tuple[tuple[Inline, ...], ...] = tuple(
        (_label(name), Verbatim(f" {values[name]} ({name})"))
        for name in GROUPS.get(view.subject, ())
    )
    return Screen((Bullets(lines), say("limits-how"))) if lines else None


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
    for version in versions[:NAMED]:
        author = _name(view, version.author_id)
        facts: dict[str, Argument] = {
            "version": version.version,
            "at": view.local(version.created_at),
            "author": author or "none",
        }
        lines.append((Phrase("limits-version", facts), _reason(version.reason)))
    rows: tuple[Row, ...] = ()
    if len(versions) > 1 and _may(view, Right.CHANGE_LIMITS):
        current = str(versions[0].version)
        rows = ((view.choice(Action.UNDO_LIMITS, current, "choice-undo-limits"),),)
    return Screen((Heading(Phrase("limits-history")), Bullets(tuple(lines))), rows)


def _reason(reason: str) -> Inline:
    if undone := UNDONE.fullmatch(reason):
        return Phrase("limits-reason-undo", {"version": int(undone[1])})
    return Phrase(f"limits-reason-{reason}") if reason in CODES else Verbatim(reason)


# Load


def load(view: View) -> Screen | None:
    """Who is near their limit, who is never asked, what is open and what is uncertain."""
    month = view.uow.solicitations.since(view.now - MONTH)
    week = [ask for ask in month if ask.planned_at >= view.now - WEEK]
    members = view.uow.professionals.active()
    open_cases = view.uow.cases.open_cases()
    uncertain = len(view.uow.solicitations.uncertain())
    recent = _by_person(week)
    blocks: list[Block] = [Heading(Phrase("load"))]
    if current_policy(view.uow).paused:
        blocks.append(say("limits-paused"))
    blocks += [
        say("load-week", asks=len(week), people=len(recent), members=len(members)),
        Bullets(tuple(_days(view, week))),
        say("load-open", cases=len(open_cases), uncertain=uncertain),
        *_near(view, members, recent),
        *_never(view, members, _by_person(month)),
    ]
    charts = load_charts(view, members, month, recent) if month else None
    return Screen(tuple(blocks), _load_choices(view, open_cases, uncertain), charts)


def _by_person(asks: Sequence[Solicitation]) -> Counter[ProfessionalId]:
    return Counter(ask.professional_id for ask in asks if ask.professional_id is not None)


def _days(view: View, week: Sequence[Solicitation]) -> list[tuple[Inline, ...]]:
    """One line a day, with a bar that any screen can show."""
    today = view.local(view.now)
    days = [today - DAY * back for back in range(6, -1, -1)]
    counts = Counter(view.local(ask.planned_at).date() for ask in week)
    most = max(counts.values(), default=0) or 1
    return [
        (
            Phrase("load-day", {"at": day, "asks": counts[day.date()]}),
            Verbatim(" " + "■" * round(LONGEST_BAR * counts[day.date()] / most)),
        )
        for day in days
        if counts[day.date()]
    ]


def _near(
    view: View, members: Sequence[Professional], recent: Counter[ProfessionalId]
) -> list[Block]:
    """Those with one ask left this week, or none; the fullest first."""
    policy = current_policy(view.uow)
    caps = {person.id: _cap(person, policy, view.now) for person in members if recent[person.id]}
    near = [p for p in members if p.id in caps and recent[p.id] >= max(1, caps[p.id] - 1)]
    if not near:
        return []
    near.sort(key=lambda p: (caps[p.id] - recent[p.id], p.display_name))
    lines: list[tuple[Inline, ...]] = [
        (
            Verbatim(f"{person.display_name} "),
            Phrase("load-near-person", {"asks": recent[person.id], "cap": caps[person.id]}),
        )
        for person in near[:NAMED]
    ]
    full = sum(recent[p.id] >= caps[p.id] for p in near)
    return [say("load-near", people=len(near), full=full), Bullets(tuple(lines))]


def _cap(person: Professional, policy: Policy, now: datetime) -> int:
    """How many asks a week the limits let this person have."""
    who = Asked(
        person.id,
        Hours(policy.opening, policy.closing),
        weekly_cap=person.weekly_cap,
        joined_at=person.joined_at,
    )
    return weekly_cap(policy, who, now)[0]


def _never(
    view: View, members: Sequence[Professional], asked: Counter[ProfessionalId]
) -> list[Block]:
    """Those whom nobody asked in a month, though they could be."""
    forgotten = [
        person
        for person in members
        if not asked[person.id] and (person.paused_until is None or person.paused_until < view.now)
    ]
    if not forgotten:
        return []
    names = ", ".join(person.display_name for person in forgotten[:NAMED])
    more = max(0, len(forgotten) - NAMED)
    return [
        say("load-never", people=len(forgotten), days=MONTH.days),
        Paragraph((Verbatim(names), *((Phrase("load-more", {"people": more}),) if more else ()))),
    ]


def _load_choices(view: View, open_cases: Sequence[Case], uncertain: int) -> tuple[Row, ...]:
    if not _may(view, Right.HOLD_CASES):
        return ()
    rows: list[Row] = []
    if uncertain:
        rows.append((view.choice(Action.UNCERTAIN, "", "choice-uncertain"),))
    for case in open_cases[:3]:
        if case.text is not None:
            held = case.state is CaseState.HELD
            action = Action.RELEASE if held else Action.HOLD
            label = "choice-release-this" if held else "choice-hold"
            opening = opening_words(case.text.value, 30)
            rows.append((view.choice(action, case.id, label, opening=opening),))
    return tuple(rows)


def account_expires(view: View) -> Screen | None:
    """The bot's account on a platform ends soon, and with it what it says there."""
    days = int(view.detail("days") or 0)
    return Screen((say("account-expires", days=days, channel=view.detail("channel")),))


def uncertain_delivery(view: View) -> Screen | None:
    """An ask of unknown fate: it counts, it is not sent again; a person may settle it."""
    ask = view.uow.solicitations.get(SolicitationId(view.subject))
    if ask is None:
        return None
    name = _name(view, ask.professional_id) or "none"
    return Screen(
        (say("uncertain-delivery", name=name, at=view.local(ask.planned_at)),),
        (
            (
                view.choice(Action.ARRIVED, ask.id, "choice-arrived"),
                view.choice(Action.LOST, ask.id, "choice-lost"),
            ),
        ),
    )


def uncertain_settled(view: View) -> Screen | None:
    return Screen((say("uncertain-settled"),))


def case_held(view: View) -> Screen | None:
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None:
        return None
    release = view.choice(Action.RELEASE, case.id, "choice-release")
    shown = (quote(case.text.value),) if case.text else ()
    return Screen((say("case-held"), *shown), ((release,),))


def case_released(view: View) -> Screen | None:
    return Screen((say("case-released"),))


# Everything, and everyone


def network_paused(view: View) -> Screen | None:
    """For moderators: who stopped everything, and how to go on."""
    version = view.uow.policies.current()
    if not Policy.from_values(version.values).paused:
        return None
    author = _name(view, version.author_id) or "none"
    resume = view.choice(Action.RESUME_ALL, "", "choice-resume-all", weight=Weight.MAIN)
    at = view.local(version.created_at)
    return Screen((say("network-paused", author=author, at=at),), ((resume,),))


def network_resumed(view: View) -> Screen | None:
    return Screen((say("network-resumed"),))


def search_paused(view: View) -> Screen | None:
    """For the asker: nothing is lost."""
    return Screen((say("search-paused"),)) if current_policy(view.uow).paused else None


def confirm_removal(view: View) -> Screen | None:
    """Whom a name fits, each with a choice; what removing means."""
    return among(view, Action.REMOVE, "choice-remove", say("confirm-removal"))


def member_removed(view: View) -> Screen | None:
    name = _name(view, view.subject)
    readmit = view.choice(Action.READMIT, view.subject, "choice-readmit", weight=Weight.QUIET)
    return Screen((say("member-removed", name=name or ""),), ((readmit,),))


def member_readmitted(view: View) -> Screen | None:
    return Screen((say("member-readmitted", name=_name(view, view.subject) or ""),))


def _may(view: View, right: Right) -> bool:
    return view.recipient is not None and isinstance(may(view.recipient, right), Allowed)


def _label(name: str) -> Phrase:
    return Phrase(f"limit-{name.replace('_', '-')}")


def _shown(values: Mapping[str, Value]) -> dict[str, str | int]:
    return {name: v if isinstance(v, int) else _figure(v) for name, v in values.items()}


def _figure(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _name(view: View, professional_id: str | None) -> str | None:
    person = view.uow.professionals.get(ProfessionalId(professional_id or ""))
    return person.display_name if person else None
