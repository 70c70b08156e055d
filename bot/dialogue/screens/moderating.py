"""What moderators and pilots see."""

from collections import Counter
from datetime import timedelta

from bot.dialogue.actions import Action
from bot.dialogue.screens.view import Row, View, opening_words, quote, say
from bot.domain.cases import CaseId
from bot.domain.people import ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.policy import Policy
from bot.domain.screens import Block, Bullets, Heading, Inline, Phrase, Screen, Verbatim
from bot.domain.solicitations import SolicitationId
from bot.domain.verdicts import Allowed
from bot.usecases.world import current_policy

WEEK = timedelta(days=7)
NAMED = 8
"""People named at most in a list for a phone."""


def limits(view: View) -> Screen | None:
    policy = current_policy(view.uow)
    version = view.uow.policies.current().version
    lines: tuple[tuple[Inline, ...], ...] = tuple(
        (Phrase(f"limit-{name.replace('_', '-')}"), Verbatim(f" {name} = {value}"))
        for name, value in policy.values().items()
    )
    return Screen(
        (Heading(Phrase("limits", {"version": version})), Bullets(lines), say("limits-how"))
    )


def limits_changed(view: View) -> Screen | None:
    version = view.uow.policies.current()
    before = view.uow.policies.get(version.version - 1)
    old = Policy.from_values(before.values).values() if before else {}
    new = Policy.from_values(version.values).values()
    lines: tuple[tuple[Inline, ...], ...] = tuple(
        (Phrase("limits-difference", {"name": name, "old": str(old[name]), "new": str(value)}),)
        for name, value in new.items()
        if name in old and old[name] != value
    )
    undo = view.choice(Action.UNDO_LIMITS, str(version.version), "choice-undo-limits")
    return Screen((say("limits-changed", version=version.version), Bullets(lines)), ((undo,),))


def limits_history(view: View) -> Screen | None:
    """Who changed what, when, why: the newest first."""
    lines: list[tuple[Inline, ...]] = []
    for version in view.uow.policies.history()[:NAMED]:
        author = _name(view, version.author_id)
        line = Phrase(
            "limits-version",
            {
                "version": version.version,
                "at": view.local(version.created_at),
                "author": author or "none",
            },
        )
        lines.append((line, Verbatim(version.reason)))
    return Screen((Heading(Phrase("limits-history")), Bullets(tuple(lines))))


def load(view: View) -> Screen | None:
    """Who is near their limit, who is never asked, what is open and what is uncertain."""
    policy = current_policy(view.uow)
    recent = Counter(
        s.professional_id
        for s in view.uow.solicitations.since(view.now - WEEK)
        if s.professional_id is not None
    )
    members = view.uow.professionals.active()
    full = [m for m in members if recent[m.id] >= (m.weekly_cap or policy.person_week)]
    open_cases = view.uow.cases.open_cases()
    blocks: list[Block] = [
        Heading(Phrase("load")),
        say(
            "load-week",
            asks=sum(recent.values()),
            people=len(recent),
            members=len(members),
            full=len(full),
        ),
        say("load-open", cases=len(open_cases), uncertain=len(view.uow.solicitations.uncertain())),
    ]
    if full:
        blocks.append(say("load-full-people"))
        blocks.append(Bullets(tuple((Verbatim(m.display_name),) for m in full[:NAMED])))
    rows: tuple[Row, ...] = ()
    if view.recipient and isinstance(may(view.recipient, Right.HOLD_CASES), Allowed):
        rows = tuple(
            (
                view.choice(
                    Action.HOLD,
                    case.id,
                    "choice-hold",
                    opening=opening_words(case.text.value, 30),
                ),
            )
            for case in open_cases[:3]
            if case.text is not None and case.state != "held"
        )
    return Screen(tuple(blocks), rows)


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


def _name(view: View, professional_id: str | None) -> str | None:
    person = view.uow.professionals.get(ProfessionalId(professional_id or ""))
    return person.display_name if person else None
