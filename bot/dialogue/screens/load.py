"""The load: who is near their limit, who is never asked, what is open."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue.actions import Action
from bot.dialogue.screens.load_charts import load_charts
from bot.dialogue.screens.view import Row, View, say
from bot.domain.calendar import Hours
from bot.domain.cases import Case, CaseState
from bot.domain.limits.ask import Asked
from bot.domain.limits.weekly_cap import weekly_cap
from bot.domain.people import Professional, ProfessionalId
from bot.domain.permissions import Right
from bot.domain.policy import Policy
from bot.domain.screens import Block, Bullets, Heading, Inline, Paragraph, Phrase, Screen, Verbatim
from bot.domain.solicitations import Solicitation
from bot.usecases.world import current_policy

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=28)
NAMED = 8
"""People named at most in a list for a phone."""
CASES_SHOWN, CASES_ON_A_PAGE = 3, 8


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
        say(
            "load-week",
            asks=len(week),
            people=len(recent),
            circles=sum(ask.professional_id is None for ask in week),
            members=len(members),
        ),
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
    """One line a day; the picture below draws them."""
    today = view.local(view.now)
    days = [today - DAY * back for back in range(6, -1, -1)]
    counts = Counter(view.local(ask.planned_at).date() for ask in week)
    return [
        (Phrase("load-day", {"at": day, "asks": counts[day.date()]}),)
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
            Verbatim(person.display_name),
            Phrase("load-near-person", {"asks": recent[person.id], "cap": caps[person.id]}),
        )
        for person in near[:NAMED]
    ]
    full = sum(recent[p.id] >= caps[p.id] for p in near)
    return [say("load-near", left=len(near) - full, full=full), Bullets(tuple(lines))]


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
    if not view.may(Right.HOLD_CASES):
        return ()
    rows: list[Row] = []
    if uncertain:
        rows.append((view.choice(Action.UNCERTAIN, "", "choice-uncertain"),))
    rows += _hold_choices(view, open_cases[:CASES_SHOWN])
    if (more := len(open_cases) - CASES_SHOWN) > 0:
        rest = str(CASES_SHOWN)
        rows.append((view.choice(Action.OPEN_CASES, "", "choice-open-cases", rest, cases=more),))
    return tuple(rows)


def open_cases(view: View) -> Screen | None:
    """The open cases that the load had no room for, a page at a time; the oldest first."""
    after = int(view.detail("after") or 0)
    everything = view.uow.cases.open_cases()
    page = everything[after : after + CASES_ON_A_PAGE]
    rows = _hold_choices(view, page)
    if (more := len(everything) - after - len(page)) > 0:
        rest = str(after + CASES_ON_A_PAGE)
        rows.append((view.choice(Action.OPEN_CASES, "", "choice-open-cases", rest, cases=more),))
    return Screen((say("open-cases", cases=len(everything)),), tuple(rows))


def _hold_choices(view: View, cases: Sequence[Case]) -> list[Row]:
    """Hold or release each, told by its subject, its place and its day: how it begins says less."""
    rows: list[Row] = []
    for case in cases:
        held = case.state is CaseState.HELD
        choice = view.choice(
            Action.RELEASE if held else Action.HOLD,
            case.id,
            "choice-release-this" if held else "choice-hold",
            about=view.theme_label(case.themes[0]) if case.themes else "none",
            place=view.departement_name(case.departement) or "–",
            at=view.local(case.confirmed_at),
        )
        rows.append((choice,))
    return rows
